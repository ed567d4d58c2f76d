"""The brief as one self-contained HTML file: opens from a folder, prints on A4 and Letter, needs no script."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

from headframe.briefs.brief import Brief
from headframe.briefs.brief_text import LEGEND
from headframe.briefs.cards import Deck
from headframe.briefs.pictures import Drawing, pictures_of
from headframe.briefs.table_html import section_table
from headframe.record.view import View
from headframe.vocabulary.figure import Figure


def brief_html(brief: Brief, view: View, ahead: tuple[Drawing, ...] = ()) -> str:
    """Return the brief as HTML; `view` is the one it was written from, `ahead` the pictures of what lies ahead."""
    from jinja2 import DictLoader, Environment, StrictUndefined
    from markupsafe import Markup

    pictures = pictures_of(brief, view, ahead)
    deck = Deck(view, _shown_figures(brief))

    def address(figure: Figure) -> str:
        return f"#{deck.anchor(figure)}"

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, loader=DictLoader({"brief": _template()}), trim_blocks=True
    )
    return environment.get_template("brief").render(
        brief=brief,
        made=brief.made_from,
        legend=LEGEND,
        sections=[
            (section, Markup(section_table(section, address)), [p for p in pictures if p.section == section.key])
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


def _template() -> str:
    return resources.files("headframe.briefs").joinpath("templates/brief.html.j2").read_text("utf-8")
