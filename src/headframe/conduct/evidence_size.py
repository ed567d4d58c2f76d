"""Evidence from the sale itself: its size, the habit it breaks or keeps, its price, and what came after."""

from __future__ import annotations

from datetime import timedelta

from headframe.accounts.behaviour import coins_sold
from headframe.accounts.rollforward import reconcile
from headframe.conduct.evidence_window import HELD, Window, last_balance
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive

HABIT_DAYS = 100
AFTER_DAYS = (55, 125)


def sale_against_production(view: View, window: Window) -> Figure | Missing:
    """Return coins sold over coins mined in as many days, at least a month [ratio]."""
    sold, produced = window.sold, window.produced
    if isinstance(sold, Missing):
        return sold
    if isinstance(produced, Missing):
        return produced
    if produced.interval.low <= 0:
        return Missing("nothing was mined")
    id = window.figure_id("sale_against_production")
    interval = sold.interval / produced.interval
    return derive(id, "sold / mined in as many days", sold.value / produced.value, interval, "ratio", sold, produced)


def sale_against_holdings(view: View, window: Window) -> Figure | Missing:
    """Return coins sold over coins held before and mined meanwhile [ratio]."""
    sold, held = window.sold, window.held_before
    if isinstance(sold, Missing):
        return sold
    if isinstance(held, Missing):
        return held
    mined = window.produced if isinstance(window.produced, Figure) else None
    means = held.interval + mined.interval if mined else held.interval
    value = held.value + (mined.value if mined else 0.0)
    if means.low <= 0:
        return Missing("nothing was held")
    share: Interval = sold.interval / means
    id = window.figure_id("sale_against_holdings")
    parts = (sold, held, mined) if mined else (sold, held)
    return derive(id, "sold / (held before + mined)", sold.value / value, share, "ratio", *parts)


def sale_beyond_habit(view: View, window: Window) -> Figure | Missing:
    """Return sold / mined now less sold / mined in the three months before, the latter cut at 1 [ratio].

    0 is the habit kept; the cut leaves a company that sells its production, or more, no excuse for selling still more.
    """
    now, before = sale_against_production(view, window), _habit(view, window)
    if isinstance(now, Missing):
        return now
    if isinstance(before, Missing):
        return before
    habit = Interval(min(1.0, before.interval.low), min(1.0, before.interval.high))
    value, interval = now.value - min(1.0, before.value), now.interval - habit
    formula = "sold / mined now − sold / mined in the months before, cut at 1"
    return derive(window.figure_id("sale_beyond_habit"), formula, value, interval, "ratio", now, before)


def _habit(view: View, window: Window) -> Figure | Missing:
    start = window.span.first_day
    steps = [step for step in reconcile(view, window.company).steps if _just_before(step.span, window.span)]
    pairs = [(coins_sold(step), step.produced) for step in steps]
    known = [(s, p) for s, p in pairs if isinstance(s, Figure) and isinstance(p, Figure)]
    mined = sum(produced.value for _, produced in known)
    if not known or mined <= 0:
        return Missing(f"what {window.company} sold and mined in the {HABIT_DAYS} days before {start} is not known")
    share = max(0.0, sum(sold.value for sold, _ in known)) / mined
    inputs = [figure for pair in known for figure in pair]
    formula = f"coins sold / mined in {len(known)} steps before"
    return derive(window.figure_id("habit_before"), formula, share, Interval.exact(share), "ratio", *inputs)


def _just_before(step: Period, window: Period) -> bool:
    return step.end < window.first_day <= step.end + timedelta(days=HABIT_DAYS) and step.days <= HABIT_DAYS


def price_made(view: View, window: Window) -> Figure | Missing:
    """Return the price the sale made over the months' average price [ratio]; of whole months only."""
    if not window.span.is_whole_months:
        return Missing("the packaged prices are of months, and the sale is of days")
    sold, proceeds, price = window.sold, window.proceeds, window.price
    if isinstance(sold, Missing):
        return sold
    if isinstance(proceeds, Missing) or "bitcoin_sale_value" in proceeds.id:
        return Missing(f"no source known by {view.as_of} prints the proceeds")
    if isinstance(price, Missing):
        return price
    made = proceeds.value / sold.value / price.value
    interval = proceeds.interval / sold.interval / price.interval
    formula = "proceeds / coins sold / average price of the months"
    return derive(window.figure_id("price_made"), formula, made, interval, "ratio", proceeds, sold, price)


def holdings_after(view: View, window: Window) -> Figure | Missing:
    """Return how holdings moved in the quarter after, over holdings at the window's end [ratio]."""
    end = window.span.end
    closing = last_balance(view, window.company, HELD, end, 45)
    if isinstance(closing, Missing):
        return closing
    if closing.interval.low <= 0:
        return Missing("nothing was left")
    first, last = (end + timedelta(days=days) for days in AFTER_DAYS)
    later = [p for p in view.periods(window.company, HELD) if first <= p.end <= last]
    for period in later:
        figure = view.figure(window.company, HELD, period)
        if isinstance(figure, Figure):
            ratio: Interval = figure.interval / closing.interval
            interval = Interval(ratio.low - 1, ratio.high - 1)
            id = window.figure_id("holdings_after")
            value = figure.value / closing.value - 1
            return derive(id, "holdings a quarter later / at the end − 1", value, interval, "ratio", figure, closing)
    return Missing(f"holdings a quarter after {end} are not known by {view.as_of}")
