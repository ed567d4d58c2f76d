"""Breaks at a company's own steps: its treasury shifts, and its first AI lease."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from headframe.conduct.shifts import find_shifts
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.streams import stream
from headframe.record.view import View
from headframe.sites.register import signed_terms
from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.figure import Figure
from headframe.worth.break_test import LEAST_SIDE, Break, break_at
from headframe.worth.driver_figures import Maker
from headframe.worth.driver_model import design
from headframe.worth.market_returns import Returns

BASKET_COLUMN = -2
"""Where the basket stands among the regressors: before the market."""
TESTED = (0, 1)
"""Bitcoin's beta and the basket's; the market's may move as it will."""
DRAWS = 999
SESSIONS_A_MONTH = 21
LEAST_MONTHS = 12
"""Monthly, a side holds a year at least: wide, and the bootstrap says how wide."""


@dataclass(frozen=True, slots=True)
class OwnStep:
    """A day the company chose: its treasury policy changed, or it signed its first AI lease."""

    day: date
    what: str


@dataclass(frozen=True, slots=True)
class BetaBreak:
    """Betas before and after one of the company's own steps, and how rare so large a change is without a break.

    `p_value` is the share of bootstrap draws under one set of betas with a larger Wald statistic [ratio]. Changes carry
    a 90 % interval from the same draws.
    """

    day: date
    what: str
    basket: str
    """What the basket held, on both sides alike."""
    bitcoin_before: Figure | Missing
    bitcoin_after: Figure | Missing
    bitcoin_change: Figure | Missing
    basket_before: Figure | Missing
    basket_after: Figure | Missing
    basket_change: Figure | Missing
    p_value: Figure | Missing


def own_steps(view: View, company: str) -> tuple[OwnStep, ...]:
    """Return the days on which the company's treasury policy changed and on which it signed its first AI lease."""
    shifts = [
        OwnStep(s.date.first_day, f"treasury: {s.from_policy} to {s.to_policy}".replace("_", " "))
        for s in find_shifts(view, company).shifts
    ]
    leases = [terms for terms in signed_terms(view.as_of, company) if terms.announced.is_day]
    first = [OwnStep(leases[0].announced.end, f"first AI lease: {leases[0].tenant}")] if leases else []
    return tuple(sorted((*shifts, *first), key=lambda step: step.day))


def beta_breaks(
    view: View, returns: Returns, maker: Maker, assumptions: Assumptions, seed: int
) -> tuple[BetaBreak, ...]:
    """Return a test for a break at each of the company's own steps."""
    steps = own_steps(view, returns.company)
    return tuple(_break(step, returns, maker, assumptions, seed) for step in steps)


def _break(step: OwnStep, returns: Returns, maker: Maker, assumptions: Assumptions, seed: int) -> BetaBreak:
    scale = 1 if returns.daily else SESSIONS_A_MONTH
    window = max(LEAST_MONTHS, round(assumptions.value("worth.break_window_sessions") / scale))
    at = bisect_left(returns.days, step.day)
    first, last, names = _one_basket(returns, at, max(0, at - window), min(len(returns.days), at + window))
    least = LEAST_SIDE if returns.daily else LEAST_MONTHS
    if min(at - first, last - at) < least:
        return _open(step, f"{at - first} returns before and {last - at} after: {least} are needed on each side")
    x, sums, _ = design(returns)
    x = x[first:last].copy()
    x[:, BASKET_COLUMN] = [sum(held[name] for name in names) / len(names) for held in returns.held[first:last]]
    found = break_at(
        returns.share[first:last],
        x,
        at - first,
        sums[list(TESTED)],
        max(1.0, assumptions.value("worth.break_block_sessions") / scale),
        DRAWS,
        stream(seed, f"break of {returns.company} at {step.day}"),
    )
    return BetaBreak(step.day, step.what, "+".join(names), *_figures(step, maker, found))


def _one_basket(returns: Returns, at: int, first: int, last: int) -> tuple[int, int, tuple[str, ...]]:
    """Return a window around `at` over which one basket is held: a beta on another basket is another beta.

    Cut at the basket's own changes where enough is left on each side; else what is held over the whole window alone.
    """
    least = LEAST_SIDE if returns.daily else LEAST_MONTHS
    sets = [frozenset(held) for held in returns.held]
    here = sets[min(at, len(sets) - 1)]
    start, end = at, at
    while start > first and sets[start - 1] == here:
        start -= 1
    while end < last and sets[end] == here:
        end += 1
    if min(at - start, end - at) >= least:
        return start, end, tuple(sorted(here))
    common = frozenset.intersection(*sets[first:last]) if first < last else frozenset()
    return (first, last, tuple(sorted(common))) if common else (at, at, ())


def _figures(step: OwnStep, maker: Maker, found: Break) -> Iterator[Figure]:
    around = f"{found.steps_before} returns before, {found.steps_after} after"
    for row, name in enumerate(("bitcoin", "basket")):
        for side, values in (("before", found.before), ("after", found.after)):
            value = float(values[row])
            words = f"{name} {side} {step.what}"
            yield maker.figure(
                "beta_at_break", step.day, words, value, Interval.exact(value), f"least squares, {around}"
            )
        change, half = float(found.change[row]), float(found.half_width[row])
        formula = "after − before; 90 % by bootstrap"
        yield maker.figure(
            "beta_change", step.day, f"{name} {step.what}", change, Interval.around(change, half), formula
        )
    p = float(np.clip(found.p_value, 0.0, 1.0))
    formula = f"share of {DRAWS} draws without a break whose Wald statistic is larger"
    yield maker.figure("break_p_value", step.day, step.what, p, Interval.exact(p), formula)


def _open(step: OwnStep, why: str) -> BetaBreak:
    gap = Missing(why)
    return BetaBreak(step.day, step.what, "", gap, gap, gap, gap, gap, gap, gap)
