"""Where plans are kept: under everything that made them, so that the same question goes on where it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from headframe.economics.miner import Miner
from headframe.ground.errors import NotEnoughData
from headframe.ground.runs import RunStore
from headframe.planning.plan_question import PlanQuestion
from headframe.planning.tuned_rule import TunedRule
from headframe.solver.cuts import Cuts
from headframe.solver.statement import Certificate
from headframe.vocabulary.answer import MadeFrom

KIND = "plan"
TUNED_KIND = "tuned rule"
ASKED = ("seed", "risk", "tail", "quarters", "nodes", "rescue")
"""What of a question tells one plan from another; more seconds go on from the same cuts."""


@dataclass(frozen=True, slots=True)
class Proven:
    """What a kept plan's certificate said of its value in the simulator [million USD], over `count` paths.

    `lower` is what the plan is worth at least, one-sided; `seeds` are the plan's and the certificate's.
    """

    lower: float
    mean: float
    error: float
    count: int
    seeds: tuple[int, ...]

    @classmethod
    def of(cls, certificate: Certificate) -> Proven:
        """Return what a certificate shows."""
        value = certificate.shown.value
        return cls(certificate.lower, value.mean, value.error, value.count, certificate.seeds)


@dataclass(frozen=True, slots=True, eq=False)
class KeptPlan:
    """A plan as it was kept: its question, its cuts, and what was proven of it."""

    question: PlanQuestion
    cuts: Cuts
    proven: Proven


def keep_plan(
    store: RunStore, made_from: MadeFrom, asked: PlanQuestion, miner: Miner, cuts: Cuts, proven: Proven
) -> None:
    """Keep a plan with what was proven of it."""
    store.save(KIND, plan_key(made_from, asked, miner), {"cuts": cuts.to_json(), "proven": asdict(proven)})


def kept_cuts(store: RunStore | None, made_from: MadeFrom, asked: PlanQuestion, miner: Miner) -> Cuts | None:
    """Return the cuts that an earlier run of the same question has kept, if any."""
    found = None if store is None else store.load(KIND, plan_key(made_from, asked, miner))
    return None if found is None else Cuts.from_json(found["cuts"])


def kept_plan(store: RunStore, made_from: MadeFrom, miner: Miner) -> KeptPlan:
    """Return the kept plan of a company, day, record and assumptions: of the plain question, else the only other one.

    Raises
    ------
    NotEnoughData
        Where none is kept, or several and none of them answers the plain question. Plans with a weight of risk do not
        count: what is certified of them is not a mean.
    """
    others = kept_questions(store, KIND, made_from, miner)
    plain = PlanQuestion()
    asked = plain if plain in others else others[0] if len(others) == 1 else None
    found = None if asked is None else store.load(KIND, plan_key(made_from, asked, miner))
    if asked is not None and found is not None:
        return _read(asked, found)
    kept = "several plans, none of the plain question," if others else "no plan of the mean"
    verb = "are" if others else "is"
    raise NotEnoughData(
        f"{kept} of {miner.company} {verb} kept for {made_from.as_of}, this record and these assumptions",
        where="--policy best",
        why="the best policy is the one that a plan has found and certified",
        next=f"headframe plan {miner.company} --as-of {made_from.as_of} first, with the same assumptions",
    )


def kept_questions(store: RunStore, kind: str, made_from: MadeFrom, miner: Miner) -> tuple[PlanQuestion, ...]:
    """Return the questions of the mean that are kept of a company, day, record and assumptions."""
    common = _common(made_from, miner)
    return tuple(
        PlanQuestion(**{name: run.made_from[name] for name in ASKED})
        for run in store.runs(kind)
        if run.made_from.get("risk") == 0 and {name: run.made_from.get(name) for name in common} == common
    )


def tuned_for(store: RunStore, made_from: MadeFrom, question: PlanQuestion, miner: Miner) -> TunedRule | None:
    """Return the tuned rule that a plan of the same question has kept, if any."""
    found = store.load(TUNED_KIND, plan_key(made_from, question, miner))
    return None if found is None else TunedRule.from_json(found)


def plan_key(made_from: MadeFrom, asked: PlanQuestion, miner: Miner) -> Mapping[str, Any]:
    """Return everything that made a plan; the seconds are left out, because more of them go on from the same cuts."""
    return _common(made_from, miner) | {name: getattr(asked, name) for name in ASKED}


def _common(made_from: MadeFrom, miner: Miner) -> dict[str, Any]:
    """Return what does not depend on the question; a private company's file may change under the same name."""
    return {
        "company": made_from.company,
        "profile": repr(miner),
        "as_of": made_from.as_of.isoformat(),
        "record": made_from.record.digest,
        "position": made_from.record.position,
        "assumptions": made_from.assumptions,
        "version": made_from.version,
    }


def _read(question: PlanQuestion, kept: Mapping[str, Any]) -> KeptPlan:
    proven = kept["proven"]
    return KeptPlan(question, Cuts.from_json(kept["cuts"]), Proven(**(proven | {"seeds": tuple(proven["seeds"])})))
