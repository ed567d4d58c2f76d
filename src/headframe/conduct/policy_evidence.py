"""What a company's figures say of its treasury policy: one piece of evidence a reporting period, no month twice.

The shortest spans are read first: a month whose sale and production are printed, or whose balances imply the sale. A
longer span (a quarter, two months between balances) then speaks for the months that are left inside it, where they are
one stretch. A gap speaks for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from headframe.accounts.flows import flow_over
from headframe.accounts.purchases import purchased_inside
from headframe.conduct.policy_balances import Change, changes_between_balances, opening_before
from headframe.conduct.policy_production import REPORTED_WITHIN_DAYS, estimated_production, production_over
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Badge, Figure

QUARTER_MONTHS = 3
"""A span up to this long whose middle alone is printed is read whole: its ends would otherwise say nothing."""
BUYS_FROM = 0.10
"""Coins that come in beyond production count as bought from this share of it: receivables and rounding stay below."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one reporting period says.

    Parameters
    ----------
    span : Period
        The whole months it speaks for.
    sell_through : Interval or None
        Coins sold over coins produced [ratio]; None where either is unknown.
    fall : Interval or None
        Share of the opening holdings that went [fraction]; negative where they grew.
    bought : bool or None
        Whether coins were bought: printed, or more came in than was mined; None where nothing says.
    known_at : date
        The day the last of its figures became known.
    how : str
        "printed", "implied" (by balances) or "both".
    figures : tuple of Figure
        What it was read from.
    before : Evidence or None
        What could be read of the same months earlier, from fewer figures.
    """

    span: Period
    sell_through: Interval | None
    fall: Interval | None
    bought: bool | None
    known_at: date
    how: str
    figures: tuple[Figure, ...]
    before: Evidence | None = None

    def as_known(self, day: date) -> Evidence | None:
        """Return what could be read of these months on `day`; None where nothing could."""
        if self.known_at <= day:
            return self
        return self.before.as_known(day) if self.before else None

    @property
    def months(self) -> int:
        """The number of calendar months it speaks for."""
        return months_in(self.span)


def months_in(span: Period) -> int:
    """Return how many calendar months a span touches."""
    return len(list(span.months()))


@dataclass(frozen=True, slots=True)
class _Flows:
    """What was printed of a span, and how its holdings changed where balances say."""

    span: Period
    produced: Figure | Missing
    sold: Figure | Missing
    purchased: Figure | Missing
    change: Change | None
    opening: Figure | None
    roughly: Figure | None
    """Production as it could be guessed at the time, where it was printed long after the rest."""


def policy_evidence(view: View, company: str) -> tuple[Evidence, ...]:
    """Return everything a view holds on the policy of `company` (its ticker), in order of period."""
    changes = changes_between_balances(view, company)
    read: list[_Flows] = []
    taken: set[Period] = set()
    found: list[Evidence] = []
    for span in _candidates(view, company, changes):
        left = [month for month in span.months() if month not in taken]
        if left and len(left) < months_in(span) <= QUARTER_MONTHS and not _is_one_stretch(left):
            found = [piece for piece in found if not span.covers(piece.span)]
            read = [flows for flows in read if not span.covers(flows.span)]
            left = list(span.months())
        if not left or not _is_one_stretch(left):
            continue
        rest = Period.span(left[0].first_day, left[-1].end)
        flows = _flows(view, company, rest, _change_over(rest, span, changes, read), changes)
        evidence = _with_earlier(flows)
        if evidence is not None:
            found.append(evidence)
            read.append(flows)
            taken.update(left)
    return tuple(sorted(found, key=lambda piece: piece.span))


def _candidates(view: View, company: str, changes: Sequence[Change]) -> list[Period]:
    """Return the spans that may say something, shortest first; of equal length, those between balances first."""
    steps = [change.span for change in changes]
    printed = [
        _to_months(period)
        for concept in ("bitcoin_sold", "bitcoin_sale_net_proceeds", "bitcoin_purchased")
        for period in view.periods(company, concept)
        if not period.is_day
    ]
    return sorted(dict.fromkeys([*steps, *printed]), key=lambda span: (months_in(span), span not in steps, span))


def _to_months(period: Period) -> Period:
    """Return whole months as they are; a week's sale speaks for the month in which it ended."""
    return period if period.is_whole_months else Period.month(period.end.year, period.end.month)


def _is_one_stretch(months: Sequence[Period]) -> bool:
    return months_in(Period.span(months[0].first_day, months[-1].end)) == len(months)


def _change_over(rest: Period, span: Period, changes: Sequence[Change], read: Sequence[_Flows]) -> Change | None:
    """Return what the balances at the ends of `span` leave for `rest`, once the months read before are taken out."""
    whole = next((change for change in changes if change.span == span), None)
    if whole is None or rest == span:
        return whole
    coins, figures = whole.coins, whole.figures
    for flows in read:
        if not span.covers(flows.span):
            continue
        if isinstance(flows.produced, Missing) or isinstance(flows.sold, Missing):
            return None
        coins = coins - flows.produced.interval + flows.sold.interval
        figures = (*figures, flows.produced, flows.sold)
        if isinstance(flows.purchased, Figure):
            coins, figures = coins - flows.purchased.interval, (*figures, flows.purchased)
    return Change(rest, coins, whole.opening, figures)


def _flows(view: View, company: str, span: Period, change: Change | None, changes: Sequence[Change]) -> _Flows:
    flows = _Flows(
        span=span,
        produced=production_over(view, company, span),
        sold=flow_over(view, company, "bitcoin_sold", span),
        purchased=purchased_inside(view, company, span),
        change=change,
        opening=change.opening if change else opening_before(changes, span),
        roughly=None,
    )
    reported = span.end + timedelta(days=REPORTED_WITHIN_DAYS)
    if isinstance(flows.produced, Missing) or flows.produced.known_at <= reported:
        return flows
    roughly = estimated_production(view, company, span)
    early = isinstance(roughly, Figure) and roughly.known_at < flows.produced.known_at
    return replace(flows, roughly=roughly) if early and isinstance(roughly, Figure) else flows


def _with_earlier(flows: _Flows) -> Evidence | None:
    """Return the evidence of a span, with what could be read before all its figures were known."""
    told: Evidence | None = None
    read = [evidence for evidence in map(_evidence_of, _by_what_is_known(flows)) if evidence is not None]
    for evidence in read:
        if told is not None and told.known_at > evidence.known_at:
            continue
        if told is not None and told.known_at == evidence.known_at:
            told = told.before
        told = replace(evidence, before=told)
    return told


def _by_what_is_known(flows: _Flows) -> Iterator[_Flows]:
    """Yield the span's figures in growing sets: a sale of none needs no production, a printed sale no balance."""
    unread = Missing("not looked at")
    without_balances = replace(flows, change=None, opening=None)
    if isinstance(flows.sold, Figure) and flows.sold.value == 0:
        yield replace(without_balances, produced=unread, purchased=unread)
    yield replace(without_balances, purchased=unread)
    yield without_balances
    if flows.roughly is not None:
        yield replace(flows, produced=flows.roughly)
    yield flows


def _evidence_of(flows: _Flows) -> Evidence | None:
    implied = _implied_sale(flows)
    sold, how = _sold(flows, implied)
    bought = _bought(flows, implied)
    share = _over_production(flows, sold)
    fall = _fall(flows, sold)
    if share is None and fall is None and not bought:
        return None
    figures = _figures(flows)
    return Evidence(flows.span, share, fall, bought, max(part.known_at for part in figures), how, figures)


def _implied_sale(flows: _Flows) -> Interval | None:
    if flows.change is None or isinstance(flows.produced, Missing):
        return None
    implied = flows.produced.interval - flows.change.coins
    return implied + flows.purchased.interval if isinstance(flows.purchased, Figure) else implied


def _sold(flows: _Flows, implied: Interval | None) -> tuple[Interval | None, str]:
    """Return the sale [BTC] as printed and as the balances imply it: where the two differ, all between is possible."""
    if isinstance(flows.sold, Missing):
        return (_not_negative(implied), "implied") if implied else (None, "implied")
    if implied is None or _is_estimated(flows.produced):
        return flows.sold.interval, "printed"
    return _not_negative(flows.sold.interval.hull(implied)), "both"


def _not_negative(sold: Interval) -> Interval:
    return Interval(max(0.0, sold.low), max(0.0, sold.high))


def _is_estimated(figure: Figure | Missing) -> bool:
    return isinstance(figure, Figure) and figure.badge is Badge.ESTIMATED


def _bought(flows: _Flows, implied: Interval | None) -> bool | None:
    if isinstance(flows.produced, Missing):
        return True if isinstance(flows.purchased, Figure) else None
    enough = BUYS_FROM * flows.produced.value
    if isinstance(flows.purchased, Figure):
        return flows.purchased.value > enough
    if implied is None:
        return None
    return implied.high < -enough


def _over_production(flows: _Flows, sold: Interval | None) -> Interval | None:
    if sold is not None and isinstance(flows.sold, Figure) and flows.sold.value == 0 and flows.change is None:
        return Interval.exact(0.0)
    if sold is None or isinstance(flows.produced, Missing) or flows.produced.interval.low <= 0:
        return None
    return sold / flows.produced.interval


def _fall(flows: _Flows, sold: Interval | None) -> Interval | None:
    """Return the share of the opening holdings that went, from balances, else from the flows themselves."""
    if flows.opening is None or flows.opening.interval.low <= 0:
        return None
    if flows.change is not None:
        return (-flows.change.coins) / flows.opening.interval
    if sold is None or isinstance(flows.produced, Missing):
        return None
    return (sold - flows.produced.interval) / flows.opening.interval


def _figures(flows: _Flows) -> tuple[Figure, ...]:
    parts = [part for part in (flows.produced, flows.sold, flows.purchased) if isinstance(part, Figure)]
    balances = flows.change.figures if flows.change else ()
    opening = (flows.opening,) if flows.opening else ()
    return tuple(dict.fromkeys((*parts, *balances, *opening)))
