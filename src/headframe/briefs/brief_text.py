"""The brief for a terminal: one page of 100 columns."""

from __future__ import annotations

import textwrap

from headframe.briefs.brief import Brief
from headframe.briefs.numbers import GAP, in_dollars, over, shown, times
from headframe.briefs.section import Cell, Column, Section, Style
from headframe.briefs.sparkline import sparkline
from headframe.briefs.terminal import WIDTH, table, text_of
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure

LEGEND = "● reported  ◐ derived  ○ estimated  ⚠ disputed  – missing"


def brief_text(brief: Brief) -> str:
    """Return the brief as text."""
    made = brief.made_from
    own = f" · {made.record.position} own" if made.record.position else ""
    head = f"{made.company}  {brief.name}   as known on {made.as_of}   record {made.record.snapshot}"
    parts: list[object] = [
        f"{head} · {brief.facts} printings · {brief.disputed} disputed{own}",
        "",
        *textwrap.wrap(brief.headline, WIDTH),
    ]
    for section in brief.sections:
        parts += ["", *section_parts(section)]
    parts += _gap_lines(brief)
    last = _last_held(brief)
    parts += ["", LEGEND]
    if last is not None:
        parts.append(f"`headframe why {last.id}` explains a number. Not investment advice.")
    return text_of(*parts)


GAPS_NAMED = 5


def _gap_lines(brief: Brief) -> list[object]:
    """Name the gaps of the page's tables with their reason: the dash alone says too little."""
    named: dict[str, list[str]] = {}
    for section in brief.sections:
        columns, rows = section.page()
        for row in rows:
            for column, cell in zip(columns, row, strict=True):
                if isinstance(cell, Missing):
                    heading = " ".join(column.heading.split())
                    named.setdefault(f"{section.title.lower()}, {heading}", []).append(str(row[0]))
    lines = [f"{where} ({', '.join(when)})" for where, when in named.items()]
    if not lines:
        return []
    more = f"; and {len(lines) - GAPS_NAMED} more" if len(lines) > GAPS_NAMED else ""
    told = f"Missing: {'; '.join(lines[:GAPS_NAMED])}{more}. `why` gives the reason of each."
    return ["", *textwrap.wrap(told, WIDTH)]


def _last_held(brief: Brief) -> Figure | None:
    """Return the figure that the last line offers to explain: the newest balance, else any."""
    held = [row[1] for section in brief.sections if section.key == "holdings" for row in section.rows]
    figures = [cell for cell in held if isinstance(cell, Figure)] or list(brief.figures())
    return figures[-1] if figures else None


def section_parts(section: Section, width: int = WIDTH) -> list[object]:
    """Return a section as text and a table."""
    head = section.title + (f"   to {section.reaches}" if section.reaches else "") + f"   `{section.verb}`"
    parts: list[object] = [head, *textwrap.wrap(section.finding, width)]
    if section.rows:
        columns, rows = section.page()
        headings = [column.heading for column in columns]
        cells = [[cell_text(column, cell) for column, cell in zip(columns, row, strict=True)] for row in rows]
        left = [index for index, column in enumerate(columns) if column.style is Style.WORDS]
        parts.append(table(headings, cells, left=left, width=width))
    if section.key == "holdings" and (line := _held_line(section)):
        parts.append(line)
    for note in section.notes:
        parts += textwrap.wrap(note, width, initial_indent="  ", subsequent_indent="    ")
    return parts


def cell_text(column: Column, cell: Cell) -> str:
    """Return one cell as text, badge included."""
    if isinstance(cell, str):
        return cell
    if column.style is Style.TIMES:
        return times(cell)
    if column.style is Style.DOLLARS:
        return in_dollars(cell)
    if column.style is Style.OVER:
        return over(cell)
    return shown(cell, signed=column.style is Style.SIGNED) if isinstance(cell, Figure) else GAP


def _held_line(section: Section) -> str:
    held = [row[1] for row in section.rows]
    values = [cell.value for cell in held if isinstance(cell, Figure)]
    if len(values) < 3 or any(isinstance(cell, Missing) for cell in held):
        return ""
    return f"{sparkline(values)}  held, {section.rows[0][0]} to {section.rows[-1][0]}"
