"""The months ahead of a company whose profile was handed in."""

from __future__ import annotations

from headframe.record.record import Record
from headframe.web.job_words import Outcome, Progress, Tell
from headframe.web.jobs.ahead_work import answered, asked_of
from headframe.web.task import Task

USUAL_MONTHS, USUAL_POLICY = 24, "hold-all"


def run(record: Record, task: Task, tell: Tell) -> Outcome:
    """Forecast it."""
    tell(Progress("reading the profile", 0.1))
    asked = asked_of(record, task)
    from headframe.briefs.sections.forecast import forecast_pages
    from headframe.economics.forecast import forecast

    miner = asked.miner()
    tell(Progress("walking the middle path", 0.4))
    months, policy = asked.whole("months", USUAL_MONTHS), task.value("policy") or USUAL_POLICY
    told = forecast(asked.view, miner, asked.held, months, policy)
    return answered(asked, told, forecast_pages(told))
