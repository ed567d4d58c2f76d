"""The lines of a backup: each with its own digest, so that a damaged one is refused by its number.

A backup is text, the same from a SQLite file and from a server. Line by line: a head, then each batch followed by its
facts in order of position, then an end that counts them. A line is the first `DIGITS` digits of the SHA-256 of its
JSON, a blank, and the JSON. Each batch carries the chained digest of the record up to itself, which a reader computes
again.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from headframe.ground.errors import InputRefused

FORMAT = "headframe.backup/1"
DIGITS = 12
LONGEST_LINE = 1_000_000
"""Characters: a fact has a sentence or two of words."""


def written(content: object) -> str:
    """Return one line with its end.

    Examples
    --------
    >>> line = written({"end": 2})
    >>> read_line(line, 7, "a backup") == {"end": 2}
    True
    """
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return f"{_digest(text)} {text}\n"


def read_line(line: str, number: int, where: str) -> Any:
    """Return what a line holds.

    Raises
    ------
    InputRefused
        Where it is not what was written, with its number.
    """
    digest, _, text = line.rstrip("\n").partition(" ")
    if not line.endswith("\n") or len(line) > LONGEST_LINE or digest != _digest(text):
        raise damaged(number, where, "its digest does not fit it, or it breaks off")
    return json.loads(text)


def damaged(number: int, where: str, why: str) -> InputRefused:
    """Return the refusal of a backup at a line."""
    return InputRefused(
        f"line {number:,} of the backup is damaged: nothing was restored",
        where=where,
        why=why,
        next="take another copy of the backup",
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
