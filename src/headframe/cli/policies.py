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

TUNED, BEST = "tuned", "best"
TUNING_SEED, TUNING_MONTHS = 11, 120
PolicyOption = Annotated[
    str | None,
    typer.Option(
        "--policy",
        metavar="NAME",
        help="tuned (the default), best (of a saved plan), hold-all, sell-production, sell-to-fund.",
    ),
]


def policy_of_call(view: View, miner: Miner, held: Assumptions, asked: str | None) -> tuple[str, Rule]:
    """Return the name and the numbers of the policy that a call means.

    The tuned rule is kept with the runs, so that it is tuned once for a company, day and set of assumptions.
    """
    from headframe.economics.rules import rule_named

    if asked not in (None, TUNED):
        return str(asked), rule_named(str(asked), held)
    return TUNED, tuned_rule(view, miner, held)


def tuned_rule(view: View, miner: Miner, held: Assumptions) -> Rule:
    """Return the tuned rule of a company, from the kept runs where it is there."""
    from headframe.cli.runs_folder import runs_store
    from headframe.economics.ahead import look_ahead
    from headframe.economics.quick_rule import quick_rule
    from headframe.economics.rules import Rule

    made_from = {
        "company": miner.company,
        "profile": repr(miner),
        "record": view.stamp.digest,
        "as_of": view.as_of.isoformat(),
        "assumptions": held.digest,
        "version": view.version,
    }
    store = runs_store()
    kept = store.load("tuned", made_from)
    if kept is not None:
        return Rule(*kept["rule"])
    found = quick_rule(look_ahead(view, miner, held, TUNING_MONTHS), TUNING_SEED)
    store.save("tuned", made_from, {"rule": [float(each) for each in found.rule.numbers()], "tried": found.tried})
    return found.rule


def announce(words: str) -> None:
    """Say on standard error what takes a while."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
