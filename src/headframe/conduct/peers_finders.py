"""How each measure of the comparison is found: the newest printing, or what another room computes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from headframe.accounts.encumbrance import encumbrance
from headframe.conduct.evidence_shares import market_value
from headframe.conduct.peers_measures import PeerMeasure
from headframe.conduct.peers_shares import ai_revenue_share, leased_share, stage_of
from headframe.conduct.peers_sold import sold_over_produced
from headframe.conduct.peers_value import Alternative, Dated, PeerValue, newest, peer_value
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.sites.power_basis import PowerBasis
from headframe.sites.stages import Stage
from headframe.vocabulary.figure import Figure

MONTHS_BACK = 24
"""How far back a month-end share price is looked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a finder brings: a dated figure or a gap, and figures on another basis that it met and refused."""

    dated: Dated | Missing
    instead: tuple[Alternative, ...] = ()


Finder = Callable[[View, str], Found]


def value_of(view: View, company: str, measure: PeerMeasure) -> PeerValue:
    """Return one cell of the comparison.

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Ticker.
    measure : PeerMeasure
        Which measure.
    """
    finder = FINDERS.get(measure.name)
    found = finder(view, company) if finder else Found(newest(view, company, measure.concept))
    return peer_value(view, company, measure, found.dated, found.instead)


def _restricted(view: View, company: str) -> Found:
    days = [day for day in encumbrance(view, company).days if isinstance(day.restricted_share, Figure)]
    if not days:
        return Found(Missing(f"no source known by {view.as_of} prints restricted coins of {company}: not a zero"))
    share = days[-1].restricted_share
    return Found(Dated(share, days[-1].day) if isinstance(share, Figure) else share)


def _on_stage(stage: Stage, basis: PowerBasis) -> Finder:
    def find(view: View, company: str) -> Found:
        row = stage_of(view, company, stage)
        if isinstance(row.mw, Missing) or row.day is None:
            return Found(row.mw if isinstance(row.mw, Missing) else Missing(f"{stage.value}: of no known day"))
        if row.basis is basis:
            return Found(Dated(row.mw, row.day))
        words = "the basis is not stated" if row.basis is PowerBasis.UNSTATED else f"it is {row.basis.value}"
        label = f"megawatts {stage.value}, {words}"
        gap = Missing(f"printed as {row.mw.value:,.5g} MW, but {words}")
        return Found(gap, (Alternative(row.mw.id.split()[1], label, row.mw, row.day),))

    return find


def _market_value(view: View, company: str) -> Found:
    gap = Missing(f"no month-end share price of {company} is packaged for the {MONTHS_BACK} months before")
    for month in reversed(_months_before(view)):
        worth = market_value(view, company, month)
        if isinstance(worth, Figure):
            return Found(Dated(worth, month.end))
        if "share count" in worth.reason:
            return Found(worth)
    return Found(gap)


def _months_before(view: View) -> tuple[Period, ...]:
    year, month = divmod(view.as_of.year * 12 + view.as_of.month - 1 - MONTHS_BACK, 12)
    return tuple(Period.span(date(year, month + 1, 1), view.as_of).months())


FINDERS: Mapping[str, Finder] = MappingProxyType(
    {
        "restricted": _restricted,
        "sold": lambda view, company: Found(sold_over_produced(view, company)),
        "approved": _on_stage(Stage.APPROVED, PowerBasis.GROSS),
        "energised": _on_stage(Stage.ENERGISED, PowerBasis.GROSS),
        "leased": _on_stage(Stage.LEASED, PowerBasis.IT),
        "leased_share": lambda view, company: Found(leased_share(view, company)),
        "ai_revenue": lambda view, company: Found(ai_revenue_share(view, company)),
        "market_value": _market_value,
    }
)
"""Measures that are more than the newest printing of their concept."""
