"""Claims without a number of their own: sold nothing, first since, largest, rose, accumulating, and why."""

from __future__ import annotations

from headframe.audit.behaviour_claims import accumulating, moved, sold_against_mined
from headframe.audit.first_since import first_since, nothing_sold
from headframe.audit.ranking import ranking
from headframe.audit.sentence import InHand
from headframe.audit.verdict import Claim
from headframe.record.view import View


def word_claims(it: InHand, then: View, now: View) -> list[Claim]:
    """Return the claims that a sentence makes in words alone, judged; their stretches are marked as taken."""
    found: list[Claim] = []
    for ask in (first_since, nothing_sold, ranking, moved, sold_against_mined, accumulating):
        found += ask(it, then, now)
    return found
