"""Why a number is what it is, those of the months ahead included: what is known is asked first.

What looks ahead is loaded only when it is asked about: most numbers are answered by the record alone.
"""

from __future__ import annotations

from dataclasses import replace

from headframe.accounts.market_figures import MARKET
from headframe.accounts.why import Why
from headframe.conduct.why import explain as explain_known
from headframe.economics.made_words import assumptions_of
from headframe.economics.why_simulated import simulated_figure
from headframe.ground.errors import HeadframeError
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure
from headframe.worlds.why import WORLD, world_figure

SCHEDULE = "schedule_"
"""How the concepts of a block's sale begin."""
SIMULATED = "simulated_"
"""How the concepts of a simulation begin."""
AHEAD = "forecast_"
"""How the concepts of a forecast's lines begin; after the period its id has the policy and the assumptions' digest."""


def explain(view: View, company: str, concept: str, period: Period | str, which: str = "") -> Why:
    """Explain one number by its id, whichever room shows it: COMPANY CONCEPT PERIOD and further words.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> from headframe.economics.forecast import forecast
    >>> view = Record().view()
    >>> ahead = forecast(view, "RIOT", months=3).quarters[0].cash_usd
    >>> _, concept, period, *words = ahead.id.split()
    >>> explain(view, "RIOT", concept, period, " ".join(words)).figure.value == ahead.value
    True
    """
    why = explain_known(view, company, concept, period, which)
    if isinstance(why.figure, Figure):
        return why
    if concept.startswith(SIMULATED):
        found = simulated_figure(view, company, concept, why.period, which)
    elif concept.startswith(AHEAD):
        found = _ahead(view, company, concept.removeprefix(AHEAD), why.period, which)
    elif company == MARKET and concept.startswith(WORLD):
        found = world_figure(view, f"{MARKET} {concept} {why.period} {which}".strip())
    elif concept.startswith(SCHEDULE):
        found = Missing(f"it belongs to one question: ask `headframe schedule` with the same options ({which[:60]})")
    else:
        return why
    return replace(why, figure=found, inputs=found.inputs if isinstance(found, Figure) else ())


def _ahead(view: View, company: str, line: str, period: Period, which: str) -> Figure | Missing:
    """Return a line of a forecast under a packaged scenario, over a horizon that ends with its quarter."""
    from headframe.economics.forecast import forecast
    from headframe.economics.months import month_number
    from headframe.economics.rules import RULE_NAMES

    policy, _, digest = which.partition(" ")
    if policy not in RULE_NAMES:
        return Missing(f"an id of the months ahead ends with a policy ({', '.join(RULE_NAMES)}) and assumptions")
    held = assumptions_of(digest, "forecast")
    if isinstance(held, Missing):
        return held
    months = month_number(Period.month(period.end.year, period.end.month), view.market.last_month())
    try:
        told = forecast(view, company, held, max(months, 1), policy)
    except HeadframeError as problem:
        return Missing(str(problem))
    quarter = next((each for each in told.quarters if each.period == period), None)
    found = getattr(quarter, line, None) if quarter is not None else None
    return found if isinstance(found, Figure) else Missing(f"no forecast from {told.opening} has {line} in {period}")
