"""A block of bitcoin sold day by day."""

from __future__ import annotations

from headframe.record.record import Record
from headframe.web.job_words import Outcome, Progress, Tell
from headframe.web.jobs.ahead_work import Asked, answered, asked_of
from headframe.web.task import Task

USUAL_COINS, USUAL_DAYS, USUAL_SURE = 2201.0, 40, 0.5


def run(record: Record, task: Task, tell: Tell) -> Outcome:
    """Schedule a block."""
    tell(Progress("reading the record", 0.05))
    asked = asked_of(record, task)
    from headframe.briefs.pictures import Drawing
    from headframe.briefs.schedule_charts import schedule_chart
    from headframe.briefs.sections.schedule import schedule_sections
    from headframe.planning.schedule import schedule_block
    from headframe.planning.schedule_cash import parse_cash_need
    from headframe.planning.schedule_question import Limits
    from headframe.planning.schedule_question import asked as question_asked

    cash = tuple(parse_cash_need(each) for each in task.value("cash_by").split())
    question = question_asked(
        by=task.value("by") or "cost",
        law=task.value("impact") or "square-root",
        limits=Limits(cash, asked.number("sure", USUAL_SURE), _number(asked, "cap")),
        price_usd=asked.price_usd,
        memory=_number(asked, "memory"),
        tail=_number(asked, "tail"),
        company=asked.ticker,
        span=None,
    )
    coins, days = asked.number("coins", USUAL_COINS), asked.whole("days", USUAL_DAYS)
    tell(Progress(f"spreading {coins:,.8g} BTC over {days} days, and the frontier between cost and risk", 0.2))
    told = schedule_block(asked.view, coins, days, question, asked.held)
    sections = schedule_sections(told)
    return answered(asked, told, sections, (Drawing(sections[0].key, PICTURE, schedule_chart(told)),))


PICTURE = "Coins a day, and the frontier between cost and risk"


def _number(asked: Asked, name: str) -> float | None:
    """Return a number of the form; None where it was left empty."""
    return asked.number(name, 0.0) if asked.task.value(name) else None
