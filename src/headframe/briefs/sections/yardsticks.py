"""mNAV and its kin through time, as a section."""

from __future__ import annotations

from headframe.briefs.numbers import shown
from headframe.briefs.section import Cell, Column, Section, Style, words_column
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure
from headframe.worth.multiples import Multiples
from headframe.worth.yardsticks import Yardsticks, measure_yardsticks

COLUMNS = (
    words_column("day"),
    Column("share"),
    Column("market\nvalue"),
    Column("EV"),
    Column("mNAV", Style.TIMES),
    Column("mNAV\nfree", Style.TIMES),
    Column("EV/BTC", Style.TIMES),
    Column("EV per\nEH/s", Style.DOLLARS),
    Column("per MW\nleased", Style.DOLLARS),
    Column("per MW\nof power", Style.DOLLARS),
)
SHOWN_ROWS = 9


def yardsticks_section(view: View, company: str) -> Section | None:
    """Return the yardsticks of a company; None where no share price is packaged."""
    told = measure_yardsticks(view, company)
    return yardsticks_page(told) if told.rows else None


def yardsticks_page(told: Yardsticks) -> Section:
    """Return the yardsticks as a section."""
    newest = told.newest
    return Section(
        key="yardsticks",
        title="MNAV AND ITS KIN",
        finding=_finding(told),
        columns=COLUMNS,
        rows=tuple(_row(row) for row in told.rows),
        notes=(
            "mNAV: diluted market value over bitcoin; free: over the coins nobody else has a hold on",
            "EV: market value + debt that is no shares at the price − cash; bitcoin is not taken off",
            *_basis(newest),
            *(f"not in the diluted shares: {each}" for each in told.left_out),
        ),
        reaches=newest.day if newest else None,
        verb=f"headframe worth {told.made_from.company} --through",
        shown_rows=SHOWN_ROWS,
    )


def _basis(newest: Multiples | None) -> tuple[str, ...]:
    """Say what the newest row rests on: its share count, coins and bitcoin price, each of its own day."""
    if newest is None:
        return ()
    diluted, coins, price = newest.shares_diluted, newest.coins, newest.bitcoin_price
    said = [f"{diluted.value / 1e6:,.1f} million diluted shares"] if isinstance(diluted, Figure) else []
    for figure, unit in ((coins, " BTC"), (price, " a bitcoin")):
        if isinstance(figure, Figure):
            said.append(f"{shown(figure)}{unit} ({figure.id.split(' ')[2]})")
    return (f"{newest.day}: {', '.join(said)}",) if said else ()


def _row(row: Multiples) -> tuple[Cell, ...]:
    return (
        str(row.day),
        row.price,
        row.market_value,
        row.enterprise_value,
        row.mnav,
        row.mnav_free,
        row.ev_over_bitcoin,
        row.ev_per_eh,
        row.ev_per_contracted_mw_it,
        row.ev_per_power_mw_gross,
    )


def _finding(told: Yardsticks) -> str:
    newest = told.newest
    if newest is None:
        return told.missing.reason if told.missing is not None else "No share price is known."
    if isinstance(newest.mnav, Missing) or isinstance(newest.price, Missing):
        gap = newest.mnav if isinstance(newest.mnav, Missing) else newest.price
        assert isinstance(gap, Missing)
        return f"mNAV of {newest.day} is not known: {gap.reason}."
    said = f"At ${newest.price.value:,.2f} on {newest.day} the shares cost {newest.mnav.value:.2f} times the bitcoin"
    if isinstance(newest.mnav_free, Figure):
        said += f", {newest.mnav_free.value:.2f} times the free coins"
    price = newest.bitcoin_price
    if isinstance(price, Figure) and Period.parse(price.id.split(" ")[2]).end < newest.day:
        said += f", bitcoin at its price of {price.id.split(' ')[2]}"
    earlier = [row for row in told.rows[:-1] if isinstance(row.mnav, Figure)]
    if earlier and isinstance(earlier[-1].mnav, Figure):
        said += f"; {earlier[-1].mnav.value:.2f} on {earlier[-1].day}"
    return said + "."
