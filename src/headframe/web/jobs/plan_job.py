"""The best plan for a company, both bounds told while it is learned."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from headframe.record.record import Record
from headframe.web.job_words import Outcome, Progress, Voice
from headframe.web.jobs.ahead_work import answered, asked_of, ready_engine
from headframe.web.jobs.ticking import Ticking
from headframe.web.runs_folder import runs_store
from headframe.web.task import Task

if TYPE_CHECKING:
    from headframe.solver.solve import Progress as Step

USUAL_SECONDS, USUAL_TAIL = 60.0, 0.1
LEARNING = "learning: the bounds close in"
SPARE_SECONDS = 90.0
"""For the proof and the pages of a plan that was ended early, on a busy machine; it usually takes a tenth of that."""
BESIDE = "certifying on fresh paths, then what surrounds the plan"


def run(record: Record, task: Task, tell: Voice) -> Outcome:
    """Choose a plan."""
    tell(Progress("reading the record", 0.01))
    asked = asked_of(record, task)
    ready_engine(tell)
    from headframe.briefs.pictures import Drawing
    from headframe.briefs.plan_charts import plan_chart
    from headframe.briefs.sections.plan import plan_sections
    from headframe.planning.plan import choose_plan
    from headframe.planning.plan_answer import Plan
    from headframe.planning.plan_question import PlanQuestion

    seconds, frontier = asked.number("seconds", USUAL_SECONDS), bool(task.value("frontier"))
    question = PlanQuestion(
        risk=asked.number("risk", 0.0), tail=asked.number("tail", USUAL_TAIL), seconds=seconds, frontier=frontier
    )
    began = monotonic()

    def stands(step: Step) -> None:
        tell.keeps_best(lambda: max(began + seconds - monotonic(), 0.0) + SPARE_SECONDS)
        ticking.say(LEARNING, bounds(step), then=BESIDE)

    with Ticking(tell, seconds) as ticking:
        ticking.say("calibrating the world and building its lattice", bounds(None))
        told = choose_plan(
            asked.view,
            asked.miner(),
            asked.held,
            question,
            remake=asked.miner,
            later=record.view(None, task.position),
            # Nothing of a company that was handed in is kept.
            store=runs_store() if asked.profile is None else None,
            progress=stands,
            stop=tell.is_unwanted,
        )
    tell(Progress("drawing its pictures", 0.98))
    sections = plan_sections(told)
    drawings = (Drawing(sections[0].key, PICTURES, plan_chart(told)),) if isinstance(told, Plan) else ()
    found = answered(asked, told, sections, drawings)
    return replace(found, cut_short=CUT_SHORT) if tell.is_unwanted() and isinstance(told, Plan) else found


CUT_SHORT = (
    "The plan is the best found until then. Its bounds hold: they were proven on fresh paths, in less time and so "
    "wider. The same question again goes on from here."
)
PICTURES = (
    "What it does by price and rent, both bounds while it learned, cash and bitcoin ahead, the frontier if asked for"
)


def bounds(step: Step | None) -> tuple[tuple[str, str], ...]:
    """Return both bounds as a reader sees them, in million USD.

    Examples
    --------
    >>> bounds(None)
    (('upper: no plan exceeds', 'not yet known'), ('lower: this plan, about', 'not yet known'))
    """
    upper, lower = (None, None) if step is None else (step.upper, step.lower)
    shown = (("upper: no plan exceeds", _millions(upper)), ("lower: this plan, about", _millions(lower)))
    if step is None:
        return shown
    between = () if step.lower is None else (("between them", _millions(step.upper - step.lower)),)
    return (*shown, *between, ("trial paths", f"{step.trials:,}"))


def _millions(value: float | None) -> str:
    return "not yet known" if value is None else f"{value:,.1f} million USD"
