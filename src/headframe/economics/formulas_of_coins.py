"""What a company's coins cost it, for tax: the printed cost is of a balance's day, the coins may be of another."""

from __future__ import annotations

from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.latest import latest_figure, latest_period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive

COST, HELD = "bitcoin_carrying_cost_basis", "bitcoin_held"
NOTE = "the average cost of that day stands for what was mined and sold since"


def cost_of_coins_held(view: View, company: str, opening: Period, _: str) -> Figure | Missing:
    """Return the tax cost of the coins last printed [USD]: the cost a coin when a cost was last printed, times them.

    Examples
    --------
    Riot printed 1,277.024 million dollars for the 19,287 coins of September 2025, and held 15,679 in March 2026:

    >>> from datetime import date
    >>> from headframe.record.record import Record
    >>> cost = cost_of_coins_held(Record().view(date(2026, 5, 31)), "RIOT", Period.month(2026, 5), "")
    >>> round(cost.value / 15_679)
    66212
    """
    day = latest_period(view, company, COST, opening.end)
    if day is None:
        return Missing(f"no source known by {view.as_of} prints {COST} of {company} up to {opening.end}")
    cost, then = view.figure(company, COST, day), view.figure(company, HELD, day)
    now = latest_figure(view, company, HELD, opening.end)
    if isinstance(cost, Missing) or isinstance(then, Missing) or isinstance(now, Missing) or then.interval.low <= 0:
        return Missing(f"{company} prints a cost of its coins for {day}, and no coins beside it to take it by")
    if now.id == then.id:
        return cost
    return derive(
        f"{figure_id(company, COST, opening.end)} for {now.id.split(' ')[2]}",
        f"{COST} / {HELD} of {day} × coins held",
        cost.value / then.value * now.value,
        cost.interval / then.interval * now.interval,
        "USD",
        cost,
        then,
        now,
        estimated=True,
        note=NOTE,
    )
