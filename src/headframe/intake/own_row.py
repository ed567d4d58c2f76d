"""One row of the user's file to a fact, or to everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeVar
from urllib.parse import urlsplit

from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.intake.csv_file import Row
from headframe.intake.own_value import digits_of, known_unit, possible_value, stated_interval
from headframe.intake.problems import Problems
from headframe.record.snapshot_row import printed_value
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.concept import Concept, Kind
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.fact import Basis, Fact, KnownBy, Source, Standing, Witness

REQUIRED = ("company", "concept", "period", "value", "unit")
OPTIONAL = (
    *("known_at", "title", "url", "place", "quote", "note", "approximate", "witness"),
    *("low", "high", "known_by", "basis", "part", "standing", "restated"),
)
THE_RECORDS_OWN = ("recorded_at", "position")
"""Columns of an export that an import takes no notice of: the record sets them anew."""
DEFAULT_TITLE = "own figures"
"""The same for every file, so that a file imported again under a new name says nothing new."""
YES_OR_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False, "": False}

T = TypeVar("T")
E = TypeVar("E", bound=Enum)


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A fact with the row it came from.

    `dated` where the row itself says when the figure became known; `bounded` where it says between what ends it lies.
    """

    row: int
    fact: Fact
    dated: bool
    bounded: bool = False


class RowReader:
    """Reads the rows of one file; what is wrong is noted in `problems`.

    Parameters
    ----------
    problems : Problems
        Where problems are noted.
    known_at : date
        The day on which a figure became known where its row names none.
    today : date
        The last day on which anything can have become known.
    """

    def __init__(self, problems: Problems, known_at: date, today: date) -> None:
        self.problems = problems
        self.known_at = known_at
        self.today = today

    def own_row(self, row: Row) -> OwnRow | None:
        """Return the row's fact, or None where anything is wrong with the row."""
        before = len(self.problems.found)
        company = self._read(row, "company", lambda label: find_company(needed(label)))
        concept = self._read(row, "concept", lambda name: readable(find_concept(needed(name))))
        period = self._read(row, "period", lambda text: Period.parse(needed(text)))
        known_at = self._read(row, "known_at", self._day)
        witness = self._read(row, "witness", read_witness)
        url = self._read(row, "url", web_address)
        flags = [self._read(row, name, yes_or_no) for name in ("approximate", "restated")]
        standing = self._read(row, "standing", read_standing)
        basis = self._read(row, "basis", read_basis)
        known_by = self._read(row, "known_by", read_known_by)
        if concept and period:
            self._read(row, "period", lambda _: fitting(period, concept, self.today))
        standing = self._standing(row, standing, flags[0])
        measured = self._value(row, concept, standing)
        if row.unclean or len(self.problems.found) > before:
            return None
        assert company and concept and period and known_at and witness and standing and basis and known_by and measured
        fact = Fact(
            company=company.ticker,
            concept=concept.name,
            period=period,
            value=measured[0],
            interval=measured[1],
            unit=concept.unit,
            known_at=known_at,
            known_by=known_by,
            source=Source(witness, row.cells.get("title") or DEFAULT_TITLE, url or "", row.cells.get("place", "")),
            basis=basis,
            part=row.cells.get("part", ""),
            standing=standing,
            restated=bool(flags[1]),
            quote=row.cells.get("quote", ""),
            note=row.cells.get("note", ""),
        )
        bounded = bool(row.cells.get("low") or row.cells.get("high"))
        return OwnRow(row.number, fact, dated=bool(row.cells.get("known_at")), bounded=bounded)

    def _read(self, row: Row, column: str, how: Callable[[str], T]) -> T | None:
        if column in row.unclean:
            return None
        return self.problems.read(row.number, column, row.cells.get(column, ""), how)

    def _day(self, text: str) -> date:
        day = Period.parse(text).end if text else self.known_at
        if day > self.today:
            raise InputRefused(f"{day} is still to come (today is {self.today})", next="give the day it was published")
        return day

    def _standing(self, row: Row, standing: Standing | None, approximate: bool | None) -> Standing | None:
        if not approximate or standing is Standing.APPROXIMATE:
            return standing
        if row.cells.get("standing"):
            self.problems.note(row.number, "approximate", f"the row is approximate and {standing}", "say one of them")
        return Standing.APPROXIMATE

    def _value(self, row: Row, concept: Concept | None, standing: Standing | None) -> tuple[float, Interval] | None:
        digits = self._read(row, "value", lambda text: digits_of(needed(text)))
        if concept is None:
            return None
        unit = self._read(row, "unit", lambda text: known_unit(needed(text), concept))
        if digits is None or unit is None:
            return None
        value = self._read(row, "value", lambda _: possible_value(digits, unit, concept))
        if value is None:
            return None
        interval = self._interval(row, concept, value, digits, unit, approximate=standing is Standing.APPROXIMATE)
        return (value, interval) if interval else None

    def _interval(
        self, row: Row, concept: Concept, value: float, digits: str, unit: str, *, approximate: bool
    ) -> Interval | None:
        low, high = row.cells.get("low", ""), row.cells.get("high", "")
        if not (low or high):
            return self._read(row, "value", lambda _: printed_value(digits, unit, concept, approximate)[1])
        return self._read(row, "low", lambda _: holding(stated_interval(low, high, unit, concept), value))


def needed(text: str) -> str:
    """Return a cell that must not be blank."""
    if not text:
        raise InputRefused("the cell is blank", next="fill it in, or leave the whole row out: a gap is no figure")
    return text


def readable(concept: Concept) -> Concept:
    """Return a concept that somebody can have reported."""
    if concept.is_derived:
        raise InputRefused(
            f"Headframe computes {concept.name}, so it cannot be reported",
            next=f"import what goes into it: `headframe concepts {concept.name}`",
        )
    return concept


def fitting(period: Period, concept: Concept, today: date) -> Period:
    """Return a period that the concept can have: a balance's is a day, an amount's a span, and it is over."""
    if concept.kind is Kind.STOCK and not period.is_day:
        raise InputRefused(f"{concept.name} is a balance, true on a day, not over {period}", next=f"write {period.end}")
    if concept.kind in (Kind.FLOW, Kind.MEAN) and period.is_day:
        what = f"{concept.name} runs over a period, not on the day {period}"
        raise InputRefused(what, next=f"write {period.end:%Y-%m} for its month")
    if period.end > today:
        raise InputRefused(f"{period} is not over (today is {today})", next="a forecast is an assumption, not a fact")
    return period


def holding(interval: Interval, value: float) -> Interval:
    """Return bounds that hold the value they are said to bound."""
    if not interval.holds(value):
        raise InputRefused("the value does not lie between low and high", next="correct one, or leave out both bounds")
    return interval


def web_address(text: str) -> str:
    """Return a link to a page, or nothing."""
    if text and (urlsplit(text).scheme not in ("http", "https") or not urlsplit(text).netloc or " " in text):
        raise InputRefused(f"'{text[:60]}' is no link", next="begin it with https://, or use the column place")
    return text


def yes_or_no(text: str) -> bool:
    """Return what a cell of yes or no says; blank is no."""
    if text.casefold() not in YES_OR_NO:
        raise InputRefused(f"'{text[:40]}' is neither yes nor no", next="write yes or no")
    return YES_OR_NO[text.casefold()]


def chosen_of(kind: type[E], default: E) -> Callable[[str], E]:
    """Return the reader of a cell that holds one of a few words; blank is the default."""

    words: dict[str, E] = {member.value: member for member in kind}

    def read(text: str) -> E:
        if text and text not in words:
            raise InputRefused(f"'{text[:40]}' is not one of the words for it", next=f"one of {', '.join(words)}")
        return words[text] if text else default

    return read


read_witness = chosen_of(Witness, Witness.OWN)
read_standing = chosen_of(Standing, Standing.STATED)
read_basis = chosen_of(Basis, Basis.AS_DEFINED)
read_known_by = chosen_of(KnownBy, KnownBy.TYPED)
