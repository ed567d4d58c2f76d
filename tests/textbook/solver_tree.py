"""The whole scenario tree as one mixed-integer program: the truth for tiny problems, by another way."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from headframe.solver.instance import write_out
from headframe.solver.lattice import Lattice
from headframe.solver.problem import Problem


def tree_value(problem: Problem, lattice: Lattice, *, whole: bool = False) -> float:
    """Return the greatest expected value over all plans, by enumerating every path of nodes."""
    instance = write_out(problem, lattice)
    size = len(instance.states)
    cost: list[float] = []
    low: list[float] = []
    high: list[float] = []
    kind: list[int] = []
    rows: list[dict[int, float]] = []
    row_low: list[float] = []
    row_high: list[float] = []
    constant = 0.0

    def grow(stage: int, node: int, chance: float, before: list[int] | None) -> None:
        nonlocal constant
        weight = chance * instance.to_today[stage]
        if stage == lattice.stages:
            end = instance.ends[node]
            at = len(cost)
            cost.append(weight)
            low.append(-np.inf)
            high.append(np.inf)
            kind.append(0)
            assert before is not None
            for offset, slope in zip(end.constants, end.slopes, strict=True):
                rows.append({at: 1.0, **{b: -s for b, s in zip(before, slope, strict=True)}})
                row_low.append(-np.inf)
                row_high.append(offset)
            return
        program = instance.programs[stage][node]
        dense = program.dense()
        first = len(cost)
        here = range(first, first + dense.shape[1] - size)
        cost.extend(weight * program.reward[size:])
        low.extend(program.low)
        high.extend(program.high)
        kind.extend(np.isin(np.arange(len(here)) - size, program.whole).astype(int) if whole else [0] * len(here))
        constant += weight * program.reward_constant
        shift = np.zeros(len(program.rows))
        if before is None:
            shift = dense[:, :size] @ instance.start
            constant += weight * float(program.reward[:size] @ instance.start)
        else:
            for column, reward in zip(before, program.reward[:size], strict=True):
                cost[column] += weight * reward
        for row in range(len(program.rows)):
            entries = {first + at: value for at, value in enumerate(dense[row, size:]) if value}
            for column, value in zip(before or [], dense[row, :size], strict=False):
                entries[column] = entries.get(column, 0.0) + value
            rows.append(entries)
            row_low.append(program.row_low[row] - shift[row])
            row_high.append(program.row_high[row] - shift[row])
        for then, probability in enumerate(lattice.transitions[stage][node]):
            if probability:
                grow(stage + 1, then, chance * probability, list(here[:size]))

    grow(0, 0, 1.0, None)
    matrix = np.zeros((len(rows), len(cost)))
    for at, entries in enumerate(rows):
        for column, value in entries.items():
            matrix[at, column] = value
    found = milp(
        -np.array(cost),
        constraints=LinearConstraint(matrix, row_low, row_high),
        bounds=Bounds(low, high),
        integrality=kind,
        options={"mip_rel_gap": 1e-9},
    )
    assert found.status == 0, found.message
    return float(constant - found.fun)
