"""What a plan is asked for: how to weigh risk, how far ahead, how long to work."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from headframe.economics.rules import RULE_NAMES
from headframe.ground.errors import UsageProblem

ACTUAL = "actual"
COMPARABLE = (*RULE_NAMES, ACTUAL)
LEAST_SECONDS, MOST_SECONDS = 2.0, 86_400.0
FEWEST_NODES, MOST_NODES = 2, 200


@dataclass(frozen=True, slots=True)
class PlanQuestion:
    """A question to `choose_plan`.

    Parameters
    ----------
    risk : float
        Weight of the mean of the worst outcomes, 0 to 1; the rest is the mean's [ratio].
    tail : float
        The worst fraction of outcomes, in (0, 1] (conventions §6) [ratio].
    seconds : float
        For everything: learning, the certificate, comparisons [seconds].
    quarters : int
        Horizon [quarters].
    nodes : int
        Nodes of the lattice a quarter.
    seed : int
        Of the plan; the certificate's paths are drawn with the next one.
    trials : int, optional
        Trial paths after which learning ends whatever the time: the same answer on any machine.
    frontier : bool
        Whether plans for other weights of risk are wanted too.
    compare : tuple of str
        Which named policies to set beside it.
    rescue : bool
        Whether shares may be sold in need, at their discount, where nothing else can keep the floor.
    workers : int
        Processes.
    """

    risk: float = 0.0
    tail: float = 0.1
    seconds: float = 60.0
    quarters: int = 40
    nodes: int = 30
    seed: int = 1
    trials: int | None = None
    frontier: bool = False
    compare: tuple[str, ...] = COMPARABLE
    rescue: bool = True
    workers: int = 1

    def __post_init__(self) -> None:
        if not (isfinite(self.risk) and 0 <= self.risk <= 1):
            raise UsageProblem(
                f"a weight of risk of {self.risk:g} is not in [0, 1]",
                where="--risk",
                why="it is the share of the worst outcomes' mean in what is maximised",
                next="0 is the mean alone, 1 the worst outcomes alone",
            )
        if not (isfinite(self.tail) and 0 < self.tail <= 1):
            raise UsageProblem(
                f"a tail of {self.tail:g} is not in (0, 1]",
                where="--tail",
                why="it is the worst fraction of outcomes: 0.1 is the worst tenth (conventions §6)",
                next="give a fraction such as 0.1",
            )
        if not (isfinite(self.seconds) and LEAST_SECONDS <= self.seconds <= MOST_SECONDS):
            raise UsageProblem(
                f"{self.seconds:g} seconds are not {LEAST_SECONDS:g} to {MOST_SECONDS:,.0f}",
                where="--seconds",
                next="60 is usual",
            )
        if not FEWEST_NODES <= self.nodes <= MOST_NODES:
            raise UsageProblem(f"{self.nodes} nodes are not {FEWEST_NODES} to {MOST_NODES}", where="nodes", next="30")
        if strange := [name for name in self.compare if name not in COMPARABLE]:
            raise UsageProblem(
                f"{', '.join(strange)} is no policy to compare with",
                where="--compare",
                next=f"choose among {', '.join(COMPARABLE)}",
            )
        if self.trials is not None and self.trials < 1:
            raise UsageProblem(f"{self.trials} trial paths teach nothing", where="--trials", next="give 1 or more")

    @property
    def words(self) -> str:
        """The question in the words of an id: "risk 0.3 tail 0.1 over 40 quarters 30 nodes seed 1"."""
        weighed = f"risk {self.risk:g} tail {self.tail:g}" if self.risk else "mean"
        return f"{weighed} over {self.quarters} quarters {self.nodes} nodes seed {self.seed}"


def weighed(values: object, risk: float, tail: float) -> float:
    """Return (1 - risk) x mean + risk x mean of the worst `tail` of a sample of outcomes.

    Examples
    --------
    >>> weighed([1.0, 2.0, 3.0, 6.0], 0.5, 0.25)
    2.0
    """
    import numpy as np

    sample = np.sort(np.asarray(values, float))
    return float((1 - risk) * sample.mean() + risk * tail_mean(sample, tail))


def tail_mean(values: object, tail: float) -> float:
    """Return the mean of the worst `tail` of a sample; a fraction of a value counts as such.

    Examples
    --------
    >>> tail_mean([1.0, 2.0, 3.0, 4.0], 0.375)
    1.3333333333333333
    """
    import numpy as np

    sample = np.sort(np.asarray(values, float))
    share = np.clip(tail * len(sample) - np.arange(len(sample)), 0.0, 1.0)
    return float((share * sample).sum() / share.sum())
