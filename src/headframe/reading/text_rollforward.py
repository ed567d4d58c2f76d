"""A filing's bitcoin roll-forward in plain text: piped rows between two balances, coins beside dollars."""

from __future__ import annotations

from collections.abc import Iterator

from headframe.reading.found import Found, Passed
from headframe.reading.ixbrl_grid import Cell, Grid, Row
from headframe.reading.ixbrl_rollforward import BALANCE, read_rollforwards
from headframe.reading.piped_blocks import PipedRow, piped_blocks


def rollforwards_in_text(text: str, company: str | None) -> Iterator[tuple[int, int, list[Found | Passed]]]:
    r"""Yield where each roll-forward stands in a text, and what it states.

    Examples
    --------
    >>> rows = ["|Number of bitcoin|Amount", "Balance as of January 1, 2031|100|$|10", "Bitcoin mined|20|2"]
    >>> text = "\n".join([*rows, "Sale of bitcoin|(30)|(3)", "Balance as of March 31, 2031|90|$|9"])
    >>> [(found.concept, found.value) for _, _, items in rollforwards_in_text(text, None) for found in items][1:3]
    [('bitcoin_held', 90.0), ('bitcoin_produced', 20.0)]
    """
    for block in piped_blocks(text):
        rows = tuple(row for piped in block.rows if (row := _row(piped)).cells)
        if sum(bool(BALANCE.match(row.label)) for row in rows) < 2:
            continue
        items = list(read_rollforwards(Grid(rows, block.text), company))
        if items:
            yield block.start, block.end, items


def _row(piped: PipedRow) -> Row:
    cells = tuple(Cell(text, place, place + 1) for place, text in enumerate(piped.cells) if text)
    return Row(cells, f"chars {piped.start}-{piped.end}")
