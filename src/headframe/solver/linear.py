"""The linear solver underneath: HiGHS, asked quietly, its answer checked each time, with fallbacks."""

from __future__ import annotations

from typing import Any

import highspy
import numpy as np

from headframe.solver.arrays import Floats, Whole

OPTIMAL = highspy.HighsModelStatus.kOptimal
INFEASIBLE = highspy.HighsModelStatus.kInfeasible
UNBOUNDED = highspy.HighsModelStatus.kUnbounded
EITHER = highspy.HighsModelStatus.kUnboundedOrInfeasible
FALLBACKS: tuple[dict[str, Any], ...] = (
    {"presolve": "off", "solver": "simplex", "simplex_strategy": 1},
    {"presolve": "on", "solver": "simplex", "simplex_strategy": 1},
    {"presolve": "on", "solver": "simplex", "simplex_strategy": 4},
    {"presolve": "off", "solver": "simplex", "simplex_strategy": 4},
    {"presolve": "on", "solver": "ipm", "simplex_strategy": 1},
)
"""From a cold start, in this order, whenever a solve does not end as optimal."""
FIRST: dict[str, Any] = {"presolve": "off", "solver": "simplex", "simplex_strategy": 1}


def quiet_solver(presolve: str = "off") -> Any:
    """Return a HiGHS that prints nothing and uses one thread."""
    highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in {**FIRST, "presolve": presolve, "output_flag": False, "threads": 1}.items():
        highs.setOptionValue(name, value)
    return highs


def pass_rows(
    highs: Any,
    cost: Floats,
    low: Floats,
    high: Floats,
    row_low: Floats,
    row_high: Floats,
    starts: Whole,
    columns: Whole,
    coefficients: Floats,
) -> None:
    """Hand a maximisation over rows to HiGHS, in place of what it held."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(cost), len(row_low)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = cost
    lp.col_lower_, lp.col_upper_ = low, high
    lp.row_lower_, lp.row_upper_ = row_low, row_high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = starts.astype(np.int32)
    lp.a_matrix_.index_ = columns.astype(np.int32)
    lp.a_matrix_.value_ = coefficients
    highs.passModel(lp)


def solved(highs: Any) -> bool:
    """Run, and say whether it ended optimal; where it did not, try each fallback from a cold start."""
    highs.run()
    if highs.getModelStatus() == OPTIMAL:
        return True
    return _again(highs)


def _again(highs: Any) -> bool:
    done = False
    kept = {name: highs.getOptionValue(name)[1] for name in FIRST}
    for options in FALLBACKS:
        for name, value in options.items():
            highs.setOptionValue(name, value)
        highs.clearSolver()
        highs.run()
        if highs.getModelStatus() == OPTIMAL:
            done = True
            break
    for name, value in kept.items():
        highs.setOptionValue(name, value)
    return done
