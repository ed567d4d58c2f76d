"""What plans of the past would have said, quarter-end by quarter-end."""

from __future__ import annotations

from datetime import date

from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.web.job_words import Outcome, Progress, Tell
from headframe.web.jobs.ahead_work import answered, asked_of, ready_engine
from headframe.web.task import Task

USUAL_FROM, USUAL_SECONDS, USUAL_TAIL = "2023-12-31", 60.0, 0.1
QUARTERS, NODES = 24, 12
"""Of each plan, as the command line has them."""


def run(record: Record, task: Task, tell: Tell) -> Outcome:
    """Walk through the quarter-ends."""
    tell(Progress("reading the record", 0.01))
    asked = asked_of(record, task)
    ready_engine(tell)
    from headframe.briefs.sections.hindsight import hindsight_page
    from headframe.planning.hindsight import hindsight, quarter_ends
    from headframe.planning.plan_question import PlanQuestion

    start = Period.parse(task.value("from") or USUAL_FROM).end
    days = quarter_ends(start, asked.view.as_of)

    def at(day: date) -> None:
        done = days.index(day)
        known = (("quarter-ends done", f"{done} of {len(days)}"),)
        tell(Progress(f"planning from what was known on {day}", done / len(days), known))

    question = PlanQuestion(
        risk=asked.number("risk", 0.0),
        tail=asked.number("tail", USUAL_TAIL),
        seconds=asked.number("seconds", USUAL_SECONDS),
        quarters=QUARTERS,
        nodes=NODES,
    )
    told = hindsight(asked.view, asked.ticker, asked.held, start, question, at)
    return answered(asked, told, (hindsight_page(told),))
