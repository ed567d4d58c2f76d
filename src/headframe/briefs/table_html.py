"""A section's table as HTML: each number a link to what is behind it, each gap with its reason."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from headframe.briefs.brief_text import cell_text
from headframe.briefs.section import Cell, Column, Section, Style
from headframe.vocabulary.figure import Figure

SHORT = 12
"""Letters of a day with its mark: 2024-12-31†."""


def section_table(section: Section, address: Callable[[Figure], str], *, whole: bool = False) -> str:
    """Return a section's rows as an HTML table; empty where it has none.

    Parameters
    ----------
    section : Section
        What to show.
    address : callable
        Where a click on a number leads.
    whole : bool
        Whether to show every row, or the last ones that a page has room for.
    """
    if not section.rows:
        return ""
    columns, rows = (section.columns, section.rows) if whole else section.page()
    head = "".join(f'<th scope="col" class="{_class(column)}">{escape(column.heading)}</th>' for column in columns)
    body = "".join(
        "<tr>" + "".join(_cell(column, cell, address) for column, cell in zip(columns, row, strict=True)) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(column: Column, cell: Cell, address: Callable[[Figure], str]) -> str:
    kind = _class(column)
    if isinstance(cell, str):
        return f'<td class="{kind}{_short(kind, cell)}">{escape(cell)}</td>'
    if isinstance(cell, Figure):
        text, link = escape(cell_text(column, cell)), escape(address(cell))
        return f'<td class="{kind}{_short(kind, "")}"><a href="{link}" title="{escape(cell.id)}">{text}</a></td>'
    return (
        f'<td class="{kind} gap" title="{escape(cell.reason)}">–<span class="reason">{escape(cell.reason)}</span></td>'
    )


def _short(kind: str, text: str) -> str:
    """Return the class of a day or a number among words: it is never broken, at its hyphens or before its badge."""
    return " short" if kind == "words" and len(text) <= SHORT else ""


def _class(column: Column) -> str:
    return "words" if column.style is Style.WORDS else "number"
