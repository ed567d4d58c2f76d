"""Which machines a rule lets mine: those that earn most first, and none at a loss."""

from __future__ import annotations

import numpy as np

from headframe.planning.company_model import CompanyModel, QuarterTerms
from headframe.solver.arrays import Floats


def mined_by_margin(model: CompanyModel, stage: int, terms: QuarterTerms, free: Floats) -> tuple[Floats, Floats]:
    """Return coins mined [thousand BTC] and their power [million USD] with so many megawatts free, (m,) each."""
    margins = terms.price[:, None] * terms.coins_per_mw - terms.cost_per_mw
    mined, power = np.zeros(len(free)), np.zeros(len(free))
    if not margins.shape[1]:
        return mined, power
    rows = np.arange(len(free))
    for place in np.argsort(-margins, axis=1, kind="stable").T:
        used = np.clip(np.minimum(free, model.fixed.tier_mw[stage][place]), 0.0, None)
        used = np.where(margins[rows, place] > 0, used, 0.0)
        mined += used * terms.coins_per_mw[rows, place]
        power += used * terms.cost_per_mw[rows, place]
        free = free - used
    return mined, power
