"""What the share did around its news, by daily closes that were handed in."""

from __future__ import annotations

from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.web.job_words import Outcome, Progress, Tell
from headframe.web.jobs.ahead_work import answered, asked_of
from headframe.web.jobs.closes_handed import closes_handed
from headframe.web.task import Task

AFTER_CLOSE = {"before the close": False, "after the close": True}
"""What the form says of the time of day; not told is neither."""


def run(record: Record, task: Task, tell: Tell) -> Outcome:
    """Study a day, or every dated step in the record."""
    from headframe.briefs.pictures import Drawing
    from headframe.briefs.sections.events import events_page
    from headframe.briefs.worth_charts import events_chart
    from headframe.worth.event_list import Event, recorded_events
    from headframe.worth.event_study import study_events

    tell(Progress("reading the closes", 0.05))
    asked = asked_of(record, task)
    closes = closes_handed(task, asked.view.as_of)
    day = task.value("day")
    events = (
        (Event(Period.parse(day).end, AFTER_CLOSE.get(task.value("when"))),)
        if day
        else recorded_events(asked.view, asked.ticker)
    )
    tell(Progress(f"studying {len(events)} event(s)", 0.3))
    told = study_events(asked.view, asked.ticker, events, closes, asked.held)
    section = events_page(told)
    known = any(each.sessions for each in told.events)
    drawings = (Drawing(section.key, "Abnormal return by session", events_chart(told)),) if known else ()
    return answered(asked, told, (section,), drawings)
