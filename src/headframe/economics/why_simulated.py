"""Why a figure of a simulation is what it is: the simulation is run again, from the words of the id."""

from __future__ import annotations

import re

from headframe.economics.made_words import Made, assumptions_of, read_words, rule_of
from headframe.ground.errors import HeadframeError
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure

TAIL = re.compile(r"tail (\d*\.?\d+)")


def simulated_figure(view: View, company: str, concept: str, period: Period, which: str) -> Figure | Missing:
    """Return a figure of a simulation under packaged assumptions, or why it cannot be made again."""
    made = read_words(which)
    if isinstance(made, Missing):
        return made
    held = assumptions_of(made.digest, "simulate")
    if isinstance(held, Missing):
        return held
    ticker, words = find_company(company).ticker, which.removeprefix(made.what).strip()
    tail = TAIL.fullmatch(made.what)
    worst = None if tail is None else float(tail.group(1))
    found = view.once(("simulated", ticker, words, worst), lambda: _figures(view, ticker, held, made, worst))
    if isinstance(found, Missing):
        return found
    id = figure_id(ticker, concept, f"{period} {which}")
    return found.get(id, Missing(f"no simulation of {ticker} as known on {view.as_of} holds '{id}': check --as-of"))


def _figures(view: View, ticker: str, held: Assumptions, made: Made, tail: float | None) -> dict[str, Figure] | Missing:
    from headframe.economics.simulated import DEFAULT_TAIL, simulate_company

    if made.paths is None or made.seed is None:
        return Missing("the middle path is that of `headframe forecast`: a simulation draws paths")
    try:
        rule = rule_of(view, ticker, held, made.policy)
        if isinstance(rule, Missing):
            return rule
        told = simulate_company(
            view,
            ticker,
            held,
            policy=made.policy,
            rule=rule,
            paths=made.paths,
            months=made.months,
            seed=made.seed,
            tail=DEFAULT_TAIL if tail is None else tail,
        )
    except HeadframeError as problem:
        return Missing(str(problem))
    return {figure.id: figure for figure in told.figures()}
