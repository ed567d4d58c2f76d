"""One run: the lattice, the plan learned on it, its certificate on fresh paths, and its courses to look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from math import inf
from time import monotonic
from typing import Any

import numpy as np

from headframe.ground.errors import InputRefused
from headframe.ground.streams import stream
from headframe.planning.clock import PLAIN, WITH_FRONTIER, Clock, Schedule
from headframe.planning.company_model import CompanyModel
from headframe.planning.company_problem import CompanyProblem, CompanyProcess
from headframe.planning.levelled import Levelled, level_range
from headframe.planning.node_lattice import NodeLattice, node_lattice
from headframe.planning.plan_question import PlanQuestion
from headframe.solver.advice import First, first_decision
from headframe.solver.arrays import Floats, Whole
from headframe.solver.certificate import certify, fresh_paths
from headframe.solver.cuts import Cuts
from headframe.solver.engine import Engine
from headframe.solver.failures import StageInfeasible
from headframe.solver.follow import Courses, follow_lattice
from headframe.solver.problem import Problem
from headframe.solver.risk import MeanCvar
from headframe.solver.solve import Ended, Limits, Progress, Solution, solve
from headframe.solver.statement import Certificate

PATHS_A_NODE = 200
DRAWS = 128
"""Draws of the next quarter for each expectation off the lattice: they are evenly spread, and more change nothing."""
WARY_DRAWS = 256
"""The same with weight on the worst outcomes, where what foresight pays is a mean over these very draws."""
FEWEST_PAIRED, MOST_PAIRED, PROBED = 24, 300, 4
FEWEST_LATTICE_PATHS, LATTICE_PATHS = 50, 100
FEWEST_COURSES, COURSES, AT_ONCE = 80, 200, 20
"""Courses to look at: so many at least, at most, and between two looks at the clock."""
MOST_TRIALS = 1_000_000
HURRIED_SECONDS = 5.0
"""For the certificate of a plan whose learning was interrupted [seconds]."""


@dataclass(frozen=True, slots=True, eq=False)
class PlanRun:
    """A plan with its certificate, and its courses along paths of the lattice (nodes: (n, T + 1))."""

    question: PlanQuestion
    model: CompanyModel
    problem: CompanyProblem
    made: NodeLattice
    solution: Solution
    certificate: Certificate
    first: First
    nodes: Whole
    courses: Courses
    engine: Engine
    clock: Clock

    def until(self, share: float) -> float:
        """Return the seconds left until such a share of all has gone; none where somebody interrupted."""
        return 0.0 if self.solution.ended is Ended.STOPPED else self.clock.until(share)


def run_plan(
    model: CompanyModel,
    question: PlanQuestion,
    baseline: float,
    clock: Clock,
    *,
    cuts: Cuts | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> PlanRun:
    """Learn a plan and certify it, each by its moment of the clock.

    Parameters
    ----------
    model : CompanyModel
        The company's problem in numbers.
    question : PlanQuestion
        How to weigh risk, how long to work.
    baseline : float
        Value of holding all, on which an improvement is counted [million USD].
    clock : Clock
        Of the question, begun before its model was made.
    cuts : Cuts, optional
        Of an earlier run of the same question.
    progress : callable, optional
        Told where learning stands.
    """
    due = schedule_of(question)
    problem = CompanyProblem(model, rescue=question.rescue)
    made = node_lattice(model.simulator, question.nodes, PATHS_A_NODE * question.nodes, question.seed)
    solution = learn(problem, made, question, clock.until(due.learning), cuts, progress, clock.stop)
    proving = HURRIED_SECONDS if solution.ended is Ended.STOPPED else clock.until(due.certificate)
    certificate = certified(solution, problem, question, proving, baseline)
    engine = solution.engine()
    drawn = made.lattice.sample(COURSES, stream(question.seed + 1, "planning: courses"))
    courses = followed_until(engine, drawn, inf if question.trials is not None else clock.until(due.courses))
    nodes, first = drawn[: len(courses.value)], first_decision(solution)
    return PlanRun(question, model, problem, made, solution, certificate, first, nodes, courses, engine, clock)


def schedule_of(question: PlanQuestion) -> Schedule:
    """Return when each part of a question ends."""
    return WITH_FRONTIER if question.frontier else PLAIN


def followed_until(engine: Engine, nodes: Whole, seconds: float, fewest: int = FEWEST_COURSES) -> Courses:
    """Follow a plan along as many of the paths of nodes (n, T + 1) as the seconds allow, the fewest at least."""
    began, parts = monotonic(), [follow_lattice(engine, nodes[:AT_ONCE])]
    for at in range(AT_ONCE, len(nodes), AT_ONCE):
        if at >= fewest and monotonic() - began > seconds:
            break
        parts.append(follow_lattice(engine, nodes[at : at + AT_ONCE]))
    return joined(parts)


def joined(parts: list[Courses]) -> Courses:
    """Return courses followed one part after the other as one."""
    found: dict[str, Any] = {}
    for each in fields(Courses):
        told = [getattr(part, each.name) for part in parts]
        by_stage = isinstance(told[0], tuple)
        found[each.name] = (
            tuple(np.concatenate(stage) for stage in zip(*told, strict=True)) if by_stage else np.concatenate(told)
        )
    return Courses(**found)


def learn(
    problem: CompanyProblem,
    made: NodeLattice,
    question: PlanQuestion,
    seconds: float,
    cuts: Cuts | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Solution:
    """Learn a plan on a lattice."""
    trials = MOST_TRIALS if question.trials is None else question.trials
    limits = Limits(seconds=seconds if question.trials is None else question.seconds, trials=trials)
    write_lattice_ahead(problem, made)
    if stop is not None:
        limits = Limits(seconds=limits.seconds, trials=trials, stop=stop)

    # Processes share an iteration's paths. A run that counts trials must find the same plan for any number of them.
    together = question.workers if question.trials is None else 1
    posed: Problem = problem
    if question.risk > 0 and question.tail < 1:
        posed = Levelled(problem, question.risk, question.tail, level_range(problem.model, question.seed))
    return _resumed(
        lambda kept: solve(
            posed,
            made.lattice,
            limits=limits,
            seed=question.seed,
            cuts=kept,
            paths=together,
            workers=question.workers,
            progress=progress,
        ),
        cuts,
    )


def _resumed(learned: Callable[[Cuts | None], Solution], cuts: Cuts | None) -> Solution:
    """Go on from kept cuts where they fit; they do not where anything of the problem has changed since."""
    try:
        return learned(cuts)
    except StageInfeasible:
        raise
    except InputRefused:
        if cuts is None:
            raise
        return learned(None)


def write_lattice_ahead(problem: CompanyProblem, made: NodeLattice) -> None:
    """Write a lattice's programs ahead: one by one they would differ in the last bit, and cuts fit to the bit."""
    problem.forget()
    for stage in range(problem.model.stages):
        problem.write_ahead(stage, made.lattice.values[stage])


def write_paths_ahead(problem: CompanyProblem, drivers: Floats) -> None:
    """Write the programs along paths of drivers (n, T + 1, 7) ahead."""
    problem.forget()
    for stage in range(problem.model.stages):
        problem.write_ahead(stage, drivers[:, stage])


def draws_for(solution: Solution) -> int:
    """Return how many draws of the next quarter the certificate of a plan takes for each expectation."""
    return WARY_DRAWS if isinstance(solution.problem, MeanCvar) else DRAWS


def certified(
    solution: Solution, problem: CompanyProblem, question: PlanQuestion, seconds: float, baseline: float
) -> Certificate:
    """Return the certificate on as many fresh paths as the seconds allow, at least a few."""
    process = CompanyProcess(problem, with_level=len(solution.instance.states) > len(problem.states))
    seed, draws = question.seed + 1, draws_for(solution)

    def on(paths: int, paired: int, workers: int = question.workers) -> Certificate:
        write_paths_ahead(problem, fresh_paths(solution, process, paired, draws, seed))
        return certify(
            solution,
            process=process,
            paths=paths,
            paired=paired,
            draws=draws,
            seed=seed,
            baseline=baseline,
            workers=workers,
        )

    if question.trials is not None:
        return on(LATTICE_PATHS, FEWEST_PAIRED)
    began = monotonic()
    on(PROBED, PROBED, workers=1)
    gone = monotonic() - began
    each = SLACK * gone / PROBED / question.workers
    paired = int(min(max((seconds - gone - STARTING_SECONDS) / max(each, LEAST_EACH), FEWEST_PAIRED), MOST_PAIRED))
    return on(max(FEWEST_LATTICE_PATHS, paired), paired)


SLACK, LEAST_EACH, STARTING_SECONDS = 1.2, 1e-3, 1.5
"""Processes share the paths with some loss [times]; a path is taken to cost something; they take a while to start."""
