"""Which months lie ahead, and the seasons and days they have."""

from __future__ import annotations

import numpy as np

from headframe.ground.errors import UsageProblem
from headframe.ground.period import Period
from headframe.worlds.history import months_after
from headframe.worlds.parameters import Floats, Integers

LONGEST_HORIZON = 360
DEFAULT_HORIZON = 120


def horizon_months(month0: Period, months: int) -> tuple[Period, ...]:
    """Return month 0 and the `months` months after it.

    Raises
    ------
    UsageProblem
        For a horizon below one month or beyond `LONGEST_HORIZON`.
    """
    if not 1 <= months <= LONGEST_HORIZON:
        raise UsageProblem(f"a horizon of {months} months", where="months", next=f"between 1 and {LONGEST_HORIZON}")
    return months_after(month0, months)


def calendar_months(months: tuple[Period, ...]) -> Integers:
    """Return 0 for January to 11 for December, shape (T + 1,)."""
    return np.array([month.end.month - 1 for month in months], dtype=np.int64)


def days_of(months: tuple[Period, ...]) -> Floats:
    """Return the days of each month [days], shape (T + 1,)."""
    return np.array([float(month.days) for month in months])
