"""The labelled episodes (motive_labels.csv): read to fit weights and to score them, never as evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from headframe.ground.period import Period
from headframe.vocabulary.tables import packaged_rows


class Label(StrEnum):
    """What the compiler of the labels found."""

    FORCED = "forced"
    STRATEGIC = "strategic"
    CONTESTED = "contested"
    """Read both ways on the same facts: never fitted; a fair score is near zero."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One labelled sale."""

    company: str
    span: Period
    label: Label

    @property
    def is_fitted(self) -> bool:
        """Whether the episode has a side."""
        return self.label is not Label.CONTESTED


@cache
def episodes() -> tuple[Episode, ...]:
    """Return the labelled episodes, in the table's order."""
    return tuple(
        Episode(
            company=row["company"],
            span=Period.span(date.fromisoformat(row["start"]), date.fromisoformat(row["end"])),
            label=Label(row["label"]),
        )
        for row in packaged_rows("headframe.record.snapshot", "motive_labels.csv")
    )
