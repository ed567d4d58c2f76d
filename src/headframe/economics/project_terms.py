"""A data-center project as the engine reads it: one number a field, months counted from the opening.

Spending follows S(u) = 3u^2 - 2u^3 of the share u of the build that has passed: slow, fast, slow, and whole at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from headframe.economics.miner import LeaseKind, Project
from headframe.economics.months import month_number
from headframe.ground.errors import InputRefused
from headframe.ground.period import Period

UNSTARTED = 1e9
"""Start of a build that nobody has begun [month number]."""
KW_PER_MW = 1000.0
MONTHS_PER_YEAR = 12.0


@dataclass(frozen=True, slots=True)
class ProjectTerms:
    """One project, months counted so that month 1 is the first ahead.

    Parameters
    ----------
    start : float
        Month in which building starts; below 1 where it has; `UNSTARTED` for an option [month number].
    build_months : float
        From the start to the first rent, before slip [months].
    live_at_opening : float
        1 where it was to bill before month 1 [ratio].
    cost_usd, left_usd : float
        Build and chips, and what of it is not yet paid [USD].
    mw_it, displaced_mw : float
        Critical IT; mining megawatts that a start still ahead will stop [MW].
    rent_usd_per_kw_month : float
        Of month 1 where live, else of the first year; 0 for the market's at signing [USD/kW-month].
    escalator_per_year, term_months, noi_margin : float
        Of the lease [ratio], [months], [ratio].
    loan_to_cost, loan_rate_per_month, payment_factor : float
        Of the project's loan; level payment over balance [ratio], [1/month], [1/month].
    loan_per_rent : float
        Loan to cost at which a year's payments equal NOI/DSCR, for a rent of 1 USD/kW-month [kW-month/USD].
    depreciable_usd, chips_usd, chip_life_months : float
        Build without chips, 0 where it stands already; chips, bought anew at each end of life [USD], [USD], [months].
    contracted : float
        1 where a tenant has signed: which rate discounts it [ratio].
    """

    start: float
    build_months: float
    live_at_opening: float
    cost_usd: float
    left_usd: float
    mw_it: float
    displaced_mw: float
    rent_usd_per_kw_month: float
    escalator_per_year: float
    term_months: float
    noi_margin: float
    loan_to_cost: float
    loan_rate_per_month: float
    payment_factor: float
    loan_per_rent: float
    depreciable_usd: float
    chips_usd: float
    chip_life_months: float
    contracted: float


def project_terms(project: Project, opening: Period) -> ProjectTerms:
    """Return a project counted from the month `opening`.

    Raises
    ------
    InputRefused
        Where a signed lease has no start, a GPU cloud's chips no life, or a number lies outside its range.
    """
    _refuse_impossible(project)
    start = UNSTARTED if project.start is None else float(month_number(project.start, opening))
    done = start + project.build_months
    live = done <= 1.0
    rate = project.debt_rate_per_year / MONTHS_PER_YEAR
    cost = project.capex_usd + project.chips_usd
    left = cost - project.spent_usd
    factor = payment_factor(rate, project.debt_term_months) if project.debt_loan_to_cost else 0.0
    years_live = max(0, int((1.0 - done) // MONTHS_PER_YEAR)) if live else 0
    begun = start < 1.0
    return ProjectTerms(
        start=start,
        build_months=project.build_months,
        live_at_opening=float(live),
        cost_usd=cost,
        left_usd=left,
        mw_it=project.mw_it,
        displaced_mw=0.0 if begun else project.mining_mw_displaced,
        rent_usd_per_kw_month=project.rent_usd_per_kw_month * (1.0 + project.escalator_per_year) ** years_live,
        escalator_per_year=project.escalator_per_year,
        term_months=project.term_months,
        noi_margin=project.noi_margin,
        loan_to_cost=0.0 if live else project.debt_loan_to_cost,
        loan_rate_per_month=rate,
        payment_factor=factor,
        loan_per_rent=_loan_per_rent(project, start, left, rate, factor),
        depreciable_usd=0.0 if live else project.capex_usd,
        chips_usd=project.chips_usd,
        chip_life_months=project.chip_life_months,
        contracted=float(project.contracted),
    )


def spent_share(progress: float) -> float:
    """Return the share of a build's cost paid when the share `progress` of its time has passed.

    Examples
    --------
    >>> spent_share(0.0), spent_share(0.5), spent_share(2.0)
    (0.0, 0.5, 1.0)
    """
    u = min(max(progress, 0.0), 1.0)
    return u * u * (3.0 - 2.0 * u)


def payment_factor(rate_per_month: float, term_months: float) -> float:
    """Return the level monthly payment that repays a balance of 1 over the term, interest included [1/month].

    Notes
    -----
    r/(1 - (1 + r)^-n): the annuity formula, from the sum of a geometric series.

    Examples
    --------
    >>> round(payment_factor(0.01, 12), 6)
    0.088849
    """
    if rate_per_month == 0.0:
        return 1.0 / term_months
    return float(rate_per_month / (1.0 - (1.0 + rate_per_month) ** -term_months))


def _loan_per_rent(project: Project, start: float, left: float, rate: float, factor: float) -> float:
    """Return the loan to cost per unit of rent that DSCR allows, interest while building included, without slip."""
    if not project.debt_loan_to_cost or left <= 0.0:
        return 0.0
    begin = 1.0 if start == UNSTARTED else start
    done = begin + project.build_months
    before = spent_share((1.0 - begin) / project.build_months)
    grown, first_payment = 0.0, ceil(done)
    for month in range(max(1, int(begin)), first_payment):
        paid = [spent_share((at - begin) / project.build_months) for at in (month, month + 1)]
        share = (paid[1] - paid[0]) / (1.0 - before) if before < 1.0 else 0.0
        grown += share * (1.0 + rate) ** (first_payment - 1 - month)
    noi_per_rent = project.mw_it * KW_PER_MW * project.noi_margin
    return noi_per_rent / (project.debt_dscr * factor) / (left * grown) if grown else 0.0


def _refuse_impossible(project: Project) -> None:
    wrong = {
        "start": project.contracted and project.start is None,
        "build_months": project.build_months < 1.0,
        "mw_it": project.mw_it < 0 or project.mw_it > project.mw_gross,
        "spent_usd": not 0 <= project.spent_usd <= project.capex_usd + project.chips_usd,
        "mining_mw_displaced": project.mining_mw_displaced < 0,
        "rent_usd_per_kw_month": project.rent_usd_per_kw_month < 0
        or (project.contracted and project.rent_usd_per_kw_month == 0),
        "term_months": project.term_months <= 0,
        "noi_margin": not 0 <= project.noi_margin <= 1,
        "debt_loan_to_cost": not 0 <= project.debt_loan_to_cost <= 1,
        "debt_dscr": project.debt_loan_to_cost > 0 and project.debt_dscr < 1,
        "debt_term_months": project.debt_loan_to_cost > 0 and project.debt_term_months < 1,
        "chips_usd": project.kind is not LeaseKind.GPU_CLOUD and project.chips_usd != 0,
        "chip_life_months": project.chips_usd > 0 and project.chip_life_months < 1,
    }
    if found := [name for name, is_wrong in wrong.items() if is_wrong]:
        raise InputRefused(
            f"project {project.name}: {', '.join(found)} cannot be",
            where=f"projects.{project.name}.{found[0]}",
            why="its cash flows would be wrong without a word",
            next="a signed lease needs its start and rent, IT megawatts lie within gross ones, spent within cost",
        )
