"""Why a number is what it is, those of the months ahead included: what is known is asked first.

What looks ahead is loaded only when it is asked about: most numbers are answered by the record alone.
"""

from __future__ import annotations

from dataclasses import replace

from headframe.accounts.why import Why
from headframe.conduct.why import explain as explain_known
from headframe.ground.errors import HeadframeError
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.vocabulary.figure import Figure
from headframe.vocabulary.scenarios import scenarios, under_scenario

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
    if not concept.startswith(AHEAD) or isinstance(why.figure, Figure):
        return why
    found = _ahead(view, company, concept.removeprefix(AHEAD), why.period, which)
    return replace(why, figure=found, inputs=found.inputs if isinstance(found, Figure) else ())


def _ahead(view: View, company: str, line: str, period: Period, which: str) -> Figure | Missing:
    """Return a line of a forecast under a packaged scenario, over a horizon that ends with its quarter."""
    from headframe.economics.forecast import forecast
    from headframe.economics.months import month_number
    from headframe.economics.rules import RULE_NAMES

    policy, _, digest = which.partition(" ")
    if policy not in RULE_NAMES:
        return Missing(f"an id of the months ahead ends with a policy ({', '.join(RULE_NAMES)}) and assumptions")
    held = packaged_assumptions()
    known = {made.digest: made for made in (under_scenario(held, each.name) for each in scenarios())}
    if digest not in known:
        return Missing("it was made with assumptions of your own: ask `headframe forecast` with the same --set")
    months = month_number(Period.month(period.end.year, period.end.month), view.market.last_month())
    try:
        told = forecast(view, company, known[digest], max(months, 1), policy)
    except HeadframeError as problem:
        return Missing(str(problem))
    quarter = next((each for each in told.quarters if each.period == period), None)
    found = getattr(quarter, line, None) if quarter is not None else None
    return found if isinstance(found, Figure) else Missing(f"no forecast from {told.opening} has {line} in {period}")
