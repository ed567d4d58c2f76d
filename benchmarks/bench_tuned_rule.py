"""The tuned rule: its loss against the plan on the plan's quarters, and what it is worth in the engine's months."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from benchmarks.registry import Measure
from headframe.economics.ahead import look_ahead
from headframe.economics.build_miner import build_miner
from headframe.economics.kernel_inputs import engine_inputs
from headframe.economics.quick_rule import quick_rule
from headframe.economics.rules import NEVER, RULE_NAMES, Rule, rule_named
from headframe.economics.simulate import value_of_rule
from headframe.ground.streams import stream
from headframe.planning.build_model import company_model
from headframe.planning.company_problem import CompanyProblem
from headframe.planning.node_lattice import node_lattice
from headframe.planning.plan_question import PlanQuestion
from headframe.planning.plan_rivals import node_drivers
from headframe.planning.plan_run import PATHS_A_NODE, learn
from headframe.planning.rule_course import Quarters, in_a_quarter
from headframe.planning.tuned_rule import tune_rule
from headframe.record.record import Record
from headframe.solver.follow import follow_lattice
from headframe.vocabulary.assumptions import packaged_assumptions

DAYS = (date(2025, 10, 31), date(2026, 5, 31))
LEARNING, TUNING = 15.0, 10.0
"""For the plan and for its rule [seconds]."""
PATHS, COURSES, MONTHS, SEED = 4096, 100, 120, 23


def run() -> list[Measure]:
    return [measure for day in DAYS for measure in _on(day)]


def _on(day: date) -> list[Measure]:
    view, held = Record().view(day), packaged_assumptions()
    miner, asked = build_miner(view, "RIOT", held), PlanQuestion(workers=2)
    model = company_model(view, miner, held, asked.quarters)
    made = node_lattice(model.simulator, asked.nodes, PATHS_A_NODE * asked.nodes, asked.seed)
    solution = learn(CompanyProblem(model), made, asked, LEARNING)
    nodes = made.lattice.sample(COURSES, np.random.default_rng(SEED))
    plan = follow_lattice(solution.engine(), nodes).value
    judged = Quarters.of(model, node_drivers(made.lattice, nodes))
    learned = Quarters.of(model, model.simulator.sample_paths(300, stream(asked.seed, "planning: tuning")))
    tuned = tune_rule(learned, judged, 0.0, 1.0, asked.seed, TUNING)
    loss = float(plan.mean()) - tuned.value
    ahead = look_ahead(view, miner, held, MONTHS)
    made_engine = engine_inputs(ahead.world.parameters, ahead.world.tables, ahead.tables, Rule(), SEED)

    def worth(rule: Rule) -> float:
        return float(value_of_rule(made_engine, ahead.tables, rule, paths=PATHS).mean())

    own = worth(tuned.rule)
    as_quarters = replace(tuned.rule, sell_above_share=in_a_quarter(tuned.rule.sell_above_share))
    named = max(worth(rule_named(name, held)) for name in RULE_NAMES)
    sells = tuned.rule.sell_above_usd_per_btc < NEVER
    return [
        Measure(f"{day}: loss against the plan, on the plan's quarters", loss / abs(float(plan.mean())), "ratio"),
        Measure(f"{day}: in the engine's months", own, "USD/share"),
        Measure(f"{day}: in the engine, with a quarter's share each month", worth(as_quarters), "USD/share"),
        Measure(f"{day}: in the engine, the rule tuned there", worth(quick_rule(ahead, 11).rule), "USD/share"),
        Measure(f"{day}: in the engine, the best named rule", named, "USD/share"),
        Measure(f"{day}: share of coins sold a month", tuned.rule.sell_above_share if sells else 0.0, "ratio"),
    ]
