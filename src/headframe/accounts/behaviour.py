"""What a company did with its coins in a step, in one of five words computed from the numbers."""

from __future__ import annotations

from enum import StrEnum

from headframe.accounts.rollforward import Step
from headframe.ground.missing import Missing
from headframe.record.choose import figure_id
from headframe.vocabulary.continuity import breaks_inside
from headframe.vocabulary.figure import Badge, Figure, derive

HELD_BELOW = 0.05
"""A company that sells less than a twentieth of what it mines holds: fees and staff take such crumbs."""
PRODUCTION_FROM = 0.80
"""Sell-through around one: the treasury neither grows by mining nor shrinks beyond it."""
LIQUIDATES_FROM = 0.01
"""Holdings fall by more than this share while more is sold than mined."""


class Behaviour(StrEnum):
    """The five policies, as the design and every other room spell them."""

    ACCUMULATE = "accumulate"
    HOLD = "hold"
    SELL_PART = "sell_part"
    SELL_PRODUCTION = "sell_production"
    LIQUIDATE = "liquidate"

    @property
    def words(self) -> str:
        """The policy as a brief says it."""
        return {
            "accumulate": "bought coins",
            "hold": "held its production",
            "sell_part": "sold part of it",
            "sell_production": "sold its production",
            "liquidate": "liquidated",
        }[self.value]


def net_change(step: Step) -> Figure:
    """Return closing − opening [BTC]."""
    value = step.closing.value - step.opening.value
    interval = step.closing.interval - step.opening.interval
    id = figure_id(_company(step), "bitcoin_net_change", step.span)
    return derive(id, "closing − opening", value, interval, "BTC", step.closing, step.opening)


def coins_sold(step: Step) -> Figure | Missing:
    """Return the coins sold in a step [BTC]: as printed, or implied where that is the net change or nothing is."""
    if isinstance(step.sold, Figure) and not step.states_net_change:
        return step.sold
    implied = step.sold_implied
    if isinstance(implied, Figure) and implied.value < 0:
        return Missing(f"sales are not printed, and about {-implied.value:,.0f} BTC came in that nobody printed")
    return implied


def sell_through(step: Step) -> Figure | Missing:
    """Return sold / produced of a step [ratio]; Missing where either is, or where nothing was mined."""
    sold, produced = coins_sold(step), step.produced
    if isinstance(sold, Missing):
        return sold
    if isinstance(produced, Missing):
        return produced
    if produced.interval.low <= 0:
        return Missing("nothing was produced")
    id = figure_id(_company(step), "sell_through", step.span)
    interval = sold.interval / produced.interval
    return derive(id, "sold / produced", sold.value / produced.value, interval, "ratio", sold, produced)


def behaviour_of(step: Step) -> Behaviour | Missing:
    """Return what the company did in a step, by the thresholds of this module.

    A sale that its source confuses with the net change is no evidence: the implied sale is taken instead.
    """
    produced = step.produced
    doubted = isinstance(step.sold, Missing) or step.sold.badge is Badge.DISPUTED
    sold = step.sold_implied if doubted else step.sold
    if breaks_inside(_company(step), step.span):
        return Missing("the balances on its two ends are not comparable")
    if isinstance(produced, Missing):
        return Missing("production is not known")
    if isinstance(sold, Missing):
        return Missing("sales are not known")
    share = sold.value / produced.value if produced.value > 0 else float(sold.value > 0) * 2
    fell = (step.opening.value - step.closing.value) / step.opening.value if step.opening.value > 0 else 0.0
    bought = isinstance(step.purchased, Figure) and step.purchased.value > 0
    if share > 1 and fell > LIQUIDATES_FROM:
        return Behaviour.LIQUIDATE
    if bought:
        return Behaviour.ACCUMULATE
    if share < -HELD_BELOW:
        return Missing("more came in than it mined")
    if share < HELD_BELOW:
        return Behaviour.HOLD
    return Behaviour.SELL_PRODUCTION if share >= PRODUCTION_FROM else Behaviour.SELL_PART


def _company(step: Step) -> str:
    return step.closing.id.split()[0]
