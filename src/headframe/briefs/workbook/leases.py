"""The Leases sheet: each build and lease by month, spending, loan and rent."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.briefs.workbook.calls import AND, IF, INT, MAX, MIN, OR, SUM, total
from headframe.briefs.workbook.entries import Entries
from headframe.briefs.workbook.expression import Expr
from headframe.briefs.workbook.lease_terms import LeaseCells
from headframe.briefs.workbook.model import Model, Row
from headframe.briefs.workbook.scenario import Scenario
from headframe.briefs.workbook.spending import TINY, paid, passed

SHEET = "Leases"
YEAR = 12.0


@dataclass(frozen=True, slots=True)
class LeaseRows:
    """One build and lease by month; units as their lines."""

    cells: LeaseCells
    loan_share: Row
    share_paid: Row
    capex: Row
    draw: Row
    interest: Row
    capitalised: Row
    principal: Row
    loan: Row
    rent_rate: Row
    rent: Row
    noi: Row
    depreciation: Row
    live_mw: Row
    building_mw: Row
    displaced: Row
    paid: Row


@dataclass(frozen=True, slots=True)
class LeaseSums:
    """All builds and leases together."""

    leases: tuple[LeaseRows, ...]

    def all_of(self, name: str) -> Expr:
        """Return the sum of a line over projects, in the formula's own month."""
        return total([getattr(lease, name).now for lease in self.leases])

    def before_of(self, name: str) -> Expr:
        """Return the same, a month earlier."""
        return total([getattr(lease, name).before for lease in self.leases])


def leases_sheet(model: Model, entries: Entries, leases: tuple[LeaseCells, ...], world: Scenario) -> LeaseSums:
    """Fill the Leases sheet and return its rows."""
    return LeaseSums(tuple(_lease(model, entries, lease, world) for lease in leases))


def _lease(model: Model, entries: Entries, lease: LeaseCells, world: Scenario) -> LeaseRows:
    def line(label: str, unit: str, each: Expr | None, opening: Expr | float | None = None, note: str = "") -> Row:
        return model.line(SHEET, label, unit, each, opening, note)

    model.section(SHEET, lease.name)
    month, market = world.number.now, world.rent.now
    since = line("months since the first rent", "months", month - lease.done)
    live = line("share of the month that bills", "ratio", MAX(MIN(since.now + 1.0, 1.0), 0.0))
    by_plan = (month + 1.0 - lease.start) / lease.build
    plan_time = line("share of the plan's time passed", "ratio", passed(by_plan), passed(by_plan))
    plan_paid = line("share of the spending paid, by plan", "ratio", paid(plan_time.now), paid(plan_time.now))
    planned = line("planned spending, with interest", "ratio", _planned(lease, month, plan_paid), note="for DSCR")
    loan_share = _loan_share(model, lease, planned)
    since_start = (month + 1.0 - lease.start) / lease.spend_months
    time = line("share of the time of spending passed", "ratio", passed(since_start), passed(since_start))
    share_paid = line("share of the spending paid", "ratio", paid(time.now), paid(time.now), "3u² − 2u³")
    first = IF(month.equals(1.0), lease.at_once, 0.0)
    build = lease.per_share * (share_paid.now - share_paid.before) + first
    chips = 0.0 if lease.chips is None or lease.chip_life is None else _renewal(lease, since.now)
    capex = line(
        "spending",
        "USD",
        build if isinstance(chips, float) else build + chips,
        note="cost to come × what the month adds",
    )
    paid_so_far = line("paid so far", "USD", None, 0.0)
    model.fill(paid_so_far, paid_so_far.before + (capex.now if isinstance(chips, float) else capex.now - chips), "USD")
    draw = line(
        "drawn on the loan", "USD", loan_share.opening * (capex.now if isinstance(chips, float) else capex.now - chips)
    )
    loan = Row(SHEET, model.next_row[SHEET] + 4, model.months)
    accrued = line("interest accrued", "USD", loan.before * lease.loan_rate)
    payment = line("level payment", "USD", None, 0.0, "from the first whole month of rent")
    model.fill(
        payment,
        IF(payment.before.equals(0.0), IF(since.now >= 0.0, loan.before * lease.payment_factor, 0.0), payment.before),
        "USD",
    )
    building = payment.now.equals(0.0)
    capitalised = line("interest added to the loan", "USD", IF(building, accrued.now, 0.0))
    whole = payment.now >= loan.before + accrued.now
    principal = line("principal repaid", "USD", IF(building, 0.0, IF(whole, loan.before, payment.now - accrued.now)))
    loan = line(
        "loan",
        "USD",
        loan.before + draw.now + capitalised.now - principal.now,
        0.0,
        "before + drawn + interest added − repaid",
    )
    interest = line("interest paid", "USD", accrued.now - capitalised.now)
    rate = line("rent", "USD/kW-month", None, lease.rent, "market's where none is agreed, and after the term")
    agreed = IF(AND(live.now > 0.0, rate.before.equals(0.0)), market, rate.before)
    year_over = AND(
        since.now >= YEAR, INT(since.now / YEAR) > INT((since.now - 1.0) / YEAR), OR(month > 1.0, lease.live < 1.0)
    )
    stepped = agreed * IF(year_over, 1.0 + lease.escalator, 1.0)
    model.fill(rate, IF(since.now >= lease.term, market, stepped), "USD/kW-month")
    rent = line("rent billed", "USD", lease.mw_it * 1000.0 * rate.now * live.now)
    noi = line("NOI", "USD", rent.now * lease.margin)
    depreciation = _depreciation(model, entries, lease, since, live)
    started = month >= lease.start
    return LeaseRows(
        cells=lease,
        loan_share=loan_share,
        share_paid=share_paid,
        capex=capex,
        draw=draw,
        interest=interest,
        capitalised=capitalised,
        principal=principal,
        loan=loan,
        rent_rate=rate,
        rent=rent,
        noi=noi,
        depreciation=depreciation,
        live_mw=line("critical IT that bills", "MW", IF(AND(started, live.now > 0.0), lease.mw_it, 0.0)),
        building_mw=line("critical IT being built", "MW", IF(AND(started, live.now <= 0.0), lease.mw_it, 0.0)),
        displaced=line("mining megawatts stopped", "MW", IF(started, lease.displaced, 0.0)),
        paid=paid_so_far,
    )


def _loan_share(model: Model, lease: LeaseCells, planned: Row) -> Row:
    """Add the share of spending that the loan carries: loan to cost, or what a year's NOI over DSCR can serve."""
    grown = SUM(planned.ahead)
    can = lease.mw_it * 1000.0 * lease.margin / (lease.dscr * lease.payment_factor)
    per_rent = IF(
        AND(lease.loan_to_cost > 0.0, lease.left > 0.0, grown > 0.0), can / MAX(lease.left * grown, TINY), 0.0
    )
    words = "less of loan to cost and what NOI over DSCR serves"
    return model.line(
        SHEET, "loan's share of spending", "ratio", None, MIN(lease.loan_to_cost, lease.rent * per_rent), words
    )


def _planned(lease: LeaseCells, month: Expr, plan_paid: Row) -> Expr:
    """Return a month's part of the spending to come by the plan, interest until the first payment included."""
    first_payment = 0.0 - INT(0.0 - lease.start - lease.build)
    before = plan_paid.opening
    inside = AND(month >= lease.start, month < first_payment, before < 1.0)
    grown = (1.0 + lease.loan_rate) ** (first_payment - 1.0 - month)
    return IF(inside, (plan_paid.now - plan_paid.before) / MAX(1.0 - before, TINY) * grown, 0.0)


def _renewal(lease: LeaseCells, since: Expr) -> Expr:
    assert lease.chips is not None and lease.chip_life is not None
    over = AND(since >= lease.chip_life, INT(since / lease.chip_life) > INT((since - 1.0) / lease.chip_life))
    return IF(over, lease.chips, 0.0)


def _depreciation(model: Model, entries: Entries, lease: LeaseCells, since: Row, live: Row) -> Row:
    life = 12.0 * entries.assumed("economics.depreciation_years")
    worn = MAX(MIN(since.now + 1.0, life) - MAX(since.now, 0.0), 0.0)
    each = IF(lease.live > 0.0, 0.0, lease.capex) / life * worn
    if lease.chips is not None and lease.chip_life is not None:
        each = each + lease.chips / lease.chip_life * live.now
    return model.line(SHEET, "tax depreciation", "USD", each)
