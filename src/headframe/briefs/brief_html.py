"""The brief as one self-contained HTML file: opens from a folder, prints on A4 and Letter, needs no script."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib import resources

from headframe.briefs.brief import Brief
from headframe.briefs.brief_text import LEGEND, cell_text
from headframe.briefs.cards import Deck
from headframe.briefs.pictures import pictures_of
from headframe.briefs.section import Cell, Column, Section, Style
from headframe.record.view import View
from headframe.vocabulary.figure import Figure


def brief_html(brief: Brief, view: View) -> str:
    """Return the brief as HTML; `view` is the one it was written from."""
    from jinja2 import DictLoader, Environment, StrictUndefined
    from markupsafe import Markup

    pictures = pictures_of(brief, view)
    deck = Deck(view, _shown_figures(brief))
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, loader=DictLoader({"brief": _template()}), trim_blocks=True
    )
    return environment.get_template("brief").render(
        brief=brief,
        made=brief.made_from,
        legend=LEGEND,
        sections=[
            (section, Markup(_table(section, deck)), [p for p in pictures if p.section == section.key])
            for section in brief.sections
        ],
        drawn=Markup,
        cards=list(deck.cards()),
    )


def _shown_figures(brief: Brief) -> Iterator[Figure]:
    """Yield the figures a reader can click: those of the rows that the page has room for."""
    for section in brief.sections:
        for row in section.page()[1]:
            yield from (cell for cell in row if isinstance(cell, Figure))


def _table(section: Section, deck: Deck) -> str:
    if not section.rows:
        return ""
    columns, rows = section.page()
    head = "".join(f'<th scope="col" class="{_class(column)}">{escape(column.heading)}</th>' for column in columns)
    body = "".join(
        "<tr>" + "".join(_cell(column, cell, deck) for column, cell in zip(columns, row, strict=True)) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(column: Column, cell: Cell, deck: Deck) -> str:
    kind = _class(column)
    if isinstance(cell, str):
        return f'<td class="{kind}">{escape(cell)}</td>'
    if isinstance(cell, Figure):
        text, anchor = escape(cell_text(column, cell)), deck.anchor(cell)
        return f'<td class="{kind}"><a href="#{anchor}" title="{escape(cell.id)}">{text}</a></td>'
    return (
        f'<td class="{kind} gap" title="{escape(cell.reason)}">–<span class="reason">{escape(cell.reason)}</span></td>'
    )


def _class(column: Column) -> str:
    return "words" if column.style is Style.WORDS else "number"


def _template() -> str:
    return resources.files("headframe.briefs").joinpath("templates/brief.html.j2").read_text("utf-8")
