"""The answers of `headframe plan`: a plan with its certificate, or the constraint that cannot be met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from headframe.ground.missing import Missing
from headframe.planning.plan_shown import (
    CertificateShown,
    ConstraintPrice,
    DriftShown,
    FanQuarter,
    FirstDecision,
    FrontierShown,
    MapPoint,
    PolicyShown,
    ProblemShown,
    Step,
    Swing,
    TunedShown,
)
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.figure import Figure


@dataclass(frozen=True, kw_only=True)
class Plan(Answer):
    """The best policy found, with a proof of how far from the best it can be.

    `value_per_share` is the plan's value over shares and unvested awards; `flip_drift` the premium on bitcoin's growth
    at which the first decision changes; `waiting` what starting now gains on not starting this quarter.
    """

    verb: ClassVar[str] = "plan"

    solved: bool
    risk: float
    tail: float
    first: FirstDecision
    rule_after: tuple[str, ...]
    certificate: CertificateShown
    value_per_share: Figure
    share_price: Figure | Missing
    policies: tuple[PolicyShown, ...]
    prices: tuple[ConstraintPrice, ...]
    tuned: TunedShown | Missing
    waiting: Figure | Missing
    flip_drift: Figure | Missing
    drifts: tuple[DriftShown, ...]
    tornado: tuple[Swing, ...]
    frontier: tuple[FrontierShown, ...]
    map: tuple[MapPoint, ...]
    fan: tuple[FanQuarter, ...]
    fan_rival: str
    steps: tuple[Step, ...]
    ended: str
    notes: tuple[str, ...]
    problem: ProblemShown

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """Return the schema of the envelope: its data is a plan, or why there is none."""
        schema = super().json_schema()
        other = Answer.json_schema.__func__(NoPlan)["properties"]["data"]  # type: ignore[attr-defined]
        schema["properties"]["data"] = {"anyOf": [schema["properties"]["data"], other]}
        return schema


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A constraint that would have to give way, by how much in its own unit, and whether that alone would do."""

    constraint: str
    by: float
    unit: str
    enough_alone: bool


@dataclass(frozen=True, kw_only=True)
class NoPlan(Answer):
    """No choice meets every constraint: which, by how much, what would relax it, and the quarter's problem itself."""

    verb: ClassVar[str] = "plan"

    solved: bool
    quarter: int
    proven: bool
    """True where it holds for every plan; False where it was reached by a plan that was still learning."""
    sentence: str
    binding: tuple[Relaxed, ...]
    next: str
    state: dict[str, float]
    subproblem: str
