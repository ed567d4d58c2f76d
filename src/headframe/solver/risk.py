"""The mean, or the mean and the worst tail, as a problem of the ordinary kind with one state more.

Rockafellar and Uryasev 2000, doi:10.21314/JOR.2000.038: the mean of the worst `tail` of an outcome Z is the greatest
over η of η − E[max(η − Z, 0)] / tail. η is a control of the first stage. What was gained so far less η is a state,
`margin`; so one state carries what is usually written as two, and the objective stays an ordinary sample mean.
"""

from __future__ import annotations

import numpy as np

from headframe.ground.errors import UsageProblem
from headframe.solver.arrays import Floats
from headframe.solver.pieces import Pieces
from headframe.solver.problem import Problem, Swap
from headframe.solver.program import StageProgram

MARGIN, LEVEL, GAINED = "margin", "level", "gained so far"


def mean_cvar(problem: Problem, risk: float, tail: float) -> Problem:
    """Return the problem whose value is (1 − risk) · mean + risk · mean of the worst `tail`.

    Parameters
    ----------
    problem : Problem
        Whose outcome, everything discounted to today, is weighed.
    risk : float
        In [0, 1]. With 0, or with `tail` 1, the problem itself is returned: both are the mean.
    tail : float
        The worst fraction, in (0, 1] (conventions §6).

    Errors
    ------
    UsageProblem where risk or tail lies outside.
    """
    if not 0 <= risk <= 1:
        raise UsageProblem(f"a weight of risk of {risk:g} is not in [0, 1]", where="risk")
    if not 0 < tail <= 1:
        raise UsageProblem(
            f"a tail of {tail:g} is not in (0, 1]",
            where="tail",
            why="it is the worst fraction of outcomes: 0.05 is the worst twentieth (conventions §6)",
        )
    return problem if risk == 0 or tail == 1 else MeanCvar(problem, risk, tail)


class MeanCvar(Problem):
    """A problem with the state `margin`: value gained so far less the level η, in today's value."""

    def __init__(self, plain: Problem, risk: float, tail: float) -> None:
        self.plain, self.risk, self.tail = plain, risk, tail
        self._to_today = np.r_[1.0, np.cumprod(np.array(plain.discounts, float))]

    @property
    def states(self) -> tuple[str, ...]:
        """The plain states and the margin."""
        return (*self.plain.states, MARGIN)

    @property
    def start(self) -> Floats:
        """The plain start and nothing gained."""
        return np.concatenate([self.plain.start, [0.0]])

    @property
    def discounts(self) -> tuple[float, ...]:
        """As of the plain problem."""
        return self.plain.discounts

    def program(self, stage: int, drivers: Floats) -> StageProgram:
        """Return the plain program with a row that books what is gained; at the first stage, the level to choose."""
        plain = self.plain.program(stage, drivers)
        old, size = len(plain.states), len(plain.states) + 1
        spread = np.r_[np.arange(old), size + np.arange(old), 2 * size + np.arange(len(plain.controls))]
        first = stage == 0
        earned = np.flatnonzero(plain.reward)
        booked = np.r_[size - 1, 2 * size - 1, spread[earned]]
        entries = np.r_[-1.0, 1.0, -self._to_today[stage] * plain.reward[earned]]
        if first:
            booked, entries = np.r_[booked, 2 * size + len(plain.controls)], np.r_[entries, 1.0]
        gained = self._to_today[stage] * plain.reward_constant
        reward = np.zeros(2 * size + len(plain.controls) + first)
        reward[spread] = (1 - self.risk) * plain.reward
        low_level, high_level = self.plain.value_bounds(0)
        if first:
            reward[-1] = self.risk
        return StageProgram(
            states=self.states,
            controls=(*plain.controls, LEVEL) if first else plain.controls,
            rows=(*plain.rows, GAINED),
            starts=np.r_[plain.starts, plain.starts[-1] + len(booked)],
            columns=np.r_[spread[plain.columns], booked],
            coefficients=np.r_[plain.coefficients, entries],
            row_low=np.r_[plain.row_low, gained],
            row_high=np.r_[plain.row_high, gained],
            low=np.r_[plain.low[:old], -np.inf, plain.low[old:], [low_level] * first],
            high=np.r_[plain.high[:old], np.inf, plain.high[old:], [high_level] * first],
            reward=reward,
            reward_constant=(1 - self.risk) * plain.reward_constant,
            whole=plain.whole,
        )

    def terminal(self, drivers: Floats) -> Pieces:
        """Return the plain end's share in the mean, and the shortfall below the level weighed by risk / tail."""
        end, today = self.plain.terminal(drivers), self._to_today[-1]
        mean = np.c_[end.slopes, np.zeros(len(end.constants))] * (1 - self.risk)
        short = np.c_[end.slopes, np.full(len(end.constants), 1 / today)] * (self.risk / self.tail)
        return Pieces(
            np.r_[(1 - self.risk) * end.constants, (1 - self.risk + self.risk / self.tail) * end.constants],
            np.r_[mean, mean + short],
        )

    def value_bounds(self, stage: int) -> tuple[float, float]:
        """Return bounds on what is left of the objective from a stage on."""
        low, high = self.plain.value_bounds(stage)
        if stage == 0:
            return low, high
        # Past the first stage the level is paid for: what is left is the mean's part less a shortfall, never more.
        level_low, level_high = self.plain.value_bounds(0)
        shortfall = (level_high - level_low) / self._to_today[stage] * self.risk / self.tail
        return (1 - self.risk) * low - shortfall, (1 - self.risk) * high

    def scales(self, stage: int, drivers: Floats) -> Floats:
        """Return the plain scales; the margin is money."""
        return np.concatenate([self.plain.scales(stage, drivers), np.ones((len(drivers), 1))], axis=1)

    def swaps(self, stage: int, drivers: Floats) -> tuple[Swap, ...]:
        """Return the plain swaps."""
        return self.plain.swaps(stage, drivers)
