"""What drives the share, from daily closes that were handed in."""

from __future__ import annotations

from headframe.record.record import Record
from headframe.web.job_words import Outcome, Progress, Tell
from headframe.web.jobs.ahead_work import answered, asked_of
from headframe.web.jobs.closes_handed import closes_handed
from headframe.web.task import Task


def run(record: Record, task: Task, tell: Tell) -> Outcome:
    """Find the drivers."""
    from headframe.briefs.pictures import Drawing
    from headframe.briefs.sections.drivers import drivers_pages
    from headframe.briefs.worth_charts import drivers_chart
    from headframe.worth.drivers import find_drivers

    tell(Progress("reading the closes", 0.05))
    asked = asked_of(record, task)
    closes = closes_handed(task, asked.view.as_of)
    tell(Progress("following the betas through time, and testing their breaks"))
    told = find_drivers(asked.view, asked.ticker, closes, asked.held, asked.whole("seed", 0))
    sections = drivers_pages(told)
    title = "Betas as seen now, with bands, and who explains most"
    drawings = (Drawing(sections[0].key, title, drivers_chart(told)),) if told.rows and sections[0] else ()
    return answered(asked, told, sections, drawings)
