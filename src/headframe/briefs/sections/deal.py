"""A deal check: stated figures against what the others imply."""

from __future__ import annotations

from headframe.briefs.numbers import times
from headframe.briefs.section import Cell, Column, Section, words_column
from headframe.ground.missing import Missing
from headframe.sites.deal_check import Check, DealCheck, Verdict
from headframe.vocabulary.figure import Figure

COLUMNS = (
    words_column("figure"),
    Column("stated"),
    Column("computed"),
    words_column("verdict"),
    words_column("how"),
)
IMPLIED_COLUMNS = (words_column("not stated"), Column("implied"), words_column("unit"), words_column("how"))
MULTIPLES = frozenset({"pue", "dscr"})
WORDS = {Verdict.HOLDS: "holds", Verdict.HOLDS_IN_PART: "in part", Verdict.CANNOT_HOLD: "CANNOT HOLD"}


def deal_page(told: DealCheck) -> Section:
    """Return a deal check as a section."""
    wrong = [check.name for check in told.checks if check.verdict is Verdict.CANNOT_HOLD]
    part = [check.name for check in told.checks if check.verdict is Verdict.HOLDS_IN_PART]
    finding = f"These stated figures cannot hold with the others: {', '.join(wrong)}." if wrong else ""
    finding += f" Holds for a part of the stated range only: {', '.join(part)}." if part else ""
    return Section(
        key="deal",
        title=f"DEAL: {told.name}",
        finding=finding.strip() or _nothing_wrong(told),
        columns=COLUMNS,
        rows=tuple(_row(check) for check in told.checks),
        notes=tuple(check.words for check in told.checks if check.verdict is not Verdict.HOLDS),
        reaches=None,
        verb="headframe check-deal FILE",
        shown_rows=max(len(told.checks), 1),
    )


def _nothing_wrong(told: DealCheck) -> str:
    if told.verdict is Verdict.NOTHING_TO_CHECK:
        return "No stated figure is reached by the others: nothing can be checked."
    return "Every stated figure that the others reach holds."


def implied_page(told: DealCheck) -> Section | None:
    """Return what a deal implies as a section; None where it implies nothing."""
    rows = tuple(
        (each.name, _cell(each.name, each.figure), each.figure.unit, each.figure.formula)
        for each in told.implied
        if isinstance(each.figure, Figure)
    )
    gaps = tuple(
        f"{each.name}: {each.figure.reason}"
        for each in told.implied
        if isinstance(each.figure, Missing) and not each.figure.reason.startswith(each.name)
    )
    if not rows:
        return None
    return Section("implied", "IMPLIED", "", IMPLIED_COLUMNS, rows, gaps, None, "headframe check-deal FILE", len(rows))


def _row(check: Check) -> tuple[Cell, ...]:
    stated, computed = _cell(check.name, check.stated), _cell(check.name, check.computed)
    return (check.name, stated, computed, WORDS[check.verdict], check.computed.formula)


def _cell(name: str, figure: Figure) -> Cell:
    """Return a figure; as a multiple in words where its unit would print it as a percentage."""
    return times(figure) if name in MULTIPLES else figure
