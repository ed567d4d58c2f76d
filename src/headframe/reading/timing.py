"""Which period a number belongs to: the words for time that stand with it, or the document's own period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from headframe.reading.periods import When
from headframe.reading.phrases import phrase
from headframe.reading.quantities import Quantity
from headframe.reading.spans_of_text import (
    CHANGE,
    bracket_of,
    brackets,
    cost_between,
    others_between,
    without_about,
)

POSSESSED = phrase("possessed")
AGAINST = phrase("against")
AGAINST_BEFORE = phrase("against_before")

OWNER = re.compile(r"['’]s?\s(?:own |record |total of )?")
OF_NUMBER = re.compile(r"\s(?:of|in|for|from)\s(?:the )?")
COMPARED = phrase("compared")
NEAR_AFTER = 4.6
PAID = phrase("paid")
COMPARES = phrase("compares")


def when_of(
    text: str, quantity: Quantity, whens: Sequence[When], quantities: Sequence[Quantity], *, compared: bool
) -> When | None:
    """Return the mention of time that a number belongs to, or None where the sentence has none for it.

    Parameters
    ----------
    text : str
        The sentence.
    quantity : Quantity
        The number.
    whens, quantities : sequence
        Every mention of time and every number of the sentence, left to right.
    compared : bool
        Whether the number is what another is compared with ("than the 466 of November 2021"): only such a number may
        take "a year ago" or "the prior month" from a distance.
    """
    own = bracket_of(text, quantity.start, quantity.end)
    if own is not None:
        inside = [w for w in whens if own[0] <= w.start and w.end <= own[1]]
        if inside:
            return inside[0] if len(inside) == 1 else min(inside, key=lambda w: abs(w.start - quantity.start))
        bare = quantity.start - own[0] <= 1 and own[1] - quantity.end <= 1
        touching = [w for w in whens if bare and text[w.end : own[0]] in {" (", " ["}]
        if touching:
            return touching[0]
    whens = [w for w in whens if not _serves_another(text, w, quantity, quantities)]
    shut = [span for span in brackets(text) if span != own and re.search(r"\d", _without(text, span, whens))]
    whens = [w for w in whens if not any(span[0] <= w.start and w.end <= span[1] for span in shut)]
    whens = [w for w in whens if not re.match(r"\s?[(\[]\d[\d.,]*[)\]]", text[w.end : w.end + 16])]
    after = _after(text, quantity, whens, quantities, compared)
    before = [w for w in whens if w.end <= quantity.start]
    if after is not None and not (before and _begins_another(text, quantity, after)):
        return after
    if compared:
        return before[-1] if before and _adjoins(text, before[-1], quantity) else None
    for when in reversed(before):
        if when.is_relative and not compared and not _opens(text, when):
            continue
        if _taken(text, when, quantity, quantities) or _aside(text, when, quantity, compared):
            continue
        return when
    return None


def _serves_another(text: str, when: When, quantity: Quantity, quantities: Sequence[Quantity]) -> bool:
    """Whether a mention is another number's own: "November's 383 BTC", "more than the 5,554 BTC of 2022"."""
    for other in quantities:
        if other is quantity:
            continue
        if other.start > when.end and OWNER.fullmatch(text[when.end : other.start]):
            return True
        measured = COMPARED.search(without_about(text[max(0, other.start - 40) : other.start]))
        if measured and other.end <= when.start and OF_NUMBER.fullmatch(text[other.end : when.start]):
            return True
    return False


def _without(text: str, span: tuple[int, int], whens: Sequence[When]) -> str:
    inside = text[span[0] : span[1]]
    for when in whens:
        if span[0] <= when.start and when.end <= span[1]:
            inside = inside.replace(text[when.start : when.end], "")
    return inside


def _adjoins(text: str, when: When, quantity: Quantity) -> bool:
    """Whether a mention stands right before a number: "than May's 514", "against November 2021's 466"."""
    return bool(POSSESSED.fullmatch(text[when.end : quantity.start]))


def _begins_another(text: str, quantity: Quantity, when: When) -> bool:
    """Whether a mention behind a joining word opens the next item: "en julio 370 y en agosto 322"."""
    gap = text[quantity.end : when.start]
    joined = re.search(r",|;|(?<!\w)(?:and|y|e|ed|und|и|а|but|while)(?!\w)", gap, re.IGNORECASE)
    return bool(joined) and bool(re.match(r"[\s,:]{1,3}(?:\w+\s){0,2}\d", text[when.end :]))


def _opens(text: str, when: When) -> bool:
    return when.start <= 2 or (when.start <= 6 and text[when.end : when.end + 1] in {",", ":"})


def _after(
    text: str, quantity: Quantity, whens: Sequence[When], quantities: Sequence[Quantity], compared: bool
) -> When | None:
    for when in whens:
        if when.start < quantity.end:
            continue
        gap = text[quantity.end : when.start]
        if others_between(quantities, quantity.end, when.start, quantity) or re.search(r"[.;]\s", gap):
            return None
        if compared and PAID.fullmatch(gap):
            return when
        if CHANGE.search(gap) or (when.is_relative and not compared and COMPARES.search(gap)):
            return None
        if AGAINST.search(gap):
            return None
        return when if cost_between(text, quantity.end, when.start, ()) <= NEAR_AFTER else None
    return None


def _taken(text: str, when: When, quantity: Quantity, quantities: Sequence[Quantity]) -> bool:
    """Say whether a number between the two, or right before the mention, owns it: "90 in June, 95 ..."."""
    for other in quantities:
        if other is quantity or other.unit not in (quantity.unit, ""):
            continue
        if (
            other.end <= when.start
            and "," not in text[other.end : when.start]
            and cost_between(text, other.end, when.start, ()) <= 2.5
            and (re.search(r"[,;(]|\band\b|\by\b|\bund\b|\be\b", text[when.end : quantity.start]))
        ):
            lead = text[: other.start].strip()
            return bool(lead) or True
    return False


def _aside(text: str, when: When, quantity: Quantity, compared: bool) -> bool:
    """Say whether the mention only serves a comparison that the number is not part of."""
    lead = text[max(0, when.start - 40) : when.start]
    if compared or (when.kind == "months" and re.search(r"(?<!\w)from\s$", lead, re.IGNORECASE)):
        return False
    return bool(AGAINST_BEFORE.search(lead))
