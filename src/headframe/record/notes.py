"""What a compiler's note says about a printing: its basis and how far it can be trusted (note_words.csv)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from headframe.vocabulary.fact import Basis, Standing
from headframe.vocabulary.tables import packaged_rows


@dataclass(frozen=True, slots=True)
class Reading:
    """A note, read."""

    basis: Basis = Basis.AS_DEFINED
    part: str = ""
    standing: Standing = Standing.STATED
    restated: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    pattern: re.Pattern[str]
    concepts: re.Pattern[str]
    says: str
    part: str


STANDINGS = {standing.value: standing for standing in Standing}
WORST_FIRST = (Standing.UNRELIABLE, Standing.COMPUTED, Standing.PRELIMINARY, Standing.APPROXIMATE)


@cache
def read_note(note: str, concept: str = "") -> Reading:
    """Return what `note` says of a figure of `concept`. The worst standing wins; the first word about the basis wins.

    Examples
    --------
    >>> read_note("UNRESTRICTED only (rest posted as collateral)", "bitcoin_held").part
    'unrestricted'
    >>> read_note("prior-month column").standing.value
    'stated'
    """
    found = [word for word in _words() if word.pattern.search(note) and word.concepts.search(concept)]
    said = {STANDINGS[word.says] for word in found if word.says in STANDINGS}
    standing = next((level for level in WORST_FIRST if level in said), Standing.STATED)
    basis = next((word for word in found if word.says in ("part", "whole", "average")), None)
    restated = any(word.says == "restated" for word in found)
    if basis is None or basis.says == "whole" or (standing is Standing.COMPUTED and basis.part == "pledged"):
        return Reading(standing=standing, restated=restated)
    return Reading(Basis(basis.says), basis.part, standing, restated)


@cache
def _words() -> tuple[_Word, ...]:
    rows = packaged_rows("headframe.record", "note_words.csv")
    return tuple(
        _Word(re.compile(row["pattern"]), re.compile(row["concepts"]), row["says"], row["part"]) for row in rows
    )
