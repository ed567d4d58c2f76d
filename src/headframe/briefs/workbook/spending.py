"""How a build's cost is spread over its months: slow, fast, slow, and whole at the end."""

from __future__ import annotations

from headframe.briefs.workbook.calls import MAX, MIN
from headframe.briefs.workbook.expression import Expr

TINY = 1e-300
"""Keeps a branch that is not taken from dividing by 0."""


def passed(progress: Expr) -> Expr:
    """Return a share of the build's time, held between 0 and 1."""
    return MIN(MAX(progress, 0.0), 1.0)


def paid(u: Expr) -> Expr:
    """Return 3u² − 2u³ of a share u of the build's time that has passed."""
    return u * u * (3.0 - 2.0 * u)


def spent(progress: Expr) -> Expr:
    """Return the share of a build's cost paid by a share of its time."""
    return paid(passed(progress))
