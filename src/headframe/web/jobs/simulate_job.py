"""A company in many worlds at once."""

from __future__ import annotations

from headframe.record.record import Record
from headframe.web.job_words import Outcome, Progress, Tell
from headframe.web.jobs.ahead_work import answered, asked_of, ready_engine
from headframe.web.task import Task

USUAL_PATHS, USUAL_MONTHS, USUAL_TAIL, USUAL_SEED = 20_000, 120, 0.05, 7


def run(record: Record, task: Task, tell: Tell) -> Outcome:
    """Simulate a company."""
    tell(Progress("reading the record", 0.02))
    asked = asked_of(record, task)
    announce = ready_engine(tell)
    from headframe.briefs.pictures import Drawing
    from headframe.briefs.sections.simulated import simulated_pages
    from headframe.briefs.simulated_charts import fans_chart
    from headframe.economics.simulated import simulate_company

    miner = asked.miner()
    named, rule = asked.policy(miner, tell, "hold-all")
    paths, months = asked.whole("paths", USUAL_PATHS), asked.whole("months", USUAL_MONTHS)
    tell(Progress(f"drawing {paths:,} worlds of {months} months"))
    told = simulate_company(
        asked.view,
        miner,
        asked.held,
        policy=named,
        rule=rule,
        paths=paths,
        months=months,
        seed=asked.whole("seed", USUAL_SEED),
        tail=asked.number("tail", USUAL_TAIL),
        announce=announce,
    )
    tell(Progress("writing it down", 0.95))
    sections = simulated_pages(told)
    return answered(asked, told, sections, (Drawing(sections[0].key, FANS, fans_chart(told)),))


FANS = "Half and nine tenths of the first paths, and their median"
