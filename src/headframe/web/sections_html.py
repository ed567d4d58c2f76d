"""A section as a page shows it: finding, pictures, table, notes; its verb in the corner and its data underneath."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from headframe.briefs.section import Section
from headframe.briefs.table_html import section_table
from headframe.vocabulary.figure import Figure
from headframe.web.addresses import verb_address, why_address
from headframe.web.questions import QUESTION_NAMES
from headframe.web.verbs_table import VERB_PAGES, page_typed


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """One picture of a page: its drawing, and its specification for whoever draws it anew."""

    title: str
    svg: str
    specification: str

    @property
    def svg_by_night(self) -> str:
        """The same drawing for a dark page."""
        return in_the_dark(self.svg)


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


def in_the_dark(address: str) -> str:
    """Return the address of a picture for a dark page.

    Examples
    --------
    >>> in_the_dark("/c/RIOT/chart/holdings.svg?as_of=2026-01-10")
    '/c/RIOT/chart/holdings.svg?as_of=2026-01-10&tone=dark'
    """
    return f"{address}{'&' if '?' in address else '?'}tone=dark"


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
    section: Section,
    as_of: date | None,
    pictures: Iterable[ShownPicture] = (),
    *,
    whole: bool = False,
    address: Callable[[Figure], str] | None = None,
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
    address : callable, optional
        Where a click on a number leads; to the number's own page where none is given.
    """
    page = page_typed(section.verb)
    line = section.verb if page is None else section.verb.replace(page.typed, page.name, 1)
    leads = address or (lambda figure: why_address(figure, as_of))

    def link(form: str) -> str:
        return verb_address(line, QUESTION_NAMES if not form else VERB_PAGES, as_of, form)

    return ShownSection(
        key=section.key,
        title=section.title,
        finding=section.finding,
        reaches=section.reaches,
        line=section.verb + (f" --as-of {as_of}" if as_of else ""),
        more="" if whole else link(""),
        csv=link("csv") if page and page.csv else "",
        json=link("json"),
        table=Markup(section_table(section, leads, whole=whole)),
        rows_left_out=0 if whole else max(0, len(section.rows) - section.shown_rows),
        notes=section.notes,
        pictures=tuple(pictures),
    )
