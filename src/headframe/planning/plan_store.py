"""Where plans are kept: under everything that made them, so that the same question goes on where it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headframe.ground.runs import RunStore
from headframe.planning.plan_question import PlanQuestion
from headframe.planning.tuned_rule import TunedRule
from headframe.solver.cuts import Cuts
from headframe.vocabulary.answer import MadeFrom

KIND = "plan"
TUNED_KIND = "tuned rule"


def tuned_for(store: RunStore, made_from: MadeFrom, question: PlanQuestion) -> TunedRule | None:
    """Return the tuned rule that a plan of the same question has kept, if any."""
    found = store.load(TUNED_KIND, plan_key(made_from, question))
    return None if found is None else TunedRule.from_json(found)


def plan_key(made_from: MadeFrom, asked: PlanQuestion) -> Mapping[str, Any]:
    """Return everything that made a plan; the seconds are left out, because more of them go on from the same cuts."""
    return {
        "company": made_from.company,
        "as_of": made_from.as_of.isoformat(),
        "record": made_from.record.digest,
        "position": made_from.record.position,
        "assumptions": made_from.assumptions,
        "version": made_from.version,
        "seed": asked.seed,
        "risk": asked.risk,
        "tail": asked.tail,
        "quarters": asked.quarters,
        "nodes": asked.nodes,
        "rescue": asked.rescue,
    }


def kept_cuts(store: RunStore | None, made_from: MadeFrom, asked: PlanQuestion) -> Cuts | None:
    """Return the cuts that an earlier run of the same question has kept, if any."""
    found = None if store is None else store.load(KIND, plan_key(made_from, asked))
    return None if found is None else Cuts.from_json(found)
