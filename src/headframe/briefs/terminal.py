"""Tables for a terminal of 100 columns, coloured only where the reader's terminal is one."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Literal

from rich.console import Console
from rich.table import Table

WIDTH = 100


LONG_CELL = 24
"""A column whose cells all are shorter than this is never wrapped."""


def table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], left: Sequence[int] = (0,), width: int = WIDTH
) -> Table:
    """Return a table without rules: right-aligned but for the columns numbered in `left`, tight where it must be."""
    widths = [max(map(len, [*heading.split("\n"), *(row[at] for row in rows)])) for at, heading in enumerate(columns)]
    gap = 2 if sum(widths) + 2 * len(widths) <= width else 1
    made = Table(box=None, pad_edge=False, padding=(0, gap, 0, 0))
    for at, name in enumerate(columns):
        justify: Literal["left", "right"] = "left" if at in left else "right"
        made.add_column(name, justify=justify, header_style="dim", no_wrap=widths[at] < LONG_CELL)
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
