"""Sources and uses of money in a window: bitcoin sold, equity, debt, operations and cash against what was paid for.

From the lines of cash-flow statements where they exist. Where operations, cash and the sale are known, what the named
lines leave over is the rest, on the side it falls: a line that such a statement does not print is part of the rest and
no larger. Where they are not known, a line that is not printed may be of any size.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from headframe.accounts.flows import flow_over
from headframe.accounts.funding_lines import FundingLine, Side, lines_over
from headframe.accounts.sales import sale_ledger
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period, day_before
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive

PROCEEDS = "bitcoin_sale_net_proceeds"
CASH_FLOW_PROCEEDS = ("proceeds_bitcoin_sales_investing", "proceeds_bitcoin_sales_operating")
CASH_BALANCES = ("cash_and_restricted_end", "cash")


@dataclass(frozen=True, slots=True)
class SourcesAndUses:
    """The money of a window [USD]. `rest` is what closes the two sides: a source where positive, else a use."""

    company: str
    span: Period
    sale: Figure | Missing
    operations: Figure | Missing
    """Cash from operations without coins sold in it: a use where negative."""
    cash_change: Figure | Missing
    """Closing less opening cash: a use where positive, money drawn from the till where negative."""
    lines: tuple[FundingLine, ...]
    rest: Figure | Missing

    @property
    def missing_lines(self) -> tuple[str, ...]:
        """The names of what is not printed for the window."""
        gaps = [line.concept for line in self.lines if isinstance(line.figure, Missing)]
        if isinstance(self.operations, Missing):
            gaps.append("cfo")
        if isinstance(self.cash_change, Missing):
            gaps.append("cash_and_restricted_end")
        return tuple(gaps)


def sources_and_uses(view: View, company: str, span: Period) -> SourcesAndUses:
    """Return where a window's money came from and went [USD].

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Ticker.
    span : Period
        Whole months.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> found = sources_and_uses(Record().view(), "RIOT", Period.quarter(2025, 3))
    >>> [round(line.figure.value / 1e6, 1) for line in found.lines if line.concept == "capex_property"]
    [25.7]
    """
    sale, operations = sale_over(view, company, span), _operations(view, company, span)
    cash, lines = _cash_change(view, company, span), lines_over(view, company, span)
    rest = _rest(company, span, sale, operations, cash, lines)
    return SourcesAndUses(
        company=company,
        span=span,
        sale=sale,
        operations=operations,
        cash_change=cash,
        lines=tuple(_within(line, rest) for line in lines) if isinstance(rest, Figure) else lines,
        rest=rest,
    )


def sale_over(view: View, company: str, span: Period) -> Figure | Missing:
    """Return net proceeds of bitcoin sold [USD]: the monthly figures, else the cash-flow lines."""
    printed = flow_over(view, company, PROCEEDS, span)
    if isinstance(printed, Figure):
        return printed
    total = sale_ledger(view, company, span).total
    if total is not None and isinstance(total.net_proceeds, Figure):
        return total.net_proceeds
    parts = [flow_over(view, company, concept, span) for concept in CASH_FLOW_PROCEEDS]
    figures = [part for part in parts if isinstance(part, Figure)]
    if not figures:
        return printed
    value, interval = sum(part.value for part in figures), _sum(figures)
    formula = " + ".join(part.id.split()[1] for part in figures)
    unknown = [name for name, part in zip(CASH_FLOW_PROCEEDS, parts, strict=True) if isinstance(part, Missing)]
    note = f"a lower bound as far as {', '.join(unknown)}, which no source prints, holds sales too" if unknown else ""
    id = f"{figure_id(company, PROCEEDS, span)} cash flow"
    return derive(id, formula, value, interval, "USD", *figures, note=note)


def _operations(view: View, company: str, span: Period) -> Figure | Missing:
    cfo = flow_over(view, company, "cfo", span)
    if isinstance(cfo, Missing):
        return cfo
    coins = flow_over(view, company, "proceeds_bitcoin_sales_operating", span)
    if isinstance(coins, Missing):
        id, note = figure_id(company, "operating_cash_without_bitcoin", span), "no source prints bitcoin sold within it"
        return derive(id, "cfo", cfo.value, cfo.interval, "USD", cfo, note=f"{note}: as if there was none")
    id, formula = figure_id(company, "operating_cash_without_bitcoin", span), "cfo − bitcoin sold in it"
    return derive(id, formula, cfo.value - coins.value, cfo.interval - coins.interval, "USD", cfo, coins)


def _cash_change(view: View, company: str, span: Period) -> Figure | Missing:
    first, last = Period.day(day_before(span.first_day)), Period.day(span.end)
    for concept in CASH_BALANCES:
        opening, closing = view.figure(company, concept, first), view.figure(company, concept, last)
        if isinstance(opening, Figure) and isinstance(closing, Figure):
            id, formula = figure_id(company, "cash_change", span), "closing − opening"
            value, interval = closing.value - opening.value, closing.interval - opening.interval
            return derive(id, formula, value, interval, "USD", closing, opening)
    return Missing(f"no source known by {view.as_of} prints cash of {company} on both {first} and {last}")


def _rest(
    company: str,
    span: Period,
    sale: Figure | Missing,
    operations: Figure | Missing,
    cash: Figure | Missing,
    lines: tuple[FundingLine, ...],
) -> Figure | Missing:
    if isinstance(sale, Missing) or isinstance(operations, Missing) or isinstance(cash, Missing):
        parts = (("bitcoin sold", sale), ("cfo", operations), ("cash on both ends", cash))
        named = [name for name, part in parts if isinstance(part, Missing)]
        return Missing(f"the two sides cannot be closed without {', '.join(named)}")
    plus = [line.figure for line in lines if line.side is Side.SOURCE and isinstance(line.figure, Figure)]
    minus = [line.figure for line in lines if line.side is Side.USE and isinstance(line.figure, Figure)]
    value = cash.value - sale.value - operations.value - sum(p.value for p in plus) + sum(m.value for m in minus)
    interval = cash.interval - sale.interval - operations.interval - _sum(plus) + _sum(minus)
    formula = "cash change − bitcoin sold − operations − other sources + uses"
    inputs = (cash, sale, operations, *plus, *minus)
    return derive(figure_id(company, "funding_rest", span), formula, value, interval, "USD", *inputs)


def _within(line: FundingLine, rest: Figure) -> FundingLine:
    """Return a line that the window's statement does not print with the rest as its bound."""
    if isinstance(line.figure, Figure):
        return line
    room = max(0.0, rest.interval.high if line.side is Side.SOURCE else -rest.interval.low)
    return replace(line, at_most=min(line.top, room))


def _sum(figures: list[Figure]) -> Interval:
    total = Interval.exact(0.0)
    for figure in figures:
        total = total + figure.interval
    return total
