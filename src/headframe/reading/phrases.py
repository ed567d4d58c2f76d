"""Wordings that reading looks for, by name: phrases.csv holds the patterns, code holds what they mean."""

from __future__ import annotations

import re
from functools import cache

from headframe.vocabulary.tables import packaged_rows


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    return {
        row["name"]: re.compile(row["pattern"], 0 if row["case"] == "exact" else re.IGNORECASE)
        for row in packaged_rows("headframe.reading", "phrases.csv")
    }


def phrase(name: str) -> re.Pattern[str]:
    """Return the pattern called `name`; upper and lower case are the same unless its row says "exact"."""
    return _phrases()[name]
