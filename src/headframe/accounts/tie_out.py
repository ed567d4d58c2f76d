"""Do the months add up to the quarter, and the quarters to the year? The same interval arithmetic as everywhere.

Only printed figures are compared: one that its compiler computed from others would tie by construction. Coins sold
whose number follows from money and price count as printed, since neither knows the total.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from headframe.accounts.implied_sale import implied_by_price
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.concept import Kind
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.fact import Standing
from headframe.vocabulary.figure import Figure, derive, plain


class TieVerdict(StrEnum):
    """Whether parts add up to their total."""

    TIES = "ties"
    """One set of true values rounds to all that was printed."""
    DOES_NOT_TIE = "does_not_tie"
    """No such set exists: a printing is wrong, restated, or on another basis."""
    CANNOT = "cannot"
    """A part is not printed."""


class Parts(StrEnum):
    """What a total is compared with."""

    MONTHS = "months"
    QUARTERS = "quarters"


@dataclass(frozen=True, slots=True)
class Tie:
    """One total against the sum of its parts, in the concept's unit. difference = total − sum."""

    concept: str
    period: Period
    by: Parts
    total: Figure
    parts_sum: Figure | Missing
    difference: float | None
    tolerance: float | None
    verdict: TieVerdict
    missing: tuple[str, ...]
    words: str


@dataclass(frozen=True, kw_only=True)
class TieOut(Answer):
    """Every total of a company's flows against its parts, as known on a day. Totals that do not tie come first."""

    verb: ClassVar[str] = "tie-out"

    ties: tuple[Tie, ...]
    tie: int
    do_not_tie: int
    cannot: int
    missing: Missing | None = None


def tie_out(view: View, company: str, concept: str | None = None) -> TieOut:
    """Compare the months with the quarters and years printed, and the quarters with the years.

    Parameters
    ----------
    view : View
        What was known, from `Record.view`.
    company : str
        Ticker or any name of the company, exactly.
    concept : str, optional
        One flow; without it, every flow printed for a month or a quarter and for something longer.

    Returns
    -------
    TieOut
        Differences and tolerances in the concept's unit. A total with a part not printed is `cannot`, the part named.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> found = tie_out(Record().view(), "RIOT", "bitcoin_produced")
    >>> [tie.verdict.value for tie in found.ties if str(tie.period) == "2025-Q1"]
    ['ties']
    """
    ticker = find_company(company).ticker
    names = [find_concept(concept).name] if concept else _flows(view, ticker)
    ties = [tie for name in names for tie in _ties(view, ticker, name)]
    order = {TieVerdict.DOES_NOT_TIE: 0, TieVerdict.TIES: 1, TieVerdict.CANNOT: 2}
    ties.sort(key=lambda tie: (order[tie.verdict], tie.concept, tie.period))
    counts = {verdict: sum(tie.verdict is verdict for tie in ties) for verdict in TieVerdict}
    return TieOut(
        made_from=view.made_from(ticker),
        ties=tuple(ties),
        tie=counts[TieVerdict.TIES],
        do_not_tie=counts[TieVerdict.DOES_NOT_TIE],
        cannot=counts[TieVerdict.CANNOT],
        missing=None if ties else Missing(f"nothing of {ticker} is printed both in parts and in total"),
    )


def _flows(view: View, company: str) -> list[str]:
    names = dict.fromkeys(find_concept(name).same_as or name for name in view.concepts(company))
    return [name for name in names if find_concept(name).kind is Kind.FLOW]


def _ties(view: View, company: str, concept: str) -> list[Tie]:
    stated = {period: printed_itself(view, company, concept, period) for period in view.periods(company, concept)}
    printed = {period: figure for period, figure in stated.items() if figure is not None}
    found = []
    for period, total in printed.items():
        for by, parts in _partitions(period):
            if any(part in printed for part in parts):
                found.append(_tie(view, company, concept, period, total, by, parts))
    return found


def printed_itself(view: View, company: str, concept: str, period: Period) -> Figure | None:
    """Return a figure that a source states for itself; None for one the table's compiler computed, or for a gap.

    A month's zero counts although a compiler entered it: that nothing was sold is said in words, never subtracted.
    """
    chosen = view.printings(company, concept, period).chosen
    if chosen is None or period.is_day:
        return None
    if chosen.standing is Standing.COMPUTED and not (period.is_month and chosen.value == 0):
        return None
    figure = view.figure(company, concept, period)
    return figure if isinstance(figure, Figure) else None


def _partitions(period: Period) -> list[tuple[Parts, list[Period]]]:
    months = list(period.months())
    if not period.is_whole_months or len(months) < 2:
        return []
    found = [(Parts.MONTHS, months)]
    if len(months) > 3 and len(months) % 3 == 0:
        quarters = [Period.span(months[i].first_day, months[i + 2].end) for i in range(0, len(months), 3)]
        found.append((Parts.QUARTERS, quarters))
    return found


def _tie(
    view: View, company: str, concept: str, period: Period, total: Figure, by: Parts, parts: Sequence[Period]
) -> Tie:
    figures = [_part(view, company, concept, part) for part in parts]
    missing = tuple(str(part) for part, figure in zip(parts, figures, strict=True) if figure is None)
    if missing:
        gap = Missing(f"not printed: {', '.join(missing)}")
        return Tie(concept, period, by, total, gap, None, None, TieVerdict.CANNOT, missing, gap.reason)
    added = _sum(f"{figure_id(company, concept, period)} {by.value}", parts, [figure for figure in figures if figure])
    difference = total.value - added.value
    ties = total.interval.meets(added.interval)
    verdict = TieVerdict.TIES if ties else TieVerdict.DOES_NOT_TIE
    return Tie(
        concept=concept,
        period=period,
        by=by,
        total=total,
        parts_sum=added,
        difference=difference,
        tolerance=total.half_width + added.half_width,
        verdict=verdict,
        missing=(),
        words=_words(view, company, concept, period, total, added, by, verdict),
    )


def _part(view: View, company: str, concept: str, period: Period) -> Figure | None:
    own = printed_itself(view, company, concept, period)
    if own is None and concept == "bitcoin_sold":
        implied = implied_by_price(view, company, period)
        return implied if isinstance(implied, Figure) else None
    return own


def _sum(id: str, parts: Sequence[Period], figures: Sequence[Figure]) -> Figure:
    total = Interval.exact(0.0)
    for figure in figures:
        total = total + figure.interval
    formula = " + ".join(str(part) for part in parts)
    return derive(id, formula, sum(figure.value for figure in figures), total, figures[0].unit, *figures)


def _words(
    view: View, company: str, concept: str, period: Period, total: Figure, added: Figure, by: Parts, verdict: TieVerdict
) -> str:
    unit = total.unit
    sums = f"the {by.value} of {period} sum to {_shown(added.value)} {unit}, printed in all is {_shown(total.value)}"
    if verdict is TieVerdict.TIES:
        return sums if total.value == added.value else f"{sums}: within the rounding of what was printed"
    rivals = view.printings(company, concept, period).rivals
    fits = [plain(rival.value) for rival in rivals if rival.interval.meets(added.interval)]
    other = f"; another printing, {fits[0]:,}, ties" if fits else ""
    return f"{sums}: no rounding explains the difference of {_shown(total.value - added.value, sign=True)}{other}"


def _shown(value: float, *, sign: bool = False) -> str:
    rounded = plain(round(value, 3))
    return f"{rounded:+,}" if sign else f"{rounded:,}"
