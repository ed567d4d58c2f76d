"""What an import did: how much was new, how much was known, and what now contradicts the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.figure import Figure


@dataclass(frozen=True, slots=True)
class Conflict:
    """An own figure that cannot be the same number as the one the record had chosen. Both stay, as witnesses.

    `before` is what the record showed, `now` what it shows with the own figure among the printings.
    """

    row: int
    id: str
    value: float
    interval: Interval
    unit: str
    before: Figure
    now: Figure | Missing


@dataclass(frozen=True, kw_only=True)
class Receipt(Answer):
    """What became of one file. `known_at` is the day given to the `undated` rows, which name none."""

    verb: ClassVar[str] = "import"

    file: str
    digest: str
    rows: int
    new: int
    already_known: int
    undated: int
    known_at: date
    companies: dict[str, int]
    conflicts: tuple[Conflict, ...]
