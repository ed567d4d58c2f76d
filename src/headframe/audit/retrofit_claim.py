"""From what stands around a number to what it claims: whose, what, when, in which unit. Or why that is not clear."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.audit.retrofit_headings import Heading
from headframe.audit.retrofit_labels import Meaning, meaning_of
from headframe.audit.retrofit_layout import Slot, Title
from headframe.audit.retrofit_typed import Typed


@dataclass(frozen=True, slots=True)
class Claim:
    """What one number claims. `stated` is the unit said beside or over it; `titled` one said further away."""

    typed: Typed
    label: str
    company: str
    concepts: tuple[str, ...]
    heading: Heading | None
    spacing: int
    is_opening: bool
    stated: str
    titled: str
    is_loss: bool
    line: tuple[str, int, int]
    unclear: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the whole sheet says: its name's meaning, and the file's."""

    sheet: Meaning
    file: Meaning

    @classmethod
    def of(cls, sheet: str, file: str) -> Surroundings:
        """Return what a sheet's and a file's name say."""
        return cls(meaning_of(sheet.replace("_", " ")), meaning_of(file.rpartition(".")[0].replace("_", " ")))


def claim_of(slot: Slot, around: Surroundings) -> Claim:
    """Return what a number claims; `unclear` is empty where company, concept and period are all named."""
    beside = any(meaning.concepts for meaning in slot.label)
    naming = slot.label if beside else slot.heads
    named = next(meaning for meaning in (naming if beside else reversed(naming)) if meaning.concepts)
    near = (*slot.label, *slot.heads)
    heading, conflict = _heading(slot)
    company = _company(slot, around)
    blocked = next((meaning.blocked for meaning in near if meaning.blocked), "")
    blocked = blocked or _section_blocks(slot) or around.sheet.blocked
    if heading is not None and heading.expected:
        blocked = "not reported: estimate"
    return Claim(
        typed=slot.typed,
        label=" · ".join(
            meaning.text for meaning in (slot.label if beside else (*slot.heads, *slot.label)) if meaning.text
        ),
        company=company,
        concepts=named.concepts,
        heading=heading,
        spacing=slot.spacing,
        is_opening=named.is_opening,
        stated=slot.typed.stated or next((meaning.unit for meaning in reversed(near) if meaning.unit), ""),
        titled=next((title.meaning.unit for title in reversed(slot.titles) if title.meaning.unit), around.sheet.unit),
        is_loss="loss" in named.text.lower() and "(loss" not in named.text.lower(),
        line=slot.line,
        unclear=blocked or conflict or _gap(company, heading),
    )


def _gap(company: str, heading: Heading | None) -> str:
    if not company:
        return "no company named"
    return "no period named" if heading is None or heading.year is None else ""


def _heading(slot: Slot) -> tuple[Heading | None, str]:
    """Return the period over the number, beside it, in its label, or in a title; two that differ say nothing."""
    beside, over = slot.row_heading, slot.column_heading
    if slot.line[0] == "column":
        over = None if beside else over
    elif beside and over:
        return None, "two periods named"
    inside = next((meaning.inside for meaning in (*slot.label, *slot.heads) if meaning.inside), None)
    if over or beside:
        return over or beside, ""
    return inside or _titled_heading(slot.titles), ""


def _titled_heading(titles: tuple[Title, ...]) -> Heading | None:
    named = (title.meaning.inside or title.meaning.heading for title in reversed(titles))
    return next((heading for heading in named if heading is not None), None)


def _section_blocks(slot: Slot) -> str:
    """Return why the section's own head takes its numbers out of what was reported ("Guidance")."""
    worded = [title for title in slot.titles if title.meaning.text]
    heads = [title.meaning for title in worded if title.row == worded[-1].row]
    return next((meaning.blocked for meaning in heads if meaning.blocked.startswith("not reported")), "")


def _company(slot: Slot, around: Surroundings) -> str:
    """Return the ticker named nearest: beside the number, over it, in a title, by the sheet, by the file."""
    for group in (slot.label, slot.heads):
        named = {ticker for meaning in group for ticker in meaning.companies}
        if named:
            return named.pop() if len(named) == 1 else ""
    rows = sorted({title.row for title in slot.titles if title.meaning.companies}, reverse=True)
    if rows:
        nearest = [title for title in slot.titles if title.row == rows[0] and title.meaning.companies]
        found = nearest[-1].meaning.companies
        return found[0] if len(found) == 1 else ""
    for meaning in (around.sheet, around.file):
        if meaning.companies:
            return meaning.companies[0] if len(meaning.companies) == 1 else ""
    return ""
