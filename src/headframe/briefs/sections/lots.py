"""Lots: what was sold, what it had cost, and the gain that proceeds alone do not show."""

from __future__ import annotations

from headframe.accounts.lots import LotReport
from headframe.accounts.lots_sale import LotSale
from headframe.accounts.lots_total import LotTotal
from headframe.briefs.numbers import quantity
from headframe.briefs.section import Cell, Column, Section, words_column
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure

COLUMNS = (
    words_column("period"),
    Column("sold [BTC]"),
    Column("net proceeds"),
    words_column("cost"),
    words_column("gain on cost"),
    Column("gain against\nlast mark"),
)
ALL_ROWS = 10_000


def lots_section(report: LotReport) -> Section:
    """Return a lot report as a section: a row a sale, the total last."""
    company = str(report.made_from.company)
    rows = [_row(str(sale.period), sale) for sale in report.sales]
    if report.total is not None:
        rows.append(_row("total", report.total))
    method = report.method.value
    finding = f"Sales leave by {method}." if rows else _nothing(report)
    return Section(
        key="lots",
        title="LOTS",
        finding=finding,
        columns=COLUMNS,
        rows=tuple(rows),
        notes=tuple(_notes(report)),
        reaches=report.held.day if report.held else None,
        verb=f"headframe lots {company} --method fifo|hifo|lifo|average",
        shown_rows=ALL_ROWS,
    )


def _nothing(report: LotReport) -> str:
    return report.missing.reason if report.missing is not None else "No sale in these days."


def _row(name: str, sale: LotSale | LotTotal) -> tuple[Cell, ...]:
    cost = _bounded(sale.cost, sale.cost_bounds)
    gain = _bounded(sale.gain, sale.gain_bounds)
    return (name, sale.sold, sale.net_proceeds, cost, gain, sale.gain_against_mark)


def _bounded(figure: Figure | Missing, bounds: Interval | None) -> str:
    if isinstance(figure, Figure):
        return f"{quantity(figure.value, 'USD')} {figure.badge.mark}"
    if bounds is None:
        return "–"
    return f"missing: {quantity(bounds.low, 'USD')} to {quantity(bounds.high, 'USD')}"


def _notes(report: LotReport) -> list[str]:
    said = [f"{sale.period}: {sale.gain.reason}" for sale in report.sales if isinstance(sale.gain, Missing)]
    said += [
        f"{s.period}: {s.gain_against_mark.reason}" for s in report.sales if isinstance(s.gain_against_mark, Missing)
    ]
    if report.opening is not None:
        said.append(
            f"opening lot of {report.opening.coins.value:,.0f} BTC on {report.opening.day}: {report.opening.words}"
        )
    if report.held is not None:
        left, residual = report.held.coins_left, report.held.residual.value
        said.append(
            f"lots left on {report.held.day}: {left:,.0f} BTC; reported less left {residual:+,.0f} BTC, which the "
            "printed flows do not account for"
        )
    return list(dict.fromkeys(said))
