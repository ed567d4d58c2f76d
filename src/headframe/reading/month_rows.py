"""Tables with a period at the head of each row and a measure over each column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headframe.ground.period import Period
from headframe.reading.dating import Calendar
from headframe.reading.found import Found, Passed
from headframe.reading.labels import Label, label_of
from headframe.reading.periods import whens
from headframe.reading.piped_blocks import PipedBlock, piped_blocks
from headframe.reading.table_facts import fact_of_cell
from headframe.vocabulary.concept import Kind

FEWEST = 2
"""Columns and rows that must be understood before a block is taken for such a table."""
CONFIDENCE = 0.9


def month_rows_in_text(
    text: str, calendar: Calendar, company: str | None
) -> Iterator[tuple[int, int, list[Found | Passed]]]:
    r"""Yield where each such table stands in a text, and what it states.

    Examples
    --------
    >>> text = "Month | BTC produced | BTC held\nMay 2031 | 950 | 4,179\nJune 2031 | 713 | 4,940"
    >>> items = next(month_rows_in_text(text, Calendar(None, None, True), "NORTHFIELD"))[2]
    >>> [(str(found.period), found.value) for found in items]
    [('2031-05', 950.0), ('2031-05-31', 4179.0), ('2031-06', 713.0), ('2031-06-30', 4940.0)]
    """
    for block in piped_blocks(text):
        header = block.rows[0].cells
        labels = [label_of(cell) if cell else None for cell in header[1:]]
        periods = [_period_of(row.cells[0], calendar) for row in block.rows[1:]]
        known = sum(label is not None and bool(label.concept) for label in labels)
        if known >= FEWEST and sum(period is not None for period in periods) >= FEWEST:
            yield block.start, block.end, list(_facts(block, labels, periods, company))


def _period_of(words: str, calendar: Calendar) -> Period | None:
    """Return the period that a whole cell names, year included."""
    found = whens(words)
    if len(found) != 1 or found[0].year is None or (found[0].start, found[0].end) != (0, len(words)):
        return None
    return calendar.resolve(found[0], Kind.FLOW)


def _facts(
    block: PipedBlock, labels: Sequence[Label | None], periods: Sequence[Period | None], company: str | None
) -> Iterator[Found | Passed]:
    for row, period in zip(block.rows[1:], periods, strict=True):
        if period is None or len(row.cells) != len(labels) + 1:
            continue
        for label, text in zip(labels, row.cells[1:], strict=True):
            if label is None or not label.concept or label.concept == "power_curtailment_credits":
                continue
            place, quote = f"chars {row.start}-{row.end}", " | ".join(row.cells)[:160]
            found = fact_of_cell(text, label, period, company, quote, place, "table: a period a row", CONFIDENCE)
            if found is not None:
                yield found
