"""Shares of the AI business: of approved power that is leased, and of revenue."""

from __future__ import annotations

from headframe.accounts.flows import flow_over
from headframe.conduct.peers_value import Dated
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.sites.ids import product, quotient, site_id
from headframe.sites.lease_economics import weigh_lease
from headframe.sites.megawatts import MegawattReport, count_megawatts
from headframe.sites.power_basis import PowerBasis
from headframe.sites.register import signed_terms
from headframe.sites.stages import Stage, StageFigure
from headframe.vocabulary.figure import Figure, derive

AI_REVENUE, AI_LINES = "ai_hpc_revenue", ("revenue_cloud_services", "revenue_colocation")
"""The printed total, and the two lines that make it up where only they are printed."""
SHORTEST_DAYS = 80
ALL_LEASES = "all companies' leases"
EVERY_COMPANY = "market"


def megawatts_of(view: View, company: str) -> MegawattReport:
    """Return a company's megawatts, counted once for a view."""
    return view.once(("megawatts", company), lambda: count_megawatts(view, company))


def stage_of(view: View, company: str, stage: Stage) -> StageFigure:
    """Return one stage of a company's megawatts; of several bases the first, critical IT before gross."""
    return next(row for row in megawatts_of(view, company).stages if row.stage is stage)


def leased_share(view: View, company: str) -> Dated | Missing:
    """Return leased power, taken gross, over approved power [ratio].

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> found = leased_share(Record().view(), "RIOT").figure
    >>> (round(found.interval.low, 2), round(found.interval.high, 2), found.badge.value)
    (0.17, 0.21, 'estimated')
    """
    leased, approved = stage_of(view, company, Stage.LEASED), stage_of(view, company, Stage.APPROVED)
    own = megawatts_of(view, company).leased_share_of_approved
    day = leased.day or view.as_of
    if isinstance(own, Figure):
        return Dated(own, day)
    if isinstance(leased.mw, Figure) and leased.mw.value == 0:
        return Dated(_none_leased(view, company, leased.mw), day)
    if isinstance(leased.mw, Missing):
        return leased.mw
    if leased.basis is PowerBasis.UNSTATED:
        return Missing(f"{leased.mw.value:,.0f} MW leased are printed without saying whether gross or critical IT")
    if isinstance(approved.mw, Missing):
        return approved.mw
    share = _by_any_pue(view, company, leased.mw, approved.mw)
    return share if isinstance(share, Missing) else Dated(share, day)


def pue_of_all(view: View) -> Figure | Missing:
    """Return gross over critical IT of all companies' leases that print both [ratio]: as wide as they lie apart."""
    return view.once("pue of all leases", lambda: _pue_of_all(view))


def ai_revenue_share(view: View, company: str) -> Dated | Missing:
    """Return AI revenue over all revenue of the newest period in which both are printed [ratio].

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> round(ai_revenue_share(Record().view(), "CORZ").figure.value, 2)
    0.39
    """
    spans = {span for name in (AI_REVENUE, *AI_LINES) for span in view.periods(company, name)}
    long = [span for span in spans if span.days >= SHORTEST_DAYS]
    gaps = []
    for span in sorted(long, key=lambda each: (each.end, each.first_day), reverse=True):
        share = _revenue_share(view, company, span)
        if isinstance(share, Figure):
            return Dated(share, span.end)
        gaps.append(share)
    return gaps[0] if gaps else Missing(f"no source known by {view.as_of} prints AI revenue of {company}: not a zero")


def _none_leased(view: View, company: str, leased: Figure) -> Figure:
    id = site_id(company, "leased_share_of_approved", Period.day(view.as_of))
    return derive(id, "nothing is leased", 0.0, Interval(0.0, 0.0), "ratio", leased)


def _by_any_pue(view: View, company: str, leased: Figure, approved: Figure) -> Figure | Missing:
    day = Period.day(view.as_of)
    pue = pue_of_all(view)
    id = site_id(company, "megawatts_leased_gross", day, ALL_LEASES)
    gross = product(id, "leased critical IT × PUE of all companies' leases", leased, pue, "MW", estimated=True)
    share_id = site_id(company, "leased_share_of_approved", day)
    formula = "leased, taken gross / approved"
    share = quotient(share_id, formula, gross, approved, "ratio", estimated=True, note=f"PUE of {ALL_LEASES}")
    if isinstance(share, Figure) and share.interval.low > 1:
        return Missing(f"more is leased than the printed approved power holds ({share.value:.2f}): it leaves sites out")
    return share


def _pue_of_all(view: View) -> Figure | Missing:
    leases = (weigh_lease(terms) for terms in signed_terms(view.as_of))
    found = [lease.pue for lease in leases if isinstance(lease.pue, Figure)]
    if not found:
        return Missing("no lease prints both gross and critical IT: the two cannot be tied")
    hull = found[0].interval
    for figure in found[1:]:
        hull = hull.hull(figure.interval)
    id = site_id(EVERY_COMPANY, "site_pue", Period.day(view.as_of))
    return derive(id, "gross MW / critical IT MW, all leases that print both", hull.middle, hull, "ratio", *found)


def _revenue_share(view: View, company: str, span: Period) -> Figure | Missing:
    ai, total = _ai_revenue(view, company, span), flow_over(view, company, "revenue_total", span)
    if isinstance(ai, Missing):
        return ai
    if isinstance(total, Missing):
        return Missing(f"AI revenue of {span} is printed, and all revenue of it is not")
    return quotient(figure_id(company, "ai_revenue_share", span), "AI revenue / all revenue", ai, total, "ratio")


def _ai_revenue(view: View, company: str, span: Period) -> Figure | Missing:
    printed = view.figure(company, AI_REVENUE, span)
    if isinstance(printed, Figure):
        return printed
    lines = [view.figure(company, name, span) for name in AI_LINES]
    known = [line for line in lines if isinstance(line, Figure)]
    if len(known) < len(AI_LINES):
        return printed
    total = known[0].interval + known[1].interval
    id = f"{figure_id(company, AI_REVENUE, span)} lines"
    return derive(id, " + ".join(AI_LINES), known[0].value + known[1].value, total, "USD", *known)
