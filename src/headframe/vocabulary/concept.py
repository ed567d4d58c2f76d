"""Concepts: the things companies report, each with one name, one unit and one definition (concepts.csv)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from headframe.vocabulary.names import unknown_name
from headframe.vocabulary.tables import packaged_rows


class Kind(StrEnum):
    """How a concept behaves through time."""

    STOCK = "stock"
    """A balance, true at the end of a day."""
    FLOW = "flow"
    """An amount over a period: months add up to quarters."""
    MEAN = "mean"
    """An average over a period: months do not add up."""
    PRICE = "price"
    """Money for one unit of something."""
    RATIO = "ratio"
    """A quotient of two other concepts."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One row of concepts.csv: what is counted, in which unit, and who means something else by it."""

    name: str
    label: str
    kind: Kind
    unit: str
    sign: str
    low: float
    high: float
    family: str
    same_as: str
    tables: tuple[str, ...]
    definition: str
    rivals: str

    @property
    def is_derived(self) -> bool:
        """Whether Headframe computes this rather than reads it."""
        return self.tables == ("derived",)


@cache
def concepts() -> dict[str, Concept]:
    """Return every concept by name, sorted."""
    found = {row["name"]: _concept(row) for row in packaged_rows("headframe.vocabulary", "concepts.csv")}
    return dict(sorted(found.items()))


def concept(name: str) -> Concept:
    """Return the concept called exactly `name`.

    Raises
    ------
    UsageProblem
        Where there is none; the nearest names are offered.

    Examples
    --------
    >>> concept("bitcoin_held").unit
    'BTC'
    """
    try:
        return concepts()[name]
    except KeyError:
        raise unknown_name("concept", name, concepts(), "concepts") from None


def _concept(row: dict[str, str]) -> Concept:
    return Concept(
        name=row["name"],
        label=row["label"],
        kind=Kind(row["kind"]),
        unit=row["unit"],
        sign=row["sign"],
        low=float(row["low"]),
        high=float(row["high"]),
        family=row["family"],
        same_as=row["same_as"],
        tables=tuple(row["tables"].split("|")),
        definition=row["definition"],
        rivals=row["rivals"],
    )
