"""The numbers on top of a company's page: the newest row of its main tables, each a link to what is behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from headframe.briefs.brief import Brief
from headframe.briefs.brief_text import cell_text
from headframe.briefs.section import Section, Style
from headframe.vocabulary.figure import Figure
from headframe.web.addresses import why_address

SHOWN = ("holdings", "encumbrance", "sales")
"""The sections whose last row is shown, in this order."""
MOST = 8


@dataclass(frozen=True, slots=True)
class Tile:
    """One number with its heading, day and link."""

    heading: str
    when: str
    text: str
    mark: str
    badge: str
    address: str


def tiles_of(brief: Brief, as_of: date | None) -> tuple[Tile, ...]:
    """Return the tiles of a brief, one a distinct figure."""
    sections = {section.key: section for section in brief.sections}
    found: dict[str, Tile] = {}
    for key in SHOWN:
        if key in sections:
            for figure_id, tile in _tiles(sections[key], as_of):
                found.setdefault(figure_id, tile)
    return tuple(found.values())[:MOST]


def _tiles(section: Section, as_of: date | None) -> Iterator[tuple[str, Tile]]:
    columns, rows = section.page()
    if not rows:
        return
    for column, cell in zip(columns, rows[-1], strict=True):
        if isinstance(cell, Figure) and column.style is not Style.WORDS:
            heading = " ".join(column.heading.split())
            unit = f" [{cell.unit}]" if cell.unit == "BTC" and "[" not in heading else ""
            text = cell_text(column, cell).rsplit(" ", 1)[0]
            address = why_address(cell, as_of)
            yield cell.id, Tile(f"{heading}{unit}", str(rows[-1][0]), text, cell.badge.mark, cell.badge.value, address)
