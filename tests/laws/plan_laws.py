"""What holds for every company that the plan is asked about, as numbers: by how much a law is broken, or 0.

Each takes a company's problem, a lattice, and a number in [0, 1] for what the law varies; it returns the excess over
the law as a share of the company's size. Tests ask it of companies that hypothesis draws, a harness of 200 others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.random import Generator
from tests.unit.planning.planned import every_path, small_miner, small_model, solved

from headframe.economics.rules import Rule
from headframe.planning.company_model import CompanyModel
from headframe.planning.names import CALL, COINS, EMERGENCY, FLOOR, LINE, MEGAWATTS, REPAID
from headframe.planning.plan_rivals import node_drivers
from headframe.planning.rule_course import Quarters
from headframe.planning.rule_follow import follow_rule
from headframe.solver.advice import first_decision
from headframe.solver.follow import follow_lattice
from headframe.solver.lattice import Lattice

Law = Callable[[CompanyModel, Lattice, float], float]
CLOSE = 2e-3
"""What learning may leave open in forty trial paths [share of the size of the company]."""
EXACT = 1e-6
MOST_ENUMERATED, SAMPLED, CHANCE = 4, 200, 3.0
"""Quarters up to which every path is followed; beyond, so many are drawn, and so many standard errors are allowed."""


def size(model: CompanyModel) -> float:
    """Return the scale of a company's value [million USD]."""
    return 200.0 + model.miner.cash_usd / 1e6 + model.miner.bitcoin_btc / 10


def random_model(generator: Generator, quarters: int) -> CompanyModel:
    """Return a small company: coins, cash, costs, loan, programme and open phases by chance."""
    miner = small_miner(
        options=int(generator.integers(0, 4)),
        loan_usd=float(generator.choice([0.0, 60e6, 150e6])),
        bitcoin_free_btc=float(generator.uniform(0.0, 20_000.0)),
        cash_usd=float(generator.uniform(0.0, 900e6)),
        corporate_cost_usd_per_month=float(generator.uniform(0.0, 20e6)),
        atm_remaining_usd=float(generator.choice([0.0, 100e6, 500e6])),
    )
    return small_model(miner, quarters)


def rules() -> tuple[Rule, ...]:
    """Return doing nothing, and two named rules."""
    return Rule(), Rule(sell_share_of_production=1.0), Rule(fund_ahead_months=3.0, programme_first=0.0)


def no_rule_beats_the_plan(model: CompanyModel, lattice: Lattice, _: float) -> float:
    """Doing nothing and the named rules are never better than the plan, nor the plan than its upper bound."""
    solution = solved(model, lattice)
    paths, chance = _paths(lattice)
    courses = follow_lattice(solution.engine(), paths, whole=True)
    scale, all_paths = size(model), lattice.stages <= MOST_ENUMERATED
    plan = courses.value if all_paths else courses.adjusted
    allowed = 0.0 if all_paths else CHANCE * float(plan.std(ddof=1)) / np.sqrt(len(plan))
    broken = [float(chance @ plan) - solution.upper - EXACT * scale - allowed]
    quarters = Quarters.of(model, node_drivers(lattice, paths))
    for rule in rules():
        value = follow_rule(quarters, rule).value
        apart = value - courses.value
        noise = 0.0 if all_paths else CHANCE * float(apart.std(ddof=1)) / np.sqrt(len(apart))
        broken.append(float(chance @ apart) - CLOSE * scale - noise)
        if all_paths:
            broken.append(float(chance @ value) - solution.upper - EXACT * scale)
    return max(0.0, *broken) / scale


def more_cash_never_lowers_the_value(model: CompanyModel, lattice: Lattice, share: float) -> float:
    """More cash never lowers the value."""
    more = 1e6 + 299e6 * share
    richer = small_model(replace(model.miner, cash_usd=model.miner.cash_usd + more), model.stages)
    return _lowered(model, richer, lattice)


def a_cheaper_build_never_lowers_the_value(model: CompanyModel, lattice: Lattice, share: float) -> float:
    """A cheaper build never lowers the value."""
    factor = 0.5 + 0.45 * share
    cheaper = tuple(replace(each, capex_usd=factor * each.capex_usd) for each in model.miner.projects)
    return _lowered(model, small_model(replace(model.miner, projects=cheaper), model.stages), lattice)


def a_better_rent_never_lowers_the_value(model: CompanyModel, lattice: Lattice, share: float) -> float:
    """A better margin of rent never lowers the value."""
    factor = 1.0 + 0.2 * share
    better = tuple(replace(each, noi_margin=factor * each.noi_margin) for each in model.miner.projects)
    return _lowered(model, small_model(replace(model.miner, projects=better), model.stages), lattice)


def limits_are_worth_something_and_floors_cost(model: CompanyModel, lattice: Lattice, _: float) -> float:
    """Limits from above are worth something or nothing, floors cost something or nothing."""
    broken = 0.0
    for name, price in first_decision(solved(model, lattice)).prices.items():
        if name in (CALL, MEGAWATTS) or name.startswith(("sites", "tenants", "pace")):
            broken = max(broken, -price - EXACT)
        if name == FLOOR:
            broken = max(broken, price - EXACT)
    return broken / size(model)


def floor_and_margin_call_hold(model: CompanyModel, lattice: Lattice, _: float) -> float:
    """At the end of every quarter cash is at its floor at least, and the loan within its margin call."""
    solution = solved(model, lattice, trials=15)
    states = solution.instance.states
    nodes = lattice.sample(20, np.random.default_rng(4))
    courses = follow_lattice(solution.engine(), nodes)
    broken = float((model.floor - courses.states[:, 1:, states.index("cash")]).max()) - EXACT
    if LINE in states:
        prices = node_drivers(lattice, nodes)[:, :-1, 0] / 1e3
        owed = courses.states[:, 1:, states.index(LINE)]
        coins = courses.states[:, 1:, states.index(COINS)]
        broken = max(broken, float((owed - model.call_ltv * prices * coins).max()) - 1e-5)
    return max(broken, 0.0) / size(model)


def no_free_megawatt_no_phase(model: CompanyModel, lattice: Lattice, _: float) -> float:
    """Without an open site nothing is started, whatever else the company has; with one, never more than its sites."""
    closed = small_model(replace(model.miner, projects=()), model.stages)
    solution = solved(closed, lattice, trials=5)
    if any("phases" in name for name in (*solution.instance.states, *solution.instance.programs[0][0].controls)):
        return 1.0
    nodes = lattice.sample(20, np.random.default_rng(5))
    open_sites = sum(kind.count for kind in model.kinds)
    open_solution = solved(model, lattice, trials=15)
    courses = follow_lattice(open_solution.engine(), nodes)
    begun = [at for at, name in enumerate(open_solution.instance.states) if name.startswith("phases begun")]
    most = float(courses.states[:, -1, begun].sum(axis=1).max()) if begun else 0.0
    return max(most - open_sites - EXACT, 0.0)


def at_its_trigger_it_sells(model: CompanyModel, lattice: Lattice, share: float) -> float:
    """Above its margin call it repays, from coins, cash or shares in need, until the call holds."""
    price = float(lattice.values[0][0, 0])
    coins = 500.0 + 3_000.0 * share
    owed = 1.5 * model.call_ltv * price * coins if model.facility > 0 else 0.0
    if not owed:
        return 0.0
    debts = tuple(replace(each, principal_usd=owed) for each in model.miner.debts)
    pressed = replace(model.miner, debts=debts, bitcoin_free_btc=0.0, bitcoin_pledged_btc=coins, cash_usd=0.0)
    called = small_model(pressed, model.stages)
    first = first_decision(solved(called, lattice, trials=10))
    over = first.states[LINE] - called.call_ltv * price / 1e3 * first.states[COINS] - 1e-5
    raised = sum(value for name, value in first.controls.items() if name.startswith("coins sold"))
    raised += first.controls[EMERGENCY] + first.controls.get("shares issued", 0.0)
    idle = 1.0 if first.controls[REPAID] <= 0 or raised <= 0 else 0.0
    return max(over, idle, 0.0) / size(called)


LAWS: tuple[Law, ...] = (
    no_rule_beats_the_plan,
    more_cash_never_lowers_the_value,
    a_better_rent_never_lowers_the_value,
    a_cheaper_build_never_lowers_the_value,
    limits_are_worth_something_and_floors_cost,
    floor_and_margin_call_hold,
    no_free_megawatt_no_phase,
    at_its_trigger_it_sells,
)


def _lowered(model: CompanyModel, other: CompanyModel, lattice: Lattice) -> float:
    """Return by how much the other company's bound lies below the first one's, beyond what learning leaves open."""
    return max(solved(model, lattice).upper - solved(other, lattice).upper - CLOSE * size(model), 0.0) / size(model)


def _paths(lattice: Lattice) -> tuple[np.ndarray, np.ndarray]:
    if lattice.stages <= MOST_ENUMERATED:
        return every_path(lattice)
    return lattice.sample(SAMPLED, np.random.default_rng(3)), np.full(SAMPLED, 1 / SAMPLED)
