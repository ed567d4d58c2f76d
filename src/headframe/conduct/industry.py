"""The industry by quarter: coins held, sold over produced, megawatts leased, and who reported each.

Each number is a sum over the companies that report it for the very quarter, and names them: two quarters' sums are over
different sets, so growth is given over the companies that report both ends.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from headframe.conduct.peers_companies import peers_known
from headframe.conduct.peers_sold import quarter_produced, quarter_sold, quarters_back
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period, day_before
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.sites.lease import LeaseTerms
from headframe.sites.lease_words import Standing
from headframe.sites.register import signed_terms
from headframe.vocabulary.continuity import breaks_inside
from headframe.vocabulary.figure import Figure, derive

INDUSTRY = "market"
"""Stands in an id where a company's ticker would."""
FIRST_QUARTER = Period.quarter(2022, 1)
Parts = dict[str, Figure]


@dataclass(frozen=True, slots=True)
class IndustryQuarter:
    """One quarter of the companies compared, each sum with the companies in it.

    Parameters
    ----------
    quarter : Period
        The quarter.
    held, held_by : Figure or Missing, tuple of str
        Coins held on its last day [BTC], and by whom.
    held_change, held_change_of : Figure or Missing, tuple of str
        Change since the quarter before over the companies that print both days on one basis [BTC].
    sell_through, sold, produced, flows_of : Figure or Missing, tuple of str
        Coins sold over produced of the companies of which both are known [ratio; BTC].
    leased_mw_it, leased_by, unsized : Figure or Missing, tuple of str, tuple of str
        Critical IT under leases signed by its end [MW], and by whom; and who has leases that no page sizes in it.
    """

    quarter: Period
    held: Figure | Missing
    held_by: tuple[str, ...]
    held_change: Figure | Missing
    held_change_of: tuple[str, ...]
    sell_through: Figure | Missing
    sold: Figure | Missing
    produced: Figure | Missing
    flows_of: tuple[str, ...]
    leased_mw_it: Figure | Missing
    leased_by: tuple[str, ...]
    unsized: tuple[str, ...]


def industry_by_quarter(view: View) -> tuple[IndustryQuarter, ...]:
    """Return every quarter that was over on the view's day, from 2022 on, oldest first.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> last = [row for row in industry_by_quarter(Record().view()) if str(row.quarter) == "2025-Q4"][0]
    >>> "RIOT" in last.held_by, last.held.value > 70_000
    (True, True)
    """
    return view.once("industry", lambda: _industry(view))


def _industry(view: View) -> tuple[IndustryQuarter, ...]:
    quarters = takewhile(lambda quarter: quarter >= FIRST_QUARTER, quarters_back(view.as_of))
    tickers = [company.ticker for company in peers_known(view)]
    return tuple(_quarter(view, tickers, quarter) for quarter in reversed(list(quarters)))


def _quarter(view: View, tickers: Sequence[str], quarter: Period) -> IndustryQuarter:
    before = Period.day(day_before(quarter.first_day))
    closing = _known(tickers, lambda ticker: view.figure(ticker, "bitcoin_held", Period.day(quarter.end)))
    opening = _known(tickers, lambda ticker: view.figure(ticker, "bitcoin_held", before))
    both = tuple(t for t in closing if t in opening and not breaks_inside(t, quarter))
    sold = _known(tickers, lambda ticker: quarter_sold(view, ticker, quarter))
    produced = _known(tickers, lambda ticker: quarter_produced(view, ticker, quarter))
    flows = tuple(ticker for ticker in sold if ticker in produced)
    signed = _signed(view, quarter)
    leased = {f"{one.company} {place}": one.it_mw for place, one in enumerate(signed) if isinstance(one.it_mw, Figure)}
    held_id, leased_id = (_id(f"industry_{name}", Period.day(quarter.end)) for name in ("bitcoin_held", "leased_mw_it"))
    unknown = "no company's coins sold and produced are both known"
    sold_sum = _sum(_id("industry_bitcoin_sold", quarter), _only(sold, flows), "BTC", unknown)
    made = _sum(_id("industry_bitcoin_produced", quarter), _only(produced, flows), "BTC", unknown)
    return IndustryQuarter(
        quarter=quarter,
        held=_sum(held_id, closing, "BTC", f"no company's balance of {quarter.end} is known"),
        held_by=tuple(closing),
        held_change=_change(quarter, _only(closing, both), _only(opening, both)),
        held_change_of=both,
        sell_through=_ratio(quarter, sold_sum, made),
        sold=sold_sum,
        produced=made,
        flows_of=flows,
        leased_mw_it=_sum(leased_id, leased, "MW", "no lease sized in critical IT is known"),
        leased_by=tuple(dict.fromkeys(name.split()[0] for name in leased)),
        unsized=tuple(dict.fromkeys(one.company for one in signed if isinstance(one.it_mw, Missing))),
    )


def _known(tickers: Sequence[str], find: Callable[[str], Figure | Missing]) -> Parts:
    found = ((ticker, find(ticker)) for ticker in tickers)
    return {ticker: figure for ticker, figure in found if isinstance(figure, Figure)}


def _only(parts: Parts, tickers: Sequence[str]) -> Parts:
    return {ticker: parts[ticker] for ticker in tickers}


def _signed(view: View, quarter: Period) -> list[LeaseTerms]:
    """Return the leases signed and in force by the quarter's end, as the register has them."""
    every = view.once("signed leases", lambda: signed_terms(view.as_of))
    return [one for one in every if one.standing is Standing.SIGNED and one.announced.end <= quarter.end]


def _sum(id: str, parts: Parts, unit: str, nobody: str) -> Figure | Missing:
    if not parts:
        return Missing(nobody)
    total = Interval.exact(0.0)
    for figure in parts.values():
        total = total + figure.interval
    names = dict.fromkeys(name.split()[0] for name in parts)
    formula = " + ".join(names)
    return derive(id, formula, sum(figure.value for figure in parts.values()), total, unit, *parts.values())


def _change(quarter: Period, closing: Parts, opening: Parts) -> Figure | Missing:
    if not closing:
        return Missing("no company prints both ends of the quarter on one basis")
    total = Interval.exact(0.0)
    for ticker, figure in closing.items():
        total = total + (figure.interval - opening[ticker].interval)
    value = sum(figure.value - opening[ticker].value for ticker, figure in closing.items())
    formula = f"closing − opening of {', '.join(closing)}"
    id = _id("industry_bitcoin_held_change", quarter)
    return derive(id, formula, value, total, "BTC", *closing.values(), *opening.values())


def _ratio(quarter: Period, sold: Figure | Missing, produced: Figure | Missing) -> Figure | Missing:
    if isinstance(sold, Missing):
        return sold
    if isinstance(produced, Missing) or produced.interval.low <= 0:
        return Missing("nothing was produced")
    id, interval = _id("industry_sell_through", quarter), sold.interval / produced.interval
    return derive(id, "sold / produced", sold.value / produced.value, interval, "ratio", sold, produced)


def _id(concept: str, period: Period) -> str:
    return figure_id(INDUSTRY, concept, period)
