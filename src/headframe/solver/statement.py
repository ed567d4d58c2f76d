"""What a certificate says: bounds for the lattice and for the simulator, and in which sense each holds."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.ground.missing import Missing
from headframe.solver.estimate import Estimate

FOR_THE_LATTICE, FOR_THE_SIMULATOR = "for the lattice", "for the simulator"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Both bounds in one sense, each one-sided.

    Parameters
    ----------
    holds : str
        "for the lattice" or "for the simulator".
    lower : float
        What the plan's own value exceeds.
    upper : float
        What no plan exceeds. For the lattice it comes from the cuts: certain, but for the linear solver's rounding.
    value : Estimate
        Of the plan's value, with the martingale taken out.
    plain : Estimate
        The same without: a check, with far more noise.
    short : Estimate
        Of what the plan falls short of foresight that pays for what it knows, path by path: never negative.
    gap : float
        What the plan can be short of the best, as a fraction of |upper|.
    """

    holds: str
    lower: float
    upper: float
    value: Estimate
    plain: Estimate
    short: Estimate
    gap: float

    def words(self, confidence: float) -> str:
        """Return the statement in a sentence."""
        return (
            f"The plan is within {self.gap:.2%} of the best {self.holds}, with {confidence:.0%} confidence: "
            f"it is worth at least {self.lower:,.6g}, and no plan more than {self.upper:,.6g}."
        )


@dataclass(frozen=True, slots=True)
class Certificate:
    """How far from the best a plan can be, each statement one-sided with `confidence`.

    `lower`, `upper` hold for the simulator where one was given, else for the lattice. `gap_of_improvement` is what the
    plan can be short of the best over upper − baseline: most of a value may be there whatever is done, and hide bad
    decisions. `seeds` are the plan's and the certificate's.
    """

    lower: float
    upper: float
    gap_lattice: float
    gap_simulator: float | Missing
    gap_of_improvement: float | Missing
    confidence: float
    seconds: float
    seeds: tuple[int, ...]
    baseline: float | Missing
    lattice: Bounds
    simulator: Bounds | Missing

    @property
    def shown(self) -> Bounds:
        """The bounds that `lower` and `upper` are: for the simulator where there are any."""
        return self.lattice if isinstance(self.simulator, Missing) else self.simulator

    def words(self) -> tuple[str, ...]:
        """Return the certificate in sentences."""
        lines = [self.lattice.words(self.confidence)]
        if isinstance(self.simulator, Missing):
            lines.append(f"For the simulator nothing is proven: {self.simulator.reason}.")
        else:
            lines.append(self.simulator.words(self.confidence))
        if isinstance(self.gap_of_improvement, Missing):
            lines.append(f"Against a baseline it is not measured: {self.gap_of_improvement.reason}.")
        else:
            lines.append(f"Of what can be gained over the baseline it misses at most {self.gap_of_improvement:.2%}.")
        return tuple(lines)
