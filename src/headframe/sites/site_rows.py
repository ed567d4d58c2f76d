"""Megawatts by site: what is approved and energised there, leased and being built there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from headframe.ground.missing import Missing
from headframe.record.assets import Asset, assets
from headframe.record.view import View
from headframe.sites.build_sums import building_mw
from headframe.sites.delivery import Delivery
from headframe.sites.lease import Lease
from headframe.sites.power_basis import PowerBasis
from headframe.sites.register import leased_mw_it
from headframe.sites.stages import asset_figure
from headframe.vocabulary.concept import concepts
from headframe.vocabulary.figure import Figure

APPROVED = ("power_approved_total", "ai_hpc_power", "ai_hpc_power_initial", "power_contracted")
ENERGISED = ("power_developed",)
ENDS = re.compile(r"[A-Z]{2}|CB-\d|Texas|Georgia|Louisiana|Oklahoma|Norway|New|North|Horizon|phases?")
"""Words that end a site's name: its state, or a building."""
NO_SITE = frozenset({"portfolio", "Texas total", "Houston region total", "Company", "company"})


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One site [MW]: gross up to the grid, critical IT from the lease on."""

    site: str
    approved_mw_gross: Figure | Missing
    energised_mw_gross: Figure | Missing
    leased_mw_it: Figure | Missing
    building_mw_it: Figure | Missing


def site_rows(view: View, company: str, leases: Sequence[Lease], deliveries: Sequence[Delivery]) -> tuple[SiteRow, ...]:
    """Return the sites of which any megawatts are known, in order of name.

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Ticker.
    leases, deliveries : sequences
        The company's, as known on the view's day.
    """
    printed = [row for row in assets(view.as_of, company) if row.site not in NO_SITE]
    names = {site_name(row.site) for row in printed if row.metric in (*APPROVED, *ENERGISED)}
    names |= {site_name(lease.terms.site) for lease in leases} | {site_name(each.site) for each in deliveries}
    rows = (_row(view, company, name, printed, leases, deliveries) for name in sorted(names - {""}))
    return tuple(row for row in rows if _holds_any(row))


def _row(
    view: View,
    company: str,
    name: str,
    printed: Iterable[Asset],
    leases: Sequence[Lease],
    deliveries: Sequence[Delivery],
) -> SiteRow:
    here = [row for row in printed if site_name(row.site) == name]
    let = tuple(lease for lease in leases if site_name(lease.terms.site) == name)
    built = [each for each in deliveries if site_name(each.site) == name]
    return SiteRow(
        site=name,
        approved_mw_gross=_newest(here, APPROVED, f"no row prints power approved at {name}"),
        energised_mw_gross=_energised(view, company, name, here),
        leased_mw_it=_named(leased_mw_it(let, company, view.as_of)[0], name),
        building_mw_it=_named(building_mw(company, PowerBasis.IT, built, view.as_of), name),
    )


def _named(figure: Figure | Missing, site: str) -> Figure | Missing:
    """Return a sum under an id that says of which site it is."""
    return replace(figure, id=f"{figure.id} {site}") if isinstance(figure, Figure) else figure


def _newest(rows: Sequence[Asset], metrics: tuple[str, ...], reason: str) -> Figure | Missing:
    found = [row for row in rows if row.metric in metrics]
    return asset_figure(max(found, key=lambda row: row.period)) if found else Missing(reason)


def _energised(view: View, company: str, site: str, rows: Sequence[Asset]) -> Figure | Missing:
    """Return what was printed for the latest day: by the site's rows, or by the filings that tell the site apart."""
    concept = f"developed_power_mw_{site.lower()}"
    last = max((row.period.end for row in rows if row.metric in ENERGISED), default=None)
    filed = view.periods(company, concept)[-1:] if concept in concepts() else ()
    if filed and (last is None or filed[0].end > last):
        return view.figure(company, concept, filed[0])
    return _newest(rows, ENERGISED, f"no row prints power energised at {site}")


def site_name(site: str) -> str:
    """Return a site's name without its state, so that tables which print it differently meet.

    Examples
    --------
    >>> (site_name("Lake Mariner NY"), site_name("Lake Mariner CB-5"), site_name("Sealy, Austin County TX"))
    ('Lake Mariner', 'Lake Mariner', 'Sealy')
    """
    words = list(takewhile(lambda word: not ENDS.fullmatch(word), re.split(r"[,(]", site)[0].split()))
    return " ".join(words[:2]) if site[:1].isupper() else ""


def _holds_any(row: SiteRow) -> bool:
    parts = (row.approved_mw_gross, row.energised_mw_gross, row.leased_mw_it, row.building_mw_it)
    return any(isinstance(part, Figure) for part in parts)
