"""How a figure ahead was made, read back from the words of its id: policy, paths, horizon, seed, assumptions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from headframe.economics.rules import RULE_NAMES, Rule, rule_named
from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.vocabulary.assumptions import Assumptions, packaged_assumptions
from headframe.vocabulary.scenarios import scenarios, under_scenario

MADE = re.compile(
    r"(?P<what>.*?) ?(?P<policy>[a-z-]+) "
    r"(?:(?P<paths>\d{1,8}) paths (?P<months>\d{1,3}) months seed (?P<seed>\d{1,18})"
    r"|middle path (?P<middle>\d{1,3}) months) "
    r"(?P<digest>[0-9a-f]+)"
)
MOST_PATHS = 200_000
"""An explanation makes the figure again, and takes no longer than the verb's own default run twice."""


@dataclass(frozen=True, slots=True)
class Made:
    """How a figure was made. `paths` and `seed` are None on the middle path; `what` are the words before.

    Examples
    --------
    >>> read = read_words("cash hold-all 256 paths 60 months seed 7 0a1b")
    >>> (read.what, read.policy, read.paths, read.months, read.seed) if isinstance(read, Made) else read
    ('cash', 'hold-all', 256, 60, 7)
    """

    what: str
    policy: str
    paths: int | None
    months: int
    seed: int | None
    digest: str


def read_words(which: str) -> Made | Missing:
    """Return how a figure was made, from the words after the period of its id."""
    found = MADE.fullmatch(which)
    if found is None:
        return Missing("its id ends with policy, paths, months, seed and assumptions, as the verb prints it")
    part = found.groupdict()
    paths = None if part["paths"] is None else int(part["paths"])
    if paths is not None and not 1 <= paths <= MOST_PATHS:
        return Missing(f"it is of {paths:,} paths, and up to {MOST_PATHS:,} are drawn again: ask the verb")
    seed = None if part["seed"] is None else int(part["seed"])
    return Made(part["what"], part["policy"], paths, int(part["months"] or part["middle"]), seed, part["digest"])


def assumptions_of(digest: str, verb: str) -> Assumptions | Missing:
    """Return the packaged assumptions, or those under a packaged scenario, by their digest."""
    held = packaged_assumptions()
    known = {made.digest: made for made in (under_scenario(held, each.name) for each in scenarios())}
    if digest in known:
        return known[digest]
    return Missing(f"it was made with assumptions of your own: ask `headframe {verb}` with the same --set and scenario")


def rule_of(view: View, company: str, held: Assumptions, policy: str) -> Rule | Missing:
    """Return the rule that a policy's name stands for; the tuned one is tuned again."""
    from headframe.economics.build_miner import build_miner
    from headframe.economics.kept_rule import TUNED
    from headframe.economics.quick_rule import tuned_rule

    if policy in RULE_NAMES:
        return rule_named(policy, held)
    if policy == TUNED:
        miner = build_miner(view, company, held)
        return view.once(("tuned rule", miner.company, held.digest), lambda: tuned_rule(view, miner, held).rule)
    return Missing(f"it was made under the policy '{policy[:40]}', which only a saved plan knows: ask the verb again")
