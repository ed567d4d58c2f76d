"""One row of a packaged table, read cell by cell; what cannot be right is refused with its row and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from headframe.ground.errors import HeadframeError, InputRefused
from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.ground.printed import interval_of_digits, interval_of_full_dollars, number_of
from headframe.record.partial_days import HOW_TO_WRITE_DAYS, days_meant
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.tables import packaged_rows

SNAPSHOT = "headframe.record.snapshot"
FULL_AMOUNT_FROM = 10_000
E = TypeVar("E", bound=Enum)


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed number and every value it can stand for, in the column's unit."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with its table's name and its number, as a spreadsheet counts: the header is row 1."""

    table: str
    number: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """Return a cell's text, empty where nothing is printed."""
        return self.cells[column].strip()

    def refused(self, column: str, what: str, next: str = "correct the cell") -> InputRefused:
        """Return the refusal of this row, naming the column at fault."""
        where = f"{self.table} row {self.number}, column {column}"
        return InputRefused(what, where=where, why="a row that cannot be right is never counted", next=next)

    def company(self, column: str = "company") -> str:
        """Return the ticker that a cell names, exactly."""
        try:
            return find_company(self.text(column)).ticker
        except HeadframeError as problem:
            raise self.refused(column, problem.what, problem.next) from problem

    def days(self, column: str) -> Period | None:
        """Return the days that a partial date can mean; None where nothing is printed."""
        if not self.text(column):
            return None
        try:
            return days_meant(self.text(column))
        except HeadframeError as problem:
            raise self.refused(column, problem.what, HOW_TO_WRITE_DAYS) from problem

    def one_of(self, column: str, kind: type[E]) -> E:
        """Return a cell as a member of an enumeration, exactly."""
        try:
            return kind(self.text(column))
        except ValueError as error:
            known = ", ".join(str(member.value) for member in kind)
            raise self.refused(column, f"'{self.text(column)[:40]}' is not known here", f"one of {known}") from error

    def amount(self, column: str, *, approximate: bool = False) -> Printed | None:
        """Return a number or a range such as 9000000-11000000; None where nothing is printed."""
        text = self.text(column)
        if not text:
            return None
        try:
            return printed_amount(text, approximate=approximate)
        except HeadframeError as problem:
            raise self.refused(column, problem.what, problem.next) from problem

    def no_less_than_zero(self, column: str, *, approximate: bool = False) -> Printed | None:
        """Return an amount, refused where it is negative."""
        found = self.amount(column, approximate=approximate)
        if found is not None and found.value < 0:
            raise self.refused(column, f"{found.value:g} is below zero", "megawatts and money are counted from 0 up")
        return found

    def exactly(self, column: str) -> Printed | None:
        """Return a number that was never rounded, such as a contract's term in years."""
        found = self.no_less_than_zero(column)
        return None if found is None else Printed(found.value, Interval.exact(found.value))


def table_rows(table: str) -> Iterator[TableRow]:
    """Yield the rows of a packaged table: "deals.csv"."""
    for number, cells in enumerate(packaged_rows(SNAPSHOT, table), start=2):
        yield TableRow(table, number, cells)


def printed_amount(text: str, *, approximate: bool = False) -> Printed:
    """Return what digits or a range of two numbers stand for; a range's ends are taken as they are.

    Examples
    --------
    >>> printed_amount("0.80-0.85").interval
    Interval(low=0.8, high=0.85)
    """
    ends = text.split("-") if "-" in text[1:] and not text.startswith("-") else [text]
    if len(ends) == 2:
        low, high = (float(number_of(end)) for end in ends)
        return Printed((low + high) / 2, Interval(low, high))
    number = number_of(text)
    return Printed(float(number), _interval(number, text, approximate))


def _interval(number: Decimal, text: str, approximate: bool) -> Interval:
    if abs(number) >= FULL_AMOUNT_FROM:
        return interval_of_full_dollars(number, approximate=approximate)
    return interval_of_digits(text, approximate=approximate)
