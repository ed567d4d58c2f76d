"""A plan with some controls held: what is left of its value is the baseline that an improvement is measured against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from headframe.ground.errors import UsageProblem
from headframe.solver.instance import Instance
from headframe.solver.program import StageProgram

Held = Mapping[str, tuple[float, float]]
"""Control by name, and the bounds it is held within: (0, 0) is not doing it."""


def hold_program(program: StageProgram, held: Held) -> StageProgram:
    """Return a program with the bounds of named controls narrowed; names it does not have are passed over."""
    low, high = program.low.copy(), program.high.copy()
    for name, (least, most) in held.items():
        if name in program.controls:
            at = len(program.states) + program.controls.index(name)
            low[at], high[at] = max(low[at], least), min(high[at], most)
    return replace(program, low=low, high=high)


def hold_instance(instance: Instance, held: Held) -> Instance:
    """Return an instance with named controls held at every stage; refused where no stage has such a control.

    Its cuts are another's: they still steer, and a martingale made of them still has zero mean.
    """
    known = {name for stage in instance.programs for name in stage[0].controls}
    if strange := set(held) - known:
        raise UsageProblem(
            f"{', '.join(sorted(strange))} is no control", where="held", next=f"one of {', '.join(sorted(known))}"
        )
    programs = tuple(tuple(hold_program(program, held) for program in stage) for stage in instance.programs)
    return replace(instance, programs=programs)
