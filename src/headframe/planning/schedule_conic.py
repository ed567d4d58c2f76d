"""The block as a conic programme: any power of impact, memory, a cap for each day, cash by given days.

Least mean cost + multiplier x standard deviation + aversion x variance. With power 3/2 the cost is a power cone, the
deviation a second-order cone, and each cash date one more of both: convex, so that what is found is the best there is.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from headframe.ground.errors import HeadframeError
from headframe.planning.schedule_block import Block, cash_in, fastest_slices
from headframe.planning.schedule_closed import deviation_usd

if TYPE_CHECKING:
    from headframe.planning.schedule_impact import Coins

SOLVED = "optimal"
RETRIES = (1.0, 0.1, 0.01, 10.0)
"""Scales for an aim that is of order one already: 7 of 150 random cash dates stay unproved at the first alone."""


class Unproved(HeadframeError):
    """The solver did not prove its answer the best, so there is none."""


def modelling() -> Any:
    """Return the modelling library, loaded when a programme is first written."""
    return import_module("cvxpy")


class Programme:
    """One block as variables, scaled by the block and the price so that all numbers are of order one.

    `sold`, `left` and `weights` are shares of the block by day: sold in it, left after it, remembered after it.
    """

    def __init__(self, block: Block) -> None:
        cp = modelling()
        self.block = block
        self.worth_usd = block.coins_btc * block.price_usd
        self.sold = cp.Variable(block.days, nonneg=True)
        self.left = cp.Variable(block.days)
        # Day by day rather than as sums from the first: the programme then stays sparse over a year.
        self.limits = [self.left[0] == 1 - self.sold[0], self.left[-1] == 0]
        self.weights = self.sold
        memory = block.impact.memory
        if memory > 0:
            self.weights = cp.Variable(block.days, nonneg=True)
            self.limits.append(self.weights[0] == self.sold[0])
        if block.days > 1:
            self.limits.append(self.left[1:] == self.left[:-1] - self.sold[1:])
        if block.days > 1 and memory > 0:
            self.limits.append(self.weights[1:] == memory * self.weights[:-1] + self.sold[1:])
        if block.cap_btc_per_day < block.coins_btc:
            self.limits.append(self.sold <= block.cap_btc_per_day / block.coins_btc)

    def cost(self, day: int) -> Any:
        """Return impact and fee of the slices to the end of `day`, as a share of the block's worth."""
        cp = modelling()

        impact = self.block.impact
        fee = impact.fee_usd_per_btc / self.block.price_usd * cp.sum(self.sold[:day])
        if impact.coefficient == 0:
            return fee
        unit = impact.coefficient * self.block.coins_btc**impact.power / self.worth_usd
        forgotten = 1 - impact.memory**impact.power
        last = cp.power(self.weights[day - 1], impact.power)
        if day == 1 or forgotten == 0:
            return unit * last + fee
        return unit * (forgotten * cp.sum(cp.power(self.weights[: day - 1], impact.power)) + last) + fee

    def deviation(self, day: int) -> Any:
        """Return the standard deviation of the proceeds to the end of `day`, as a share of the block's worth."""
        cp = modelling()

        if day == 1:
            return 0.0
        share = self.block.risk_usd_per_btc / self.block.price_usd
        return share * cp.norm(self.left[: day - 1] - self.left[day - 1], 2)

    def raised(self, day: int, multiplier: float) -> Any:
        """Return what has come in by the end of `day`, `multiplier` deviations below its mean, as a share."""
        cp = modelling()

        return cp.sum(self.sold[:day]) - self.cost(day) - (multiplier * self.deviation(day) if multiplier else 0.0)

    def least(self, aim: Any, more: list[Any], scales: tuple[float, ...] = (1.0,)) -> Coins:
        """Return the slices that make `aim` least [BTC], shape (days,).

        Where one of `scales` leaves the solver short of a proof the next is tried: near the corner at which all is
        sold on the first day, the aim is nearly flat in one direction and steep in the others.

        Raises
        ------
        Unproved
            Where the solver never proves its answer the best.
        """
        import warnings

        cp = modelling()

        for scale in scales:
            problem = cp.Problem(cp.Minimize(aim / scale), self.limits + more)
            with warnings.catch_warnings():
                # The status says it, and is looked at.
                warnings.simplefilter("ignore", UserWarning)
                problem.solve(solver=cp.CLARABEL)
            if problem.status == SOLVED and self.sold.value is not None:
                return self._slices()
        raise Unproved(
            f"the conic programme ended with '{problem.status}'",
            where="schedule",
            why="an answer that is not proved the best is none",
            next="change the block, its days or its limits a little, and report what you asked",
        )

    def _slices(self) -> Coins:
        import numpy as np

        shares = np.clip(np.asarray(self.sold.value, dtype=float), 0.0, None)
        slices: Coins = self.block.coins_btc * shares / shares.sum()
        return slices


def best_slices(block: Block, multiplier: float, aversion_per_usd: float = 0.0) -> Coins:
    """Return the coins to sell each day [BTC], shape (days,).

    Parameters
    ----------
    block : Block
        What is to be sold; limits that cannot be met are refused before (`schedule_cash`).
    multiplier : float
        What a dollar of standard deviation is taken to cost [ratio].
    aversion_per_usd : float
        What a square dollar of variance is taken to cost [1/USD].
    """
    cp = modelling()

    programme = Programme(block)
    needs = [programme.raised(need.day, block.cash_multiplier) >= need.usd / programme.worth_usd for need in block.cash]
    risk = programme.deviation(block.days)
    aim = multiplier * risk + aversion_per_usd * programme.worth_usd * cp.square(risk)
    same_for_all = block.impact.coefficient == 0 or block.impact.memory == 1
    if same_for_all and multiplier == 0 and aversion_per_usd == 0:
        # Nothing tells schedules apart: the evenest is the one to show.
        return programme.least(cp.sum_squares(programme.sold), needs, RETRIES)
    if not same_for_all:
        aim = aim + programme.cost(block.days)
    return programme.least(aim, needs, _scales(block, multiplier, aversion_per_usd))


def most_cash(block: Block, day: int) -> float:
    """Return the most money that selling can have brought in by the end of `day` [USD], to the block's own measure."""
    programme = Programme(block)
    slices = programme.least(-programme.raised(day, block.cash_multiplier), [], RETRIES)
    return cash_in(block, slices, day)


def _scales(block: Block, multiplier: float, aversion_per_usd: float) -> tuple[float, ...]:
    """Return sizes of the aim at plain schedules, so that the solver's tolerances mean something [share of worth]."""
    import numpy as np

    even = np.full(block.days, block.coins_btc / block.days)
    worth = block.coins_btc * block.price_usd
    aims = [_aim(block, slices, multiplier, aversion_per_usd) / worth for slices in (fastest_slices(block), even)]
    least, most = sorted(aim or 1.0 for aim in aims)
    return (least, most, (least * most) ** 0.5, 10 * most, least / 10)


def _aim(block: Block, slices: Coins, multiplier: float, aversion_per_usd: float) -> float:
    deviation = deviation_usd(slices, block.risk_usd_per_btc)
    fees = block.impact.fee_usd_per_btc * block.coins_btc
    return block.impact.cost(slices) - fees + multiplier * deviation + aversion_per_usd * deviation**2
