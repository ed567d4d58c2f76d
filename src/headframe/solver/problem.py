"""What to supply: a `Problem` says what can be chosen, a `Process` how the drivers move off the lattice.

Each is an abstract type whose functions are few and named for what they return. The lattice itself is a value
(`Lattice`), given by hand or made from the paths of a process (`quantize`).

::

    Problem                              Process (only for the bounds that hold off the lattice)
      states, start, discounts             drivers
      program(stage, drivers)              sample_paths(count, generator)
      terminal(drivers)                    sample_next(stage, drivers, count, generator)
      value_bounds(stage)                  mean_scales(stage, drivers)        optional
      scales(stage, drivers)   optional
      swaps(stage, drivers)    optional
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from headframe.solver.arrays import Floats
from headframe.solver.pieces import Pieces
from headframe.solver.program import StageProgram


@dataclass(frozen=True, slots=True, eq=False)
class Swap:
    """A state that can be turned into money at any stage, near enough without limit, and money that can be kept.

    Parameters
    ----------
    sold, got : str
        Names of the states; `got` is the money.
    price : array, (m,)
        Units got for a unit sold, for rows of drivers.
    grown : float
        Units that a unit of money carried into the stage has become in it: interest.
    kept : float
        What a unit of money carried into the stage is worth if it is kept to the end, as of the stage.
    """

    sold: str
    got: str
    price: Floats
    grown: float = 1.0
    kept: float = 1.0


class Problem(ABC):
    """What can be chosen at each stage for given drivers, and what is left at the end. Everything is maximised."""

    @property
    @abstractmethod
    def states(self) -> tuple[str, ...]:
        """Names of what is carried from stage to stage, S of them."""

    @property
    @abstractmethod
    def start(self) -> Floats:
        """The states today: (S,)."""

    @property
    @abstractmethod
    def discounts(self) -> tuple[float, ...]:
        """What a unit of value at the next stage is worth at this one, for each stage: T factors in (0, 1]."""

    @abstractmethod
    def program(self, stage: int, drivers: Floats) -> StageProgram:
        """Return the program of a stage (0 to T - 1) for drivers (d,). Concave: linear, besides whole-number controls.

        From every state that can be reached some choice must be feasible: give floors a dear way out, or the run
        stops and names the row that cannot be met.
        """

    @abstractmethod
    def terminal(self, drivers: Floats) -> Pieces:
        """Return what the states are worth at the end for drivers (d,), as of the end."""

    @abstractmethod
    def value_bounds(self, stage: int) -> tuple[float, float]:
        """Return a value that no plan falls short of or exceeds from a stage on, as of that stage.

        Loose is fine: they only keep the first iterations bounded. The upper one must hold at every node and state
        that can be reached, or the bounds are wrong.
        """

    def scales(self, stage: int, drivers: Floats) -> Floats:
        """Return the unit in which each state's worth moves, for drivers (m, d): (m, S).

        A coin's worth moves with its price, so its scale is the price. Values are carried from nodes to drivers
        between nodes in these units: the better they are, the better the policy and the narrower the bounds off the
        lattice. They need not be right for the bounds to hold.
        """
        return np.ones((len(drivers), len(self.states)))

    def swaps(self, stage: int, drivers: Floats) -> tuple[Swap, ...]:
        """Return what can be turned into what, for drivers (m, d) at a stage or (stage T) at the end.

        With weight on the tail, no gain from such swaps is left to foresight; without being told, it finds what it
        can. They need not be right for the bounds to hold.
        """
        return ()


class Process(ABC):
    """How the drivers move, drawn and not quantized: what the bounds "for the simulator" are about."""

    @property
    @abstractmethod
    def drivers(self) -> tuple[str, ...]:
        """Names of the drivers, d of them; given them, the future does not depend on the past."""

    @abstractmethod
    def sample_paths(self, count: int, generator: Generator) -> Floats:
        """Return paths from today: (count, T + 1, d). All start from the same drivers."""

    @abstractmethod
    def sample_next(self, stage: int, drivers: Floats, count: int, generator: Generator) -> Floats:
        """Return draws of the next stage's drivers for each row of drivers (m, d) at `stage`: (m, count, d).

        Each draw by itself must follow the law of the process. Draws of one row may depend on each other (stratified,
        antithetic): that takes noise out of the bounds, which stay valid.
        """

    def mean_scales(self, stage: int, drivers: Floats) -> Floats | None:
        """Return the exact expected `Problem.scales` of the next stage given drivers (m, d): (m, S), if known.

        It takes noise out of the bounds. It must be exact: a wrong one makes them wrong.
        """
        return None
