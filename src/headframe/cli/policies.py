"""Which policy a call means: a named one, the tuned rule, or that of a saved plan."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from headframe.economics.miner import Miner
    from headframe.economics.rules import Rule
    from headframe.record.view import View
    from headframe.vocabulary.assumptions import Assumptions

BEST = "best"
BY_THRESHOLDS = "policy best: thresholds of the saved plan; headframe simulate --policy best follows the plan itself"
PolicyOption = Annotated[
    str | None,
    typer.Option(
        "--policy",
        metavar="NAME",
        help="tuned (the default), best (the thresholds of a saved plan), hold-all, sell-production, sell-to-fund.",
    ),
]


def policy_of_call(view: View, miner: Miner, held: Assumptions, asked: str | None) -> tuple[str, Rule]:
    """Return the name and the numbers of the policy that a call means; the tuned rule is kept with the runs."""
    from headframe.cli.runs_folder import runs_store
    from headframe.economics.kept_rule import TUNED, policy_named

    if asked == BEST:
        rule = _planned_rule(view, miner, held)
        announce(BY_THRESHOLDS)
        return BEST, rule
    return policy_named(view, miner, held, asked or TUNED, runs_store())


def _planned_rule(view: View, miner: Miner, held: Assumptions) -> Rule:
    """Return the thresholds that the saved plan of the plain question came to."""
    from headframe.cli.runs_folder import runs_store
    from headframe.economics.assumed import made_with
    from headframe.ground.errors import NotEnoughData
    from headframe.planning.plan_question import PlanQuestion
    from headframe.planning.plan_store import tuned_for

    asked = PlanQuestion()
    found = tuned_for(runs_store(), made_with(view, miner.company, held, asked.seed), asked, miner)
    if found is None:
        again = f"headframe plan {miner.company} --as-of {view.as_of}"
        raise NotEnoughData(
            f"no plan of {miner.company} is saved for {view.as_of} and these assumptions",
            where="--policy best",
            next=f"{again} with the same assumptions and no other options, then ask again; or --policy tuned",
        )
    return found.rule


def announce(words: str) -> None:
    """Say on standard error what takes a while."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
