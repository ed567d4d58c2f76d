"""What hindsight shows: quarter by quarter, what the plan would have said, what was done, what followed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.figure import Figure


@dataclass(frozen=True, slots=True)
class PastDecision:
    """One quarter-end.

    Parameters
    ----------
    as_of : date
        The quarter's last day: nothing later was used, but for the assumptions counted in `look_ahead`.
    quarter : Period
        The one that followed.
    said : str or Missing
        The first decision of the plan in words; a gap where the company could not be built.
    held, would_sell, sold, produced : Figure or Missing
        Coins held [BTC]; what the plan would have sold in the quarter; what the company sold and produced in it.
    price_then, price_after : Figure or Missing
        Bitcoin at the quarter's start, and at its end [USD/BTC].
    gained : Figure or Missing
        What the plan's sale instead of the company's would have gained by the quarter's end, at month-end prices [USD].
    phases : float
        That the plan would have started.
    look_ahead : int
        Assumptions younger than the day.
    """

    as_of: date
    quarter: Period
    said: str | Missing
    held: Figure | Missing
    would_sell: Figure | Missing
    sold: Figure | Missing
    produced: Figure | Missing
    price_then: Figure | Missing
    price_after: Figure | Missing
    gained: Figure | Missing
    phases: float
    look_ahead: int


@dataclass(frozen=True, kw_only=True)
class Hindsight(Answer):
    """A walk forward through the quarter-ends since a day; `missing` counts those that no plan could be made for."""

    verb: ClassVar[str] = "hindsight"

    decisions: tuple[PastDecision, ...]
    missing: int
    gained: Figure | Missing
    notes: tuple[str, ...]
