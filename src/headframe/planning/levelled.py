"""The mean and the worst tail with a level that is looked for where it can lie.

The tail's level (its value at risk) is a choice of the first quarter. Where it may lie anywhere, foresight gains from
moving it far out by every small error of the cuts, and the bound for the simulator says nothing. The objective is
concave in the level, so a range in whose inside the best level lies changes nothing.
"""

from __future__ import annotations

import numpy as np

from headframe.economics.rules import Rule
from headframe.ground.streams import stream
from headframe.planning.company_model import CompanyModel
from headframe.planning.company_problem import CompanyProblem
from headframe.planning.rule_course import Quarters
from headframe.planning.rule_follow import follow_rule
from headframe.solver.risk import MeanCvar

PATHS = 400
LOW, HIGH = 0.005, 0.6
"""Quantiles of the rules' outcomes between which the level is looked for, widened by half of their distance."""
WIDENED = 0.5
EITHER = (
    Rule(),
    Rule(sell_above_usd_per_btc=0.0, sell_above_share=1.0, start_rent_usd_per_kw_month=0.0, start_cover=0.0),
)
"""Holding all and starting nothing; selling all and starting whatever a tenant asks for."""


def level_range(model: CompanyModel, seed: int) -> tuple[float, float]:
    """Return between which values the level of the tail is looked for [million USD]."""
    drivers = model.simulator.sample_paths(PATHS, stream(seed, "planning: level of the tail"))
    quarters = Quarters.of(model, drivers)
    ends = np.array([np.quantile(follow_rule(quarters, rule).value, (LOW, HIGH)) for rule in EITHER])
    low, high = float(ends[:, 0].min()), float(ends[:, 1].max())
    return low - WIDENED * (high - low), high + WIDENED * (high - low)


class Levelled(MeanCvar):
    """(1 − risk) · mean + risk · mean of the worst `tail`, its level within a range [million USD]."""

    def __init__(self, problem: CompanyProblem, risk: float, tail: float, level: tuple[float, float]) -> None:
        super().__init__(_Ranged(problem, level), risk, tail)
        self._whole = problem

    def value_bounds(self, stage: int) -> tuple[float, float]:
        """Return bounds of what is left; those of the first stage are the company's own."""
        return self._whole.value_bounds(0) if stage == 0 else super().value_bounds(stage)


class _Ranged(CompanyProblem):
    """The company's problem, its value at the first stage said to lie in a range: which only bounds the level."""

    def __init__(self, problem: CompanyProblem, level: tuple[float, float]) -> None:
        self.__dict__.update(problem.__dict__)
        self._level = level

    def value_bounds(self, stage: int) -> tuple[float, float]:
        """Return the level's range at the first stage, else the company's bounds."""
        return self._level if stage == 0 else super().value_bounds(stage)
