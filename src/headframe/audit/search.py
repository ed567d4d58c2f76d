"""Where else a wrong number stands in the record: another period, another measure, another company."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from headframe.audit.ours import our_figure
from headframe.audit.recomputed import Reading
from headframe.audit.stated import Stated
from headframe.audit.verdict import Verdict
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.fact import Basis, Fact, Standing
from headframe.vocabulary.figure import Figure

LEAST_DIGITS = 3
"""Fewer digits than this fit too many figures to say whose they are."""
RIVALS: tuple[frozenset[str], ...] = (
    frozenset(
        {"bitcoin_held", "bitcoin_restricted", "bitcoin_produced", "bitcoin_sold", "bitcoin_purchased"}
        | {"bitcoin_unrestricted", "bitcoin_free", "bitcoin_net_change"}
    ),
    frozenset(
        {"bitcoin_sale_net_proceeds", "revenue_total", "revenue_bitcoin_mining", "net_income", "adjusted_ebitda"}
    ),
    frozenset({"hash_rate_deployed", "hash_rate_operating_average"}),
)
"""Measures that are taken for one another."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Whose number it is."""

    verdict: Verdict
    words: str


def found_elsewhere(view: View, reading: Reading, stated: Stated) -> Elsewhere | None:
    """Return whose number a wrong one is, the nearest mistake first; None where it is nobody's."""
    if reading.company is None or reading.period is None or _digits(stated) < LEAST_DIGITS:
        return None
    return (
        _other_measure(view, reading, stated)
        or _other_printing(view, reading, stated)
        or _other_period(view, reading, stated)
        or _other_company(view, reading, stated)
    )


def stale_since(view: View, reading: Reading, stated: Stated) -> str:
    """Say that the number was the latest once, or nothing."""
    if reading.company is None or reading.period is None:
        return ""
    for period in reversed(view.periods(reading.company, reading.concept)):
        figure = view.figure(reading.company, reading.concept, period)
        if period.end < reading.period.end and isinstance(figure, Figure) and stated.printed.meets(figure.interval):
            return f"that was so on {period}"
    return ""


def printed_inside(view: View, reading: Reading, stated: Stated) -> str:
    """Return the shorter period, inside the one claimed, for which a source prints the number; or nothing.

    "In June it sold 3,000" repeats what a company said of one week of June: part of the truth, and no mistake.
    """
    if reading.company is None or reading.period is None or reading.period.is_day:
        return ""
    for period in view.periods(reading.company, reading.concept):
        figure = view.figure(reading.company, reading.concept, period)
        inside = period != reading.period and not period.is_day and reading.period.covers(period)
        if (
            inside
            and not period.is_whole_months
            and isinstance(figure, Figure)
            and stated.printed.meets(figure.interval)
        ):
            return str(period)
    return ""


def _digits(stated: Stated) -> int:
    size = stated.rounded.half_width * 2
    return len(str(int(abs(stated.value) / size))) if size > 0 else 0


def _other_measure(view: View, reading: Reading, stated: Stated) -> Elsewhere | None:
    assert reading.company is not None and reading.period is not None
    for group in RIVALS:
        if reading.concept not in group:
            continue
        for name in sorted(group - {reading.concept}):
            period = reading.period
            if find_concept(name).kind.value == "stock":
                period = Period.day(period.end)
            elif period.is_day:
                period = Period.month(period.end.year, period.end.month)
            figure = our_figure(view, reading.company, name, period)
            if isinstance(figure, Figure) and stated.printed.meets(figure.interval):
                label = find_concept(name).label
                return Elsewhere(Verdict.WRONG_MEASURE, f"{stated.value:,.10g} is {label}, {period}")
    return None


def _other_printing(view: View, reading: Reading, stated: Stated) -> Elsewhere | None:
    """Return what a printing that is never chosen says of the number: a part of it, or a known mistake."""
    assert reading.company is not None and reading.period is not None
    if find_concept(reading.concept).is_derived:
        return None
    for fact in view.printings(reading.company, reading.concept, reading.period).others:
        if fact.value and stated.printed.meets(fact.interval) and (found := _as_printed(fact)):
            return found
    return None


def _as_printed(fact: Fact) -> Elsewhere | None:
    if fact.standing is Standing.UNRELIABLE:
        return Elsewhere(Verdict.WRONG_VALUE, f"a known mistake of {fact.source.title}: {fact.note}")
    if fact.basis is Basis.PART:
        return Elsewhere(Verdict.WRONG_MEASURE, f"that is only a part of it ({fact.part or fact.note})")
    if fact.basis is Basis.AVERAGE:
        return Elsewhere(Verdict.WRONG_MEASURE, "that is an average")
    return None


def _other_period(view: View, reading: Reading, stated: Stated) -> Elsewhere | None:
    assert reading.company is not None and reading.period is not None
    spans: list[Period] = list(view.periods(reading.company, reading.concept))
    months = [period for period in spans if period.is_month]
    spans += [Period.span(a.first_day, b.end) for a, b in pairwise(months)]
    spans.sort(key=lambda period: abs((period.end - reading.period.end).days) if reading.period else 0)
    for period in spans:
        if period == reading.period or period.is_day != reading.period.is_day:
            continue
        figure = our_figure(view, reading.company, reading.concept, period)
        if isinstance(figure, Figure) and stated.printed.meets(figure.interval):
            return Elsewhere(Verdict.WRONG_PERIOD, f"{stated.value:,.10g} is {period.by_months}")
    return None


def _other_company(view: View, reading: Reading, stated: Stated) -> Elsewhere | None:
    assert reading.period is not None
    for ticker in PEERS:
        if ticker != reading.company and reading.period in view.periods(ticker, reading.concept):
            figure = view.figure(ticker, reading.concept, reading.period)
            if isinstance(figure, Figure) and figure.value and stated.printed.meets(figure.interval):
                return Elsewhere(Verdict.WRONG_COMPANY, f"{stated.value:,.10g} is {ticker}'s")
    return None


PEERS = ("RIOT", "MARA", "CLSK", "CORZ", "CIFR", "BITF", "HUT", "BTDR", "CANG", "HIVE", "IREN", "WULF")
"""The miners whose numbers are taken for one another."""
