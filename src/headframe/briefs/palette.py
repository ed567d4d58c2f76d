"""Colours: the same two tones for free and restricted bitcoin in every picture, one colour a company everywhere.

Chosen from a palette that colour-blind readers tell apart; free and restricted differ in lightness too, so that they
part in grey print.
"""

from __future__ import annotations

import hashlib

FREE = "#e69f00"
RESTRICTED = "#00558c"
UNSPLIT = "#b8b8b8"
PRICE = "#333333"
UP = "#009e73"
DOWN = "#d55e00"
COMPANY_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#6a3d9a", "#8c564b")


def company_colour(ticker: str) -> str:
    """Return the colour of a company, the same in every picture and every run."""
    return COMPANY_COLOURS[hashlib.sha256(ticker.encode()).digest()[0] % len(COMPANY_COLOURS)]
