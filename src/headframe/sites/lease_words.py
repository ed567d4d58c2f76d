"""What the compiler's note says of a deal: whether it counts, what its margin means, what its cost covers."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from headframe.vocabulary.tables import packaged_rows

NOT_SAID = "not said"
ESCALATOR = re.compile(r"(\d+(?:\.\d+)?) ?%/yr")
LOAN = re.compile(r"\b(\d+(?:\.\d+)?)B (\d+(?:\.\d+)?)%")
BACKSTOP = re.compile(r"(~?)\+?(\d+(?:\.\d+)?)([BM])\b(?! warrants)")
WARRANTS = re.compile(r"(~?)\+?(\d+(?:\.\d+)?)M warrants")


class Standing(StrEnum):
    """Whether a row of deals.csv is a lease that counts."""

    SIGNED = "signed"
    NOT_EFFECTIVE = "not_effective"
    PART = "part"
    """Already counted in an earlier row."""
    RUNNING_TOTAL = "running_total"
    TARGET = "target"
    FINANCING = "financing"
    PURCHASE = "purchase"


def standing_in(note: str) -> Standing:
    """Return what a note says of a deal; signed where it says nothing else.

    Examples
    --------
    >>> standing_in("STATUS not deal: 243 MW billing").value
    'running_total'
    """
    said = _said("standing", note)
    return Standing(said) if said else Standing.SIGNED


def margin_in(clauses: tuple[str, ...]) -> str:
    """Return what the printed margin is a margin of."""
    return next((said for clause in clauses if (said := _said("margin", clause))), NOT_SAID)


def scope_in(clauses: tuple[str, ...]) -> str:
    """Return what the printed capital cost covers."""
    return next((said for clause in clauses if (said := _said("scope", clause))), NOT_SAID)


def _said(about: str, text: str) -> str:
    return next((says for pattern, says in _patterns(about) if pattern.search(text)), "")


@cache
def _patterns(about: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = packaged_rows("headframe.sites", "lease_words.csv")
    return tuple((re.compile(row["pattern"]), row["says"]) for row in rows if row["about"] == about)
