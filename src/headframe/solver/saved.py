"""A stage's problem as text in LP format, so that a failure can be looked at with any solver."""

from __future__ import annotations

import re

import numpy as np

from headframe.solver.arrays import Floats
from headframe.solver.program import StageProgram

PLAIN = re.compile(r"[^A-Za-z0-9_]")


def column_names(program: StageProgram) -> tuple[str, ...]:
    """Return the names of incoming states, outgoing states (with a prime) and controls."""
    return (*program.states, *(f"{name}'" for name in program.states), *program.controls)


def lp_text(program: StageProgram, incoming: Floats) -> str:
    """Return the program in LP format with the incoming states held at (S,) values. The future's value is left out."""
    names = [f"c{at}_{PLAIN.sub('_', name)}" for at, name in enumerate(column_names(program))]
    held = len(program.states)
    low = np.r_[incoming, program.low]
    high = np.r_[incoming, program.high]
    lines = ["Maximize", " obj: " + (_terms(np.arange(len(names)), program.reward, names) or f"0 {names[0]}")]
    lines.append("Subject To")
    for row, name in enumerate(program.rows):
        part = slice(program.starts[row], program.starts[row + 1])
        left = _terms(program.columns[part], program.coefficients[part], names) or f"0 {names[0]}"
        label = f"r{row}_{PLAIN.sub('_', name)}"
        if program.row_low[row] == program.row_high[row]:
            lines.append(f" {label}: {left} = {program.row_low[row]:.17g}")
            continue
        if np.isfinite(program.row_low[row]):
            lines.append(f" {label}_low: {left} >= {program.row_low[row]:.17g}")
        if np.isfinite(program.row_high[row]):
            lines.append(f" {label}_high: {left} <= {program.row_high[row]:.17g}")
    lines.append("Bounds")
    lines += [f" {_bound(low[at])} <= {name} <= {_bound(high[at])}" for at, name in enumerate(names)]
    if len(program.whole):
        lines += ["General", " " + " ".join(names[2 * held + at] for at in program.whole)]
    return "\n".join([*lines, "End", ""])


def _terms(columns: Floats | np.ndarray, coefficients: Floats, names: list[str]) -> str:
    return " ".join(f"{c:+.17g} {names[int(at)]}" for at, c in zip(columns, coefficients, strict=True) if c)


def _bound(value: float) -> str:
    return f"{value:.17g}" if np.isfinite(value) else ("+inf" if value > 0 else "-inf")
