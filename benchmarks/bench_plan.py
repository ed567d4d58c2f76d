"""`headframe plan RIOT`: both gaps against time, as of two days, and by weight of risk.

Learning is stopped at each of a few times, certified on the same fresh paths, and gone on with.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import monotonic

from benchmarks.registry import Measure
from headframe.economics.build_miner import build_miner
from headframe.ground.missing import Missing
from headframe.planning.build_model import company_model
from headframe.planning.company_problem import CompanyProblem, CompanyProcess
from headframe.planning.node_lattice import node_lattice
from headframe.planning.plan_question import PlanQuestion
from headframe.planning.plan_rivals import baseline_value
from headframe.planning.plan_run import PATHS_A_NODE, draws_for, learn, write_paths_ahead
from headframe.record.record import Record
from headframe.solver.certificate import certify, fresh_paths
from headframe.vocabulary.assumptions import packaged_assumptions

DAYS = (date(2025, 10, 31), date(2026, 5, 31))
STOPS, RISK_STOPS = (5.0, 15.0, 30.0), (15.0, 30.0, 60.0)
"""Seconds of learning at which the gap is measured, for the mean and with weight on the worst outcomes."""
PAIRED, WORKERS = 100, 2
LATTICE_LIMIT, SIMULATOR_LIMIT, RISK_LIMIT = 0.005, 0.015, 0.01
RISK, TAIL = 0.3, 0.1


def run() -> list[Measure]:
    found = []
    for day in DAYS:
        found += _curve(day, PlanQuestion(workers=WORKERS), STOPS)
        found += _curve(day, PlanQuestion(workers=WORKERS, risk=RISK, tail=TAIL), RISK_STOPS)
    return found


def _curve(day: date, question: PlanQuestion, stops: tuple[float, ...]) -> list[Measure]:
    view, held = Record().view(day), packaged_assumptions()
    model = company_model(view, build_miner(view, "RIOT", held), held, question.quarters)
    problem = CompanyProblem(model)
    began = monotonic()
    made = node_lattice(model.simulator, question.nodes, PATHS_A_NODE * question.nodes, question.seed)
    name = f"{day}{f' risk {question.risk:g}' if question.risk else ''}"
    found = [Measure(f"{name}: lattice", monotonic() - began, "s")]
    baseline = baseline_value(model, question.risk, question.tail, question.seed)
    cuts, spent = None, 0.0
    for stop in stops:
        solution = learn(problem, made, replace(question, seconds=stop), stop - spent, cuts)
        cuts, spent = solution.cuts, stop
        process = CompanyProcess(problem, with_level=len(solution.instance.states) > len(problem.states))
        began = monotonic()
        write_paths_ahead(problem, fresh_paths(solution, process, PAIRED, draws_for(solution), question.seed + 1))
        proof = certify(
            solution,
            process=process,
            paths=PAIRED,
            paired=PAIRED,
            draws=draws_for(solution),
            seed=question.seed + 1,
            baseline=baseline,
            workers=question.workers,
        )
        last = stop == stops[-1]
        limit = RISK_LIMIT if question.risk else LATTICE_LIMIT
        found.append(
            Measure(
                f"{name}: gap for the lattice after {stop:g} s", proof.gap_lattice, "ratio", limit if last else None
            )
        )
        assert not isinstance(proof.gap_simulator, Missing)
        simulator_limit = RISK_LIMIT if question.risk else SIMULATOR_LIMIT
        found.append(
            Measure(
                f"{name}: gap for the simulator after {stop:g} s",
                proof.gap_simulator,
                "ratio",
                simulator_limit if last else None,
            )
        )
        if not isinstance(proof.gap_of_improvement, Missing):
            found.append(
                Measure(f"{name}: gap over the improvement after {stop:g} s", proof.gap_of_improvement, "ratio")
            )
        found.append(Measure(f"{name}: certificate after {stop:g} s", monotonic() - began, "s"))
    return found
