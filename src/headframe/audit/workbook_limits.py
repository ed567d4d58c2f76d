"""How large a workbook may be. Every bound is on what is unpacked, so that a small file cannot cost a large machine."""

from __future__ import annotations

LARGEST_FILE = 100_000_000
LARGEST_PART = 400_000_000
LARGEST_WHOLE = 800_000_000
MOST_PARTS = 5_000
MOST_RATIO = 250
"""Bytes unpacked for each byte packed, beyond `RATIO_FROM`: sheets of numbers reach 20, sheets of one number 120."""
RATIO_FROM = 20_000_000
MOST_CELLS = 2_000_000
MOST_SHEETS = 500
LONGEST_TEXT = 400
"""Characters of a cell's text that are read: no label or heading is longer."""
MOST_COMMENTS = 20_000
"""Comments written: Excel slows to a halt with more."""
MOST_STYLES = 64_000
"""Cell formats a workbook may hold; Excel's own limit is 65,490."""
