"""A problem written out on its lattice: every stage's program at every node, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from headframe.ground.errors import InputRefused
from headframe.solver.arrays import Floats
from headframe.solver.lattice import Lattice
from headframe.solver.pieces import Pieces
from headframe.solver.problem import Problem
from headframe.solver.program import StageProgram

DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """What the solver works on; it can be sent to another process as it is.

    `programs[stage][node]`, `ends[node]`; `discounts[stage]` from a stage to the next, `to_today[stage]` from a stage
    to the first; `bounds[stage]` no value lies outside; `scales[stage]` (nodes, S), see `Problem.scales`.
    """

    lattice: Lattice
    states: tuple[str, ...]
    start: Floats
    programs: tuple[tuple[StageProgram, ...], ...]
    ends: tuple[Pieces, ...]
    discounts: Floats
    to_today: Floats
    bounds: tuple[tuple[float, float], ...]
    scales: tuple[Floats, ...]

    @property
    def stages(self) -> int:
        """How many stages have a decision."""
        return self.lattice.stages

    @property
    def plain_end(self) -> bool:
        """Whether the terminal value is linear at every node."""
        return all(len(end.constants) == 1 for end in self.ends)

    def end_tangents(self, states: Floats) -> tuple[Floats, Floats]:
        """Return constants (n, nodes) and slopes (n, nodes, S) of the terminal value at states (n, S)."""
        found = [end.tangent(states) for end in self.ends]
        return np.stack([c for c, _ in found], axis=1), np.stack([s for _, s in found], axis=1)

    def fingerprint(self) -> str:
        """Return what tells this instance from any other but for where it starts: cuts belong to a fingerprint."""
        digest = blake2b(digest_size=DIGEST_BYTES)
        digest.update(repr((self.states, self.bounds)).encode())
        for row in self.lattice.transitions:
            digest.update(np.ascontiguousarray(row).tobytes())
        digest.update(self.discounts.tobytes())
        for program in (program for stage in self.programs for program in stage):
            digest.update(repr((program.controls, program.rows, program.reward_constant)).encode())
            for part in (program.starts, program.columns, program.coefficients, program.row_low, program.row_high):
                digest.update(part.tobytes())
            for part in (program.low, program.high, program.reward, program.whole):
                digest.update(part.tobytes())
        for end in self.ends:
            digest.update(end.constants.tobytes() + end.slopes.tobytes())
        return digest.hexdigest()


def write_out(problem: Problem, lattice: Lattice) -> Instance:
    """Write a problem out on a lattice, and refuse what does not fit together."""
    stages = lattice.stages
    discounts = np.array(problem.discounts, float)
    if discounts.shape != (stages,) or not ((discounts > 0) & (discounts <= 1)).all():
        raise InputRefused(
            f"{len(discounts)} discount factors do not fit {stages} stages, or lie outside (0, 1]", where="problem"
        )
    start = np.array(problem.start, float)
    if start.shape != (len(problem.states),) or not np.isfinite(start).all():
        raise InputRefused(f"a start of shape {start.shape} does not fit {len(problem.states)} states", where="problem")
    programs = tuple(
        tuple(_checked(problem, problem.program(stage, drivers), stage) for drivers in lattice.values[stage])
        for stage in range(stages)
    )
    ends = tuple(problem.terminal(drivers) for drivers in lattice.values[stages])
    for stage, found in enumerate(programs):
        if any((one.controls, one.rows) != (found[0].controls, found[0].rows) for one in found):
            raise InputRefused(
                f"programs of stage {stage} differ in the names of their controls or rows",
                where="problem",
                why="what is chosen, and what it costs, is told by name along paths",
                next="give every node of a stage the same rows, with wide bounds where one does not apply",
            )
    if any(end.slopes.shape[1] != len(start) for end in ends):
        raise InputRefused("the terminal value's slopes do not fit the states", where="problem")
    bounds = tuple(problem.value_bounds(stage) for stage in range(stages + 1))
    if any(not low <= high for low, high in bounds):
        raise InputRefused("a lower bound on the value exceeds the upper one", where="problem")
    return Instance(
        lattice=lattice,
        states=tuple(problem.states),
        start=start,
        programs=programs,
        ends=ends,
        discounts=discounts,
        to_today=np.r_[1.0, np.cumprod(discounts)],
        bounds=bounds,
        scales=tuple(problem.scales(stage, values) for stage, values in enumerate(lattice.values)),
    )


def _checked(problem: Problem, program: StageProgram, stage: int) -> StageProgram:
    if program.states != tuple(problem.states):
        raise InputRefused(
            f"the program of stage {stage} carries {', '.join(program.states)}",
            where="problem",
            why=f"the problem's states are {', '.join(problem.states)}",
        )
    return program
