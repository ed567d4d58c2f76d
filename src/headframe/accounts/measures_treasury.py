"""Treasury measures that need no more than the roll-forward, the sales and a price. One function a concept."""

from __future__ import annotations

from datetime import date

from headframe.accounts import behaviour
from headframe.accounts.encumbrance import encumbrance_on, free_on, restricted_on
from headframe.accounts.flows import flow_over
from headframe.accounts.margins_hash_price import at_price
from headframe.accounts.rollforward import Step
from headframe.accounts.sales import sale_ledger
from headframe.accounts.sales_total import SalesTotal
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period, day_before
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.figure import Badge, Figure, derive

PAID_CONCEPTS = ("bitcoin_exchanged_compensation", "bitcoin_exchanged_into_eth", "bitcoin_exchanged_into_usdc")
NEAREST_DAYS = 92
"""A share count may be a quarter away from the holdings, no more."""


def stated_price(usd: float, as_of: date) -> Figure:
    """Return a bitcoin price that the user states [USD/BTC]: an assumption, and it says so."""
    note = "stated by the user, not a market price"
    interval = Interval.exact(usd)
    return Figure(
        f"market bitcoin_price_stated {as_of} {at_price(usd)}",
        usd,
        interval,
        "USD/BTC",
        Badge.ESTIMATED,
        as_of,
        note=note,
    )


def net_change(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return closing holdings less opening holdings over a span [BTC]."""
    if period.is_day:
        return _wants_span("bitcoin_net_change")
    opening = view.figure(company, "bitcoin_held", Period.day(day_before(period.first_day)))
    closing = view.figure(company, "bitcoin_held", Period.day(period.end))
    if isinstance(opening, Missing):
        return Missing(f"the opening balance is not known: {opening.reason}")
    if isinstance(closing, Missing):
        return Missing(f"the closing balance is not known: {closing.reason}")
    id = figure_id(company, "bitcoin_net_change", period)
    value, interval = closing.value - opening.value, closing.interval - opening.interval
    return derive(id, "closing − opening", value, interval, "BTC", closing, opening)


def coins_sold(view: View, company: str, period: Period) -> Figure | Missing:
    """Return coins sold over a span [BTC]: as printed, or implied where that is the net change."""
    printed = flow_over(view, company, "bitcoin_sold", period)
    step = _step(view, company, period)
    return behaviour.coins_sold(step) if isinstance(step, Step) else printed


def sell_through(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return coins sold over coins produced in the same span [ratio]."""
    if period.is_day:
        return _wants_span("sell_through")
    sold = coins_sold(view, company, period)
    produced = flow_over(view, company, "bitcoin_produced", period)
    if isinstance(sold, Missing):
        return Missing(f"sales are not known: {sold.reason}")
    if isinstance(produced, Missing):
        return Missing(f"production is not known: {produced.reason}")
    if produced.interval.low <= 0:
        return Missing("nothing was produced")
    id = figure_id(company, "sell_through", period)
    interval = sold.interval / produced.interval
    return derive(id, "sold / produced", sold.value / produced.value, interval, "ratio", sold, produced)


def realised_price(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return net proceeds over coins sold in a span [USD/BTC]."""
    total = _sales(view, company, period, "realised_price")
    return total if isinstance(total, Missing) else total.realised_price


def against_month_average(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return the realised price over the months' average price, weighted by coins sold [ratio]."""
    total = _sales(view, company, period, "realised_against_month_average")
    return total if isinstance(total, Missing) else total.realised_against_month_average


def bitcoin_free(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return coins held less coins restricted on the same day [BTC]."""
    return free_on(view, company, period.end) if period.is_day else _wants_day("bitcoin_free", period)


def restricted(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return coins owned that cannot be sold on a day [BTC], under whatever name a source prints them."""
    if not period.is_day:
        return _wants_day("bitcoin_restricted", period)
    return restricted_on(view, company, period.end)[0]


def restricted_share(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return coins restricted over coins held on a day [ratio]."""
    if not period.is_day:
        return _wants_day("bitcoin_restricted_share", period)
    return encumbrance_on(view, company, period.end).restricted_share


def bitcoin_value(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return coins held times a price [USD]: the one stated, else the close of the month that ends on the day."""
    if not period.is_day:
        return _wants_day("bitcoin_value", period)
    held = view.figure(company, "bitcoin_held", period)
    at = price or view.market.close_at(period.end)
    if isinstance(held, Missing):
        return held
    if isinstance(at, Missing):
        return at
    formula = f"held × {at.value:,.2f} USD, the price of {at.id.split()[-1]}"
    if price is None:
        formula = f"held × bitcoin price at the close of {period.end}"
    id = f"{figure_id(company, 'bitcoin_value', period)} {'at a stated price' if price else 'at the close'}"
    return derive(id, formula, held.value * at.value, held.interval * at.interval, "USD", held, at)


def per_share(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return coins held over shares outstanding on the nearest known day [BTC/share]; dilution is left out."""
    if not period.is_day:
        return _wants_day("bitcoin_per_share", period)
    held = view.figure(company, "bitcoin_held", period)
    if isinstance(held, Missing):
        return held
    shares = _nearest_shares(view, company, period.end)
    if isinstance(shares, Missing):
        return shares
    value, interval = held.value / shares.value, held.interval / shares.interval
    formula = f"held on {period} / shares outstanding on {shares.id.split()[-1]}"
    return derive(figure_id(company, "bitcoin_per_share", period), formula, value, interval, "BTC/share", held, shares)


def _nearest_shares(view: View, company: str, day: date) -> Figure | Missing:
    known = [
        (abs((period.end - day).days), figure)
        for period in view.periods(company, "shares_outstanding")
        if isinstance(figure := view.figure(company, "shares_outstanding", period), Figure)
    ]
    near = [item for item in known if item[0] <= NEAREST_DAYS and item[1].interval.low > 0]
    if not near:
        return Missing(f"no share count of {company} is known within {NEAREST_DAYS} days of {day}")
    return min(near, key=lambda item: item[0])[1]


def sold_implied(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return coins sold as the roll-forward leaves them [BTC]."""
    step = _step(view, company, period)
    if isinstance(step, Step) and isinstance(step.sold_implied, Figure):
        return step.sold_implied
    for sale in sale_ledger(view, company).sales:
        if sale.period == period and isinstance(sale.sold, Figure) and "bitcoin_sold_implied" in sale.sold.id:
            return sale.sold
    return step.sold_implied if isinstance(step, Step) else step


def residual(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return reported closing less expected closing of a step [BTC]."""
    step = _step(view, company, period)
    return step.residual if isinstance(step, Step) else step


def expected_closing(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return the balance that the roll-forward expects at the end of a step [BTC]."""
    step = _step(view, company, period)
    return step.expected if isinstance(step, Step) else step


def paid(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return coins handed over for pay and other tokens [BTC], as far as their lines are printed."""
    lines = [flow_over(view, company, concept, period) for concept in PAID_CONCEPTS]
    known = [line for line in lines if isinstance(line, Figure)]
    if not known:
        return Missing(f"no source prints coins of {company} paid out over {period}")
    total = Interval.exact(0.0)
    for line in known:
        total = total + line.interval
    formula = " + ".join(line.id.split()[1] for line in known)
    note = "other lines of this kind are not printed for these days" if len(known) < len(lines) else ""
    value = sum(line.value for line in known)
    return derive(figure_id(company, "bitcoin_paid", period), formula, value, total, "BTC", *known, note=note)


def received(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return coins that came in other than by mining and buying [BTC]: the change in coins receivable."""
    change = flow_over(view, company, "bitcoin_receivable_change", period)
    if isinstance(change, Missing):
        return Missing(f"no source prints coins of {company} received over {period}")
    id = figure_id(company, "bitcoin_received", period)
    note = "returned loans, collateral and distributions have no printed line"
    return derive(id, "bitcoin_receivable_change", change.value, change.interval, "BTC", change, note=note)


def _sales(view: View, company: str, period: Period, name: str) -> SalesTotal | Missing:
    if period.is_day:
        return _wants_span(name)
    ledger = sale_ledger(view, company, period)
    if ledger.total is None or (not ledger.sales and not ledger.crossing):
        return Missing(f"no sale of {company} is known in {period}") if ledger.missing is None else ledger.missing
    return ledger.total


def _step(view: View, company: str, period: Period) -> Step | Missing:
    """Return the roll-forward over the period; imported late, because that module lists these measures."""
    from headframe.accounts.derived import step_over

    return _wants_span("the roll-forward") if period.is_day else step_over(view, company, period)


def _wants_day(name: str, period: Period) -> Missing:
    return Missing(f"{name} belongs to a day: ask for {period.end}")


def _wants_span(name: str) -> Missing:
    return Missing(f"{name} belongs to a month, quarter or year, not to a day")
