"""A flow cut into the finest periods that sources tell apart: months where they can be had, else what was printed.

Whole statements go before approximate ones, short periods before long ones: a quarter is used only where its months
are not known, and "about 1,080, one sale of the month" never displaces the quarter's total. What is then left open is
filled by subtraction where totals allow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from headframe.accounts.flows import flow_over
from headframe.ground.period import Period, day_before
from headframe.record.view import View
from headframe.vocabulary.figure import Figure


@dataclass(frozen=True, slots=True)
class Piece:
    """What flowed in one period; periods of one cutting never overlap."""

    period: Period
    figure: Figure


def finest_pieces(view: View, company: str, concept: str, span: Period) -> tuple[Piece, ...]:
    """Return a flow over `span` in the finest periods known, in order of time; days nobody speaks of are left out.

    Parameters
    ----------
    view : View
        What was known.
    company, concept : str
        Exact labels; the concept is a flow, in its own unit.
    span : Period
        The days to cut up.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> pieces = finest_pieces(Record().view(), "RIOT", "bitcoin_sold", Period.parse("2025-04-01/2026-03-31"))
    >>> [str(piece.period) for piece in pieces][-2:]
    ['2025-12', '2026-Q1']
    """
    chosen: list[Piece] = []
    for candidate in sorted(_candidates(view, company, concept, span), key=_finest_first):
        if not any(overlap(candidate.period, piece.period) for piece in chosen):
            chosen.append(candidate)
    for gap in gaps(span, [piece.period for piece in chosen]):
        chosen += _fill(view, company, concept, gap)
    for quarter in _open_quarters(view, company, concept, span, chosen):
        chosen = [piece for piece in chosen if not quarter.period.covers(piece.period)] + [quarter]
    return tuple(sorted(chosen, key=lambda piece: piece.period))


def gaps(span: Period, covered: Iterable[Period]) -> tuple[Period, ...]:
    """Return the stretches of `span` that none of the `covered` periods, which do not overlap, speaks of.

    Examples
    --------
    >>> [str(gap) for gap in gaps(Period.quarter(2026, 1), [Period.month(2026, 3)])]
    ['2026-01-01/2026-02-28']
    """
    found = []
    start = span.first_day
    for period in sorted(covered):
        if period.first_day > start:
            found.append(Period.span(start, day_before(period.first_day)))
        start = max(start, period.end + timedelta(days=1))
    if start <= span.end:
        found.append(Period.span(start, span.end))
    return tuple(found)


def cut_by(span: Period, periods: Sequence[Period]) -> tuple[str, ...]:
    """Return the periods that reach over the edge of `span`, by days in it that no shorter period among them covers."""
    found = []
    for period in periods:
        within = [other for other in periods if other != period and period.covers(other)]
        if not span.covers(period) and any(overlap(span, days) for days in gaps(period, within)):
            found.append(str(period))
    return tuple(found)


def overlap(one: Period, other: Period) -> bool:
    """Say whether two spans share a day."""
    return one.first_day <= other.end and other.first_day <= one.end


def _candidates(view: View, company: str, concept: str, span: Period) -> list[Piece]:
    months = [month for month in span.months() if span.covers(month)]
    printed = [period for period in view.periods(company, concept) if span.covers(period) and not period.is_day]
    found = []
    for period in dict.fromkeys((*months, *printed)):
        figure = flow_over(view, company, concept, period)
        if isinstance(figure, Figure) and figure.value >= 0:
            found.append(Piece(period, figure))
    return found


def _fill(view: View, company: str, concept: str, gap: Period) -> list[Piece]:
    """Return what totals less known months say about a gap: a first quarter less its March is two months."""
    months = [month for month in gap.months() if gap.covers(month)]
    runs = [
        Period.span(first.first_day, last.end) for index, first in enumerate(months) for last in months[index + 1 :]
    ]
    chosen: list[Piece] = []
    for run in sorted(runs, key=lambda period: period.days):
        if not any(overlap(run, piece.period) for piece in chosen):
            figure = flow_over(view, company, concept, run)
            if isinstance(figure, Figure) and figure.value >= 0:
                chosen.append(Piece(run, figure))
    return chosen


def _open_quarters(view: View, company: str, concept: str, span: Period, chosen: list[Piece]) -> list[Piece]:
    """Return quarters known in all of which some month is not: the quarter's total says more than its other months."""
    ends = [month.end for month in span.months() if month.end.month % 3 == 0]
    found = []
    for period in (Period.quarter(end.year, end.month // 3) for end in ends):
        inside = [piece.period for piece in chosen if overlap(period, piece.period)]
        whole = all(period.covers(other) for other in inside)
        if span.covers(period) and whole and gaps(period, inside):
            figure = flow_over(view, company, concept, period)
            if isinstance(figure, Figure) and "approximate" not in figure.note:
                found.append(Piece(period, figure))
    return found


def _finest_first(piece: Piece) -> tuple[bool, int, Period]:
    return ("approximate" in piece.figure.note, piece.period.days, piece.period)
