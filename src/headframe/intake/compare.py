"""A number read in a document against what the record holds: new, confirmed, restated or in conflict.

A number confirms another only where one could be printed for the other: equal at the coarser of the two printed
precisions. An interval widened because a table lost its decimals confirms nothing by its width alone.
"""

from __future__ import annotations

import re
from enum import StrEnum
from math import floor, log10

from headframe.ground.missing import Missing
from headframe.reading.found import Found
from headframe.record.view import View
from headframe.vocabulary.fact import Basis, Fact
from headframe.vocabulary.figure import Figure

DIGITS_OF_A_RELEASE = 3
"""Significant digits that a release prints at least: "$37.0 million", "36.5 EH/s"."""
RESTATED = re.compile(r"\b(?:restated|as revised|as adjusted|recast|reclassified)\b", re.IGNORECASE)


class Status(StrEnum):
    """What a number read in a document is to the record."""

    NEW = "new"
    CONFIRMED = "confirmed"
    RESTATED = "restated"
    CONFLICT = "conflict"
    REFUSED = "refused"
    DOUBTFUL = "doubtful"


def compare(view: View, found: Found) -> tuple[Status, Figure | Missing]:
    """Return what `found` is to the record, and the record's figure.

    Parameters
    ----------
    view : View
        What the record knew before.
    found : Found
        A number whose company is known.
    """
    assert found.company is not None
    printings = view.printings(found.company, found.concept, found.period)
    ours = printings.figure
    if found.basis is not Basis.AS_DEFINED:
        return Status.NEW, Missing(f"a part ({found.part or found.basis.value}) is not compared with the whole")
    if isinstance(ours, Missing):
        return Status.NEW, ours
    if agrees(found, printings.chosen, ours):
        return Status.CONFIRMED, ours
    says_so = bool(RESTATED.search(found.quote) or RESTATED.search(found.note))
    return (Status.RESTATED if says_so else Status.CONFLICT), ours


def agrees(found: Found, chosen: Fact | None, ours: Figure) -> bool:
    """Say whether the two can be printings of one number, at the coarser of their precisions."""
    theirs = found.interval.half_width
    record = min(ours.half_width, release_half_width(ours.value)) if chosen is not None else ours.half_width
    coarser = max(theirs, record)
    return abs(found.value - ours.value) < coarser or found.value == ours.value


def release_half_width(value: float) -> float:
    """Return half the unit of the last digit that a release prints at the least [the value's unit]."""
    if value == 0:
        return 0.5
    return float(0.5 * 10.0 ** (floor(log10(abs(value))) + 1 - DIGITS_OF_A_RELEASE))
