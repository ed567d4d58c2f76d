"""A receipt: what became of each number of a document."""

from __future__ import annotations

from headframe.briefs.numbers import shown
from headframe.briefs.section import Cell, Section, words_column
from headframe.intake.compare import Status
from headframe.intake.ingest import DocumentReceipt, ReceiptLine
from headframe.vocabulary.figure import plain

COLUMNS = tuple(words_column(name) for name in ("status", "figure", "period", "value", "record", "quote"))
ALL_ROWS = 100_000
QUOTE_SHOWN = 44
QUIET = (Status.CONFIRMED,)


def receipt_section(receipt: DocumentReceipt) -> Section:
    """Return a document's receipt; confirmed numbers are counted, the others listed."""
    counts = ", ".join(f"{count} {status.value}" for status in Status if (count := receipt.count(status)))
    lines = [line for line in receipt.lines if line.status not in QUIET]
    disputed = [f"disputed: {line.concept} {line.period}: {line.disputed}" for line in receipt.lines if line.disputed]
    refused = f"{len(receipt.refused)} number(s) were refused: `headframe read` says why" if receipt.refused else ""
    return Section(
        key="receipt",
        title=receipt.document.upper() if len(receipt.document) < 20 else receipt.document,
        finding=(
            f"{receipt.kind} of {receipt.company or 'nobody named'}, known {receipt.published_on} as "
            f"{receipt.witness}: {counts or 'no number'}; {receipt.appended} taken in."
        ),
        columns=COLUMNS,
        rows=tuple(_row(line) for line in lines),
        notes=(*disputed, *((refused,) if refused else ())),
        reaches=None,
        verb=f"headframe read {receipt.document}",
        shown_rows=ALL_ROWS,
    )


def _row(line: ReceiptLine) -> tuple[Cell, ...]:
    flat = " ".join(line.quote.split())
    quote = flat if len(flat) <= QUOTE_SHOWN else flat[: QUOTE_SHOWN - 1] + "…"
    name = f"{line.company or '?'} {line.concept}"
    return (line.status.value, name, line.period, f"{plain(line.value):,} {line.unit}", shown(line.ours), quote)
