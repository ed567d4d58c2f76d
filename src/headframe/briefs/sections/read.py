"""What a document holds: facts, doubtful facts, and numbers that were refused."""

from __future__ import annotations

from headframe.briefs.section import Cell, Column, Section, words_column
from headframe.intake.read import ReadAnswer, ReadFact
from headframe.vocabulary.figure import plain

COLUMNS: tuple[Column, ...] = tuple(
    words_column(name) for name in ("company", "concept", "period", "value", "sure", "rule", "quote")
)
QUOTE_SHOWN = 60
ALL_ROWS = 100_000


def read_sections(answer: ReadAnswer) -> tuple[Section | None, ...]:
    """Return one section for facts, one for doubtful ones, one for refused numbers."""
    published = answer.published_on or "an unknown day"
    finding = f"{len(answer.facts)} fact(s) in a {answer.kind}, published on {published}."
    refused = tuple((item.reason, item.place, _short(item.quote)) for item in answer.passed)
    return (
        _table("facts", "FACTS", finding, COLUMNS, tuple(_row(fact) for fact in answer.facts), answer.document),
        _table(
            "doubtful",
            "DOUBTFUL",
            "Read with too little confidence to be taken in.",
            COLUMNS,
            tuple(_row(fact) for fact in answer.doubtful),
            answer.document,
        )
        if answer.doubtful
        else None,
        _table(
            "refused",
            "REFUSED",
            "Numbers that look like facts and are none.",
            (words_column("reason"), words_column("place"), words_column("quote")),
            refused,
            answer.document,
        )
        if refused
        else None,
    )


def _table(
    key: str, title: str, finding: str, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...], document: str
) -> Section:
    return Section(
        key=key,
        title=title,
        finding=finding,
        columns=columns,
        rows=rows,
        notes=(),
        reaches=None,
        verb=f"headframe ingest {document}",
        shown_rows=ALL_ROWS,
    )


def _row(fact: ReadFact) -> tuple[Cell, ...]:
    value = f"{plain(fact.value):,} {fact.unit}"
    return (
        fact.company or "?",
        fact.concept,
        str(fact.period),
        value,
        f"{fact.confidence:.2f}",
        fact.rule,
        _short(fact.quote),
    )


def _short(quote: str) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= QUOTE_SHOWN else flat[: QUOTE_SHOWN - 1] + "…"
