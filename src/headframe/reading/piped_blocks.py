"""Stretches of piped lines in a text: each a table whose header nobody has understood yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from headframe.reading.text_tables import joined_cells

PIPED = re.compile(r"(?:^[^\n]{0,400}\|[^\n]{0,400}\n?){3,60}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PipedRow:
    """One line: its cells with split values joined, the first one being the label, and where it stands."""

    cells: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PipedBlock:
    """Three piped lines or more that stand together."""

    rows: tuple[PipedRow, ...]
    start: int
    end: int
    text: str


def piped_blocks(text: str) -> Iterator[PipedBlock]:
    r"""Yield the stretches of piped lines, from the top.

    Examples
    --------
    >>> [row.cells for row in next(piped_blocks("|a | 1|\n|b | $ | 2|\n|c | (3 | )|")).rows]
    [('a', '1'), ('b', '$2'), ('c', '(3)')]
    """
    for match in PIPED.finditer(text):
        yield PipedBlock(tuple(_rows(match[0], match.start())), match.start(), match.end(), match[0])


def _rows(block: str, start: int) -> Iterator[PipedRow]:
    lines = block.splitlines(keepends=True)
    framed = all(line.lstrip().startswith("|") for line in lines)
    position = start
    for line in lines:
        begin, position = position, position + len(line)
        body = line.strip().removeprefix("|") if framed else line.strip()
        label, *rest = (cell.strip() for cell in body.split("|"))
        yield PipedRow((label, *joined_cells(rest)), begin, position)
