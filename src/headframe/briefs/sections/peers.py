"""Peers: every company on the same measures, group by group; and where one of them stands."""

from __future__ import annotations

from collections.abc import Iterator

from headframe.briefs.numbers import quantity
from headframe.briefs.section import Cell, Column, Section, Style, words_column
from headframe.briefs.sections.peers_pivot import industry_page, pivot_page
from headframe.conduct.peers import Peer, Peers, compare_peers
from headframe.conduct.peers_measures import PeerMeasure
from headframe.conduct.peers_value import STALE_AFTER_DAYS, Alternative, PeerValue
from headframe.conduct.pivot import Pivot
from headframe.ground.missing import Missing
from headframe.ground.period import month_end
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

TITLES = {"treasury": "COINS", "mining": "MINING", "megawatts": "MEGAWATTS", "ai": "AI", "money": "MONEY"}
TIMES = frozenset({"sell_through"})
OVER_TWELVE_MONTHS = frozenset({"sell_through"})
"""Measures of a year, which other sections tell of a month or a quarter under the same words."""
STALE_MARK = "†"
SAID_UNITS = frozenset({"BTC", "MW", "EH/s", "J/TH", "shares"})
"""Units that a value does not carry with it."""
HIGHER_FIRST = "highest first"
STANDING_COLUMNS = (
    words_column("measure"),
    Column("here"),
    words_column("of"),
    words_column("place among fresh figures"),
)


def peers_pages(told: Peers) -> tuple[Section, ...]:
    """Return the comparison as sections, group by group, then the pivot, and the industry if it was asked for."""
    groups = tuple(_group(told, group) for group in TITLES)
    return (*groups, pivot_page(told), *((industry_page(told),) if told.industry else ()))


def peers_section(view: View, company: str) -> Section | None:
    """Return where a company stands among its peers, measure by measure; None where nothing of it is comparable."""
    if not view.facts(company):
        return None
    told = compare_peers(view)
    row = next((peer for peer in told.companies if peer.company == company), None)
    if row is None or not any(isinstance(cell.figure, Figure) for cell in row.values):
        return None
    pivot = next(one for one in told.pivot if one.company == company)
    return Section(
        key="peers",
        title="PEERS",
        finding=_standing_finding(told, pivot),
        columns=STANDING_COLUMNS,
        rows=tuple(_standing_row(told, row, measure) for measure in told.measures),
        notes=_standing_notes(row),
        reaches=None,
        verb="headframe peers",
        shown_rows=len(told.measures),
    )


def _group(told: Peers, group: str) -> Section:
    measures = [measure for measure in told.measures if measure.group == group]
    rows = [row for row in told.companies if any(isinstance(row.value(m.name).figure, Figure) for m in measures)]
    columns = [column for measure in measures for column in (_column(measure), words_column("of"))]
    return Section(
        key=f"peers_{group}",
        title=TITLES[group],
        finding="; ".join(_leader(told, measure) for measure in measures) + ".",
        columns=(words_column("company"), *columns),
        rows=tuple((row.company, *(cell for m in measures for cell in _cells(row.value(m.name)))) for row in rows),
        notes=tuple(_group_notes(told, measures)),
        reaches=None,
        verb="headframe peers",
        shown_rows=len(rows),
    )


def _column(measure: PeerMeasure) -> Column:
    return Column(measure.heading.replace(" [", "\n["), Style.TIMES if measure.concept in TIMES else Style.FIGURE)


def _cells(cell: PeerValue) -> tuple[Cell, Cell]:
    return cell.figure, _day(cell)


def _day(cell: PeerValue) -> str:
    if cell.day is None:
        return ""
    whole = cell.day == month_end(cell.day.year, cell.day.month)
    return (f"{cell.day:%Y-%m}" if whole else cell.day.isoformat()) + (STALE_MARK if cell.stale else "")


def _leader(told: Peers, measure: PeerMeasure) -> str:
    fresh = _fresh(told, measure)
    if not fresh:
        return f"{measure.label}: none is fresh"
    company, most = max(fresh, key=lambda item: item[1].value)
    value = f"{most.value:.2f}" if measure.concept in TIMES else _worded(most)
    return f"{measure.label}: highest {company} {value} {most.badge.mark} of {len(fresh)}"


def _fresh(told: Peers, measure: PeerMeasure) -> list[tuple[str, Figure]]:
    cells = ((row.company, row.value(measure.name).scored) for row in told.companies)
    return [(company, figure) for company, figure in cells if isinstance(figure, Figure)]


def _group_notes(told: Peers, measures: list[PeerMeasure]) -> Iterator[str]:
    for measure in measures:
        yield f"{measure.label}: {measure.definition}"
        instead = list(_instead(told, measure))
        if instead:
            yield f"{measure.label}, printed instead and not compared: {'; '.join(instead)}"
    for row in told.companies:
        for measure in measures:
            cell = row.value(measure.name)
            if cell.note and isinstance(cell.figure, Figure) and not cell.stale:
                yield f"{row.company} {measure.label}: {cell.note}"
    if any(row.value(m.name).stale for row in told.companies for m in measures):
        yield f"{STALE_MARK} more than {STALE_AFTER_DAYS} days old: shown, not ranked, not scored"


def _instead(told: Peers, measure: PeerMeasure) -> Iterator[str]:
    """Name what a company prints on another definition where it has nothing fresh on this one."""
    for row in told.companies:
        cell = row.value(measure.name)
        newer = [other for other in cell.alternatives if cell.day is None or other.day > cell.day]
        if newer and isinstance(cell.scored, Missing):
            yield f"{row.company} {_alternative(newer[0])}"


def _alternative(other: Alternative) -> str:
    return f"{other.label} {_worded(other.figure)} {other.figure.badge.mark} ({other.day})"


def _worded(figure: Figure) -> str:
    unit = figure.unit if figure.unit in SAID_UNITS else ""
    return f"{quantity(figure.value, figure.unit)} {unit}".strip()


def _standing_finding(told: Peers, pivot: Pivot) -> str:
    if isinstance(pivot.score, Missing):
        return f"No part of a pivot to AI is known of {pivot.company}."
    ranked = sum(one.rank is not None for one in told.pivot)
    place = (
        f"place {pivot.rank} of {ranked}" if pivot.rank else f"not ranked, {pivot.weight_known:.0%} of the weight known"
    )
    low, high = pivot.score.interval.low, pivot.score.interval.high
    score = f"{pivot.score.value:.2f} {pivot.score.badge.mark} ({low:.2f} to {high:.2f} with what is missing)"
    return f"Pivot to AI {score}, {place}, equal weights."


def _standing_row(told: Peers, row: Peer, measure: PeerMeasure) -> tuple[Cell, ...]:
    cell = row.value(measure.name)
    unit = cell.figure.unit if isinstance(cell.figure, Figure) else ""
    label = f"{measure.label}, twelve months" if measure.concept in OVER_TWELVE_MONTHS else measure.label
    label = f"{label} [{unit}]" if unit in SAID_UNITS - {"shares"} else label
    return (label, cell.figure, _day(cell), _place(told, row.company, measure))


def _place(told: Peers, company: str, measure: PeerMeasure) -> str:
    fresh = sorted(_fresh(told, measure), key=lambda item: -item[1].value)
    names = [name for name, _ in fresh]
    if company not in names:
        return f"not placed among {len(names)}" if names else ""
    top = "" if names[0] == company else f", first {names[0]}"
    return f"{names.index(company) + 1} of {len(names)}, {HIGHER_FIRST}{top}"


def _standing_notes(row: Peer) -> tuple[str, ...]:
    said = [f"{cell.measure}: {cell.note}" for cell in row.values if cell.note and isinstance(cell.figure, Figure)]
    gaps = [cell.measure for cell in row.values if isinstance(cell.figure, Missing)]
    missing = (f"not known: {', '.join(gaps)}",) if gaps else ()
    return (*said, *missing)
