"""Which rows say something new: not what the record holds already, and not the same twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from headframe.intake.own_row import OwnRow
from headframe.intake.problems import Problems
from headframe.intake.scale import Scale
from headframe.record.view import View
from headframe.vocabulary.fact import Fact

Saying = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The rows of a file by whether the record holds them already."""

    new: tuple[OwnRow, ...]
    already_known: tuple[OwnRow, ...]


def sort_rows(rows: Sequence[OwnRow], view: View, problems: Problems) -> Sorted:
    """Sort rows into new ones and those the record holds; note what is wrong among the new.

    Parameters
    ----------
    rows : sequence of OwnRow
        The file, in order.
    view : View
        Everything the record knows.
    problems : Problems
        Where rows are noted that repeat or contradict an earlier row of the file, that were known too early, or that
        miss the record's dollars by thousands.
    """
    held = _held(view, {row.fact.company for row in rows})
    already = tuple(row for row in rows if _is_held(row, held))
    known = {row.row for row in already}
    new = tuple(row for row in rows if row.row not in known)
    _note_early(new, problems)
    _note_repeated(new, problems)
    _note_scale(new, view, problems)
    return Sorted(new, already)


def saying(fact: Fact) -> Saying:
    """Return all that a fact says, but for the day it became known and how we know that day."""
    measured = (*fact.key, fact.value, fact.interval, fact.source)
    return (*measured, fact.basis, fact.part, fact.standing, fact.restated, fact.quote, fact.note)


def _held(view: View, tickers: Iterable[str]) -> dict[Saying, set[date]]:
    held: dict[Saying, set[date]] = {}
    for ticker in tickers:
        for fact in view.facts(ticker):
            held.setdefault(saying(fact), set()).add(fact.known_at)
    return held


def _is_held(row: OwnRow, held: dict[Saying, set[date]]) -> bool:
    """Say whether the record holds a row: on its day, or on any earlier one where the row names none."""
    days = held.get(saying(row.fact), set())
    return row.fact.known_at in days if row.dated else any(day <= row.fact.known_at for day in days)


def _note_early(rows: Sequence[OwnRow], problems: Problems) -> None:
    for row in rows:
        fact = row.fact
        if fact.known_at < fact.period.end:
            what = f"{fact.known_at} is before {fact.period} was over, so nobody can have known the figure then"
            problems.note(row.row, "known_at", what, "give the day it was published")


def _note_scale(rows: Sequence[OwnRow], view: View, problems: Problems) -> None:
    scale = Scale(view)
    for row in rows:
        if not row.bounded and (slip := scale.slip(row.fact)):
            problems.note(row.row, "value", slip, "write whole dollars, or give low and high where it is meant")


def _note_repeated(rows: Sequence[OwnRow], problems: Problems) -> None:
    first: dict[Saying, OwnRow] = {}
    for row in rows:
        fact = row.fact
        before = first.setdefault((*fact.key, fact.known_at, fact.source, fact.basis, fact.part), row)
        if before is row:
            continue
        if before.fact.interval == fact.interval:
            problems.note(row.row, "", f"the row repeats row {before.row}", "keep one of them")
            continue
        what = f"the row contradicts row {before.row}: {fact.value:,.12g} and {before.fact.value:,.12g} for one figure"
        problems.note(row.row, "value", what, "keep one, or name the source of each in title, url or place")
