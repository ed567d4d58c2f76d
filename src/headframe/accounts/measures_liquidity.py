"""Months of liquidity: what could be paid with, over what must be paid each month.

months = (cash + free bitcoin × price × (1 − haircut) + undrawn lines)
         / (cash costs + interest + committed capex − contracted NOI − mining margin)

A line that nobody printed is not zero: the measure is then Missing and names the lines. A caller that knows better (a
profile, a plan) hands them in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from headframe.accounts.encumbrance import free_on
from headframe.accounts.flows import flow_over
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive

MONTHS_IN_QUARTER = 3


@dataclass(frozen=True, slots=True)
class LiquidityLines:
    """The lines of the formula: stocks in USD (bitcoin in BTC, price in USD/BTC), needs in USD a month."""

    cash: Figure | Missing
    free_bitcoin: Figure | Missing
    price: Figure | Missing
    undrawn_lines: Figure | Missing
    cash_costs: Figure | Missing
    interest: Figure | Missing
    committed_capex: Figure | Missing
    contracted_noi: Figure | Missing
    mining_margin: Figure | Missing

    def missing(self) -> dict[str, str]:
        """Return the lines that are gaps, each with its reason."""
        lines = {name: getattr(self, name) for name in self.__slots__}
        return {name: line.reason for name, line in lines.items() if isinstance(line, Missing)}


def months_of_liquidity(
    view: View,
    company: str,
    period: Period,
    price: Figure | None = None,
    haircut: float = 0.0,
    given: Mapping[str, Figure] | None = None,
) -> Figure | Missing:
    """Return how many months liquid means last [months].

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Ticker.
    period : Period
        A day; needs are those of the quarter that ends on it, a third a month.
    price : Figure, optional
        Bitcoin price [USD/BTC]; without it, the month's close.
    haircut : float
        Share [ratio] of the bitcoin's value that a quick sale would lose; none unless stated.
    given : mapping of str to Figure, optional
        Lines by name of `LiquidityLines` that the caller knows; they replace what the record has.
    """
    if not period.is_day:
        return Missing(f"months_of_liquidity belongs to a day: ask for {period.end}")
    lines = liquidity_lines(view, company, period, price, given or {})
    gaps = lines.missing()
    if gaps:
        return Missing("not known: " + "; ".join(f"{name.replace('_', ' ')} ({why})" for name, why in gaps.items()))
    return _months(company, period, lines, haircut)


def liquidity_lines(
    view: View, company: str, period: Period, price: Figure | None, given: Mapping[str, Figure]
) -> LiquidityLines:
    """Return every line of the formula for a day, each a figure or the reason why there is none."""
    day = period.end
    quarter = Period.quarter(day.year, (day.month + 2) // 3)
    found: dict[str, Figure | Missing] = {
        "cash": view.figure(company, "cash", period),
        "free_bitcoin": free_on(view, company, day),
        "price": price or view.market.close_at(day),
        "undrawn_lines": _undrawn(view, company, period),
        "cash_costs": _monthly(company, "cash costs", _cash_costs(view, company, quarter, period), quarter),
        "interest": _monthly(company, "interest", flow_over(view, company, "cash_paid_interest", quarter), quarter),
        "committed_capex": Missing("commitments are printed in total, without the months in which they fall due"),
        "contracted_noi": Missing("no lease's operating income by month is in the record"),
        "mining_margin": _monthly(company, "mining margin", _mining_margin(view, company, quarter), quarter),
    }
    return LiquidityLines(**{**found, **given})


def _undrawn(view: View, company: str, day: Period) -> Figure | Missing:
    size = view.figure(company, "credit_facility_capacity", day)
    drawn = view.figure(company, "credit_facility_drawn", day)
    id = f"{company} credit_facility_capacity {day} undrawn"
    return _difference(id, "committed credit lines − drawn", size, drawn)


def _cash_costs(view: View, company: str, quarter: Period, day: Period) -> Figure | Missing:
    overhead = flow_over(view, company, "sg_and_a", quarter)
    in_shares = flow_over(view, company, "stock_compensation", quarter)
    return _difference(f"{company} sg_and_a {quarter} in cash", "sg_and_a - stock_compensation", overhead, in_shares)


def _mining_margin(view: View, company: str, quarter: Period) -> Figure | Missing:
    revenue = flow_over(view, company, "revenue_bitcoin_mining", quarter)
    cost = flow_over(view, company, "cost_of_revenue_self_mining_net_of_credits", quarter)
    if isinstance(cost, Missing):
        cost = flow_over(view, company, "cost_of_revenue_mining", quarter)
    return _difference(
        f"{company} revenue_bitcoin_mining {quarter} less direct cost",
        "mining revenue − its direct cost",
        revenue,
        cost,
    )


def _difference(id: str, formula: str, one: Figure | Missing, other: Figure | Missing) -> Figure | Missing:
    if isinstance(one, Missing):
        return one
    if isinstance(other, Missing):
        return other
    return derive(id, formula, one.value - other.value, one.interval - other.interval, one.unit, one, other)


def _monthly(company: str, name: str, flow: Figure | Missing, quarter: Period) -> Figure | Missing:
    if isinstance(flow, Missing):
        return flow
    id = f"{flow.id} a month"
    interval = flow.interval.scaled(1 / MONTHS_IN_QUARTER)
    return derive(id, f"{name} of {quarter} / 3", flow.value / MONTHS_IN_QUARTER, interval, "USD", flow)


def _months(company: str, day: Period, lines: LiquidityLines, haircut: float) -> Figure | Missing:
    known = {name: line for name in lines.__slots__ if isinstance(line := getattr(lines, name), Figure)}
    part = {name: line.interval for name, line in known.items()}
    worth = {name: line.value for name, line in known.items()}
    means = part["cash"] + (part["free_bitcoin"] * part["price"]).scaled(1 - haircut) + part["undrawn_lines"]
    need = part["cash_costs"] + part["interest"] + part["committed_capex"]
    need = need - part["contracted_noi"] - part["mining_margin"]
    if need.low <= 0:
        return Missing("there is no monthly need: contracted income and mining margin may cover it")
    best_means = worth["cash"] + worth["free_bitcoin"] * worth["price"] * (1 - haircut) + worth["undrawn_lines"]
    best_need = worth["cash_costs"] + worth["interest"] + worth["committed_capex"]
    best_need -= worth["contracted_noi"] + worth["mining_margin"]
    ratio: Interval = means / need
    formula = (
        f"(cash + free bitcoin × price × (1 − {haircut:g}) + undrawn lines) / "
        "(cash costs + interest + committed capex − contracted NOI − mining margin)"
    )
    id = figure_id(company, "months_of_liquidity", day)
    return derive(id, formula, best_means / best_need, ratio, "months", *known.values())
