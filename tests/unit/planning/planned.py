"""Northfield's problem in the made-up world, small enough to solve in a blink."""

from __future__ import annotations

from itertools import product

import numpy as np
from tests.northfield import OPENING, made_up_parameters, made_up_world, northfield, option

from headframe.economics.miner import Debt, DebtKind, Miner
from headframe.ground.period import Period
from headframe.planning.build_model import model_of
from headframe.planning.company_model import CompanyModel
from headframe.planning.company_problem import CompanyProblem
from headframe.planning.node_lattice import node_lattice
from headframe.solver.lattice import Lattice
from headframe.solver.solve import Limits, Solution, solve
from headframe.vocabulary.assumptions import Assumptions, packaged_assumptions

QUARTERS, NODES = 4, 3


def small_miner(options: int = 2, loan_usd: float = 0.0, **changes: object) -> Miner:
    """Northfield with open phases only, and a loan against coins where one is asked for."""
    debts: tuple[Debt, ...] = ()
    if loan_usd:
        maturity = Period.month(OPENING.end.year + 4, 1)
        debts = (Debt("loan", DebtKind.BITCOIN_BACKED, loan_usd, 0.09, maturity, collateral_btc=4000.0),)
    plain = {"projects": tuple(option(at) for at in range(1, options + 1)), "debts": debts, "commitments": ()}
    return northfield(**(plain | changes))


def small_model(miner: Miner, quarters: int = QUARTERS, assumptions: Assumptions | None = None) -> CompanyModel:
    return model_of(
        miner, made_up_parameters(), made_up_world(3 * quarters), assumptions or packaged_assumptions(), quarters
    )


def small_lattice(model: CompanyModel, nodes: int = NODES) -> Lattice:
    return node_lattice(model.simulator, nodes, 200 * nodes, 1).lattice


def solved(model: CompanyModel, lattice: Lattice, trials: int = 40, **how: object) -> Solution:
    return solve(CompanyProblem(model), lattice, limits=Limits(seconds=20.0, trials=trials), seed=1, **how)  # type: ignore[arg-type]


def every_path(lattice: Lattice) -> tuple[np.ndarray, np.ndarray]:
    """Every path of nodes, (n, T + 1), and its probability."""
    paths = np.array(list(product(*(range(lattice.size(stage)) for stage in range(lattice.stages + 1)))))
    chance = np.ones(len(paths))
    for stage, rows in enumerate(lattice.transitions):
        chance *= rows[paths[:, stage], paths[:, stage + 1]]
    return paths, chance
