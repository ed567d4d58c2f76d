"""Figures that look ahead: estimated all, with any dispute among their inputs said in their note."""

from __future__ import annotations

from dataclasses import replace

from headframe.ground.interval import Interval
from headframe.vocabulary.figure import Badge, Figure, derive


def ahead_figure(
    id: str, formula: str, value: float, interval: Interval, unit: str, *inputs: Figure, note: str = ""
) -> Figure:
    """Return a figure that rests on assumptions as much as on its inputs.

    It is estimated whatever its inputs are: that two pages print a coin more or less does not dispute a value ten years
    out. Which inputs are disputed stands in the note.
    """
    disputed = [part.id for part in inputs if part.badge is Badge.DISPUTED]
    said = f"disputed among its inputs: {', '.join(disputed)}" if disputed else ""
    made = derive(
        id, formula, value, interval, unit, *inputs, estimated=True, note="; ".join(filter(None, (note, said)))
    )
    return replace(made, badge=Badge.ESTIMATED)
