"""A kept plan followed on fresh paths of the simulator, whole phases whole: what each path came to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headframe.ground.errors import InputRefused, NotEnoughData
from headframe.planning.company_model import CompanyModel
from headframe.planning.company_problem import CompanyProblem, CompanyProcess
from headframe.planning.names import CASH, COINS, EMERGENCY, starts_name
from headframe.planning.node_lattice import node_lattice
from headframe.planning.plan_outcomes import controlled_by
from headframe.planning.plan_run import DRAWS, PATHS_A_NODE, write_lattice_ahead, write_paths_ahead
from headframe.planning.plan_store import KeptPlan
from headframe.solver.arrays import Floats
from headframe.solver.follow import Courses
from headframe.solver.fresh import follow_fresh
from headframe.solver.instance import Instance, write_out
from headframe.solver.simulator import sampled_paths


@dataclass(frozen=True, slots=True, eq=False)
class Fresh:
    """Outcomes of n fresh paths: `adjusted` is `value` less a martingale [million USD], (n,); `need` [million USD].

    `cash` [million USD] and `coins` [thousand BTC] are (n, stages + 1); `started` phases (n,).
    """

    value: Floats
    adjusted: Floats
    cash: Floats
    coins: Floats
    need: Floats
    started: Floats


def fresh_outcomes(model: CompanyModel, kept: KeptPlan, paths: int, seed: int, workers: int = 1) -> Fresh:
    """Follow a kept plan on fresh paths of the simulator.

    Raises
    ------
    NotEnoughData
        Where its cuts belong to another problem than the company's own of today.
    """
    asked = kept.question
    problem = CompanyProblem(model, rescue=asked.rescue)
    made = node_lattice(model.simulator, asked.nodes, PATHS_A_NODE * asked.nodes, asked.seed)
    write_lattice_ahead(problem, made)
    instance = write_out(problem, made.lattice)
    try:
        pools = kept.cuts.pools(instance)
    except InputRefused as refused:
        raise NotEnoughData(
            f"the kept plan of {model.miner.company} was made for another problem than this version poses",
            where="--policy best",
            why=str(refused),
            next=f"headframe plan {model.miner.company} --fresh, then ask again",
        ) from refused
    process = CompanyProcess(problem)
    drawn = sampled_paths(process, instance, paths, seed)
    write_paths_ahead(problem, drawn)
    found = follow_fresh(problem, process, instance, pools, drawn, draws=DRAWS, seed=seed, workers=workers)
    parts = [_outcomes(model, instance, courses) for courses in found]
    return Fresh(*(np.concatenate([getattr(part, name) for part in parts]) for name in Fresh.__slots__))


def _outcomes(model: CompanyModel, instance: Instance, courses: Courses) -> Fresh:
    starts = controlled_by(instance, courses, *(starts_name(kind) for kind in model.kinds))
    return Fresh(
        value=courses.value,
        adjusted=courses.adjusted,
        cash=courses.states[:, :, instance.states.index(CASH)],
        coins=courses.states[:, :, instance.states.index(COINS)],
        need=controlled_by(instance, courses, EMERGENCY).sum(axis=1),
        started=starts.sum(axis=1),
    )
