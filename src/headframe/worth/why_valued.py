"""Figures of valuations, bridges and what is priced in, made again from the words of their ids."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from headframe.economics.made_words import Made, assumptions_of, read_words, rule_of
from headframe.economics.rules import Rule
from headframe.economics.sampling import FEWEST_PATHS
from headframe.ground.errors import HeadframeError
from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.figure import Figure

if TYPE_CHECKING:
    from headframe.worth.share_value import Draw

PRICE = re.compile(r"at ([\d.e+-]+) USD$")
SINCE = re.compile(r"(?:^|.* )since (\d{4}-\d{2}-\d{2})$")


@dataclass(frozen=True, slots=True)
class _Again:
    """Everything an answer is made again with."""

    view: View
    ticker: str
    held: Assumptions
    made: Made
    rule: Rule


def valued_figure(view: View, ticker: str, id: str, which: str) -> Figure | Missing:
    """Return a figure by its id, `which` its words after the period, or why it cannot be made again."""
    made = read_words(which)
    if isinstance(made, Missing):
        return made
    held = assumptions_of(made.digest, "worth")
    if isinstance(held, Missing):
        return held
    try:
        rule = rule_of(view, ticker, held, made.policy)
        if isinstance(rule, Missing):
            return rule
        found = _figures(_Again(view, ticker, held, made, rule), id.split(" ")[1])
    except HeadframeError as problem:
        return Missing(str(problem))
    gap = Missing(
        f"no valuation of {ticker} as known on {view.as_of} holds '{id}': check --as-of, --price and --months"
    )
    return found.get(id, gap)


def _figures(again: _Again, concept: str) -> dict[str, Figure]:
    """Return the figures of the answer that an id belongs to, made once for its words."""
    made, view = again.made, again.view
    since, price = SINCE.match(made.what), PRICE.search(made.what)
    usd = float(price.group(1)) if price else None
    if since is not None:
        day = date.fromisoformat(since.group(1))
        return view.once(("bridge", again.ticker, _key(made), day), lambda: _by_id(_bridge(again, day)))
    if concept == "priced_in":
        solve = made.what.split(" ")[0]
        return view.once(
            ("priced in", again.ticker, _key(made), solve, usd), lambda: _by_id(_priced_in(again, solve, usd))
        )
    return view.once(("worth", again.ticker, _key(made), usd), lambda: _by_id(_worth(again, usd)))


def _worth(again: _Again, price: float | None) -> Answer:
    from headframe.worth.worth import DEFAULT_SEED, value_parts

    made = again.made
    return value_parts(
        again.view,
        again.ticker,
        again.held,
        policy=made.policy,
        rule=again.rule,
        price_usd=price,
        paths=FEWEST_PATHS if made.paths is None else made.paths,
        months=made.months,
        seed=DEFAULT_SEED if made.seed is None else made.seed,
    )


def _bridge(again: _Again, since: date) -> Answer:
    from headframe.worth.bridge import bridge_worth

    return bridge_worth(
        again.view, again.ticker, since, again.held, policy=again.made.policy, rule=again.rule, draw=_draw(again.made)
    )


def _priced_in(again: _Again, solve: str, price: float | None) -> Answer:
    from headframe.economics.build_miner import build_miner
    from headframe.worth.priced_in import priced_in
    from headframe.worth.worth import price_of

    view, ticker = again.view, again.ticker
    paid = price_of(view, build_miner(view, ticker, again.held), price)
    return priced_in(
        view,
        lambda changed: build_miner(view, ticker, changed),
        again.held,
        paid,
        solve,
        policy=again.made.policy,
        rule=again.rule,
        draw=_draw(again.made),
    )


def _draw(made: Made) -> Draw:
    from headframe.worth.share_value import Draw

    plain = Draw()
    return Draw(
        plain.paths if made.paths is None else made.paths, made.months, plain.seed if made.seed is None else made.seed
    )


def _key(made: Made) -> tuple[object, ...]:
    return made.policy, made.paths, made.months, made.seed, made.digest


def _by_id(answer: Answer) -> dict[str, Figure]:
    return {figure.id: figure for figure in answer.figures()}
