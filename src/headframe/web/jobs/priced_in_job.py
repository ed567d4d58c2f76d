"""What the price of a share supposes."""

from __future__ import annotations

from headframe.record.record import Record
from headframe.vocabulary.assumptions import Assumptions
from headframe.web.job_words import Outcome, Progress, Tell
from headframe.web.jobs.ahead_work import answered, asked_of, ready_engine
from headframe.web.task import Task

USUAL_PATHS, USUAL_MONTHS, USUAL_SEED = 20_000, 120, 7


def run(record: Record, task: Task, tell: Tell) -> Outcome:
    """Solve for one unknown."""
    tell(Progress("reading the record", 0.02))
    asked = asked_of(record, task)
    ready_engine(tell)
    from headframe.briefs.sections.worth import priced_in_page
    from headframe.economics.miner import Miner
    from headframe.worth.priced_in import UNKNOWNS, priced_in
    from headframe.worth.share_value import Draw
    from headframe.worth.worth import price_of

    miner = asked.miner()
    named, rule = asked.policy(miner, tell, "tuned")
    solve = task.value("solve") or "mw"
    price = price_of(asked.view, miner, asked.price_usd)
    tried = 0

    def tried_miner(changed: Assumptions) -> Miner:
        nonlocal tried
        tried += 1
        at = changed.value(UNKNOWNS[solve].assumption)
        numbers = (("values tried", f"{tried}"), ("now at", f"{at:,.6g}"), ("price", f"${price.value:,.2f}"))
        tell(Progress(f"looking for {UNKNOWNS[solve].assumption}", None, numbers))
        return asked.miner(changed)

    told = priced_in(
        asked.view,
        tried_miner,
        asked.held,
        price,
        solve,
        policy=named,
        rule=rule,
        draw=Draw(
            asked.whole("paths", USUAL_PATHS), asked.whole("months", USUAL_MONTHS), asked.whole("seed", USUAL_SEED)
        ),
    )
    return answered(asked, told, (priced_in_page(told),))
