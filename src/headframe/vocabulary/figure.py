"""Figures: numbers that are shown. Each says what it is, how sure, since when, and from what (conventions §10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.vocabulary.fact import Source


class Badge(StrEnum):
    """What kind of number this is."""

    REPORTED = "reported"
    DERIVED = "derived"
    ESTIMATED = "estimated"
    DISPUTED = "disputed"

    @property
    def mark(self) -> str:
        """The sign beside the number."""
        return {"reported": "●", "derived": "◐", "estimated": "○", "disputed": "⚠"}[self.value]


@dataclass(frozen=True, slots=True)
class Figure:
    """One shown number.

    Parameters
    ----------
    id : str
        What `headframe why` takes to explain it: "RIOT bitcoin_held 2025-12-31".
    value : float
        The number, in `unit`.
    interval : Interval
        All values it can stand for, in `unit`.
    unit : str
        The concept's unit.
    badge : Badge
        Reported, derived, estimated or disputed.
    known_at : date
        The last day on which any of its inputs became known.
    sources : tuple of Source
        Where it was printed (a derived figure's are its inputs').
    formula : str
        How it was computed, in words and names; empty where it was read.
    inputs : tuple of Figure
        The figures that went into the formula.
    note : str
        What a reader must know to use it.
    """

    id: str
    value: float
    interval: Interval
    unit: str
    badge: Badge
    known_at: date
    sources: tuple[Source, ...] = ()
    formula: str = ""
    inputs: tuple[Figure, ...] = ()
    note: str = ""

    @property
    def half_width(self) -> float:
        """The tolerance that this figure brings to a sum, in `unit`."""
        return self.interval.half_width

    def to_json(self) -> dict[str, Any]:
        """Return the figure as the envelope prints it."""
        shown: dict[str, Any] = {
            "id": self.id,
            "value": plain(self.value),
            "low": plain(self.interval.low),
            "high": plain(self.interval.high),
            "unit": self.unit,
            "badge": self.badge.value,
            "known_at": self.known_at.isoformat(),
        }
        if self.formula:
            shown["formula"] = self.formula
            shown["inputs"] = [part.id for part in self.inputs]
        else:
            shown["sources"] = [source_json(source) for source in self.sources]
        if self.note:
            shown["note"] = self.note
        return shown


def derive(
    id: str,
    formula: str,
    value: float,
    interval: Interval,
    unit: str,
    *inputs: Figure,
    estimated: bool = False,
    note: str = "",
) -> Figure:
    """Return the figure that `formula` gives from `inputs`.

    It is known when its last input is; it is disputed where an input is, estimated where an input is or it is itself.
    """
    if not inputs:
        raise ValueError(f"{id}: a derived figure needs inputs")
    return Figure(
        id=id,
        value=value,
        interval=interval,
        unit=unit,
        badge=_badge_of(inputs, estimated),
        known_at=max(part.known_at for part in inputs),
        sources=tuple(dict.fromkeys(source for part in inputs for source in part.sources)),
        formula=formula,
        inputs=inputs,
        note=note,
    )


def _badge_of(inputs: tuple[Figure, ...], estimated: bool) -> Badge:
    badges = {part.badge for part in inputs}
    if Badge.DISPUTED in badges:
        return Badge.DISPUTED
    return Badge.ESTIMATED if estimated or Badge.ESTIMATED in badges else Badge.DERIVED


def first_missing(*figures: Figure | Missing) -> Missing | None:
    """Return the first gap among `figures`, if any."""
    return next((figure for figure in figures if isinstance(figure, Missing)), None)


def source_json(source: Source) -> dict[str, str]:
    """Return a source as the envelope prints it, empty fields left out."""
    shown = {"kind": source.witness.value, "title": source.title, "url": source.url, "place": source.place}
    return {key: text for key, text in shown.items() if text}


def plain(value: float) -> float | int:
    """Return a float as JSON prints it: whole numbers without a point, no rounding noise past 12 digits."""
    rounded = float(f"{value:.12g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 1e15 else rounded
