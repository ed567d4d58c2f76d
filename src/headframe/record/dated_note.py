"""A row's note, clause by clause, each with the last day on which it can have become known.

Rows of deals.csv and promises.csv are told as of their announcement, but the compiler added what happened later:
"CB2 delivered 2026-03-31, a year late". A clause that names a later day is known from that day on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from headframe.ground.period import month_end

NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ISO = re.compile(r"\b(20[2-4]\d)-(\d\d)(?:-(\d\d))?(?!\d)")
WORDS = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (20[2-4]\d)\b", re.IGNORECASE)
QUARTER = re.compile(r"\bQ([1-4]) (20[2-4]\d)\b|\b(20[2-4]\d)[- ]Q([1-4])\b")
YEAR = re.compile(r"(?<![\d-])(20[2-4]\d)(?![\d-])")


def known_clauses(note: str, known_at: date, as_of: date) -> tuple[str, ...]:
    """Return the clauses of a note that were known on a day.

    Parameters
    ----------
    note : str
        Clauses parted by semicolons.
    known_at : date
        The day the row itself became known.
    as_of : date
        The day asked about.

    Examples
    --------
    >>> known_clauses("+3%/yr; CB2 delivered 2026-03-31, a year late", date(2024, 12, 23), date(2025, 12, 31))
    ('+3%/yr',)
    """
    return tuple(clause for clause in _clauses(note) if clause_known(clause, known_at) <= as_of)


def clause_known(clause: str, known_at: date) -> date:
    """Return the last day a clause can have become known: the latest day it names, never before the row itself."""
    return max([known_at, *_days_named(clause)])


def _clauses(note: str) -> list[str]:
    return [clause.strip() for clause in note.split(";") if clause.strip()]


def _days_named(text: str) -> Iterator[date]:
    for match in ISO.finditer(text):
        year, month = int(match[1]), int(match[2])
        if 1 <= month <= 12:
            last = month_end(year, month)
            yield last.replace(day=int(match[3])) if match[3] and 1 <= int(match[3]) <= last.day else last
    for match in WORDS.finditer(text):
        yield month_end(int(match[2]), NAMES.index(match[1].lower()) + 1)
    for match in QUARTER.finditer(text):
        yield month_end(int(match[2] or match[3]), 3 * int(match[1] or match[4]))
    named = WORDS.sub(" ", QUARTER.sub(" ", ISO.sub(" ", text)))
    for match in YEAR.finditer(named):
        yield date(int(match[1]), 12, 31)
