"""Builds and leases on the Inputs sheet: what was printed, what is assumed, and the terms that follow."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from headframe.briefs.workbook.calls import IF, INT, MAX, MIN
from headframe.briefs.workbook.entries import Entries
from headframe.briefs.workbook.expression import Expr
from headframe.briefs.workbook.lease_fields import (
    build_field,
    capex_field,
    chips_field,
    months_field,
    or_assumed_field,
    paid_field,
    printed_field,
    rent_field,
    term_field,
)
from headframe.briefs.workbook.references import Cell
from headframe.briefs.workbook.spending import TINY, spent
from headframe.briefs.workbook.stated import Stated
from headframe.economics.miner import Miner, Project
from headframe.economics.months import month_number
from headframe.ground.errors import UsageProblem


@dataclass(frozen=True, slots=True)
class LeaseCells:
    """Terms of one build and lease, as `economics.project_terms` and `reference_projects.begin` find them."""

    name: str
    contracted: bool
    start: Cell
    build: Cell
    live: Cell
    mw_it: Cell
    displaced: Cell
    rent: Cell
    escalator: Cell
    term: Cell
    margin: Cell
    capex: Cell
    left: Cell
    loan_to_cost: Cell
    loan_rate: Cell
    dscr: Cell
    payment_factor: Cell
    chips: Cell | None
    chip_life: Cell | None
    done: Cell
    spend_months: Cell
    per_share: Cell
    at_once: Cell


def lease_inputs(entries: Entries, miner: Miner, delay: Cell) -> tuple[LeaseCells, ...]:
    """Add the projects that are begun or signed; open phases, which the policy starts none of, are left out."""
    stated = Stated(entries, miner)
    found = []
    own = 0
    for project in miner.projects:
        path = _lease_path(miner, project)
        if path is None:
            path, own = f"projects[{own}]", own + 1
        if project.start is None:
            continue
        found.append(_lease(stated, project, path, delay))
    return tuple(found)


def refuse_short(miner: Miner, months: int) -> None:
    """Refuse a horizon that ends before a build's planned first payment: what DSCR allows is summed over its months.

    Raises
    ------
    UsageProblem
        Naming the build and the horizon it needs.
    """
    for project in miner.projects:
        if project.start is None or project.debt_loan_to_cost == 0.0:
            continue
        first_payment = ceil(month_number(project.start, miner.opening) + project.build_months)
        if first_payment - 1 > months:
            raise UsageProblem(
                f"{months} months end before the build of {project.name} does",
                where="--months",
                why="what its lender carries is worked out over the months of the build, which the sheet must show",
                next=f"--months {first_payment - 1} or more",
            )


def _lease_path(miner: Miner, project: Project) -> str | None:
    """Return under which name a lease of the register states its figures."""
    for path in miner.stated:
        if path.startswith("lease ") and path.endswith(" critical IT"):
            tenant, _, announced = path.removeprefix("lease ").removesuffix(" critical IT").rpartition(" ")
            if project.name.startswith(f"{tenant}, ") and project.name.endswith(f", {announced}"):
                return path.removesuffix(" critical IT")
    return None


def _lease(stated: Stated, project: Project, path: str, delay: Cell) -> LeaseCells:
    entries, miner = stated.entries, stated.miner
    assert project.start is not None
    entries.section(f"Lease: {project.name}")
    start = entries.given(
        "start of the build", month_number(project.start, miner.opening), "month number", str(project.start)
    )
    build = build_field(stated, project, path)
    mw = printed_field(stated, f"{path} critical IT", f"{path}.mw_it", "critical IT", project.mw_it, "MW")
    displaced = entries.given(
        "mining megawatts that its start stops",
        0.0 if project.start <= miner.opening else project.mining_mw_displaced,
        "MW",
        "gross megawatts that nothing idle on the campus makes room for; 0 where the build has begun",
    )
    rent_first = rent_field(stated, project, path, mw)
    escalator = printed_field(stated, "", f"{path}.escalator", "escalator a year", project.escalator_per_year, "ratio")
    term = term_field(stated, project, path)
    margin = or_assumed_field(
        stated, f"{path} margin", f"{path}.noi_margin", "NOI margin", project.noi_margin, "ai.noi_margin"
    )
    capex = capex_field(stated, project, path, mw)
    chips = chips_field(stated, project, path)
    cost: Expr = capex if chips is None else capex + chips[0]
    paid = paid_field(stated, project, path, capex, start, build)
    left = entries.derived("cost to come", cost - paid, "USD", "cost less what was paid before the first month")
    live = entries.derived("bills at the opening", IF(start + build <= 1.0, 1.0, 0.0), "1 or 0")
    years = IF(live > 0.0, MAX(INT((1.0 - start - build) / 12.0), 0.0), 0.0)
    rent = entries.derived(
        "rent at the opening or first rent day", rent_first * (1.0 + escalator) ** years, "USD/kW-month"
    )
    share = or_assumed_field(
        stated,
        "",
        f"{path}.debt_loan_to_cost",
        "loan to cost",
        project.debt_loan_to_cost,
        "ai.project_debt_loan_to_cost",
    )
    loan_to_cost = entries.derived(
        "loan to cost", IF(live > 0.0, 0.0, share), "ratio", "a build that bills has its loan among the debts"
    )
    dscr = or_assumed_field(stated, "", "", "DSCR", project.debt_dscr, "ai.project_debt_dscr")
    yearly = or_assumed_field(
        stated, "", "", "loan's interest a year", project.debt_rate_per_year, "ai.project_debt_rate_per_year"
    )
    rate = entries.derived("loan's interest a month", yearly / 12.0, "1/month")
    loan_months = months_field(stated, "loan's term", project.debt_term_months, "ai.project_debt_term_years")
    factor = entries.derived(
        "level payment over balance",
        IF(rate > 0.0, rate / (1.0 - (1.0 + rate) ** (0.0 - loan_months)), 1.0 / loan_months),
        "1/month",
        "annuity",
    )
    elapsed = MAX(1.0 - start, 0.0)
    months = entries.derived(
        "months of the build with its delay", IF(live > 0.0, build, MAX(build + delay, elapsed + 1.0)), "months"
    )
    done = entries.derived("first rent", start + months, "month number")
    spend = entries.derived(
        "months of spending", MIN(months, 2.0 * build), "months", "stretches with a delay to at most twice the plan"
    )
    unspent = entries.derived("share of the spending to come", 1.0 - spent(elapsed / spend), "ratio")
    return LeaseCells(
        name=project.name,
        contracted=project.contracted,
        start=start,
        build=build,
        live=live,
        mw_it=mw,
        displaced=displaced,
        rent=rent,
        escalator=escalator,
        term=term,
        margin=margin,
        capex=capex,
        left=left,
        loan_to_cost=loan_to_cost,
        loan_rate=rate,
        dscr=dscr,
        payment_factor=factor,
        chips=None if chips is None else chips[0],
        chip_life=None if chips is None else chips[1],
        done=done,
        spend_months=spend,
        per_share=entries.derived(
            "cost to come over that share", IF(unspent > 0.0, left / MAX(unspent, TINY), 0.0), "USD"
        ),
        at_once=entries.derived("paid in the first month", IF(unspent > 0.0, 0.0, left), "USD"),
    )
