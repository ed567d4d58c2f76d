"""Why a stage could not be solved, with the stage's problem saved inside.

::

    InputRefused
    ├── StageInfeasible    no choice meets every constraint, from the states the plan reached
    └── StageUnbounded     something can be gained without end
    HeadframeError
    └── StageUnsolved      the linear solver gave up, with every fallback
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from headframe.ground.errors import HeadframeError, InputRefused


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One constraint or bound by name, and the least by which it would have to give way, in its own unit."""

    name: str
    by: float
    enough_alone: bool

    def __str__(self) -> str:
        return f"{self.name} by {self.by:,.6g}" + ("" if self.enough_alone else " (not alone)")


class StageInfeasible(InputRefused):
    """No choice meets every constraint of a stage.

    Attributes: `stage`, `node` (None off the lattice), `states` (name to value coming in), `relaxations` (what would
    have to give way, and by how much, the least first) and `saved` (the stage's problem in LP format).
    """

    def __init__(
        self,
        stage: int,
        node: int | None,
        states: dict[str, float],
        relaxations: tuple[Relaxation, ...],
        saved: str,
    ) -> None:
        self.stage, self.node, self.states = stage, node, states
        self.relaxations, self.saved = relaxations, saved
        alone = [found for found in relaxations if found.enough_alone]
        words = " or ".join(str(found) for found in alone) or " and ".join(str(found) for found in relaxations)
        came = ", ".join(f"{name} {value:,.6g}" for name, value in states.items())
        super().__init__(
            "no choice meets every constraint",
            where=_place(stage, node),
            why=f"from {came}, this would have to give way: {words or 'nothing that is named'}",
            next="relax what is named, or give it a dear way out"
            + ("" if stage == 0 else "; these states are a plan's own doing: another might not come here"),
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.stage, self.node, self.states, self.relaxations, self.saved)


class StageUnbounded(InputRefused):
    """Something can be gained without end at a stage. `saved` holds its problem in LP format."""

    def __init__(self, stage: int, node: int | None, columns: tuple[str, ...], saved: str) -> None:
        self.stage, self.node, self.columns, self.saved = stage, node, columns, saved
        super().__init__(
            f"value can be gained without end through {', '.join(columns) or 'some column'}",
            where=_place(stage, node),
            why="a column has no upper bound and is worth more than it costs",
            next="bound it, or look for a wrong sign",
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.stage, self.node, self.columns, self.saved)


class StageUnsolved(HeadframeError):
    """The linear solver returned neither a solution nor a reason. `saved` holds the problem in LP format."""

    def __init__(self, stage: int, node: int | None, status: str, saved: str) -> None:
        self.stage, self.node, self.status, self.saved = stage, node, status, saved
        super().__init__(
            f"the linear solver ended with {status!r}",
            where=_place(stage, node),
            why="presolve on and off, both simplex methods and interior point were tried",
            next="look for coefficients many orders of magnitude apart in the saved problem",
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.stage, self.node, self.status, self.saved)


def _place(stage: int, node: int | None) -> str:
    return f"stage {stage}" if node is None else f"stage {stage}, node {node}"
