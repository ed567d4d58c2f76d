"""What foresight could gain on a plan that weighs its tail, when each path counts by a weight settled beforehand.

Under such weights (see `density`) the problem has no tail: a reward counts by what its path is expected to weigh. What
foresight pays is the plan's own marginal worth of each state, so weighed, less its mean. The bound holds whatever the
plan's cuts are: their opinion only steers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from headframe.solver.arrays import Floats, Whole
from headframe.solver.block import ends_at
from headframe.solver.density import settled
from headframe.solver.instance import Instance
from headframe.solver.pieces import Pieces
from headframe.solver.problem import Swap
from headframe.solver.program import StageProgram
from headframe.solver.relaxation import foresight

LEAST_CHANCE = 1e-3
"""Opinions of the cuts on the tail's chance are kept so far from certainty, so that a mean can still move them."""
OPINION = 0.7
"""Share, in log odds, of that opinion; the rest is the outcome's that they expect (docs/why/solver.md)."""
LOGISTIC = 1.7
"""Log odds a standard deviation: the logistic curve nearest to the normal one."""
LAST, LEAST = 0.3, 0.005
"""Spread of what is still to come, in that of the next stage: at the last stage, and (of today's) at least. Between,
what comes after the next stage moves the outcome about as much as the next stage does (docs/why/solver.md)."""
MOST_ODDS = 25.0


@dataclass(frozen=True, slots=True)
class Fear:
    """Weight of the mean of the worst `tail`."""

    risk: float
    tail: float

    def weight(self, chances: Floats) -> Floats:
        """Return what a path weighs that ends in the tail with some chances."""
        return 1 - self.risk + self.risk / self.tail * chances

    def missed(self, over: Floats, chances: Floats, level: Floats | float = 0.0) -> Floats:
        """Return what weights miss on paths that end `over` (n,) in the tail or not: never negative.

        A path below the level that is counted as none of the tail's, or one above it that is.
        """
        return np.asarray(self.risk / self.tail * (chances * (over - level) + np.maximum(level - over, 0.0)))

    def releveled(self, over: Floats, level: Floats | float) -> Floats:
        """Return what a plan is worth with another level of the tail, less its worth with level 0, by path."""
        short = np.maximum(level - over, 0.0) - np.maximum(-over, 0.0)
        return np.asarray(self.risk * level - self.risk / self.tail * short)


@dataclass(frozen=True, slots=True, eq=False)
class Ahead:
    """What can come next on each of k paths: N possibilities with their probabilities, and the one that came.

    `weights` (k, N), `came` (k,); `scales` (k, N, S) of the states, and by how much their mean over the possibilities
    exceeds what is known to be their mean (k, S). `now` are the swaps of the stage by path (price (k,)), `then` those
    of the next by path and possibility (price (k, N)).
    """

    weights: Floats
    came: Whole
    scales: Floats
    excess: Floats
    now: tuple[Swap, ...]
    then: tuple[Swap, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Shortfalls:
    """By path (k,): what foresight could gain, the outcome over the plan's level, and the chance it was counted by."""

    gains: Floats
    over: Floats
    chances: Floats


class Weights:
    """What k paths weigh, stage by stage, and what foresight pays on them for each state carried out."""

    def __init__(self, count: int, instance: Instance, fear: Fear) -> None:
        self.fear, self._instance = fear, instance
        self._places = {name: at for at, name in enumerate(instance.states)}
        self._chance, self._least = np.full(count, fear.tail), np.zeros(count)
        self._stages = [np.ones(count)]
        self._arrived = np.full((count, len(instance.states) - 1), np.inf)
        self._charges = np.empty((count, instance.stages, len(instance.states) - 1))

    def step(self, stage: int, ahead: Ahead, constants: Floats, slopes: Floats, after: Floats) -> None:
        """Settle the next stage's weights and this one's charges.

        Parameters
        ----------
        stage : int
            The one that was decided.
        ahead : Ahead
            What can come.
        constants, slopes : arrays, (k, N) and (k, N, S)
            The plan's tangents of the next stage's value at each possibility, the margin last.
        after : array, (k, S)
            States carried out.
        """
        fear, today = self.fear, float(self._instance.to_today[stage + 1])
        own = np.clip(slopes[:, :, -1] * today * fear.tail / fear.risk, 0.0, 1.0)
        weight = fear.weight(np.maximum(own, LEAST_CHANCE) if fear.risk == 1 else own)
        worth = slopes[:, :, :-1] / weight[:, :, None]
        left = constants / weight + np.einsum("nis,ns->ni", worth, after[:, :-1])
        guesses = self._guessed(stage, ahead.weights, after[:, -1:] + today * left, own)
        self._swapped(ahead, guesses, worth, today)
        a_unit = np.einsum("ni,nis->ns", ahead.weights, worth / ahead.scales[:, :, :-1])
        known = fear.weight(self._chance)[:, None] * a_unit * ahead.excess[:, :-1]
        chances = settled(ahead.weights, guesses, self._chance, *self._no_gain(ahead, worth, known))
        path = np.arange(len(chances))
        weighed = today * fear.weight(chances)[:, :, None] * worth
        mean = np.einsum("ni,nis->ns", ahead.weights, weighed) - today * known
        self._arrived = weighed[path, ahead.came]
        self._charges[:, stage] = self._arrived - mean
        self._chance = chances[path, ahead.came]
        self._stages.append(fear.weight(self._chance))

    def _swapped(self, ahead: Ahead, guesses: Floats, worth: Floats, today: float) -> None:
        """Make the worth of what swaps get, and of what they give up, agree with itself from stage to stage, in place.

        Money can be kept, so it is on average worth no more than it was said to be worth when it came, and never less
        than if kept to the end. Without that, errors of the cuts' opinion are foresight's gain on all it can raise.
        """
        none = np.empty((*guesses.shape, 0)), np.empty((len(guesses), 0))
        weights = ahead.weights * self.fear.weight(settled(ahead.weights, guesses, self._chance, *none)) * today
        for now, then in zip(ahead.now, ahead.then, strict=True):
            sold, got = self._places[then.sold], self._places[then.got]
            above = np.maximum(worth[:, :, got] - then.kept, 0.0)
            room = self._arrived[:, got] / now.grown - then.kept * weights.sum(axis=1)
            wanted = (weights * above).sum(axis=1)
            share = np.clip(np.where(wanted > room, room / np.where(wanted > 0, wanted, 1.0), 1.0), 0.0, 1.0)
            worth[:, :, got] = then.kept + share[:, None] * above
            worth[:, :, sold] = then.price * worth[:, :, got] / then.grown

    def _guessed(self, stage: int, weights: Floats, outcome: Floats, own: Floats) -> Floats:
        """Return chances of the tail (k, N), right but for a shift.

        Of two opinions: that of the cuts' slopes, `own`, which comes in steps, and what follows from the outcome they
        expect (k, N), which does not.
        """
        centred = outcome - (weights * outcome).sum(axis=1, keepdims=True)
        spread = np.sqrt((weights * centred**2).sum(axis=1))
        if stage == 0:
            self._least = LEAST * spread + np.finfo(float).tiny
        wide = np.maximum(spread * (LAST if stage + 1 == self._instance.stages else 1.0), self._least)
        kept = np.clip(own, LEAST_CHANCE, 1 - LEAST_CHANCE)
        odds = OPINION * (np.log(kept) - np.log1p(-kept)) - (1 - OPINION) * LOGISTIC * centred / wide[:, None]
        odds = np.clip(odds - (weights * odds).sum(axis=1, keepdims=True), -MOST_ODDS, MOST_ODDS)
        return np.asarray(1 / (1 + np.exp(-odds)))

    def _no_gain(self, ahead: Ahead, worth: Floats, known: Floats) -> tuple[Floats, Floats]:
        """Return what swaps gain at each possibility (k, N, K), and its mean by chances at which nothing is gained."""
        gains = np.empty((*ahead.weights.shape, len(ahead.now)))
        sure = np.empty((len(known), len(ahead.now)))
        for at, now in enumerate(ahead.now):
            sold, got = self._places[now.sold], self._places[now.got]
            gains[:, :, at] = worth[:, :, sold] - now.price[:, None] * worth[:, :, got]
            sure[:, at] = known[:, sold] - now.price * known[:, got]
        unweighed = np.einsum("ni,nik->nk", ahead.weights, gains)
        return gains, self.fear.tail / self.fear.risk * (sure - (1 - self.fear.risk) * unweighed)

    def shortfalls(
        self, states: Floats, programs: Sequence[Sequence[StageProgram]], ends: Sequence[Pieces], level: Floats
    ) -> Shortfalls:
        """Return what foresight could gain over the plan, none negative, and how the plan ended.

        Parameters
        ----------
        states : array, (k, T + 1, S)
            The plan's, the margin last.
        programs, ends
            Of each path, without the margin.
        level : array, (k,)
            The plan's level of the tail.
        """
        weights, instance = np.array(self._stages).T, self._instance
        plain, margin = states[:, :, :-1], states[:, :, -1]
        gained = np.diff(margin, axis=1)
        gained[:, 0] += level
        end = instance.to_today[-1] * ends_at(ends, plain[:, -1])
        own = (weights[:, :-1] * gained).sum(axis=1) + weights[:, -1] * end
        own -= np.einsum("nts,nts->n", self._charges, plain[:, 1:])
        best = [
            foresight(path, charges, last, instance.start[:-1], instance.to_today * weighed)
            for path, charges, last, weighed in zip(programs, self._charges, ends, weights, strict=True)
        ]
        return Shortfalls(np.array(best) - own, margin[:, -1] + end, self._chance)
