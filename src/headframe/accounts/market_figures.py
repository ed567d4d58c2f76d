"""Figures of the market rather than of a company, by the words of their id: "market hash_price 2026-05"."""

from __future__ import annotations

from headframe.accounts.backcast_network import coins_of_one_ehs
from headframe.accounts.margins_hash_price import difficulty_from, hash_price_at, price_in, stated_price
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.market import COLUMNS
from headframe.record.view import View
from headframe.sites.delivery import still_out
from headframe.vocabulary.figure import Figure

MARKET = "market"
"""Stands where a company's ticker would."""
OF_ONE_EHS = "of 1 EH/s"


def market_figure(view: View, concept: str, period: Period, which: str = "") -> Figure | Missing:
    """Return a figure that is the same for every company, or why there is none.

    Parameters
    ----------
    view : View
        What was known.
    concept : str
        A series of the market, `bitcoin_expected_production`, or `bitcoin_price_stated`.
    period : Period
        Whole months; an epoch's first day for `difficulty`; the view's day for what rests on a stated price.
    which : str
        The last words of the id: "of 1 EH/s", "at 90000 USD/BTC".

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> round(market_figure(Record().view(), "bitcoin_price_month_average", Period.month(2025, 11)).value)
    96282
    """
    if concept == "delivery_undelivered_share":
        return _still_out(view, which)
    price = price_in(which)
    if price is not None:
        return _at_price(view, concept, period, price)
    if which == OF_ONE_EHS and concept == "bitcoin_expected_production":
        return coins_of_one_ehs(view, period)
    if which or concept not in COLUMNS:
        return Missing(f"the market has no {' '.join(filter(None, (concept, which[:60])))}: {', '.join(COLUMNS)}")
    if period.is_day:
        return _on_day(view, concept, period)
    if not period.is_whole_months:
        return Missing(f"{period} is not made of whole months, and the packaged series is monthly")
    return view.market.quarter_average(concept, period)


def _still_out(view: View, which: str) -> Figure | Missing:
    """Return the share of deliveries still out, by the words "after 90 days" of its id."""
    words = which.split()
    if len(words) != 3 or not words[1].isdigit() or len(words[1]) > 5:
        return Missing("the share still out is asked for as: market delivery_undelivered_share DAY after 90 days")
    return still_out(view, int(words[1]))


def _on_day(view: View, concept: str, day: Period) -> Figure | Missing:
    if concept == "bitcoin_price_month_close":
        return view.market.close_at(day.end)
    if concept == "difficulty":
        epoch = next((epoch for epoch in view.market.epochs() if epoch.start == day.end), None)
        return difficulty_from(epoch) if epoch else Missing(f"no difficulty epoch is known to start on {day}")
    return Missing(f"{concept} belongs to months, not to a day")


def _at_price(view: View, concept: str, day: Period, price: float) -> Figure | Missing:
    if day != Period.day(view.as_of):
        return Missing(f"a price is stated as of the view's day, {view.as_of}: ask with --as-of {day}")
    stated = stated_price(view, price)
    if concept == "bitcoin_price_stated":
        return stated
    return hash_price_at(view, stated) if concept == "hash_price" else Missing(f"{concept} rests on no stated price")
