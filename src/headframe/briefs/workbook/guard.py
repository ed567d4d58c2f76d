"""The check before a workbook is written: every line of every month against the Python engine's own books."""

from __future__ import annotations

from collections.abc import Iterator

from headframe.briefs.workbook.build import Built
from headframe.briefs.workbook.expression import Expr
from headframe.briefs.workbook.model import OPENING, Computed
from headframe.economics.lines import Books
from headframe.ground.errors import NotEnoughData
from headframe.worth.valuation import Valuation

RELATIVE = 1e-9
CENT = 0.01
"""Differences below a cent, or its like in coins and shares, are the threshold below which the engine sells nothing."""


def refuse_difference(built: Built, computed: Computed, books: Books, value: Valuation) -> None:
    """Refuse to write a workbook that is not worth what Python says.

    Raises
    ------
    NotEnoughData
        Naming the first lines and months that differ.
    """
    found = list(_differences(built, computed, books, value))
    if found:
        raise NotEnoughData(
            f"the workbook of {books.months[0]} to {books.months[-1]} would differ from Python in {len(found)} places",
            where="; ".join(found[:4]),
            why="its formulas lack a branch that this company takes, and a share would be worth something else",
            next="use `headframe worth`, and report the company and policy",
        )


def lines_of(built: Built) -> dict[str, Expr]:
    """Return the formula of each of the engine's lines, in a month's own column."""
    before, ledger = built.before, built.ledger
    world, mining, leases = before.world, before.mining, before.leases
    funding, loan = ledger.funding, ledger.loan
    issued = funding.programme_shares.now + funding.need_shares.now
    return {
        "price_usd_per_btc": world.price.now,
        "hash_price_usd_per_ph_day": world.hash_price.now,
        "network_ehs": world.network.now,
        "power_usd_per_mwh": world.hub.now,
        "rent_usd_per_kw_month": world.rent.now,
        "share_price_usd": world.share_price.now,
        "bitcoin_mined_btc": mining.coins.now,
        "bitcoin_sold_btc": funding.sold.now,
        "bitcoin_sold_by_lender_btc": loan.lender_sold.now,
        "bitcoin_free_btc": ledger.free.now,
        "bitcoin_pledged_btc": ledger.pledged.now,
        "hash_rate_running_ehs": mining.running.now,
        "mining_mw": mining.mining_mw.now,
        "displaced_mw": mining.displaced_mw.now,
        "live_mw_it": mining.live_mw.now,
        "building_mw_it": mining.building_mw.now,
        "mining_revenue_usd": mining.revenue.now,
        "rent_revenue_usd": leases.all_of("rent"),
        "interest_capitalised_usd": leases.all_of("capitalised"),
        "repaid_by_lender_sale_usd": loan.by_lender.now,
        "tax_accrued_usd": ledger.tax.accrued.now,
        "cash_usd": ledger.cash.closing.now,
        "debt_usd": ledger.debt.closing.now,
        "shares": ledger.shares.closing.now,
        "shares_issued": issued,
        "depreciation_usd": ledger.depreciation.now,
        "taxable_income_usd": ledger.tax.income.now,
        "losses_forward_usd": ledger.tax.losses.now,
        "loan_to_value": loan.to_value.now,
        "margin_call": loan.call.now,
        "lender_sale": loan.sale.now,
        **{name: row.now for name, row in ledger.flows.items()},
    }


def _differences(built: Built, computed: Computed, books: Books, value: Valuation) -> Iterator[str]:
    for name, formula in lines_of(built).items():
        for month, line in enumerate(books.lines, start=1):
            ours, theirs = float(formula.compute(computed, OPENING + month)), float(getattr(line, name))
            if not _near(ours, theirs, CENT if name.endswith("_usd") else CENT**2):
                yield f"{name} in {books.months[month - 1]}: {ours!r}, not {theirs!r}"
    groups = {group.name: float(group.usd[0]) for group in value.groups}
    for name, cell in built.parts.values.items():
        if not _near(float(cell.compute(computed, 0)), groups.get(name, 0.0), CENT):
            yield f"part {name}: {cell.compute(computed, 0)!r}, not {groups.get(name, 0.0)!r}"
    missing = {name for name, usd in groups.items() if abs(usd) > CENT} - set(built.parts.values)
    yield from (f"part {name} is not in the workbook" for name in sorted(missing))
    price = float(built.parts.price.price.compute(computed, 0))
    if not _near(price, float(value.prices[0]), 0.0):
        yield f"value of a share: {price!r}, not {float(value.prices[0])!r}"


def _near(ours: float, theirs: float, small: float) -> bool:
    return abs(ours - theirs) <= max(RELATIVE * max(abs(ours), abs(theirs)), small)
