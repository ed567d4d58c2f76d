"""Disputed and restated: figures that sources print in more than one way."""

from __future__ import annotations

from headframe.briefs.section import Cell, Section, words_column
from headframe.record.choose import Printings
from headframe.record.view import View, canonical
from headframe.vocabulary.fact import Fact
from headframe.vocabulary.figure import Badge, Figure

COLUMNS = (
    words_column("figure"),
    words_column("period"),
    words_column("chosen"),
    words_column("also printed"),
    words_column("by whom"),
)
ROWS_SHOWN = 8


def disputes_section(view: View, company: str) -> Section | None:
    """Return every figure whose printings cannot all be roundings of one number."""
    rows = []
    for concept in dict.fromkeys(canonical(name) for name in view.concepts(company)):
        for period in view.periods(company, concept):
            printings = view.printings(company, concept, period)
            if isinstance(printings.figure, Figure) and printings.figure.badge is Badge.DISPUTED:
                rows.append(_row(concept, str(period), printings, printings.figure))
    if not rows:
        return None
    rows = list(dict.fromkeys(rows))
    rows.sort(key=lambda row: str(row[1]))
    return Section(
        key="disputes",
        title="DISPUTED AND RESTATED",
        finding=f"Printed in ways that no one number rounds to: {len(rows)}.",
        columns=COLUMNS,
        rows=tuple(rows),
        notes=(),
        reaches=None,
        verb=f"headframe why {company} CONCEPT PERIOD",
        shown_rows=ROWS_SHOWN,
    )


def _row(concept: str, period: str, printings: Printings, figure: Figure) -> tuple[Cell, ...]:
    rivals = printings.rivals
    others = ", ".join(dict.fromkeys(f"{fact.value:,.10g}" for fact in rivals))
    return (concept, period, f"{figure.value:,.10g} {figure.unit} ⚠", others, _who(rivals))


def _who(rivals: tuple[Fact, ...]) -> str:
    said = dict.fromkeys(
        f"{fact.source.witness.value.replace('_', ' ')}, {fact.known_at}" + (" (restated)" if fact.restated else "")
        for fact in rivals
    )
    return "; ".join(said)
