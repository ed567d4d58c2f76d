"""Projects: leases of the register, builds a profile states, and phases that a campus leaves room for."""

from __future__ import annotations

from dataclasses import replace

from headframe.economics.miner import LeaseKind, Project
from headframe.economics.months import month_after, month_number
from headframe.economics.profile import CampusSpec, Profile, Ref
from headframe.economics.project_terms import spent_share
from headframe.economics.tally import Tally
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.deals import DealKind
from headframe.record.view import View
from headframe.sites.lease import Lease
from headframe.sites.lease_economics import first_year_share
from headframe.sites.lease_words import Standing
from headframe.sites.register import lease_register
from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.figure import Figure
from headframe.worlds.rent import rent_level

KW_A_MW, MONTHS_A_YEAR = 1000.0, 12.0
EXTRA = "supposed megawatts"


def months_to(promised: Period, start: Period) -> float:
    """Return the months from the first day of `start`'s month to the last day that a promise can mean [months].

    The rule of `sites.noi_quarters`, and what slips of the delivery log count from: that day itself pays rent.

    Examples
    --------
    >>> months_to(Period.parse("2026-Q2"), Period.parse("2026-04-10")) == 2 + 29 / 30
    True
    """
    last = promised.end
    return month_number(Period.day(last), start) + (last.day - 1) / Period.month(last.year, last.month).days


def leased_projects(view: View, profile: Profile, tally: Tally, assumptions: Assumptions) -> tuple[Project, ...]:
    """Return the signed leases of the register as projects; terms that no page prints come from assumptions.

    A lease on a campus whose approved megawatts all mine displaces mining; on any other site, nothing is known to be.
    """
    held = lease_register(view, profile.company).leases
    found = [_leased(lease, tally, assumptions) for lease in held if lease.terms.standing is Standing.SIGNED]
    idle = {campus.name: _idle(campus, f"campuses[{at}]", tally) for at, campus in enumerate(profile.campuses)}
    return tuple(_displacing(project, idle) for project in found if project is not None)


def _displacing(project: Project, idle: dict[str, float]) -> Project:
    campus = next((name for name in idle if name in project.name), None)
    if campus is None:
        return project
    free = min(idle[campus], project.mw_gross)
    idle[campus] -= free
    return replace(project, mining_mw_displaced=project.mw_gross - free)


def _idle(campus: CampusSpec, path: str, tally: Tally) -> float:
    approved = tally.figure(f"{path}.approved_mw_gross", campus.approved_mw_gross, "MW")
    developed = tally.figure(f"{path}.developed_mw", campus.developed_mw, "MW")
    if isinstance(approved, Missing) or isinstance(developed, Missing):
        return 0.0
    return max(approved.value - developed.value, 0.0)


def _leased(lease: Lease, tally: Tally, assumed: Assumptions) -> Project | None:
    terms = lease.terms
    path = f"lease {terms.tenant} {terms.announced}"
    revenue = lease.annual_revenue_usd
    if isinstance(terms.it_mw, Missing) or isinstance(revenue, Missing):
        tally.gaps[path] = Missing("neither its rent nor its megawatts of critical IT can be told: left out")
        return None
    mw = terms.it_mw.value
    start = terms.announced
    opening = tally.resolver.opening
    build = months_to(terms.starts[-1].promised_for, start) if terms.starts else assumed.value("ai.build_months")
    capex = _kept(tally, f"{path} cost", lease.cost_usd, mw * assumed.value("ai.capex_usd_per_mw_it"))
    gone = (month_number(opening, start) + 1) / max(build, 1.0)
    rent, step = _first_rent(lease, revenue, mw, path, tally, assumed)
    tally.stated[f"{path} critical IT"] = terms.it_mw
    gpu = terms.kind is DealKind.GPU_CLOUD
    return Project(
        name=f"{terms.tenant}, {terms.site}, {terms.announced}",
        mw_it=mw,
        mw_gross=_kept(tally, f"{path} gross", terms.gross_mw, mw * assumed.value("ai.pue")),
        mining_mw_displaced=0.0,
        capex_usd=capex,
        spent_usd=capex * spent_share(gone),
        start=Period.month(start.end.year, start.end.month),
        build_months=float(max(build, 1.0)),
        rent_usd_per_kw_month=rent,
        escalator_per_year=step,
        term_months=MONTHS_A_YEAR * _kept(tally, f"{path} term", terms.term_years, assumed.value("ai.term_years")),
        noi_margin=_kept(tally, f"{path} margin", terms.noi_margin, assumed.value("ai.noi_margin")),
        kind=LeaseKind.GPU_CLOUD if gpu else LeaseKind.MODIFIED_GROSS,
        debt_loan_to_cost=assumed.value("ai.project_debt_loan_to_cost"),
        debt_dscr=assumed.value("ai.project_debt_dscr"),
        debt_rate_per_year=assumed.value("ai.project_debt_rate_per_year"),
        debt_term_months=MONTHS_A_YEAR * assumed.value("ai.project_debt_term_years"),
        contracted=True,
    )


def _first_rent(
    lease: Lease, revenue: Figure, mw: float, path: str, tally: Tally, assumed: Assumptions
) -> tuple[float, float]:
    """Return the first year's rent [USD/kW-month] and its yearly step [ratio], assumed where none is printed."""
    terms, first = lease.terms, lease.rent_first_year_usd_per_kw_month_it
    if isinstance(first, Figure) and isinstance(terms.escalator, Figure):
        tally.stated[f"{path} rent"] = first
        return first.value, terms.escalator.value
    tally.stated[f"{path} rent"] = revenue
    average = revenue.value / (mw * KW_A_MW * MONTHS_A_YEAR)
    if terms.kind is DealKind.GPU_CLOUD:
        return average, 0.0
    step = _kept(tally, f"{path} step-up", terms.escalator, assumed.value("ai.signed_escalator_per_year"))
    if isinstance(terms.contract_value_usd, Missing) or isinstance(terms.term_years, Missing):
        return average, step
    return average * first_year_share(step, terms.term_years.value), step


def stated_projects(profile: Profile, tally: Tally) -> tuple[Project, ...]:
    """Return the projects that a profile states itself."""
    return tuple(_stated(profile, tally, at) for at in range(len(profile.projects)))


def _stated(profile: Profile, tally: Tally, at: int) -> Project:
    spec, path = profile.projects[at], f"projects[{at}]"
    mw = tally.needed(f"{path}.mw_it", spec.mw_it, "MW")
    pue = Ref(assumption="ai.pue", times=mw)
    start = tally.resolver.month(f"{path}.start", spec.start) if spec.start is not None else None
    if isinstance(start, Missing):
        tally.gaps[f"{path}.start"] = start
        tally.must.add(f"{path}.start")
        start = None
    return Project(
        name=spec.name,
        mw_it=mw,
        mw_gross=tally.needed(f"{path}.mw_gross", spec.mw_gross if spec.mw_gross is not None else pue, "MW"),
        mining_mw_displaced=tally.needed(f"{path}.mining_mw_displaced", spec.mining_mw_displaced, "MW"),
        capex_usd=tally.needed(f"{path}.capex_usd", spec.capex_usd, "USD"),
        spent_usd=tally.needed(f"{path}.spent_usd", spec.spent_usd, "USD"),
        start=start,
        build_months=tally.needed(f"{path}.build_months", spec.build_months, "months"),
        rent_usd_per_kw_month=tally.needed(f"{path}.rent", spec.rent_usd_per_kw_month, "USD/kW-month"),
        escalator_per_year=tally.needed(f"{path}.escalator", spec.escalator_per_year, "ratio"),
        term_months=MONTHS_A_YEAR * tally.needed(f"{path}.term_years", spec.term_years, "years"),
        noi_margin=tally.needed(f"{path}.noi_margin", spec.noi_margin, "ratio"),
        kind=spec.kind,
        debt_loan_to_cost=tally.needed(f"{path}.debt_loan_to_cost", spec.debt_loan_to_cost, "ratio"),
        debt_dscr=_assumed(tally, "ai.project_debt_dscr"),
        debt_rate_per_year=_assumed(tally, "ai.project_debt_rate_per_year"),
        debt_term_months=MONTHS_A_YEAR * _assumed(tally, "ai.project_debt_term_years"),
        contracted=spec.contracted,
        chips_usd=tally.needed(f"{path}.chips_usd", spec.chips_usd, "USD"),
        chip_life_months=MONTHS_A_YEAR * tally.needed(f"{path}.chip_life_years", spec.chip_life_years, "years"),
        owned_share=tally.needed(f"{path}.owned_share", spec.owned_share, "ratio"),
    )


def extra_megawatts(view: View, tally: Tally, assumed: Assumptions) -> tuple[Project, ...]:
    """Return the megawatts that `ai.extra_mw_it` supposes, let at the market's rent and begun next month; none at 0."""
    mw = assumed.value("ai.extra_mw_it")
    if mw <= 0.0:
        return ()
    rent = rent_level(view).usd_per_kw_month * assumed.value("ai.market_rent_scale")
    option = _option(EXTRA, mw, mw * assumed.value("ai.pue"), 0.0, assumed)
    start = month_after(tally.resolver.opening, 1)
    return (replace(option, start=start, rent_usd_per_kw_month=rent, contracted=True),)


def campus_options(
    profile: Profile, tally: Tally, assumed: Assumptions, leased: tuple[Project, ...]
) -> tuple[Project, ...]:
    """Return the whole phases that approved megawatts leave room for beside the campus's leases.

    Past the idle megawatts they displace mining.
    """
    found: list[Project] = []
    for at, campus in enumerate(profile.campuses):
        let = sum(each.mw_gross for each in leased if campus.name in each.name)
        found += _phases(campus, f"campuses[{at}]", tally, assumed, let)
    return tuple(found[: round(assumed.value("ai.most_phases"))])


def _phases(campus: CampusSpec, path: str, tally: Tally, assumed: Assumptions, let_mw_gross: float) -> list[Project]:
    approved = tally.figure(f"{path}.approved_mw_gross", campus.approved_mw_gross, "MW")
    if isinstance(approved, Missing):
        return []
    mw = assumed.value("ai.phase_mw_it")
    gross = mw * assumed.value("ai.pue")
    idle = max(_idle(campus, path, tally) - let_mw_gross, 0.0)
    phases = []
    for number in range(int(max(approved.value - let_mw_gross, 0.0) // gross)):
        free = min(max(idle - number * gross, 0.0), gross)
        phases.append(_option(f"{campus.name} phase {number + 1}", mw, gross, gross - free, assumed))
    return phases


def _option(name: str, mw: float, gross: float, displaced: float, assumed: Assumptions) -> Project:
    return Project(
        name=name,
        mw_it=mw,
        mw_gross=gross,
        mining_mw_displaced=displaced,
        capex_usd=mw * assumed.value("ai.capex_usd_per_mw_it"),
        spent_usd=0.0,
        start=None,
        build_months=assumed.value("ai.build_months"),
        rent_usd_per_kw_month=0.0,
        escalator_per_year=assumed.value("ai.rent_escalator_per_year"),
        term_months=MONTHS_A_YEAR * assumed.value("ai.term_years"),
        noi_margin=assumed.value("ai.noi_margin"),
        kind=LeaseKind.MODIFIED_GROSS,
        debt_loan_to_cost=assumed.value("ai.project_debt_loan_to_cost"),
        debt_dscr=assumed.value("ai.project_debt_dscr"),
        debt_rate_per_year=assumed.value("ai.project_debt_rate_per_year"),
        debt_term_months=MONTHS_A_YEAR * assumed.value("ai.project_debt_term_years"),
        contracted=False,
    )


def _kept(tally: Tally, path: str, found: Figure | Missing, assumed: float) -> float:
    """Return what is printed, or the assumed value with the gap kept."""
    if isinstance(found, Figure):
        tally.stated[path] = found
        return found.value
    tally.gaps[path] = Missing(f"{found.reason}; the assumption stands in")
    return assumed


def _assumed(tally: Tally, name: str) -> float:
    return tally.needed(name, Ref(assumption=name), "ratio")
