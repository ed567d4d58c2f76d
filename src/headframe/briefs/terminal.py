"""Tables for a terminal of 100 columns, coloured only where the reader's terminal is one."""

from __future__ import annotations

import io
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

WIDTH = 100


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], left: Sequence[int] = (0,)) -> Table:
    """Return a table without rules: right-aligned but for the columns numbered in `left`."""
    made = Table(
        title=title or None, title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0)
    )
    for index, name in enumerate(columns):
        made.add_column(
            name,
            justify="left" if index in left else "right",
            header_style="dim",
            no_wrap=index not in left or index == 0,
        )
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
