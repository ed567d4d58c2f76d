"""Every chosen figure of a company as sections, one a concept."""

from __future__ import annotations

from itertools import groupby

from headframe.briefs.section import Cell, Column, Section, words_column
from headframe.ground.missing import Missing
from headframe.record.listing import Listed, Listing
from headframe.vocabulary.concept import concepts


def facts_sections(told: Listing) -> tuple[Section, ...]:
    """Return a listing as sections, in order of concept."""
    company = str(told.made_from.company)
    return tuple(
        _section(company, concept, list(listed)) for concept, listed in groupby(told.facts, key=lambda one: one.concept)
    )


def _section(company: str, concept: str, listed: list[Listed]) -> Section:
    named = concepts()[concept]
    columns = (words_column("period"), Column(f"value [{named.unit}]"), words_column("known"), words_column("source"))
    return Section(
        key=concept,
        title=named.label,
        finding=named.definition,
        columns=(*columns, words_column("other printings")),
        rows=tuple(_row(one) for one in listed),
        notes=(),
        reaches=listed[-1].period.end,
        verb=f"headframe facts {company} --concept {concept}",
        shown_rows=len(listed),
    )


def _row(listed: Listed) -> tuple[Cell, ...]:
    figure, others = listed.figure, str(listed.others or "")
    if isinstance(figure, Missing):
        return (str(listed.period), figure, "", "", others)
    source = f"{figure.sources[0].witness}, {figure.sources[0].title}" if figure.sources else figure.formula
    return (str(listed.period), figure, figure.known_at.isoformat(), source, others)
