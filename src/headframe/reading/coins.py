"""What a number of coins counts: produced, sold, held, restricted or bought."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from headframe.reading.cues import Cue
from headframe.reading.periods import When
from headframe.reading.phrases import phrase
from headframe.reading.quantities import Quantity
from headframe.reading.spans_of_text import cost_between, others_between

CONCEPT_OF_ROLE = {
    "produced": "bitcoin_produced",
    "sold": "bitcoin_sold",
    "held": "bitcoin_held",
    "closing": "bitcoin_held",
    "restricted": "bitcoin_restricted",
    "purchased": "bitcoin_purchased",
}
FARTHEST = 7.0
IN_UNIT = (("unrestricted", "held"), ("unencumbered", "held"), ("restricted", "restricted"), ("pledged", "restricted"))
NOUNS = phrase("nouns")
PLEDGED_BEHIND = phrase("pledged_behind")
LEFT_BEHIND = re.compile(
    r"\s(?:(?:is|are|was|were) )?(?:still )?(?:left|remaining|remained)(?! to )(?!\w)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The role chosen for a number, how far its cue stood, and whether the cue came after."""

    role: str
    cost: float
    cue: Cue | None


def role_of_coins(
    text: str, quantity: Quantity, cues: Sequence[Cue], quantities: Sequence[Quantity], whens: Sequence[When]
) -> Choice | None:
    """Return the nearest cue's role, or None where no cue stands near enough.

    A cue costs the words between it and the number; crossing a comma, another number of coins or another cue costs
    more. "sold 400 BTC mined in June" takes the verb before it.
    """
    unit = quantity.unit_text.lower()
    for word, role in IN_UNIT:
        if word in unit:
            return Choice(role, 0.0, None)
    if PLEDGED_BEHIND.match(text[quantity.end :]):
        return Choice("restricted", 0.0, None)
    if LEFT_BEHIND.match(text[quantity.end :]):
        return Choice("held", 0.0, None)
    best: Choice | None = None
    for cue in cues:
        if cue.role not in CONCEPT_OF_ROLE:
            continue
        cost = _cost(text, quantity, cue, cues, quantities, whens)
        if cost <= FARTHEST and (best is None or cost < best.cost):
            best = Choice(cue.role, cost, cue)
    return best


def _cost(
    text: str, quantity: Quantity, cue: Cue, cues: Sequence[Cue], quantities: Sequence[Quantity], whens: Sequence[When]
) -> float:
    if cue.start >= quantity.end:
        start, end, extra = quantity.end, cue.start, 0.1
        if NOUNS.search(cue.text):
            extra += 3.0
        if cue.role == "closing":
            return FARTHEST + 1
    elif cue.end <= quantity.start:
        start, end, extra = cue.end, quantity.start, 0.0
    else:
        return FARTHEST + 1
    extra += 4.0 * others_between(quantities, start, end, quantity)
    crossed = {
        other.role for other in cues if start <= other.start and other.end <= end and other.role in CONCEPT_OF_ROLE
    }
    extra += 2.5 * len(crossed - {cue.role, "closing"})
    return cost_between(text, start, end, whens) + extra


SHARE_OF = phrase("share_of")
PASSIVE = phrase("passive")


def role_in_share(text: str, quantity: Quantity, cues: Sequence[Cue], quantities: Sequence[Quantity]) -> str:
    """Return the role of a number in "147 BTC of the 233 BTC mined were sold": sold for 147, produced for 233.

    "none" where the number is the whole and nothing but the part's verb follows it; empty for other sentences.
    """
    coins = [other for other in quantities if other.unit in (quantity.unit, "")]
    for part, whole in pairwise(coins):
        if quantity is not part and quantity is not whole:
            continue
        if not SHARE_OF.fullmatch(text[part.end : whole.start]):
            continue
        own = next(
            (cue for cue in cues if cue.end <= part.start and cost_between(text, cue.end, part.start, ()) <= 1.0), None
        )
        behind = [cue for cue in cues if cue.start >= whole.end and cue.role in CONCEPT_OF_ROLE]
        passive = bool(PASSIVE.match(text[whole.end :]))
        beside = (
            behind[0] if behind and not passive and cost_between(text, whole.end, behind[0].start, ()) <= 1.0 else None
        )
        if quantity is whole:
            return beside.role if beside else "none"
        rest = [cue for cue in behind if cue is not beside]
        return own.role if own else rest[0].role if rest else ""
    return ""
