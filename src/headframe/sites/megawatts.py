"""A company's megawatts in one vocabulary: in queue → approved → energised → leased → building → delivered → billing.

The stages before the lease are printed gross, those from the lease on in critical IT. They are shown side by side and
never added; what a stage holds is not what the one before it lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.sites.build_sums import building_mw, delivered_mw, unsized
from headframe.sites.delivery import Delivery, DeliveryLog, delivery_log
from headframe.sites.ids import product, quotient, site_id
from headframe.sites.lease import Lease
from headframe.sites.power_basis import PowerBasis
from headframe.sites.register import lease_register
from headframe.sites.site_rows import SiteRow, site_rows
from headframe.sites.stages import Stage, StageFigure, newest_printed, others_printed
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure, derive

PRINTED_STAGES = (Stage.IN_QUEUE, Stage.APPROVED, Stage.ENERGISED, Stage.LEASED)
USUAL_BASIS = {Stage.LEASED: PowerBasis.IT, Stage.BILLING: PowerBasis.IT}


@dataclass(frozen=True, kw_only=True)
class MegawattReport(Answer):
    """The funnel, the sites, the PUE that ties gross and critical IT, and the delivery log."""

    verb: ClassVar[str] = "megawatts"

    stages: tuple[StageFigure, ...]
    sites: tuple[SiteRow, ...]
    pue: Figure | Missing
    leased_by_register_mw_it: Figure | Missing
    leased_share_of_approved: Figure | Missing
    delivery: DeliveryLog
    notes: tuple[str, ...]


def count_megawatts(view: View, company: str) -> MegawattReport:
    """Return a company's megawatts by stage as of the view's day.

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Ticker or any name of the company, exactly.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> report = count_megawatts(Record().view(), "RIOT")
    >>> {row.stage.value: row.mw.value for row in report.stages if row.stage.value in ("approved", "leased")}
    {'approved': 1700.0, 'leased': 241.0}
    """
    ticker = find_company(company).ticker
    register, log = lease_register(view, ticker), delivery_log(view, ticker)
    pue = company_pue(view, ticker, register.leases)
    stages = tuple(_stages(view, ticker, register.leased_mw_it, log.deliveries, pue))
    return MegawattReport(
        made_from=view.made_from(ticker),
        stages=stages,
        sites=site_rows(view, ticker, register.leases, log.deliveries),
        pue=pue,
        leased_by_register_mw_it=register.leased_mw_it,
        leased_share_of_approved=_share(ticker, view, stages, pue),
        delivery=log,
        notes=tuple(_notes(view, ticker, log.deliveries, register.unsized)),
    )


def company_pue(view: View, company: str, leases: Sequence[Lease]) -> Figure | Missing:
    """Return gross over critical IT megawatts of the company's leases that print both [ratio]: all they can mean."""
    found = [lease.pue for lease in leases if isinstance(lease.pue, Figure)]
    if not found:
        return Missing(f"no lease of {company} prints both gross and critical IT: the two cannot be tied")
    hull = found[0].interval
    for figure in found[1:]:
        hull = hull.hull(figure.interval)
    id = site_id(company, "site_pue", Period.day(view.as_of))
    return derive(id, "gross MW / critical IT MW, all leases that print both", hull.middle, hull, "ratio", *found)


def _stages(
    view: View, company: str, register: Figure | Missing, every: Sequence[Delivery], pue: Figure | Missing
) -> list[StageFigure]:
    rows = [_printed(view, company, stage, pue) for stage in PRINTED_STAGES]
    rows[-1] = _newer(rows[-1], register)
    for stage, added in ((Stage.BUILDING, building_mw), (Stage.DELIVERED, delivered_mw)):
        sums = {basis: added(company, basis, every, view.as_of) for basis in PowerBasis}
        known = [basis for basis in (PowerBasis.IT, *PowerBasis) if isinstance(sums[basis], Figure)]
        for basis in dict.fromkeys(known or [PowerBasis.IT]):
            rows.append(_added(stage, sums[basis], basis, view, pue))
    return [*rows, _printed(view, company, Stage.BILLING, pue)]


def _newer(printed: StageFigure, register: Figure | Missing) -> StageFigure:
    """Return the printed total, or the register's sum where a lease was signed after the total was counted."""
    if isinstance(register, Missing) or (printed.day is not None and printed.day >= register.known_at):
        return printed
    return StageFigure(Stage.LEASED, PowerBasis.IT, register, register.known_at, "sum of signed leases", printed.pue)


def _printed(view: View, company: str, stage: Stage, pue: Figure | Missing) -> StageFigure:
    found = newest_printed(view, company, stage)
    if found is None:
        basis = USUAL_BASIS.get(stage, PowerBasis.GROSS)
        gap = Missing(f"no source known by {view.as_of} prints megawatts {stage.value.replace('_', ' ')} of {company}")
        return StageFigure(stage, basis, gap, None, "", pue)
    return StageFigure(stage, found.basis, found.figure, found.day, found.means, pue)


def _added(stage: Stage, mw: Figure | Missing, basis: PowerBasis, view: View, pue: Figure | Missing) -> StageFigure:
    means = "promised and not delivered" if stage is Stage.BUILDING else "delivered of what was promised"
    return StageFigure(stage, basis, mw, view.as_of if isinstance(mw, Figure) else None, means, pue)


def _share(company: str, view: View, stages: Sequence[StageFigure], pue: Figure | Missing) -> Figure | Missing:
    leased = next(row for row in stages if row.stage is Stage.LEASED)
    approved = next(row for row in stages if row.stage is Stage.APPROVED)
    day = Period.day(view.as_of)
    if leased.basis is PowerBasis.UNSTATED:
        return Missing("the leased megawatts are printed without saying whether gross or critical IT")
    gross = product(
        site_id(company, "megawatts_leased_gross", day),
        "leased critical IT × PUE",
        leased.mw,
        pue,
        "MW",
        estimated=True,
    )
    id = site_id(company, "leased_share_of_approved", day)
    share = quotient(id, "leased, taken gross / approved", gross, approved.mw, "ratio", estimated=True)
    if isinstance(share, Figure) and share.interval.low > 1:
        return Missing(f"more is leased than the printed approved power holds ({share.value:.2f}): it leaves sites out")
    return share


def _notes(view: View, company: str, every: Sequence[Delivery], no_it: Sequence[str]) -> list[str]:
    said = []
    for stage in (*PRINTED_STAGES, Stage.BILLING):
        chosen = newest_printed(view, company, stage)
        others = others_printed(view, company, stage, chosen) if chosen else ()
        if others:
            said.append(f"{stage.value.replace('_', ' ')}, also printed: {', '.join(others[:4])}")
    came = unsized(every)
    if came:
        said.append(f"delivered without a printed size: {'; '.join(came)}")
    if no_it:
        said.append(f"signed, but not printed in critical IT: {', '.join(no_it)}")
    return said
