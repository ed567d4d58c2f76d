"""Solving a problem on its lattice by stochastic dual dynamic programming, with both bounds along the way.

Pereira and Pinto 1991, doi:10.1007/BF01582895; on a Markov chain: Philpott and de Matos 2012,
doi:10.1016/j.ejor.2011.10.056.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from time import monotonic

import numpy as np

from headframe.ground.streams import stream
from headframe.solver.cuts import Cuts
from headframe.solver.engine import Engine
from headframe.solver.follow import follow_lattice
from headframe.solver.instance import Instance, write_out
from headframe.solver.lattice import Lattice
from headframe.solver.problem import Problem
from headframe.solver.risk import mean_cvar
from headframe.solver.team import Crew, crew

PRUNE_EVERY = 50
"""Trial paths between two prunings: often enough to keep programs small, rare enough to cost under 2 % of the time."""
ESTIMATE_PATHS = 20
"""Paths of a running estimate of the plan's value: with the control variate a few are enough."""
GROWTH_OF_ESTIMATES = 1.5
"""Each running estimate comes when the trial paths have grown by this factor, so that estimates stay a small share."""


class Ended(StrEnum):
    """Why a run ended."""

    SECONDS = "seconds"
    TRIALS = "trials"
    GAP = "gap"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands: trial paths, seconds, the upper bound, and the last estimate of the plan's value."""

    trials: int
    seconds: float
    upper: float
    lower: float | None


@dataclass(frozen=True, slots=True)
class Limits:
    """When to end: whichever comes first.

    Parameters
    ----------
    seconds : float
        Of wall time for training.
    trials : int
        Trial paths.
    gap : float
        Difference of upper bound and running estimate, as a fraction of the upper bound.
    stop : callable, optional
        Asked between iterations; True ends the run.
    """

    seconds: float = 30.0
    trials: int = 1_000_000
    gap: float = 0.0
    stop: Callable[[], bool] = field(default=lambda: False)


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """What a run learned: a plan, as cuts, and what no plan on the lattice can exceed.

    `problem` is the one that was solved: with risk it carries one state more than the one that was given.
    """

    problem: Problem
    instance: Instance
    cuts: Cuts
    upper: float
    log: tuple[Progress, ...]
    ended: Ended
    seed: int
    seconds: float

    def engine(self) -> Engine:
        """Return the programs with these cuts, to ask the plan what it would do."""
        return Engine(self.instance, self.cuts.pools(self.instance))


def solve(
    problem: Problem,
    lattice: Lattice,
    *,
    risk: float = 0.0,
    tail: float = 1.0,
    limits: Limits | None = None,
    seed: int = 0,
    cuts: Cuts | None = None,
    paths: int = 1,
    workers: int = 1,
    progress: Callable[[Progress], None] | None = None,
) -> Solution:
    """Learn a plan for a problem on a lattice. An interrupt (Ctrl-C) ends it with the best so far.

    Parameters
    ----------
    problem, lattice
        What can be chosen, and the chain of drivers it is chosen on.
    risk : float
        Weight in [0, 1] of the mean of the worst `tail` of outcomes; the rest is the mean's. 0 is the mean alone.
    tail : float
        The worst fraction, in (0, 1] (conventions §6). 1 is the mean.
    limits : Limits, optional
        When to end.
    seed : int
        Of the trial paths.
    cuts : Cuts, optional
        Of an earlier run of the same problem and risk, to go on from.
    paths : int
        Trial paths an iteration.
    workers : int
        Processes that share the nodes, 1 or more. The plan is the same for any number when `limits` counts trials.
    progress : callable, optional
        Told after each iteration.

    Examples
    --------
    >>> from headframe.solver.draft import Draft
    >>> from headframe.solver.pieces import Pieces
    >>> class Newsboy(Problem):
    ...     states, start, discounts = ("papers",), np.array([0.0]), (1.0,)
    ...
    ...     def program(self, stage, drivers):
    ...         draft = Draft(self.states)
    ...         draft.control("bought", high=100, reward=-2.0)
    ...         draft.row("papers", {"papers'": 1, "papers": -1, "bought": -1}, equals=0)
    ...         return draft.program()
    ...
    ...     def terminal(self, drivers):
    ...         return Pieces.of((0.0, [5.0]), (5.0 * float(drivers[0]), [0.0]))
    ...
    ...     def value_bounds(self, stage):
    ...         return -1000.0, 1000.0
    >>> demand = Lattice.of("demand", [[0.0], [10.0, 20.0, 30.0]], [[[0.3, 0.4, 0.3]]])
    >>> round(solve(Newsboy(), demand, limits=Limits(trials=20)).upper, 6)
    45.0
    """
    posed = mean_cvar(problem, risk, tail)
    instance = write_out(posed, lattice)
    pools = None if cuts is None else cuts.pools(instance)
    with crew(instance, pools, paths, workers) as hands:
        return _Run(posed, instance, hands, limits or Limits(), seed, paths, progress).until_ended()


class _Run:
    """One run of training: forward along sampled nodes, backward over all nodes."""

    def __init__(
        self,
        problem: Problem,
        instance: Instance,
        hands: Crew,
        limits: Limits,
        seed: int,
        paths: int,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self._problem, self._instance, self._hands = problem, instance, hands
        self._limits, self._seed, self._paths, self._tell = limits, seed, paths, progress
        self._upper, self._lower = instance.bounds[0][1], None  # type: float, float | None
        self._log: list[Progress] = []
        self._trials, self._next_estimate = 0, ESTIMATE_PATHS
        self._began = monotonic()

    def until_ended(self) -> Solution:
        """Iterate until a limit is met or somebody interrupts."""
        ended: Ended | None = None
        try:
            while ended is None:
                self._iterate()
                ended = self._met()
        except KeyboardInterrupt:
            self._hands.alone()
            ended = Ended.STOPPED
        engine = self._hands.engine
        self._upper = min(self._upper, engine.upper())
        return Solution(
            problem=self._problem,
            instance=self._instance,
            cuts=Cuts.of(self._instance, engine.pools),
            upper=self._upper,
            log=tuple(self._log),
            ended=ended,
            seed=self._seed,
            seconds=monotonic() - self._began,
        )

    def _iterate(self) -> None:
        draws = [stream(self._seed, "solver: trial paths", self._trials + path) for path in range(self._paths)]
        self._hands.sweep(np.concatenate([self._instance.lattice.sample(1, draw) for draw in draws]))
        before = self._trials
        self._trials += self._paths
        if before // PRUNE_EVERY != self._trials // PRUNE_EVERY:
            self._hands.prune()
        self._upper = min(self._upper, self._hands.engine.upper())
        self._estimate()
        self._log.append(Progress(self._trials, monotonic() - self._began, self._upper, self._lower))
        if self._tell is not None:
            self._tell(self._log[-1])

    def _estimate(self) -> None:
        """Estimate the plan's value on a few fresh paths, from time to time."""
        if self._trials < self._next_estimate:
            return
        self._next_estimate = int(np.ceil(self._trials * GROWTH_OF_ESTIMATES))
        draws = stream(self._seed, "solver: running estimate", self._trials)
        nodes = self._instance.lattice.sample(ESTIMATE_PATHS, draws)
        self._lower = float(follow_lattice(self._hands.engine, nodes).adjusted.mean())

    def _met(self) -> Ended | None:
        limits = self._limits
        if limits.stop():
            return Ended.STOPPED
        if self._lower is not None and self._upper - self._lower <= limits.gap * abs(self._upper):
            return Ended.GAP
        if self._trials >= limits.trials:
            return Ended.TRIALS
        return Ended.SECONDS if monotonic() - self._began >= limits.seconds else None
