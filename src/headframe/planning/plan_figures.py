"""Makes the figures of one plan: ids in the words of its question, units, and what they rest on."""

from __future__ import annotations

from datetime import date

from headframe.economics.miner import Miner
from headframe.ground.interval import Interval
from headframe.planning.plan_question import PlanQuestion
from headframe.planning.quarterly import MILLION
from headframe.vocabulary.figure import Badge, Figure, derive

RESTS_ON = (
    "bitcoin_held_btc",
    "cash_usd",
    "shares",
    "corporate_cost_usd_per_month",
    "developed_mw",
    "atm_remaining_usd",
)
"""Fields of the miner that a plan's figures name as their inputs; it reads all of them."""
HOW = "best policy of the company's problem: see docs/why/plan.md"


class PlanFigures:
    """Makes figures of one question on one miner; all are estimated, because all rest on assumptions."""

    def __init__(self, miner: Miner, question: PlanQuestion) -> None:
        self.miner, self.question = miner, question
        self.inputs = tuple(found for path in RESTS_ON if (found := miner.stated.get(path)) is not None)

    def usd(
        self,
        concept: str,
        millions: float,
        *words: str,
        formula: str = HOW,
        ends: tuple[float, float] | None = None,
        note: str = "",
    ) -> Figure:
        """Return an amount given in million USD [USD]."""
        span = ends or (millions, millions)
        scaled = tuple(MILLION * end for end in span)
        return self.of(
            concept, MILLION * millions, "USD", *words, formula=formula, ends=(scaled[0], scaled[1]), note=note
        )

    def of(
        self,
        concept: str,
        value: float,
        unit: str,
        *words: str,
        formula: str = HOW,
        ends: tuple[float, float] | None = None,
        note: str = "",
    ) -> Figure:
        """Return a figure in its unit."""
        low, high = ends or (value, value)
        interval = Interval(min(low, value), max(high, value))
        id = " ".join((_ticker(self.miner), concept, self.miner.as_of.isoformat(), self.question.words, *words)).strip()
        if not self.inputs:
            return Figure(id, value, interval, unit, Badge.ESTIMATED, self.known_at, formula=formula, note=note)
        return derive(id, formula, value, interval, unit, *self.inputs, estimated=True, note=note)

    @property
    def known_at(self) -> date:
        """The day of the miner."""
        return self.miner.as_of


def _ticker(miner: Miner) -> str:
    return miner.company.replace(" ", "-")
