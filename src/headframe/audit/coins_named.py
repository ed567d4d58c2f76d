"""What measure a number of coins is of, by the words that stand nearest to it."""

from __future__ import annotations

import re

from headframe.audit.coins_changed import change_lead
from headframe.audit.cues import SURE, Cue, Named, cues_of, named_by
from headframe.audit.sentence import InHand, Spoken
from headframe.audit.timing import is_compared
from headframe.audit.wording import wording
from headframe.reading.quantities import Quantity

NARROWER = frozenset({"bitcoin_restricted", "bitcoin_free"})
NARROW_WITHIN = 2.6
"""A word that narrows "holdings" stands no further from the number than this."""
BARE_WITHIN = 2.6
"""A number without a unit counts coins only where the word that says so stands this near."""
ALONE_WITHIN = 1.3
"""A cue this near names a number even where a balance's day follows it."""
LONGEST_CHANGE = 60
"""Characters between a change and the number it ends in."""
TO_A_LEVEL = re.compile(r"(?<!\w)to\s(?:about |around |roughly |just |nearly |almost )?$")


def name_of_coins(it: InHand, number: Quantity, cues: list[Cue]) -> Named | None:
    """Return the measure that a number of coins is most likely of; None where no word near it says so."""
    named = named_by(it.text, cues, number, it.numbers)
    narrow = named_by(it.text, [cue for cue in cues if cue.concept in NARROWER], number, it.numbers)
    if named is not None and named.concept == "bitcoin_held" and narrow is not None and narrow.cost <= NARROW_WITHIN:
        return narrow
    before = it.told.last("coins", 0)
    if before is not None and (named is None or named.cost > 2) and follows_a_name(it, number):
        return Named(before.concept, 1.0, True)
    if (named is None or named.cost > ALONE_WITHIN) and number.unit == "BTC" and stands_at_an_end(it, number):
        return Named("bitcoin_held", 1.5, True)
    links = is_compared(it, number) or bool(TO_A_LEVEL.search(it.text[max(0, number.start - 20) : number.start]))
    if links and before is not None and (named is None or named.cost > 1.9):
        return Named(before.concept, 0.5, True)
    if (named is None or named.cost > 1.9) and (changed := ends_a_change(it, number, cues)):
        return changed
    if (named is None or named.cost > ALONE_WITHIN) and before is not None and goes_on(it, before, number):
        return Named(before.concept, 1.0, True)
    if named is None and number.unit == "BTC":
        carried = it.told.last("coins", 1)
        if carried is not None and not cues:
            return Named(carried.concept, SURE, True)
    return named


def ends_a_change(it: InHand, number: Quantity, cues: list[Cue]) -> Named | None:
    """Return what "fell by 1,363 BTC to 18,005 BTC" and "dropped 11 % in December, to 460 BTC" are numbers of."""
    ahead = [n for n in it.numbers if n.unit in ("BTC", "percent") and n.end <= number.start]
    if number.unit not in ("BTC", "") or not ahead or not change_lead(it, ahead[-1]):
        return None
    gap = it.text[ahead[-1].end : number.start]
    if len(gap) > LONGEST_CHANGE or re.search(r"[;(]|\sfrom\s", gap) or not TO_A_LEVEL.search(gap):
        return None
    return named_by(it.text[: ahead[-1].start], cues, ahead[-1], it.numbers)


def goes_on(it: InHand, before: Spoken, number: Quantity) -> bool:
    """Whether a list goes on with the next time: "October with 19,324 BTC and November with 19,368 BTC"."""
    between = [n for n in it.numbers if before.end <= n.start and n.end <= number.start]
    gap = list(it.text[before.end : number.start])
    for time in it.times:
        if before.end <= time.start and time.end <= number.start:
            gap[time.start - before.end : time.end - before.end] = " " * (time.end - time.start)
    words = "".join(gap).split()
    return not between and {"and", "with"} <= set(words) <= {"and", "with", "in", "at", "it", "the", "end", "of"}


def is_named_beside(it: InHand, number: Quantity, named: Named) -> bool:
    """Whether the very word for what a number was taken to be of stands right beside it: "mined 406 bitcoin"."""
    beside = named_by(it.text, cues_of(it.text, "coins"), number, it.numbers)
    return beside is not None and beside.concept == named.concept and beside.cost <= ALONE_WITHIN


def follows_a_name(it: InHand, number: Quantity) -> bool:
    """Whether a company's name stands right before a number: "MARA held 52,850 BTC, Riot 19,287"."""
    return any(s.ticker and not s.is_pronoun and 0 <= number.start - s.end <= 2 for s in it.subjects)


def stands_at_an_end(it: InHand, number: Quantity) -> bool:
    """Whether a balance's day stands right behind a number: "13,099 bitcoin at the end of December"."""
    gap = re.compile(r"\s(?:at|as of|on|by)\s(?:the )?(?:end of |close of )?(?:the )?")
    match = gap.match(it.text, number.end)
    ends = match is not None and ("end" in match[0] or "as of" in match[0] or "close" in match[0])
    return bool(match) and any(
        time.role == "at" and (time.kind.endswith("_end") or ends) and 0 <= time.start - number.end <= len(match[0])  # type: ignore[index]
        for time in it.times
    )


def is_no_count(it: InHand, number: Quantity, named: Named) -> bool:
    """Whether a bare number counts no coins: a day, a rank, a share, a number far from the word."""
    after = it.text[number.end : number.end + 24]
    before = it.text[max(0, number.start - 12) : number.start]
    if (
        number.unit_text
        or wording("not_coins_after").match(after)
        or re.search(r"[#/$€£-]\s?$|(?:No\.|Item|Form)\s$", before)
    ):
        return True
    if re.match(r"-[A-Za-z]|\s?(?:[A-Z][a-z]+ (?:site|campus))", after):
        return True
    return named.cost > BARE_WITHIN or number.value < 10 or number.scale != 0
