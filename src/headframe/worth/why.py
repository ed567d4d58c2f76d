"""Why a number is what it is, those of worth included: what lies below is asked first."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from headframe.accounts.figure_index import by_id
from headframe.accounts.figure_walk import named_figures
from headframe.accounts.market_figures import MARKET
from headframe.accounts.why import Why
from headframe.economics.why import explain as explain_below
from headframe.ground.errors import HeadframeError
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.planning.why import is_planned, planned_gap
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.figure import Figure
from headframe.worth.why_valued import valued_figure

FAMILY = "worth"
"""Family of the concepts that this room makes."""
VALUED = (
    *("worth_per_share", "worth_per_share_median", "worth_per_share_error", "worth_part", "worth_part_per_share"),
    *("worth_option_per_share", "worth_over_price", "worth_funding_gap_chance", "worth_funding_gap"),
    *("bridge_step_per_share", "priced_in"),
)
"""Concepts whose figures are made by `value_parts`, `bridge_worth` and `priced_in`."""
STATED = re.compile(r"\bat ([\d.e+]+) USD(/BTC)?")


def explain(view: View, company: str, concept: str, period: Period | str, which: str = "") -> Why:
    """Explain one number by its id, whichever room shows it: COMPANY CONCEPT PERIOD and further words.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> round(explain(Record().view(), "RIOT", "mnav", "2025-12-31").figure.value, 2)
    3.01
    """
    why = explain_below(view, company, concept, period, which)
    if isinstance(why.figure, Missing) and company != MARKET and is_planned(concept):
        return replace(why, figure=planned_gap(find_company(company).ticker, concept, why.period, which))
    if isinstance(why.figure, Figure) or company == MARKET or find_concept(concept).family != FAMILY:
        return why
    ticker, named = find_company(company).ticker, find_concept(concept).name
    id = f"{figure_id(ticker, named, why.period)} {which}".strip()
    if named in VALUED:
        valued = valued_figure(view, ticker, id, which)
        return replace(why, figure=valued, inputs=valued.inputs if isinstance(valued, Figure) else ())
    for make in MAKERS:
        found = _index(view, ticker, make, which).get(id)
        if isinstance(found, Figure):
            return replace(why, figure=found, inputs=found.inputs)
    gap = Missing(f"no answer on packaged closes holds '{id}': ask the verb with the same --prices, --price and --set")
    return replace(why, figure=gap)


def _index(view: View, ticker: str, make: Maker, which: str) -> dict[str, Figure | Missing]:
    prices = _stated_prices(which)

    def made() -> dict[str, Figure | Missing]:
        try:
            return by_id(named_figures(ticker, make(view, ticker, *prices)))
        except HeadframeError:
            return {}

    return view.once(("figures of worth", make, ticker, prices), made)


def _stated_prices(which: str) -> tuple[float | None, float | None]:
    """Return the share price and the bitcoin price that the words of an id state."""
    found = {unit: float(number) for number, unit in STATED.findall(which)}
    return found.get(""), found.get("/BTC")


def _yardsticks(view: View, company: str, price: float | None, bitcoin: float | None) -> Answer:
    from headframe.worth.yardsticks import measure_yardsticks

    return measure_yardsticks(view, company, price, bitcoin)


def _rules(view: View, company: str, price: float | None, bitcoin: float | None) -> Answer:
    from headframe.worth.rules import run_rules

    return run_rules(view, company, price_usd=price, bitcoin_price_usd=bitcoin)


def _drivers(view: View, company: str, price: float | None, bitcoin: float | None) -> Answer:
    from headframe.worth.drivers import find_drivers

    return find_drivers(view, company)


Maker = Callable[[View, str, float | None, float | None], Answer]
MAKERS: tuple[Maker, ...] = (_yardsticks, _rules, _drivers)
"""To add an answer of this room, add a function of (view, company, share price, bitcoin price)."""
