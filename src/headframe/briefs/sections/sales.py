"""Sales: coins, net proceeds and price against the month's average. Proceeds are not profit."""

from __future__ import annotations

from headframe.accounts.lots import value_lots
from headframe.accounts.lots_queue import Method
from headframe.accounts.lots_total import LotTotal
from headframe.accounts.sales import Sale, SaleLedger, sale_ledger
from headframe.briefs.numbers import quantity
from headframe.briefs.section import Cell, Column, Section, Style, words_column
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

COLUMNS = (
    words_column("period"),
    Column("sold [BTC]"),
    Column("net proceeds"),
    Column("net price"),
    Column("as printed"),
    Column("month's average"),
    Column("against it", Style.OVER),
)
COINS_ALIKE = 0.5
"""The lots must have let go of just the coins that the ledger totals, to half a coin."""
SALES_TOTALLED = 2
"""The sales that the finding adds up: the last one and the one before."""


def sales_section(view: View, company: str) -> Section | None:
    """Return the sale ledger, with the last sales' gain on cost by FIFO and HIFO."""
    ledger = sale_ledger(view, company)
    sold = [sale for sale in ledger.sales if not isinstance(sale.sold, Figure) or sale.sold.value > 0]
    if not sold:
        return None
    last = _adjacent([sale for sale in sold if isinstance(sale.net_proceeds, Figure)][-SALES_TOTALLED:])
    return Section(
        key="sales",
        title="SALES",
        finding=_finding(view, company, last),
        columns=COLUMNS,
        rows=tuple(_row(sale) for sale in sold),
        notes=tuple(_gains(view, company, last)),
        reaches=sold[-1].period.end,
        verb=f"headframe lots {company}",
        shown_rows=8,
    )


def _adjacent(last: list[Sale]) -> list[Sale]:
    """Return the last sales where one follows upon the other, else the last alone: years apart are never paired."""
    if len(last) < SALES_TOTALLED or (last[-1].period.first_day - last[0].period.end).days == 1:
        return last
    return last[-1:]


def _row(sale: Sale) -> tuple[Cell, ...]:
    priced = (sale.realised_price, sale.printed_price, sale.month_average, sale.realised_against_month_average)
    return (str(sale.period), sale.sold, sale.net_proceeds, *priced)


def _span(sales: list[Sale]) -> Period:
    return Period.span(sales[0].period.first_day, sales[-1].period.end)


def _finding(view: View, company: str, last: list[Sale]) -> str:
    if not last:
        return "Coins were sold, but no source prints what for."
    ledger: SaleLedger = sale_ledger(view, company, _span(last))
    total = ledger.total
    if total is None or isinstance(total.sold, Missing) or isinstance(total.net_proceeds, Missing):
        return f"The last sale with printed proceeds was in {last[-1].period}."
    price = total.realised_price
    at = ""
    if isinstance(price, Figure):
        low, high = quantity(price.interval.low, "USD/BTC"), quantity(price.interval.high, "USD/BTC")
        at = f", an average net price between {low} and {high}"
    sold, money = quantity(total.sold.value, "BTC"), quantity(total.net_proceeds.value, "USD")
    return f"From {total.span.first_day} to {total.span.end} it sold {sold} BTC for {money} net{at}."


def _gains(view: View, company: str, last: list[Sale]) -> list[str]:
    if not last:
        return []
    words = [said for method in (Method.FIFO, Method.HIFO) if (said := _gain(view, company, last, method))]
    return ["Proceeds are not profit. " + "; ".join(words) + "."] if words else []


def _gain(view: View, company: str, last: list[Sale], method: Method) -> str:
    total: LotTotal | None = value_lots(view, company, _span(last), method).total
    coins = [sale.sold.value for sale in last if isinstance(sale.sold, Figure)]
    if total is None or isinstance(total.sold, Missing) or abs(total.sold.value - sum(coins)) > COINS_ALIKE:
        return ""
    if isinstance(total.gain, Figure):
        low, high = total.gain.interval.low, total.gain.interval.high
        words = f"{quantity(total.gain.value, 'USD', signed=True)} {total.gain.badge.mark}"
        return f"gain on cost ({method.value.upper()}) {words}, {quantity(low, 'USD')} to {quantity(high, 'USD')}"
    if total.gain_bounds is not None:
        low, high = total.gain_bounds.low, total.gain_bounds.high
        bounds = f"between {quantity(low, 'USD')} and {quantity(high, 'USD')}"
        return f"gain on cost ({method.value.upper()}) {bounds}: {total.gain.reason}"
    return ""
