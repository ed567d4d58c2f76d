"""Every tagged number of a page, read as it stands: what it means is decided elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Self

from headframe.ground.errors import InputRefused
from headframe.ground.period import Period
from headframe.reading.found import Passed
from headframe.reading.ixbrl_contexts import Context, read_contexts, read_units
from headframe.reading.ixbrl_document import Element, all_named, clean, text_of
from headframe.reading.ixbrl_numbers import Printed, read_printed

MOST_NUMBERS = 200_000
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
QUOTE_LENGTH = 200
BLOCKS = frozenset({"tr", "p", "td", "div", "li"})


@dataclass(frozen=True, slots=True)
class Tagged:
    """One tagged number: its tag, value without sign, the signs around it, unit, period and members."""

    tag: str
    text: str
    printed: Printed
    minus: bool
    """The tag says sign="-"."""
    in_parentheses: bool
    """The page prints the number in parentheses, whatever the tag says."""
    unit: str
    context: Context
    id: str
    element: Element

    @property
    def period(self) -> Period:
        """The day or span the number is about."""
        return self.context.period

    @property
    def place(self) -> str:
        """Where the number stands, as a fact names it."""
        return f"ix {self.id}" if self.id else f"ix {self.tag}"

    def quote(self) -> str:
        """Return the words of the row or paragraph that prints the number."""
        return quote_around(self.element, self.text)


@dataclass(frozen=True, slots=True)
class TaggedPage:
    """The tagged numbers of a page, and those whose words could not be read."""

    numbers: tuple[Tagged, ...]
    unread: tuple[Passed, ...]

    @classmethod
    def of(cls, root: Element) -> Self:
        """Read the numbers of the page whose root is given."""
        contexts, units = read_contexts(root), read_units(root)
        numbers: list[Tagged] = []
        unread: list[Passed] = []
        for element in islice(all_named(root, "nonFraction"), MOST_NUMBERS):
            found = _tagged(element, contexts, units)
            if isinstance(found, Tagged):
                numbers.append(found)
            elif found is not None:
                unread.append(found)
        return cls(tuple(numbers), tuple(unread))


def _tagged(element: Element, contexts: dict[str, Context], units: dict[str, str]) -> Tagged | Passed | None:
    if element.get(NIL) in ("true", "1"):
        return None
    tag, text, id = element.get("name", ""), text_of(element), element.get("id", "")
    context = contexts.get(element.get("contextRef", ""))
    if context is None:
        return Passed(f"{tag} {text}"[:QUOTE_LENGTH], f"ix {id}", "its context is missing or has no readable period")
    try:
        printed = read_printed(
            text, element.get("format", "").rpartition(":")[2], _scale(element), element.get("decimals", "")
        )
    except InputRefused as refused:
        return Passed(f"{tag} {text}"[:QUOTE_LENGTH], f"ix {id}", refused.what)
    return Tagged(
        tag=tag,
        text=text,
        printed=printed,
        minus=element.get("sign") == "-",
        in_parentheses=_opens_parenthesis(element),
        unit=units.get(element.get("unitRef", ""), ""),
        context=context,
        id=id,
        element=element,
    )


def _scale(element: Element) -> int:
    text = element.get("scale") or "0"
    if not re.fullmatch(r"[+-]?\d{1,2}", text):
        raise InputRefused(f"'{text[:20]}' is no scale")
    return int(text)


def _opens_parenthesis(element: Element) -> bool:
    """Say whether the text right before the tag opens a parenthesis that it does not close."""
    before, current = "", element
    while current is not None and not before:
        earlier = current.getprevious()
        parent = current.getparent()
        before = clean((earlier.tail if earlier is not None else parent.text if parent is not None else "") or "")
        if earlier is not None and not before:
            before = text_of(earlier)[-1:]
        current = None if earlier is not None or parent is None or _is_block(parent) else parent
    return before.endswith("(") or clean(element.text or "").startswith("(")


def _is_block(element: Element) -> bool:
    return isinstance(element.tag, str) and element.tag.rpartition("}")[2] in BLOCKS


def quote_around(element: Element, text: str) -> str:
    """Return up to 200 characters of the table row, or else the paragraph, in which `element` stands."""
    block = _block_of(element)
    if block is None:
        return text
    words = clean(" ".join(islice(block.itertext(), 2000)))
    at = max(words.find(text), 0)
    start = max(0, min(at - QUOTE_LENGTH // 2, len(words) - QUOTE_LENGTH))
    return words[start : start + QUOTE_LENGTH].strip()


def _block_of(element: Element) -> Element | None:
    nearest = None
    for ancestor in islice(element.iterancestors(), 32):
        name = ancestor.tag.rpartition("}")[2] if isinstance(ancestor.tag, str) else ""
        if name == "tr":
            return ancestor
        if nearest is None and name in BLOCKS:
            nearest = ancestor
    return nearest


def dei_texts(root: Element) -> Iterator[tuple[str, str]]:
    """Yield the page's own words about its company and kind: ("EntityCentralIndexKey", "0001167419"), ..."""
    for element in islice(all_named(root, "nonNumeric"), MOST_NUMBERS):
        prefix, _, name = element.get("name", "").partition(":")
        if prefix == "dei":
            yield name, text_of(element)
