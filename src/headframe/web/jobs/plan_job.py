"""The best plan for a company, both bounds told while it is learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headframe.record.record import Record
from headframe.web.job_words import Outcome, Progress, Tell
from headframe.web.jobs.ahead_work import answered, asked_of, ready_engine
from headframe.web.jobs.ticking import Ticking
from headframe.web.runs_folder import runs_store
from headframe.web.task import Task

if TYPE_CHECKING:
    from headframe.solver.solve import Progress as Step

USUAL_SECONDS, USUAL_TAIL = 60.0, 0.1
LEARNING = "learning: the bounds close in"
BESIDE = "certifying on fresh paths, then what surrounds the plan"


def run(record: Record, task: Task, tell: Tell) -> Outcome:
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
    with Ticking(tell, seconds) as ticking:
        ticking.say("calibrating the world and building its lattice", bounds(None))
        told = choose_plan(
            asked.view,
            asked.miner(),
            asked.held,
            question,
            remake=asked.miner,
            store=runs_store(),
            progress=lambda step: ticking.say(LEARNING, bounds(step), then=BESIDE),
        )
    tell(Progress("drawing its pictures", 0.98))
    sections = plan_sections(told)
    drawings = (Drawing(sections[0].key, PICTURES, plan_chart(told)),) if isinstance(told, Plan) else ()
    return answered(asked, told, sections, drawings)


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
