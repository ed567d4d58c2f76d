"""The tuned rule of a company, tuned once for a company, day and set of assumptions, and kept with the runs."""

from __future__ import annotations

from headframe.economics.miner import Miner
from headframe.economics.rules import Rule, rule_named
from headframe.ground.runs import RunStore
from headframe.record.view import View
from headframe.vocabulary.assumptions import Assumptions

TUNED = "tuned"
"""What the tuned rule is called where a policy is named."""


def policy_named(view: View, miner: Miner, held: Assumptions, asked: str, store: RunStore) -> tuple[str, Rule]:
    """Return the name and the numbers of a policy: the tuned rule, or a named one.

    Parameters
    ----------
    view : View
        What was known: the tuned rule is tuned on worlds calibrated on it.
    miner : Miner
        The company as of that day.
    held : Assumptions
        Every number that is not a fact.
    asked : str
        "tuned", or a name of `economics.rules`.
    store : RunStore
        Where the tuned rule is kept.

    Examples
    --------
    >>> from pathlib import Path
    >>> from headframe.economics.build_miner import build_miner
    >>> from headframe.record.record import Record
    >>> from headframe.vocabulary.assumptions import packaged_assumptions
    >>> view, held = Record().view(), packaged_assumptions()
    >>> policy_named(view, build_miner(view, "RIOT", held), held, "hold-all", RunStore(Path("runs")))[0]
    'hold-all'
    """
    if asked != TUNED:
        return asked, rule_named(asked, held)
    return TUNED, kept_rule(view, miner, held, store)


def kept_rule(view: View, miner: Miner, held: Assumptions, store: RunStore) -> Rule:
    """Return the tuned rule of a company, from the kept runs where it is there."""
    from headframe.economics.quick_rule import search_words, tuned_rule

    made_from = {
        "company": miner.company,
        "profile": repr(miner),
        "record": view.stamp.digest,
        "as_of": view.as_of.isoformat(),
        "assumptions": held.digest,
        "version": view.version,
        "search": search_words(),
    }
    kept = store.load(TUNED, made_from)
    if kept is not None:
        return Rule(*kept["rule"])
    found = tuned_rule(view, miner, held)
    store.save(TUNED, made_from, {"rule": [float(each) for each in found.rule.numbers()], "tried": found.tried})
    return found.rule
