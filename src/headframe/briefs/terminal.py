"""Tables for a terminal of 100 columns, coloured only where the reader's terminal is one."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Literal

from rich.console import Console
from rich.table import Table

WIDTH = 100


LONG_CELL = 24
"""A column whose cells all are shorter than this is not wrapped while there is room."""


def table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], left: Sequence[int] = (0,), width: int = WIDTH
) -> Table:
    """Return a table without rules: right-aligned but for the columns numbered in `left`, tight where it must be."""
    widths = [max(map(len, [*heading.split("\n"), *(row[at] for row in rows)])) for at, heading in enumerate(columns)]
    gap = 2 if sum(widths) + 2 * len(widths) <= width else 1
    numbers = sum(each for at, each in enumerate(widths) if at not in left)
    short_words = sum(each for at, each in enumerate(widths) if at in left and each < LONG_CELL)
    # Words give way before numbers do; a number that finds no room is folded and never cut, which would make another.
    fit = {True: numbers + short_words + len(widths) <= width, False: numbers + len(widths) + len(left) <= width}
    made = Table(box=None, pad_edge=False, padding=(0, gap, 0, 0))
    for at, name in enumerate(columns):
        is_words = at in left
        justify: Literal["left", "right"] = "left" if is_words else "right"
        no_wrap = widths[at] < LONG_CELL and fit[is_words]
        made.add_column(name, justify=justify, header_style="dim", no_wrap=no_wrap, overflow="fold")
    for row in rows:
        made.add_row(*row)
    return made


def text_of(*parts: object, width: int = WIDTH) -> str:
    """Return parts (texts and tables) as plain text, lines without trailing blanks."""
    buffer = io.StringIO()
    console = Console(file=buffer, width=width, highlight=False, markup=False, emoji=False, color_system=None)
    for part in parts:
        console.print(part, soft_wrap=isinstance(part, str) and "://" in part)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"
