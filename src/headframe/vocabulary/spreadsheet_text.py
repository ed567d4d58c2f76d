"""Text that a spreadsheet must show and not run: an apostrophe before what begins like a formula, taken off again."""

from __future__ import annotations

import re

RUNS = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet takes for a formula."""
BEGINS = re.compile(rf"'*[{re.escape(''.join(RUNS))}]")


def defused(cell: object) -> object:
    """Return a cell that no spreadsheet will run as a formula.

    Examples
    --------
    >>> defused("=1+1"), defused("18,005"), defused(-5.0)
    ("'=1+1", '18,005', -5.0)
    """
    return f"'{cell}" if isinstance(cell, str) and BEGINS.match(cell) else cell


def undefused(text: str) -> str:
    """Return what `defused` was given.

    Examples
    --------
    >>> undefused("'=1+1"), undefused("'tis"), undefused(str(defused("'=1")))
    ('=1+1', "'tis", "'=1")
    """
    return text[1:] if text[:1] == "'" and BEGINS.match(text, 1) else text
