"""Writes docs/reference/glossary.md from concepts.csv: `python docs/_make/glossary.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from headframe.vocabulary.company import companies
from headframe.vocabulary.concept import Concept, concepts

PAGE = Path(__file__).resolve().parents[1] / "reference" / "glossary.md"
HEAD = """# Glossary: the same words, other meanings

Two companies print "bitcoin held" and do not count the same coins. This page sets what a word means here beside what
others mean by it, wherever we know of a difference. It is made from the table that the program reads; every concept,
with or without rivals, is in [concepts](concepts.md). `headframe why` shows the same
under *but others* for a single number.

"""
TABLE = "| word | means here | others mean |\n|---|---|---|\n"
NAMES = "|".join(sorted(companies(), key=len, reverse=True))
CLAUSE = re.compile(r"(?<=[;.])\s+")
OWNER = re.compile(rf"\b({NAMES})\b")


def page() -> str:
    """Return the page."""
    families: dict[str, list[Concept]] = {}
    for concept in concepts().values():
        if concept.rivals:
            families.setdefault(concept.family, []).append(concept)
    links = " · ".join(f"[{_title(family)}](#{_anchor(family)})" for family in sorted(families))
    parts = [HEAD, links, "\n"]
    for family in sorted(families):
        parts += [f"\n## {_title(family)}\n\n", TABLE]
        parts += [_row(concept) for concept in sorted(families[family], key=lambda concept: concept.label.casefold())]
    return "".join(parts)


def _row(concept: Concept) -> str:
    link = f"concepts.md#{_anchor(concept.family)}"
    word = f"**{_cell(concept.label)}** [`{concept.name}`]({link})"
    return f"| {word} | {_cell(concept.definition)} | {'<br>'.join(_sides(concept.rivals))} |\n"


def _sides(rivals: str) -> Iterator[str]:
    """Yield what others mean, a line a clause, the company that a clause begins with in bold."""
    for clause in CLAUSE.split(rivals):
        said = _cell(clause.strip().rstrip(";"))
        yield OWNER.sub(r"**\1**", said, count=1) if OWNER.match(said) else said


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;")


def _title(family: str) -> str:
    return family.replace("_", " ").capitalize()


def _anchor(family: str) -> str:
    return _title(family).lower().replace(" ", "-")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
