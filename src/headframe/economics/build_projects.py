"""Projects: leases of the register, builds a profile states, and phases that a campus leaves room for."""

from __future__ import annotations

from dataclasses import replace

from headframe.economics.miner import LeaseKind, Project
from headframe.economics.months import month_after, month_number
from headframe.economics.profile import CampusSpec, Profile, Ref
from headframe.economics.tally import Tally
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.deals import DealKind
from headframe.record.view import View
from headframe.sites.lease import Lease
from headframe.sites.lease_words import Standing
from headframe.sites.register import lease_register
from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.figure import Figure
from headframe.worlds.rent import rent_level

KW_A_MW, MONTHS_A_YEAR = 1000.0, 12.0
EXTRA = "supposed megawatts"


def s_curve(progress: float) -> float:
    """Return the share of a build's cost paid by a share of its time: 3u² − 2u³, slow, fast, slow [ratio].

    Examples
    --------
    >>> s_curve(0.0), s_curve(0.5), s_curve(1.0)
    (0.0, 0.5, 1.0)
    """
    u = min(max(progress, 0.0), 1.0)
    return u * u * (3.0 - 2.0 * u)


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
    promised = max((each.promised_for for each in terms.starts), default=None, key=lambda each: each.end)
    build = month_number(promised, start) if promised else assumed.value("ai.build_months")
    capex = _kept(tally, f"{path} cost", lease.cost_usd, mw * assumed.value("ai.capex_usd_per_mw_it"))
    gone = month_number(opening, start) / max(build, 1.0)
    first_year = lease.rent_first_year_usd_per_kw_month_it
    printed_step = isinstance(first_year, Figure) and isinstance(terms.escalator, Figure)
    rent = first_year.value if isinstance(first_year, Figure) else revenue.value / (mw * KW_A_MW * MONTHS_A_YEAR)
    tally.stated[f"{path} rent"] = first_year if isinstance(first_year, Figure) else revenue
    tally.stated[f"{path} critical IT"] = terms.it_mw
    gpu = terms.kind is DealKind.GPU_CLOUD
    return Project(
        name=f"{terms.tenant}, {terms.site}, {terms.announced}",
        mw_it=mw,
        mw_gross=_kept(tally, f"{path} gross", terms.gross_mw, mw * assumed.value("ai.pue")),
        mining_mw_displaced=0.0,
        capex_usd=capex,
        spent_usd=capex * s_curve(gone),
        start=Period.month(start.end.year, start.end.month),
        build_months=float(max(build, 1.0)),
        rent_usd_per_kw_month=rent,
        escalator_per_year=terms.escalator.value if printed_step and isinstance(terms.escalator, Figure) else 0.0,
        term_months=MONTHS_A_YEAR * _kept(tally, f"{path} term", terms.term_years, assumed.value("ai.term_years")),
        noi_margin=_kept(tally, f"{path} margin", terms.noi_margin, assumed.value("ai.noi_margin")),
        kind=LeaseKind.GPU_CLOUD if gpu else LeaseKind.MODIFIED_GROSS,
        debt_loan_to_cost=assumed.value("ai.project_debt_loan_to_cost"),
        debt_dscr=assumed.value("ai.project_debt_dscr"),
        debt_rate_per_year=assumed.value("ai.project_debt_rate_per_year"),
        debt_term_months=MONTHS_A_YEAR * assumed.value("ai.project_debt_term_years"),
        contracted=True,
    )


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


def campus_options(profile: Profile, tally: Tally, assumed: Assumptions) -> tuple[Project, ...]:
    """Return the whole phases that approved megawatts leave room for; past the idle ones they displace mining."""
    found: list[Project] = []
    for at, campus in enumerate(profile.campuses):
        found += _phases(campus, f"campuses[{at}]", tally, assumed)
    return tuple(found[: round(assumed.value("ai.most_phases"))])


def _phases(campus: CampusSpec, path: str, tally: Tally, assumed: Assumptions) -> list[Project]:
    approved = tally.figure(f"{path}.approved_mw_gross", campus.approved_mw_gross, "MW")
    if isinstance(approved, Missing):
        return []
    mw = assumed.value("ai.phase_mw_it")
    gross = mw * assumed.value("ai.pue")
    idle = _idle(campus, path, tally)
    phases = []
    for number in range(int(approved.value // gross)):
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
