"""Which promises speak of one delivery, and which megawatts may be added: the same come back restated or on both bases.

A name without its words in brackets is one delivery ("CB-5 (restated)" is "CB-5"); projects.csv says where it is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from headframe.record.promises import Promise
from headframe.vocabulary.tables import packaged_rows


class Promised(StrEnum):
    """What a promise is of."""

    CAPACITY = "capacity"
    """Data-center capacity of one building, tranche or lease."""
    BILLING = "billing"
    """A running total of capacity that earns rent."""
    POWER = "power"
    TENANT = "tenant"
    MINING = "mining"
    UNTOLD = "untold"
    """Capacity of which the tables cannot tell whether it came."""


@dataclass(frozen=True, slots=True)
class Project:
    """What a promise speaks of: the delivery's name, whether its megawatts may be added, and of what kind it is."""

    delivery: str
    adds: bool
    kind: Promised


def project_of(promise: Promise) -> Project:
    """Return what a promise speaks of.

    Examples
    --------
    >>> from datetime import date
    >>> from headframe.record.promises import promises
    >>> {project_of(p).delivery for p in promises(date(2026, 11, 22), "WULF") if "CB-5" in p.project}
    {'CB-5'}
    """
    key = (promise.company, promise.site, promise.project)
    return _named().get(key) or Project(re.sub(r" ?\(.*\)$", "", promise.project), True, Promised.CAPACITY)


@cache
def _named() -> dict[tuple[str, str, str], Project]:
    return {
        (row["company"], row["site"], row["project"]): Project(
            row["delivery"], row["adds"] == "yes", Promised(row["kind"])
        )
        for row in packaged_rows("headframe.sites", "projects.csv")
    }
