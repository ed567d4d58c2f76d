"""How a month's cash is brought to its floor, on the Ledger: the rule's sales, then programme and coins, then need."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.briefs.workbook.calls import IF, INDEX, INT, MAX, MIN, total
from headframe.briefs.workbook.expression import Expr
from headframe.briefs.workbook.leases import LeaseRows, LeaseSums
from headframe.briefs.workbook.model import Model, Row
from headframe.briefs.workbook.policy_terms import PolicyCells
from headframe.briefs.workbook.references import Cell
from headframe.briefs.workbook.scenario import Scenario
from headframe.briefs.workbook.spending import TINY, paid, passed

CENT_USD = 0.01
"""Less than this is rounding, not a shortfall: as `economics.reference_policy` has it [USD]."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the month brings to the rule: cash [USD], free coins and coins mined [BTC], net price, shares, loan, NOI."""

    world: Scenario
    policy: PolicyCells
    cash: Expr
    free: Expr
    net: Expr
    mined: Expr
    shares_before: Expr
    loan_balance: Expr
    loan_rate: Cell | None
    noi: Expr


@dataclass(frozen=True, slots=True)
class Funding:
    """Coins sold [BTC] and their proceeds, programme and need [USD] with the shares they add."""

    sold: Row
    proceeds: Row
    programme_net: Row
    programme_shares: Row
    gap: Row
    need_shares: Row
    raised: Expr


def fund_month(model: Model, sheet: str, at: Meeting, leases: LeaseSums, programme: Cell, known_needs: Expr) -> Funding:
    """Add the month's sales and issues."""

    def line(label: str, unit: str, each: Expr | None, note: str = "") -> Row:
        return model.line(sheet, label, unit, each, None, note)

    policy = at.policy
    model.section(sheet, "Rule and floor")
    by_rule = line("production sold", "BTC", MIN(policy.sell_share * at.mined, at.free))
    cash = line("cash after it", "USD", at.cash + by_rule.now * at.net)
    ahead = _needs(model, sheet, at, leases, known_needs)
    wanted = IF(policy.fund_ahead > 0.0, policy.floor + MAX(ahead, 0.0) - cash.now, 0.0)
    for_needs = line("coins sold for the needs ahead", "BTC", MIN(_clear(wanted) / at.net, at.free - by_rule.now))
    short = line(
        "short of the floor", "USD", _clear(policy.floor - cash.now - for_needs.now * at.net), "a cent is rounding"
    )
    left = at.free - by_rule.now - for_needs.now
    coins_first = line(
        "coins sold before shares", "BTC", (1.0 - policy.programme_first) * MIN(short.now / at.net, left)
    )
    gap = line("short after them", "USD", _clear(short.now - coins_first.now * at.net))
    share = at.world.share_price.now
    may_sell = model.line(sheet, "programme left", "USD", None, programme)
    most = MIN(may_sell.before, policy.programme_share * share * at.shares_before)
    gross = line(
        "sold through the programme, gross", "USD", IF(share > 0.0, MIN(gap.now / (1.0 - policy.commission), most), 0.0)
    )
    model.fill(may_sell, may_sell.before - gross.now, "USD")
    net = line("net of commission", "USD", gross.now * (1.0 - policy.commission))
    issued = _shares(gross.now, share, policy.programme_discount)
    programme_shares = line("shares sold", "shares", issued)
    gap_after = line("short after the programme", "USD", _clear(gap.now - net.now))
    coins_last = line(
        "coins sold after shares", "BTC", policy.programme_first * MIN(gap_after.now / at.net, left - coins_first.now)
    )
    need = line("found in need", "USD", _clear(gap_after.now - coins_last.now * at.net), "a funding gap")
    need_shares = line("shares issued in need", "shares", _shares(need.now, share, policy.emergency_discount))
    sold = line("coins sold", "BTC", by_rule.now + for_needs.now + coins_first.now + coins_last.now)
    proceeds = line("net proceeds of coins", "USD", sold.now * at.net)
    raised = proceeds.now + net.now + need.now
    return Funding(sold, proceeds, net, programme_shares, need, need_shares, raised)


def _clear(usd: Expr) -> Expr:
    """Return an amount, 0 where it is no more than rounding."""
    return IF(usd > CENT_USD, usd, 0.0)


def _shares(usd: Expr, share_price: Expr, discount: Expr) -> Expr:
    return IF(share_price > 0.0, usd / MAX(share_price * (1.0 - discount), TINY), 0.0)


def _needs(model: Model, sheet: str, at: Meeting, leases: LeaseSums, known: Expr) -> Expr:
    """Return what the next months are known to need: fixed flows, equity of builds, the loan's interest, less NOI."""
    flow = model.line(
        sheet, "needs known ahead", "USD", known, 0.0, "corporate cost, commitments, service, less credits"
    )
    so_far = model.line(sheet, "needs known ahead, so far", "USD", None, 0.0)
    model.fill(so_far, so_far.before + flow.now, "USD")
    months, number = at.policy.fund_ahead, at.world.number.now
    until = MIN(number + months, at.world.number.end)
    low = INDEX(so_far.whole, INT(until) + 1.0)
    high = INDEX(so_far.whole, MIN(INT(until) + 1.0, at.world.number.end) + 1.0)
    fixed = model.line(
        sheet, "of them in the months funded ahead", "USD", low + (until - INT(until)) * (high - low) - so_far.now
    )
    equity = total([_own_money(model, sheet, lease, number + months).now for lease in leases.leases])
    interest = 0.0 if at.loan_rate is None else at.loan_balance * at.loan_rate * months
    return fixed.now + equity + interest - at.noi * months


def _own_money(model: Model, sheet: str, lease: LeaseRows, until: Expr) -> Row:
    """Add what the company itself pays for a build by a later month."""
    cells = lease.cells
    progress = passed((until + 1.0 - cells.start) / cells.spend_months)
    time = model.line(sheet, f"{cells.name}: time passed by then", "ratio", progress)
    then = model.line(sheet, f"{cells.name}: share of the spending paid by then", "ratio", paid(time.now))
    own = (1.0 - lease.loan_share.opening) * cells.per_share * (then.now - lease.share_paid.now)
    return model.line(sheet, f"{cells.name}: own money until then", "USD", own)
