"""The snapshot's version: the day it was compiled and a digest of every packaged table."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from importlib import resources

COMPILED_ON = date(2026, 11, 22)


@cache
def snapshot_digest() -> str:
    """Return the first 16 hex digits of SHA-256 over the packaged tables, names and bytes, in order."""
    folder = resources.files("headframe.record.snapshot")
    digest = hashlib.sha256()
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".csv"):
            digest.update(entry.name.encode())
            digest.update(entry.read_bytes())
    return digest.hexdigest()[:16]
