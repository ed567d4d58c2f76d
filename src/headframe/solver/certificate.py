"""How far from the best a plan can be, on fresh paths of the lattice and of the simulator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from time import monotonic

import numpy as np

from headframe.ground.errors import HeadframeError, UsageProblem
from headframe.ground.missing import Missing
from headframe.ground.streams import stream
from headframe.solver.arrays import Floats
from headframe.solver.block import Block, follow_block, value_block, value_nodes
from headframe.solver.estimate import Estimate
from headframe.solver.gathered import PAIRED_TOLERANCE, gathered, weighed
from headframe.solver.held import Held, hold_instance, hold_program
from headframe.solver.problem import Process
from headframe.solver.risk import MeanCvar
from headframe.solver.simulator import BLOCK, sampled_paths, write_block
from headframe.solver.solve import Solution
from headframe.solver.statement import FOR_THE_LATTICE, FOR_THE_SIMULATOR, Bounds, Certificate
from headframe.solver.team import spread
from headframe.solver.wary import Fear
from headframe.solver.wary_paths import WaryBlock, value_wary_block, value_wary_nodes
from headframe.solver.wary_written import walked_paths, write_wary_block, written_nodes

CONFIDENCE = 0.95
"""Of each one-sided statement: the usual twentieth."""
NO_BASELINE = Missing("no baseline was given")
MOST_CHANCE = 5.0
"""Standard errors that a mean may lie beyond a bound by chance: fewer than one sample in a million does."""


def certify(
    solution: Solution,
    *,
    process: Process | None = None,
    paths: int = 300,
    paired: int = 100,
    draws: int = 500,
    seed: int = 1,
    baseline: float | Missing = NO_BASELINE,
    workers: int = 1,
) -> Certificate:
    """Bound how far a plan is from the best, on fresh paths.

    Parameters
    ----------
    solution : Solution
        From `solve`.
    process : Process, optional
        The simulator. Without it nothing is said about it.
    paths : int
        Fresh paths for the plan's value on the lattice, 2 or more.
    paired : int
        Paths on which foresight is solved too, on the lattice and (all of them) in the simulator; 2 or more.
    draws : int
        Draws of the next drivers for each expectation off the lattice.
    seed : int
        Must differ from the seed of the run: paths that taught the plan would flatter it.
    baseline : float, optional
        The value of doing nothing, for `gap_of_improvement`: see `value_held`.
    workers : int
        Processes to share the paths among. The certificate is the same for any number.

    Errors
    ------
    HeadframeError where a paired gap is negative beyond rounding: then a bound is broken, and nothing is certified.
    """
    _check(solution, paths, paired, seed)
    began = monotonic()
    lattice = _on_lattice(solution, max(paths, paired), paired, seed, workers)
    simulator: Bounds | Missing = Missing("no simulator was given")
    if process is not None:
        simulator = _on_simulator(solution, process, paired, draws, seed, workers)
    shown = lattice if isinstance(simulator, Missing) else simulator
    return Certificate(
        lower=shown.lower,
        upper=shown.upper,
        gap_lattice=lattice.gap,
        gap_simulator=simulator if isinstance(simulator, Missing) else simulator.gap,
        gap_of_improvement=_of_improvement(shown, baseline),
        confidence=CONFIDENCE,
        seconds=monotonic() - began,
        seeds=(solution.seed, seed),
        baseline=baseline,
        lattice=lattice,
        simulator=simulator,
    )


def value_held(
    solution: Solution,
    held: Held,
    *,
    process: Process | None = None,
    paths: int = 300,
    draws: int = 500,
    seed: int = 1,
    workers: int = 1,
) -> Estimate:
    """Return what a plan is worth with some controls held.

    Without weight on the tail these are the very paths of the certificate of the same `seed`.

    Parameters
    ----------
    solution : Solution
        From `solve`; what is not held is still chosen by its cuts.
    held : mapping of str to (float, float)
        Control by name, and the bounds it is held within. (0, 0) is not doing it.
    process, paths, draws, seed, workers
        As in `certify`; with a process, `paths` are the simulator's, else the lattice's.
    """
    _check(solution, paths, 2, seed)
    narrowed = hold_instance(solution.instance, held)
    pools = solution.cuts.pools(solution.instance)
    if process is None:
        nodes = solution.instance.lattice.sample(paths, stream(seed, "solver: nodes of the certificate"))
        return Estimate.of(value_nodes(narrowed, pools, nodes, 0)[0].adjusted)
    blocks = _blocks(solution, process, paths, draws, seed)
    calls = ((narrowed, pools, _held_block(block, held)) for block in blocks)
    return Estimate.of(np.concatenate([courses.adjusted for courses in spread(follow_block, calls, workers)]))


def _check(solution: Solution, paths: int, paired: int, seed: int) -> None:
    if seed == solution.seed:
        raise UsageProblem("the certificate must be drawn with another seed than the plan", where=f"seed {seed}")
    if paths < 2 or paired < 2:
        raise UsageProblem("a certificate needs two paths at least", where="paths, paired")


def _of_improvement(bounds: Bounds, baseline: float | Missing) -> float | Missing:
    if isinstance(baseline, Missing):
        return baseline
    if bounds.upper <= baseline:
        return Missing("no plan can exceed the baseline")
    return bounds.gap * abs(bounds.upper) / (bounds.upper - baseline)


def _on_lattice(solution: Solution, paths: int, paired: int, seed: int, workers: int) -> Bounds:
    """Bound with the cuts from above and the plan on fresh paths of the lattice from below."""
    instance, pools = solution.instance, solution.cuts.pools(solution.instance)
    nodes = instance.lattice.sample(paths, stream(seed, "solver: nodes of the certificate"))
    parts = [part for part in np.array_split(np.arange(paths), workers) if len(part)]
    calls = ((instance, pools, nodes[part], int((part < paired).sum())) for part in parts)
    if isinstance(solution.problem, MeanCvar):
        wary = written_nodes(solution.problem, instance)
        found = spread(value_wary_nodes, ((*call, wary) for call in calls), workers)
    else:
        found = spread(value_nodes, calls, workers)
    adjusted, plain, short = gathered(found)
    value = Estimate.of(adjusted)
    _below(value, solution.upper)
    lower = min(value.at_least(CONFIDENCE), solution.upper)
    return Bounds(
        holds=FOR_THE_LATTICE,
        lower=lower,
        upper=solution.upper,
        value=value,
        plain=Estimate.of(plain),
        short=Estimate.of(short),
        gap=(solution.upper - lower) / abs(solution.upper),
    )


def _on_simulator(solution: Solution, process: Process, paired: int, draws: int, seed: int, workers: int) -> Bounds:
    """Bound with foresight from above and the plan from below, on the same fresh paths of the simulator."""
    instance, pools = solution.instance, solution.cuts.pools(solution.instance)
    if isinstance(solution.problem, MeanCvar):
        wary = _wary_blocks(solution, solution.problem, process, paired, draws, seed)
        found = spread(value_wary_block, ((instance, pools, block) for block in wary), workers)
        adjusted, plain, short = weighed(found, Fear(solution.problem.risk, solution.problem.tail))
    else:
        blocks = _blocks(solution, process, paired, draws, seed)
        found = spread(value_block, ((instance, pools, block) for block in blocks), workers)
        adjusted, plain, short = gathered(found)
    value, gap = Estimate.of(adjusted), Estimate.of(short)
    upper = Estimate.of(adjusted + short).at_most(CONFIDENCE)
    return Bounds(
        holds=FOR_THE_SIMULATOR,
        lower=value.at_least(CONFIDENCE),
        upper=upper,
        value=value,
        plain=Estimate.of(plain),
        short=gap,
        gap=gap.at_most(CONFIDENCE) / abs(upper),
    )


def fresh_paths(solution: Solution, process: Process, count: int, draws: int, seed: int) -> Floats:
    """Return the simulator's paths that a certificate of this seed goes by: (count, T + 1, d)."""
    if isinstance(solution.problem, MeanCvar):
        return walked_paths(process, solution.instance, count, draws, seed)
    return sampled_paths(process, solution.instance, count, seed)


def _blocks(solution: Solution, process: Process, paths: int, draws: int, seed: int) -> Iterator[Block]:
    drawn = sampled_paths(process, solution.instance, paths, seed)
    for number, first in enumerate(range(0, paths, BLOCK)):
        part = drawn[first : first + BLOCK]
        yield write_block(solution.problem, process, solution.instance, part, draws, seed, number)


def _wary_blocks(
    solution: Solution, problem: MeanCvar, process: Process, paths: int, draws: int, seed: int
) -> Iterator[WaryBlock]:
    drawn = fresh_paths(solution, process, paths, draws, seed)
    for number, first in enumerate(range(0, paths, BLOCK)):
        part = drawn[first : first + BLOCK]
        yield write_wary_block(problem, process, solution.instance, part, draws, seed, number)


def _held_block(block: Block, held: Held) -> Block:
    return replace(
        block, programs=tuple(tuple(hold_program(program, held) for program in path) for path in block.programs)
    )


def _below(value: Estimate, upper: float) -> None:
    """Refuse a plan worth more than the bound that is certain, beyond rounding and chance."""
    excess = value.mean - MOST_CHANCE * value.error - upper
    if excess > PAIRED_TOLERANCE * max(1.0, abs(upper)):
        raise HeadframeError(
            f"the plan is worth {value.mean:,.6g} on fresh paths, more than the bound of {upper:,.6g}",
            where="certificate",
            why="an upper bound is broken: `value_bounds` is too low, or a linear program was not solved to its end",
            next="raise the upper of `value_bounds`; nothing is certified",
        )
