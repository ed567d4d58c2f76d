"""A section as a page shows it: finding, pictures, table, notes; its verb in the corner and its data underneath."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from headframe.briefs.section import Section
from headframe.briefs.table_html import section_table
from headframe.vocabulary.figure import Figure
from headframe.web.addresses import verb_address, why_address
from headframe.web.verbs_table import VERB_PAGES


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """One picture of a page: its drawing, and its specification for whoever draws it anew."""

    title: str
    svg: str
    specification: str


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One section, ready for its template."""

    key: str
    title: str
    finding: str
    reaches: date | None
    line: str
    """What to type for it."""
    more: str
    csv: str
    json: str
    table: Markup
    rows_left_out: int
    notes: tuple[str, ...]
    pictures: tuple[ShownPicture, ...]


def numbered(sections: Iterable[ShownSection]) -> list[ShownSection]:
    """Return sections whose keys differ: two of one page may answer one question."""
    seen: Counter[str] = Counter()
    found = []
    for section in sections:
        seen[section.key] += 1
        again = seen[section.key] > 1
        found.append(replace(section, key=f"{section.key}-{seen[section.key]}") if again else section)
    return found


def shown_section(
    section: Section, as_of: date | None, pictures: Iterable[ShownPicture] = (), *, whole: bool = False
) -> ShownSection:
    """Return a section with its links; with `whole`, all its rows.

    Parameters
    ----------
    section : Section
        From an answer's form.
    as_of : date, optional
        The day asked for, which every link carries on.
    pictures : iterable of ShownPicture
        Those that stand in it.
    whole : bool
        Whether all rows are shown.
    """

    def address(figure: Figure) -> str:
        return why_address(figure, as_of)

    def link(form: str) -> str:
        return verb_address(section.verb, VERB_PAGES, as_of, form)

    name = section.verb.split()[1] if " " in section.verb else ""
    page = VERB_PAGES.get(name)
    return ShownSection(
        key=section.key,
        title=section.title,
        finding=section.finding,
        reaches=section.reaches,
        line=section.verb + (f" --as-of {as_of}" if as_of else ""),
        more="" if whole else link(""),
        csv=link("csv") if page and page.csv else "",
        json=link("json"),
        table=Markup(section_table(section, address, whole=whole)),
        rows_left_out=0 if whole else max(0, len(section.rows) - section.shown_rows),
        notes=section.notes,
        pictures=tuple(pictures),
    )
