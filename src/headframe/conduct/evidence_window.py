"""What was sold in a window, and the figures that its evidence is measured against.

The press's table of sales (sale_events.csv) stands in where no fact does, and only with its numbers: coins, proceeds,
cash. Its words about motive are never read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from headframe.accounts.flows import flow_over
from headframe.accounts.rollforward import reconcile
from headframe.accounts.sales import sale_ledger
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period, day_before
from headframe.record.choose import figure_id
from headframe.record.publication import known_day
from headframe.record.table_row import Printed, table_rows
from headframe.record.view import View
from headframe.record.witness_of import source_of
from headframe.vocabulary.fact import Source
from headframe.vocabulary.figure import Badge, Figure, derive

DAYS_OF_MONTH = 365.25 / 12
HOLDINGS_MAY_BE_OLD_DAYS = 62
PRODUCTION_MAY_BE_OLD_DAYS = 125
NEXT_STEP_DAYS = 45
SOLD, PRODUCED, HELD = "bitcoin_sold", "bitcoin_produced", "bitcoin_held"


@dataclass(frozen=True, slots=True)
class Window:
    """A company's sale in a span of days, and its size's yardsticks: coins in BTC, money in USD, price in USD/BTC."""

    company: str
    span: Period
    sold: Figure | Missing
    proceeds: Figure | Missing
    produced: Figure | Missing
    """Coins mined in as many days, at least a month."""
    held_before: Figure | Missing
    price: Figure | Missing

    def figure_id(self, concept: str) -> str:
        """Return the id of a figure about this window."""
        return figure_id(self.company, concept, self.span)


def window_of(view: View, ticker: str, span: Period) -> Window:
    """Return what is known of a company's sale over `span`."""
    return view.once(("motive window", ticker, span), lambda: _window(view, ticker, span))


def _window(view: View, ticker: str, span: Period) -> Window:
    price = view.market.quarter_average("bitcoin_price_month_average", span)
    sold, produced = _sold(view, ticker, span), _produced(view, ticker, span)
    return Window(
        company=ticker,
        span=span,
        sold=sold,
        proceeds=_proceeds(view, ticker, span, sold, price),
        produced=produced,
        held_before=_held_before(view, ticker, span, sold, produced),
        price=price,
    )


def _held_before(
    view: View, ticker: str, span: Period, sold: Figure | Missing, produced: Figure | Missing
) -> Figure | Missing:
    """Return coins held before the window [BTC]: printed, else taken back from the balance at its end."""
    printed = last_balance(view, ticker, HELD, day_before(span.first_day), HOLDINGS_MAY_BE_OLD_DAYS)
    closing = view.figure(ticker, HELD, Period.day(span.end))
    if isinstance(printed, Figure) or isinstance(closing, Missing):
        return printed
    if isinstance(sold, Missing) or isinstance(produced, Missing) or not span.is_whole_months:
        return printed
    id, value = figure_id(ticker, "bitcoin_held_before", span), closing.value + sold.value - produced.value
    interval = closing.interval + sold.interval - produced.interval
    return derive(id, "closing + sold − mined", value, interval, "BTC", closing, sold, produced, estimated=True)


def last_balance(view: View, ticker: str, concept: str, day: date, may_be_old_days: int) -> Figure | Missing:
    """Return the last printed balance on or before `day`, if no older than `may_be_old_days` [days]."""
    for period in reversed(view.periods(ticker, concept)):
        if period.end <= day:
            figure = view.figure(ticker, concept, period)
            if isinstance(figure, Figure):
                age = (day - period.end).days
                if age <= may_be_old_days:
                    return figure
                return Missing(
                    f"the last {concept} of {ticker} known by {view.as_of} is of {period}, {age} days before"
                )
    return Missing(f"no source known by {view.as_of} prints {concept} of {ticker} by {day}")


def _sold(view: View, ticker: str, span: Period) -> Figure | Missing:
    printed = flow_over(view, ticker, SOLD, span)
    total = sale_ledger(view, ticker, span).total
    if total is not None and isinstance(total.sold, Figure) and _states_net_change(view, ticker, span):
        return total.sold
    if isinstance(printed, Figure):
        return printed
    if total is not None and isinstance(total.sold, Figure) and _is_sound(view, ticker, span):
        return total.sold
    inside = [p for p in view.periods(ticker, SOLD) if span.covers(p) or (p.covers(span) and p.days <= span.days + 10)]
    figures = [
        figure for p in inside if isinstance(figure := view.figure(ticker, SOLD, p), Figure) and figure.value > 0
    ]
    rows = [_pressed(row, "bitcoin_sold", "BTC", view.as_of) for row in pressed_sales(ticker, span)]
    known = figures + [row for row in rows if isinstance(row, Figure)]
    return max(known, key=lambda figure: figure.value) if known else printed


def _states_net_change(view: View, ticker: str, span: Period) -> bool:
    """Say whether a sale inside the span is the net change by mistake: the ledger counts by the identity then."""
    inside = (step for step in reconcile(view, ticker).steps if span.covers(step.span))
    return any(isinstance(step.sold, Figure) and step.sold.badge is Badge.DISPUTED for step in inside)


def _is_sound(view: View, ticker: str, span: Period) -> bool:
    """Say whether the ledger's sum may stand for the span: it fills it, and no coins came back after it.

    Where the next step of the roll-forward has coins coming in that nobody printed, the fall before was of another
    basis (unencumbered coins only), not a sale.
    """
    filled = sum(sale.period.days for sale in sale_ledger(view, ticker, span).sales) >= span.days
    after = [
        step for step in reconcile(view, ticker).steps if 0 < (step.span.first_day - span.end).days <= NEXT_STEP_DAYS
    ]
    returned = [i for step in after if isinstance(i := step.sold_implied, Figure) and i.interval.high < 0]
    return filled and not returned


def _proceeds(
    view: View, ticker: str, span: Period, sold: Figure | Missing, price: Figure | Missing
) -> Figure | Missing:
    printed = flow_over(view, ticker, "bitcoin_sale_net_proceeds", span)
    if isinstance(printed, Figure):
        return printed
    for row in pressed_sales(ticker, span):
        found = _pressed(row, "proceeds_usd", "USD", view.as_of)
        if isinstance(found, Figure):
            return found
    if isinstance(sold, Missing) or isinstance(price, Missing):
        return printed
    id, value = figure_id(ticker, "bitcoin_sale_value", span), sold.value * price.value
    formula = "coins sold × average price of the months"
    return derive(id, formula, value, sold.interval * price.interval, "USD", sold, price, estimated=True)


def _produced(view: View, ticker: str, span: Period) -> Figure | Missing:
    """Return coins mined in the window's length, at least a month: printed, or at the last pace known."""
    printed = flow_over(view, ticker, PRODUCED, span)
    if isinstance(printed, Figure) and span.days >= 28:
        return printed
    pace = next(_paces(view, ticker, span), None)
    if pace is None:
        return Missing(f"no source known by {view.as_of} prints what {ticker} mined near {span}")
    days = max(float(span.days), DAYS_OF_MONTH)
    factor = days / Period.parse(pace.id.split()[2]).days
    id = figure_id(ticker, "bitcoin_produced_at_pace", span)
    formula = f"{pace.id} × {factor:.3g}, the pace of the nearest period printed, over {days:.3g} days"
    return derive(id, formula, pace.value * factor, pace.interval.scaled(factor), "BTC", pace, estimated=True)


def _paces(view: View, ticker: str, span: Period) -> Iterator[Figure]:
    """Yield production printed for whole months: of the month itself, then the months before, the nearest first."""
    whole = [p for p in view.periods(ticker, PRODUCED) if p.is_whole_months and 28 <= p.days <= 95]
    near = [p for p in whole if p.first_day <= span.end and (span.first_day - p.end).days <= PRODUCTION_MAY_BE_OLD_DAYS]
    near = [p for p in near if p.end <= span.end or p.covers(span)]
    for period in sorted(near, key=lambda p: (not p.covers(span), p.days if p.covers(span) else -p.end.toordinal())):
        figure = view.figure(ticker, PRODUCED, period)
        if isinstance(figure, Figure) and figure.value > 0:
            yield figure


@dataclass(frozen=True, slots=True)
class PressedSale:
    """The numbers of one row of sale_events.csv: coins [BTC], proceeds and cash at the time [USD]."""

    company: str
    span: Period
    bitcoin_sold: Printed | None
    proceeds_usd: Printed | None
    cash_at_time_usd: Printed | None
    known_at: date
    source: Source


def pressed_sales(ticker: str, span: Period) -> tuple[PressedSale, ...]:
    """Return the press's rows of a company that speak of `span`, give or take a week."""
    week = timedelta(days=7)
    return tuple(
        row
        for row in _every_pressed_sale()
        if row.company == ticker
        and abs(row.span.first_day - span.first_day) <= week
        and abs(row.span.end - span.end) <= week
    )


@cache
def _every_pressed_sale() -> tuple[PressedSale, ...]:
    found = []
    for row in table_rows("sale_events.csv"):
        start, end = row.days("start"), row.days("end")
        if start is not None and end is not None:
            found.append(
                PressedSale(
                    company=row.company(),
                    span=Period.span(start.first_day, end.end),
                    bitcoin_sold=row.amount("bitcoin_sold"),
                    proceeds_usd=row.amount("proceeds_usd"),
                    cash_at_time_usd=row.amount("cash_at_time_usd"),
                    known_at=known_day("", end.end, 12)[0],
                    source=source_of(row.text("source_url"), ""),
                )
            )
    return tuple(found)


def _pressed(row: PressedSale, column: str, unit: str, as_of: date) -> Figure | Missing:
    printed: Printed | None = getattr(row, column)
    if printed is None or row.known_at > as_of or printed.value <= 0:
        return Missing(f"the press prints no {column} for {row.span}, known by {as_of}")
    concept = {"bitcoin_sold": SOLD, "proceeds_usd": "bitcoin_sale_net_proceeds", "cash_at_time_usd": "cash"}[column]
    return Figure(
        id=f"{row.company} {concept} {row.span} press",
        value=printed.value,
        interval=Interval(printed.interval.low, printed.interval.high),
        unit=unit,
        badge=Badge.REPORTED,
        known_at=row.known_at,
        sources=(row.source,),
        note="from the table of sales in the press; its words about motive are not read",
    )


def pressed_cash(view: View, ticker: str, span: Period) -> Figure | Missing:
    """Return cash at the time as the press has it beside the sale [USD]."""
    for row in pressed_sales(ticker, span):
        found = _pressed(row, "cash_at_time_usd", "USD", view.as_of)
        if isinstance(found, Figure):
            return found
    return Missing(f"no source known by {view.as_of} prints cash of {ticker} near {span}")
