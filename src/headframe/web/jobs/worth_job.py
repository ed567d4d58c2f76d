"""What a share is worth by parts, or what changed it between two days."""

from __future__ import annotations

from headframe.ground.errors import UsageProblem
from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.web.job_words import Outcome, Progress, Tell
from headframe.web.jobs.ahead_work import Asked, answered, asked_of, ready_engine
from headframe.web.task import Task

USUAL_PATHS, USUAL_MONTHS, USUAL_SEED = 20_000, 120, 7


def run(record: Record, task: Task, tell: Tell) -> Outcome:
    """Value a share."""
    tell(Progress("reading the record", 0.02))
    asked = asked_of(record, task)
    return _bridge(asked, tell) if task.value("since") else _parts(asked, tell)


def _parts(asked: Asked, tell: Tell) -> Outcome:
    announce = ready_engine(tell)
    from headframe.briefs.parts_charts import parts_chart
    from headframe.briefs.pictures import Drawing
    from headframe.briefs.sections.worth import parts_page
    from headframe.worth.worth import value_parts

    miner = asked.miner()
    named, rule = asked.policy(miner, tell, "tuned")
    paths, months = asked.whole("paths", USUAL_PATHS), asked.whole("months", USUAL_MONTHS)
    tell(Progress(f"valuing each part in {paths:,} worlds of {months} months"))
    told = value_parts(
        asked.view,
        miner,
        asked.held,
        policy=named,
        rule=rule,
        price_usd=asked.price_usd,
        paths=paths,
        months=months,
        seed=asked.whole("seed", USUAL_SEED),
        announce=announce,
    )
    section = parts_page(told)
    return answered(asked, told, (section,), (Drawing(section.key, "Parts by share", parts_chart(told)),))


def _bridge(asked: Asked, tell: Tell) -> Outcome:
    if asked.price_usd is not None:
        raise UsageProblem("a bridge does not read a price", where="price", next="leave it empty, or leave the day out")
    ready_engine(tell)
    from headframe.briefs.parts_charts import bridge_chart
    from headframe.briefs.pictures import Drawing
    from headframe.briefs.sections.worth import bridge_page
    from headframe.worth.bridge import bridge_worth
    from headframe.worth.share_value import Draw

    named, rule = asked.policy(asked.miner(), tell, "tuned")
    draw = Draw(asked.whole("paths", USUAL_PATHS), asked.whole("months", USUAL_MONTHS), asked.whole("seed", USUAL_SEED))
    since = Period.parse(asked.task.value("since")).end
    tell(Progress(f"valuing a share on {since} and on {asked.view.as_of}, and each step between"))
    told = bridge_worth(asked.view, asked.ticker, since, asked.held, policy=named, rule=rule, draw=draw)
    section = bridge_page(told)
    return answered(
        asked, told, (section,), (Drawing(section.key, "From one day's value to the other's", bridge_chart(told)),)
    )
