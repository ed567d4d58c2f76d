"""The tools that look ahead: the months ahead, what a share is worth, and the best plan, each within bounded time."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from headframe.mcp.kept import Kept
from headframe.record.view import View

if TYPE_CHECKING:
    from headframe.economics.forecast import Forecast
    from headframe.planning.plan_answer import NoPlan, Plan
    from headframe.vocabulary.assumptions import Assumptions
    from headframe.worth.worth import Worth

FORECAST_MONTHS, WORTH_MONTHS, WORTH_PATHS, WORTH_SEED = 24, 120, 20_000, 7
PLAN_SECONDS, PLAN_TAIL, PLAN_SEED = 30.0, 0.1, 1


def assumptions_asked(scenario: str, changes: str) -> Assumptions:
    """Return the packaged assumptions under a scenario, then with changes: name=value, with commas between.

    Examples
    --------
    >>> assumptions_asked("base", "ai.capex_usd_per_mw_it=10e6").value("ai.capex_usd_per_mw_it")
    10000000.0
    """
    from headframe.vocabulary.assumptions import packaged_assumptions, parse_changes
    from headframe.vocabulary.scenarios import under_scenario

    each = tuple(one.strip() for one in changes.split(",") if one.strip())
    return under_scenario(packaged_assumptions(), scenario).with_changes(parse_changes(each))


def forecast(
    view: View,
    kept: Kept,
    company: str,
    months: int = FORECAST_MONTHS,
    policy: str = "hold-all",
    scenario: str = "base",
    set: str = "",
) -> Forecast:
    """Return the months ahead on the middle path, by quarter."""
    from headframe.economics.forecast import forecast as forecast_company

    return forecast_company(view, company, assumptions_asked(scenario, set), months, policy)


def worth(
    view: View,
    kept: Kept,
    company: str,
    price: float | None = None,
    policy: str = "tuned",
    paths: int = WORTH_PATHS,
    months: int = WORTH_MONTHS,
    seed: int = WORTH_SEED,
    scenario: str = "base",
    set: str = "",
) -> Worth:
    """Return what a share is worth by parts; the tuned rule is found once for a company, day and assumptions."""
    kept.ready_engine()
    from headframe.economics.build_miner import build_miner
    from headframe.economics.kept_rule import policy_named
    from headframe.worth.worth import value_parts

    held = assumptions_asked(scenario, set)
    miner = build_miner(view, company, held)
    named, rule = policy_named(view, miner, held, policy, kept.runs)
    return value_parts(
        view,
        miner,
        held,
        policy=named,
        rule=rule,
        price_usd=price,
        paths=paths,
        months=months,
        seed=seed,
        announce=_announce,
    )


def plan(
    view: View,
    kept: Kept,
    company: str,
    seconds: float = PLAN_SECONDS,
    risk: float = 0.0,
    tail: float = PLAN_TAIL,
    seed: int = PLAN_SEED,
    scenario: str = "base",
    set: str = "",
) -> Plan | NoPlan:
    """Return the best plan found within the seconds; it goes on from what an earlier run of the same question kept."""
    kept.ready_engine()
    from headframe.economics.build_miner import build_miner
    from headframe.planning.plan import choose_plan
    from headframe.planning.plan_question import PlanQuestion

    held = assumptions_asked(scenario, set)
    question = PlanQuestion(risk=risk, tail=tail, seconds=seconds, seed=seed)
    return choose_plan(
        view,
        build_miner(view, company, held),
        held,
        question,
        remake=lambda other: build_miner(view, company, other),
        store=kept.runs,
    )


def _announce(words: str) -> None:
    """Say on standard error what takes a while: standard output is the protocol's."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
