"""One run: the lattice, the plan learned on it, its certificate on fresh paths, and its courses to look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from headframe.ground.errors import InputRefused
from headframe.ground.streams import stream
from headframe.planning.company_model import CompanyModel
from headframe.planning.company_problem import CompanyProblem, CompanyProcess
from headframe.planning.levelled import Levelled, level_range
from headframe.planning.node_lattice import NodeLattice, node_lattice
from headframe.planning.plan_question import PlanQuestion
from headframe.solver.advice import First, first_decision
from headframe.solver.arrays import Floats, Whole
from headframe.solver.certificate import certify
from headframe.solver.cuts import Cuts
from headframe.solver.failures import StageInfeasible
from headframe.solver.follow import Courses, follow_lattice
from headframe.solver.problem import Problem
from headframe.solver.simulator import sampled_paths
from headframe.solver.solve import Ended, Limits, Progress, Solution, solve
from headframe.solver.statement import Certificate

PATHS_A_NODE = 200
LEARNING, CERTIFYING, LEARNING_BESIDE_FRONTIER = 0.4, 0.3, 0.25
"""Shares of the seconds; what is left goes to courses, comparisons and sensitivities, more of it with a frontier."""
DRAWS = 128
"""Draws of the next quarter for each expectation off the lattice: they are evenly spread, and more change nothing."""
FEWEST_PAIRED, MOST_PAIRED, PROBED = 24, 300, 6
LATTICE_PATHS = 100
COURSES = 200
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
    began: float

    @property
    def left(self) -> float:
        """Seconds left of what was asked for; none where somebody interrupted."""
        if self.solution.ended is Ended.STOPPED:
            return 0.0
        return self.question.seconds - (monotonic() - self.began)


def run_plan(
    model: CompanyModel,
    question: PlanQuestion,
    baseline: float,
    *,
    cuts: Cuts | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> PlanRun:
    """Learn a plan and certify it within the question's seconds.

    Parameters
    ----------
    model : CompanyModel
        The company's problem in numbers.
    question : PlanQuestion
        How to weigh risk, how long to work.
    baseline : float
        Value of holding all, on which an improvement is counted [million USD].
    cuts : Cuts, optional
        Of an earlier run of the same question.
    progress, stop : callable, optional
        Told where learning stands; asked whether to end it.
    """
    began = monotonic()
    problem = CompanyProblem(model, rescue=question.rescue)
    made = node_lattice(model.simulator, question.nodes, PATHS_A_NODE * question.nodes, question.seed)
    share = LEARNING_BESIDE_FRONTIER if question.frontier else LEARNING
    solution = learn(problem, made, question, share * question.seconds, cuts, progress, stop)
    proving = CERTIFYING * question.seconds * share / LEARNING
    if solution.ended is Ended.STOPPED:
        proving = min(proving, HURRIED_SECONDS)
    certificate = certified(solution, problem, question, proving, baseline)
    nodes = made.lattice.sample(COURSES, stream(question.seed + 1, "planning: courses"))
    courses = follow_lattice(solution.engine(), nodes)
    first = first_decision(solution)
    return PlanRun(question, model, problem, made, solution, certificate, first, nodes, courses, began)


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


def certified(
    solution: Solution, problem: CompanyProblem, question: PlanQuestion, seconds: float, baseline: float
) -> Certificate:
    """Return the certificate on as many fresh paths as the seconds allow, at least a few."""
    process = CompanyProcess(problem, with_level=len(solution.instance.states) > len(problem.states))
    seed = question.seed + 1

    def on(paths: int, paired: int) -> Certificate:
        write_paths_ahead(problem, sampled_paths(process, solution.instance, paired, seed))
        return certify(
            solution,
            process=process,
            paths=paths,
            paired=paired,
            draws=DRAWS,
            seed=seed,
            baseline=baseline,
            workers=question.workers,
        )

    if question.trials is not None:
        return on(LATTICE_PATHS, FEWEST_PAIRED)
    began = monotonic()
    on(PROBED, PROBED)
    each = (monotonic() - began) / PROBED
    paired = int(min(max(seconds / max(each, 1e-6), FEWEST_PAIRED), MOST_PAIRED))
    return on(max(LATTICE_PATHS, paired), paired)
