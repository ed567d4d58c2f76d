"""The digest of a batch, chained to the one before it, and computable again from the rows that are stored.

Chained, so that a batch taken out, put in or exchanged changes every digest after it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

FIRST = ""
"""What stands in for the digest before the first batch."""

COLUMNS = (
    *("company", "concept", "period_start", "period_end", "value", "low", "high", "unit", "known_at", "known_by"),
    *("witness", "title", "url", "place", "basis", "part", "standing", "restated", "quote", "note", "recorded_at"),
)
"""Everything a fact says. Position and batch are the store's own, and the chain fixes their order."""


def batch_digest(before: str, recorded_at: str, what: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """Return SHA-256 over the digest before, the batch's own words and its rows in order of position.

    Parameters
    ----------
    before : str
        The digest of the batch before; `FIRST` for the first.
    recorded_at, what : str
        The batch's own columns.
    rows : iterable of mappings
        The facts, each with at least `COLUMNS`.
    """
    digest = hashlib.sha256(_line([before, recorded_at, what]))
    for row in rows:
        digest.update(_line([row[name] for name in COLUMNS]))
    return digest.hexdigest()


def origin_digest(batch: str, address: str, token: str) -> str:
    """Return SHA-256 over a batch's digest and from where it came."""
    return hashlib.sha256(_line([batch, address, token])).hexdigest()


def _line(values: list[Any]) -> bytes:
    return json.dumps(values, allow_nan=False, separators=(",", ":")).encode() + b"\n"
