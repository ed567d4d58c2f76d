"""Megawatts: where each stands between the grid's queue and the rent."""

from __future__ import annotations

from headframe.briefs.numbers import quantity
from headframe.briefs.section import Cell, Column, Section, words_column
from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.sites.megawatts import MegawattReport, count_megawatts
from headframe.sites.power_basis import PowerBasis
from headframe.sites.site_rows import SiteRow
from headframe.sites.stages import Stage, StageFigure
from headframe.vocabulary.figure import Figure

COLUMNS = (
    words_column("stage"),
    Column("MW"),
    words_column("basis"),
    words_column("counted for"),
    words_column("what the source means"),
)
SITE_COLUMNS = (
    words_column("site"),
    Column("approved\n[MW gross]"),
    Column("energised\n[MW gross]"),
    Column("leased\n[MW IT]"),
    Column("building\n[MW IT]"),
)
BASIS_WORDS = {PowerBasis.GROSS: "gross", PowerBasis.IT: "critical IT", PowerBasis.UNSTATED: "basis not stated"}
LONGEST_WORDS = 44


def megawatts_section(view: View, company: str) -> Section | None:
    """Return a company's megawatts by stage; None where none are known."""
    told = count_megawatts(view, company)
    return megawatts_page(told) if any(isinstance(row.mw, Figure) for row in told.stages) else None


def megawatts_page(told: MegawattReport) -> Section:
    """Return megawatts already counted, as a section."""
    return Section(
        key="megawatts",
        title="MEGAWATTS",
        finding=_finding(told),
        columns=COLUMNS,
        rows=tuple(_row(row) for row in told.stages),
        notes=tuple(_notes(told)),
        reaches=max((row.day for row in told.stages if row.day), default=None),
        verb=f"headframe megawatts {told.made_from.company}",
        shown_rows=len(told.stages),
    )


def sites_page(told: MegawattReport) -> Section | None:
    """Return the sites of a company as a section; None where none are known."""
    if not told.sites:
        return None
    return Section(
        key="sites",
        title="SITES",
        finding="Gross and critical IT stand side by side and are never added.",
        columns=SITE_COLUMNS,
        rows=tuple(_site_row(row) for row in told.sites),
        notes=(),
        reaches=None,
        verb=f"headframe megawatts {told.made_from.company}",
        shown_rows=len(told.sites),
    )


def _row(row: StageFigure) -> tuple[Cell, ...]:
    means = row.mw.reason if isinstance(row.mw, Missing) else row.means
    return (
        row.stage.value.replace("_", " "),
        row.mw,
        BASIS_WORDS[row.basis] if isinstance(row.mw, Figure) else "",
        row.day.isoformat() if row.day else "",
        _short(means),
    )


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_WORDS else f"{words[: LONGEST_WORDS - 1].rstrip()}…"


def _site_row(row: SiteRow) -> tuple[Cell, ...]:
    return (row.site, row.approved_mw_gross, row.energised_mw_gross, row.leased_mw_it, row.building_mw_it)


def _finding(told: MegawattReport) -> str:
    said = [_told(told, stage) for stage in (Stage.APPROVED, Stage.LEASED, Stage.BUILDING, Stage.BILLING)]
    return "; ".join(said) + "."


def _told(told: MegawattReport, stage: Stage) -> str:
    rows = [row for row in told.stages if row.stage is stage]
    parts = [
        f"{quantity(row.mw.value, 'MW')} MW {BASIS_WORDS[row.basis]}" for row in rows if isinstance(row.mw, Figure)
    ]
    name = stage.value.replace("_", " ")
    return f"{name} {' and '.join(parts)}" if parts else f"{name}: not known"


def _notes(told: MegawattReport) -> list[str]:
    said = []
    if isinstance(told.pue, Figure):
        low, high = told.pue.interval.low, told.pue.interval.high
        said.append(f"PUE (gross over critical IT) of its leases: {low:.2f} to {high:.2f} ◐")
    else:
        said.append(told.pue.reason)
    share = told.leased_share_of_approved
    if isinstance(share, Figure):
        low, high = share.interval.low, share.interval.high
        said.append(f"leased of approved, both taken gross: {low:.0%} to {high:.0%} {share.badge.mark}")
    elif isinstance(told.pue, Figure):
        said.append(share.reason)
    return [*said, *told.notes]
