"""What waiting buys: schedules from the cheapest to the safest, and the plain ones beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from headframe.planning.schedule_block import Block, fastest_slices
from headframe.planning.schedule_closed import aversion_for, sold_by_day
from headframe.planning.schedule_conic import best_slices
from headframe.planning.schedule_figures import Figures, Outcome
from headframe.planning.schedule_impact import LINEAR_POWER, linear_like

if TYPE_CHECKING:
    from headframe.planning.schedule_impact import Coins

POINTS = 8
SMALLEST_STEP = 3e-3
"""Where the weights of risk start, as a share of the weight at which all is sold as fast as may be [ratio]."""


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """One best schedule: the weight of a dollar of deviation [ratio], and what it comes to."""

    weight: float
    outcome: Outcome


def frontier(figures: Figures, block: Block, most: float) -> tuple[FrontierPoint, ...]:
    """Return best schedules from risk weighed at nothing to risk weighed at `most` [ratio], cheapest first."""
    if block.days == 1:
        return (FrontierPoint(0.0, figures.outcome("weight 0", best_slices(block, 0.0))),)
    # Beyond this weight even slices give way to selling at once; the curve bends below it.
    bend = _bend(block)
    top = min(most, bend) if most > 0 else bend
    steps = [SMALLEST_STEP ** (1 - at / (POINTS - 2)) for at in range(POINTS - 1)]
    weights = [0.0, *(top * step for step in steps)]
    return tuple(
        FrontierPoint(weight, figures.outcome(f"weight {weight:.3g}", best_slices(block, weight))) for weight in weights
    )


def _bend(block: Block) -> float:
    """Return the weight at which the first coin kept back no longer pays: marginal impact over daily risk [ratio]."""
    impact = block.impact
    marginal = impact.power * impact.coefficient * block.coins_btc ** (impact.power - 1)
    return float(max(marginal / block.risk_usd_per_btc, SMALLEST_STEP))


def rivals(figures: Figures, block: Block) -> tuple[Outcome, ...]:
    """Return what plain schedules come to: even slices, as fast as the cap allows, and the closed form's."""
    import numpy as np

    even = np.full(block.days, block.coins_btc / block.days)
    found = [figures.outcome("even slices", even), figures.outcome("as fast as the cap allows", fastest_slices(block))]
    closed = closed_form(block, figures.multiplier)
    return (*found, figures.outcome("closed form by risk", closed)) if closed is not None else tuple(found)


def closed_form(block: Block, multiplier: float) -> Coins | None:
    """Return the closed form's slices by risk [BTC], shape (days,), on linear impact of the same even cost.

    It knows no caps and no cash dates: None where a cap would bind.
    """
    import numpy as np

    impact = block.impact
    if impact.power != LINEAR_POWER:
        impact = linear_like(impact, block.coins_btc / block.days)
    impact = replace(impact, memory=0.0)
    aversion = aversion_for(block.coins_btc, block.days, impact, block.risk_usd_per_btc, multiplier)
    at_once = np.zeros(block.days)
    at_once[0] = block.coins_btc
    slices = (
        at_once
        if aversion is None
        else sold_by_day(block.coins_btc, block.days, impact, block.risk_usd_per_btc, aversion)
    )
    return slices if float(slices.max()) <= block.cap_btc_per_day else None
