"""What a number of a workbook is to the record, and how each verdict is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure


class CellVerdict(StrEnum):
    """What the record says of a hard-coded number."""

    CONFIRMED = "confirmed"
    """It is the record's figure, as far as that was printed."""
    ROUNDED = "rounded"
    """It is the record's figure with fewer digits."""
    ALSO_PRINTED = "also_printed"
    """Another source prints it; the record's choice is a better witness's."""
    STALE = "stale"
    """It was printed once, and a later printing replaced it."""
    WRONG_PERIOD = "wrong_period"
    """It is the figure of another period."""
    WRONG_SIGN = "wrong_sign"
    WRONG_UNIT = "wrong_unit"
    """It is the figure in another unit or scale, or with the decimal point elsewhere."""
    DIFFERS = "differs"
    UNKNOWN = "unknown"
    """Nothing identifies it, or the record holds no such figure: no comment."""

    @property
    def is_error(self) -> bool:
        """Whether somebody should look."""
        return self not in (CellVerdict.CONFIRMED, CellVerdict.ROUNDED, CellVerdict.UNKNOWN, CellVerdict.ALSO_PRINTED)

    @property
    def words(self) -> str:
        """The verdict as a reader sees it."""
        return WORDS[self]

    @property
    def colour(self) -> str:
        """The cell's fill, RRGGBB: told apart also without red and green, and light enough for any digits."""
        return COLOURS[self]


WORDS = {
    CellVerdict.CONFIRMED: "confirmed",
    CellVerdict.ROUNDED: "rounded",
    CellVerdict.ALSO_PRINTED: "another printing",
    CellVerdict.STALE: "stale since a restatement",
    CellVerdict.WRONG_PERIOD: "wrong period",
    CellVerdict.WRONG_SIGN: "wrong sign",
    CellVerdict.WRONG_UNIT: "wrong unit or scale",
    CellVerdict.DIFFERS: "differs",
    CellVerdict.UNKNOWN: "unknown",
}
COLOURS = {
    CellVerdict.CONFIRMED: "D5E8D4",
    CellVerdict.ROUNDED: "EAF3E6",
    CellVerdict.ALSO_PRINTED: "DAE3F3",
    CellVerdict.STALE: "E1D5E7",
    CellVerdict.WRONG_PERIOD: "FFE599",
    CellVerdict.WRONG_SIGN: "F9CB9C",
    CellVerdict.WRONG_UNIT: "FFD0A6",
    CellVerdict.DIFFERS: "F4B6B0",
    CellVerdict.UNKNOWN: "EDEDED",
}
WORST_FIRST = (
    CellVerdict.DIFFERS,
    CellVerdict.WRONG_UNIT,
    CellVerdict.WRONG_SIGN,
    CellVerdict.WRONG_PERIOD,
    CellVerdict.STALE,
    CellVerdict.ALSO_PRINTED,
    CellVerdict.ROUNDED,
    CellVerdict.CONFIRMED,
    CellVerdict.UNKNOWN,
)


@dataclass(frozen=True, slots=True)
class CellFinding:
    """One hard-coded number and what the record says of it.

    Parameters
    ----------
    sheet, cell : str
        Where it stands: "Model", "C14".
    value : float
        The number as typed.
    label : str
        What stands beside or over it.
    company, concept, period : str
        What it was read as; empty where nothing says so.
    unit : str
        In what it was read: "USD million".
    sign : int
        -1 where its line shows the record's figures the other way round, as outflows below zero.
    verdict : CellVerdict
        What it is to the record.
    cause : str
        What the difference is, in words.
    ours : Figure or Missing
        The record's figure, in the concept's unit.
    instead : float or Missing
        What to put instead, in the cell's own unit and sign.
    source : str
        Where the record's figure was printed.
    """

    sheet: str
    cell: str
    value: float
    label: str
    company: str
    concept: str
    period: str
    unit: str
    sign: int
    verdict: CellVerdict
    cause: str
    ours: Figure | Missing
    instead: float | Missing
    source: str
