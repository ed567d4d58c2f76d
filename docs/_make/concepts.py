"""Writes docs/reference/concepts.md from concepts.csv: `python docs/_make/concepts.py`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from headframe.vocabulary.concept import Concept, concepts

PAGE = Path(__file__).resolve().parents[1] / "reference" / "concepts.md"
HEAD = """# Concepts

Every number in Headframe is about one concept: one name, one unit, one definition. The names are the ones to use with
`headframe why`, in a file of your own facts, and in JSON. This page is made from the same table that the program reads.

- **stock**: a balance, true at the end of a day. **flow**: an amount over a period; months add up to quarters.
  **mean**: an average over a period; months do not add up. **price**: money for one unit. **ratio**: one concept over
  another.
- *computed* marks what Headframe computes; no source has to print it.
- *Others mean* says who uses the same words for something else. Read it before you compare two companies.

"""


def page() -> str:
    """Return the page."""
    families: dict[str, list[Concept]] = {}
    for concept in concepts().values():
        families.setdefault(concept.family, []).append(concept)
    links = " · ".join(f"[{_title(family)}](#{_anchor(family)})" for family in sorted(families))
    parts = [HEAD, links, "\n"]
    for family in sorted(families):
        parts += [f"\n## {_title(family)}\n\n", *_entries(families[family])]
    return "".join(parts)


def _entries(found: Iterable[Concept]) -> Iterable[str]:
    for concept in found:
        computed = ", *computed*" if concept.is_derived else ""
        yield f"- **`{concept.name}`** [{concept.unit}] {concept.kind}{computed}: {concept.label}."
        yield f" The same as `{concept.same_as}`." if concept.same_as else ""
        yield f" {_escaped(concept.definition)}"
        yield f" *Others mean:* {_escaped(concept.rivals)}" if concept.rivals else ""
        yield "\n"


def _title(family: str) -> str:
    return family.replace("_", " ").capitalize()


def _anchor(family: str) -> str:
    return _title(family).lower().replace(" ", "-")


def _escaped(text: str) -> str:
    return text.replace("*", "\\*").replace("<", "&lt;")


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), "utf-8")
