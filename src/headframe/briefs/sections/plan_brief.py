"""The plan as sections of a brief: decision and proof in two sentences, policies, dearest limits, frontier."""

from __future__ import annotations

from dataclasses import replace

from headframe.briefs.numbers import quantity
from headframe.briefs.section import Section
from headframe.briefs.sections.plan import flip_words, frontier_section, plan_sections, policies_section, prices_section
from headframe.ground.missing import Missing
from headframe.planning.plan_answer import NoPlan, Plan
from headframe.vocabulary.figure import Figure

DEAREST = 5
"""Limits that a page has room for."""

TOLD = ("actual:", "left out")
"""How the notes begin that a page has room for: the company's own course, and what the seconds did not reach."""
REST = "what it hangs on, what the problem leaves out and what is missing of the company: the verb's own page"


def plan_in_brief(told: Plan | NoPlan) -> tuple[Section, ...]:
    """Return a plan as a brief shows it, or why there is none."""
    if isinstance(told, NoPlan):
        return plan_sections(told)
    found = [_plan(told)]
    if told.prices:
        limits = prices_section(told)
        found.append(replace(limits, title="PLAN: WHAT EACH LIMIT COSTS", rows=limits.rows[:DEAREST]))
    if told.frontier:
        found.append(replace(frontier_section(told), title="PLAN: MEAN AGAINST THE WORST"))
    return tuple(found)


def _plan(told: Plan) -> Section:
    compared = policies_section(told)
    said = (*told.rule_after, *_thresholds(told), *_waiting(told), *_drift(told), *_proof(told))
    course = (note for note in told.notes if note.startswith(TOLD))
    notes = (*said, *compared.notes, *course, REST)
    return replace(compared, key="plan", title="PLAN", finding=f"{told.first.sentence} {_within(told)}", notes=notes)


def _within(told: Plan) -> str:
    """Return how far from the best the plan can be, in both senses."""
    proof = told.certificate
    lattice = f"{quantity(proof.gap_lattice.value, 'ratio')} of the best possible for the lattice"
    if isinstance(proof.gap_simulator, Missing):
        return f"Within {lattice}; for the simulator: {proof.gap_simulator.reason}."
    simulator = f"{quantity(proof.gap_simulator.value, 'ratio')} for the simulator"
    return f"Within {lattice}, {simulator} ({100 * proof.confidence:g} % confidence)."


def _thresholds(told: Plan) -> tuple[str, ...]:
    if isinstance(told.tuned, Missing):
        return ()
    loss = quantity(told.tuned.loss.value, "USD")
    return (f"The same in a few thresholds, {loss} below on the same paths: {' '.join(told.tuned.words)}",)


def _waiting(told: Plan) -> tuple[str, ...]:
    if isinstance(told.waiting, Missing):
        return (f"Starting now against waiting: {told.waiting.reason}.",)
    return (f"Starting now gains {quantity(told.waiting.value, 'USD')} on starting none this quarter.",)


def _drift(told: Plan) -> tuple[str, ...]:
    if isinstance(told.flip_drift, Missing):
        return (f"The growth of bitcoin at which the first decision flips: {told.flip_drift.reason}.",)
    growth = flip_words(told.flip_drift)
    return (f"The first decision flips where bitcoin grows {growth} a year beyond the risk-free rate.",)


def _proof(told: Plan) -> tuple[str, ...]:
    proof = told.certificate
    said = (
        f"Worth at least {quantity(proof.lower.value, 'USD')} to today's holders, and no policy more than "
        f"{quantity(proof.upper.value, 'USD')}"
    )
    if isinstance(proof.gap_of_improvement, Figure):
        said += f"; what it may miss is {quantity(proof.gap_of_improvement.value, 'ratio')} of the gain on holding all"
    seeds = " and ".join(map(str, proof.seeds))
    return (f"{said}. Learned and certified in {proof.seconds:.0f} seconds, seeds {seeds}.",)
