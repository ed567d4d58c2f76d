"""Wordings that an audit looks for, by name: wording.csv holds the patterns, code holds what they mean."""

from __future__ import annotations

import re
from functools import cache

from headframe.vocabulary.tables import packaged_rows


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    rows = packaged_rows("headframe.audit", "wording.csv")
    return {row["name"]: re.compile(row["pattern"], 0 if row["case"] == "exact" else re.IGNORECASE) for row in rows}


def wording(name: str) -> re.Pattern[str]:
    """Return the pattern called `name`."""
    return _patterns()[name]
