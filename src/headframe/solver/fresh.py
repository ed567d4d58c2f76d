"""A plan followed on fresh paths of the simulator, without foresight beside it: what it comes to, nothing bounded."""

from __future__ import annotations

from collections.abc import Iterator

from headframe.solver.arrays import Floats
from headframe.solver.block import Block, follow_block
from headframe.solver.follow import Courses
from headframe.solver.instance import Instance
from headframe.solver.pool import Pool
from headframe.solver.problem import Problem, Process
from headframe.solver.simulator import BLOCK, write_block
from headframe.solver.team import spread


def follow_fresh(
    problem: Problem,
    process: Process,
    instance: Instance,
    pools: list[Pool],
    drawn: Floats,
    *,
    draws: int = 500,
    seed: int = 1,
    workers: int = 1,
) -> Iterator[Courses]:
    """Yield a plan's courses along paths of the simulator, a block at a time; whole numbers are whole.

    Parameters
    ----------
    problem, process, instance, pools
        The problem as it was solved, its simulator, the problem written out, and the cuts of the plan.
    drawn : float64 array, shape (n, T + 1, d)
        From `sampled_paths`, with a seed that neither taught the plan nor certified it.
    draws : int
        Draws of the next drivers for each expectation off the lattice.
    seed : int
        Of those draws.
    workers : int
        Processes to share the paths among; the courses are the same for any number.
    """

    def blocks() -> Iterator[Block]:
        for number, first in enumerate(range(0, len(drawn), BLOCK)):
            yield write_block(problem, process, instance, drawn[first : first + BLOCK], draws, seed, number)

    yield from spread(follow_block, ((instance, pools, block) for block in blocks()), workers)
