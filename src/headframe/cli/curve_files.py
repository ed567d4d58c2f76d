"""A user's CSV of monthly curves, read from disk: its name and its text."""

from __future__ import annotations

from pathlib import Path

from headframe.ground.errors import InputRefused, UsageProblem

LARGEST_CURVE = 1_000_000
"""Thirty years of months are a few kilobytes [bytes]."""


def curve_text(file: Path | None) -> tuple[str, str] | None:
    """Return (name, text) of a file; None where none was named; refused where absent, too long or not UTF-8."""
    if file is None:
        return None
    if not file.is_file():
        raise UsageProblem(f"there is no file {file.name}", where=str(file), next="check the path")
    if (size := file.stat().st_size) > LARGEST_CURVE:
        raise InputRefused(f"{file.name} has {size:,} bytes", where=str(file), next="give one row a month")
    try:
        return file.name, file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputRefused(
            f"{file.name} cannot be read", where=str(file), why=str(error), next="save it as CSV in UTF-8"
        ) from error
