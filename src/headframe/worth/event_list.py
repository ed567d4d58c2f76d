"""Events to study: one named day, a CSV of days, or the dated steps of the record."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, time

from headframe.conduct.evidence_choices import events_of
from headframe.ground.errors import InputRefused
from headframe.record.deals import deals
from headframe.record.view import View
from headframe.vocabulary.company import company as find_company

CLOSING_BELL = time(16, 0)
"""New York: what is said from then on is priced the session after."""
YES, NO = frozenset({"yes", "true", "1", "y"}), frozenset({"no", "false", "0", "n", ""})


@dataclass(frozen=True, slots=True)
class Event:
    """A day of news. `after_close` is None where nobody says at what time it came."""

    day: date
    after_close: bool | None = None
    what: str = ""


def read_events(text: str, source: str, company: str) -> tuple[Event, ...]:
    r"""Return a company's events from CSV: columns `date`, and where known `company`, `time` or `after_close`, `what`.

    `time` is New York's, HH:MM. Rows of other companies are passed over.

    Raises
    ------
    InputRefused
        For a file without dates or without a row of the company, or a cell that cannot be right.

    Examples
    --------
    >>> read_events("date,time,what\n2026-01-16,16:30,lease\n", "events.csv", "RIOT")[0].after_close
    True
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    if "date" not in (reader.fieldnames or ()):
        raise InputRefused(f"{source} has no column date", where=source, next="a header date,company,time,what is read")
    ticker = find_company(company).ticker
    found = []
    for number, row in enumerate(reader, start=2):
        label = (row.get("company") or "").strip()
        if not label or find_company(label).ticker == ticker:
            found.append(_event(row, f"{source} row {number}"))
    if not found:
        raise InputRefused(f"{source} has no event of {ticker}", where=source, next="add a row, or leave company empty")
    return tuple(found)


def recorded_events(view: View, company: str) -> tuple[Event, ...]:
    """Return the company's own dated steps and deals known on the view's day, each day once."""
    steps = [(event.days.end, event.words) for event in events_of(view, company) if event.days.is_day]
    signed = [
        (d.announced.end, f"deal with {d.tenant_known(view.as_of)}")
        for d in deals(view.as_of, company)
        if d.announced.is_day
    ]
    words: dict[date, list[str]] = {}
    for day, what in (*steps, *signed):
        words.setdefault(day, []).append(what)
    return tuple(Event(day, None, "; ".join(dict.fromkeys(said))) for day, said in sorted(words.items()))


def _event(row: dict[str, str], where: str) -> Event:
    text = (row.get("date") or "").strip()
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise InputRefused(f"'{text[:30]}' is no day", where=where, next="write 2026-01-31") from error
    return Event(day, _after_close(row, where), (row.get("what") or "").strip())


def _after_close(row: dict[str, str], where: str) -> bool | None:
    clock, flag = (row.get("time") or "").strip(), (row.get("after_close") or "").strip().lower()
    if clock:
        try:
            return time.fromisoformat(clock) >= CLOSING_BELL
        except ValueError as error:
            raise InputRefused(f"'{clock[:20]}' is no time", where=where, next="write 16:30, New York") from error
    if flag not in YES | NO:
        raise InputRefused(f"after_close '{flag[:20]}' is neither yes nor no", where=where, next="write yes or no")
    return True if flag in YES else False if flag else None
