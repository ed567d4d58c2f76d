"""How long one had to wait for a month's balance, and what it said: `python examples/day_by_day.py`.

The view of each day knows only what was public by then, so a rule that is tested this way cannot peek.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta

from headframe import Record, View, reconcile

FIRST, DAYS = date(2025, 11, 1), 75


def last_step(view: View) -> tuple[str, str]:
    """Return the end of the newest step of Riot's roll-forward, and its verdict."""
    step = reconcile(view, "RIOT").steps[-1]
    return step.end, step.verdict or "cannot be checked: production or sales are not out yet"


def main() -> None:
    """Say on which day the newest step changed."""
    record, before = Record(), None
    for day in (FIRST + timedelta(days=passed) for passed in range(DAYS)):
        now = last_step(record.view(day))
        if now != before:
            sys.stdout.write(f"from {day} on the newest step is to {now[0]}: {now[1]}\n")
        before = now


if __name__ == "__main__":
    main()
