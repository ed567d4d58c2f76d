"""One append to the record: its figures, with quote and place, each leading to its card."""

from __future__ import annotations

from headframe.briefs.section import Cell, Column, Section, words_column
from headframe.ground.errors import NotEnoughData
from headframe.ground.missing import Missing
from headframe.record.choose import figure_id
from headframe.record.store import Batch
from headframe.record.view import View
from headframe.vocabulary.fact import Fact
from headframe.web.ask import Ask
from headframe.web.content import Content, page
from headframe.web.desk import Desk
from headframe.web.sections_html import shown_section
from headframe.web.templates import html_of

COLUMNS = (
    *(words_column(name) for name in ("company", "concept", "period", "printed")),
    Column("the record's figure"),
    *(words_column(name) for name in ("known", "place", "quote")),
)


def content(desk: Desk, ask: Ask) -> Content:
    """Return the page of one append."""
    store = desk.record.store if desk.record.url is not None else None
    batches = {str(batch.batch): batch for batch in store.batches()} if store else {}
    batch = batches.get(ask.named("batch"))
    if batch is None:
        raise NotEnoughData("the record holds no such receipt", where="address", next="see /documents")
    view = desk.view(ask)
    facts = [fact for fact in desk.record.own_facts() if _is_of(fact, batch)]
    section = Section(
        key="facts",
        title=batch.what,
        finding=f"{len(facts)} figure(s), taken in on {batch.recorded_at}.",
        columns=COLUMNS,
        rows=tuple(_row(view, fact) for fact in facts),
        notes=(),
        reaches=None,
        verb="headframe export --own",
        shown_rows=len(facts),
    )
    shown = [shown_section(section, None, whole=True)]
    return page(
        html_of(
            "document.html.j2", title=batch.what, here="/documents", made=view.made_from(), sections=shown, batch=batch
        )
    )


def _is_of(fact: Fact, batch: Batch) -> bool:
    """Say whether a fact came with an append: of one call, every document is an append of its own."""
    if fact.recorded_at is None or fact.recorded_at.isoformat() != batch.recorded_at:
        return False
    return not batch.what.startswith("ingest ") or batch.what.startswith(f"ingest {fact.source.title} ")


def _row(view: View, fact: Fact) -> tuple[Cell, ...]:
    figure = view.figure(fact.company, fact.concept, fact.period)
    shown: Cell = figure if not isinstance(figure, Missing) else Missing(f"{figure_id(*fact.key)}: {figure.reason}")
    printed = f"{fact.value:,.12g} {fact.unit}"
    words = (fact.company, fact.concept, str(fact.period), printed)
    return (*words, shown, fact.known_at.isoformat(), fact.source.place, fact.quote)
