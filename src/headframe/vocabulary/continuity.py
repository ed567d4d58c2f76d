"""Breaks in comparability: a merger or a change of consolidation, dated to the first balance on the new basis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from headframe.ground.period import Period
from headframe.vocabulary.tables import packaged_rows


@dataclass(frozen=True, slots=True)
class Break:
    """One break: from `first_day` on a company's figures count something else."""

    company: str
    first_day: date
    what: str
    source: str


@cache
def breaks() -> tuple[Break, ...]:
    """Return every break that a packaged table shows (continuity.csv)."""
    return tuple(
        Break(row["company"], date.fromisoformat(row["first_day"]), row["what"], row["source"])
        for row in packaged_rows("headframe.vocabulary", "continuity.csv")
    )


def breaks_inside(company: str, span: Period) -> tuple[Break, ...]:
    """Return the breaks that a series over `span` crosses.

    Examples
    --------
    >>> [found.first_day.year for found in breaks_inside("HUT", Period.year(2023))]
    [2023]
    """
    return tuple(
        found for found in breaks() if found.company == company and span.first_day <= found.first_day <= span.end
    )
