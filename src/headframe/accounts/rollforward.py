"""The roll-forward: opening + produced + purchased + received − sold − paid = closing, step by step, residual shown.

A step runs from one known month-end balance to the next; missing months make one longer step. Purchases, receipts and
payments that nobody printed enter as nothing, and the formula says so. The tolerance is the sum of the half-widths of
the printed intervals; to it comes the company's usual rounding, learned from its earlier steps alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median
from typing import ClassVar

from headframe.accounts.flows import flow_over
from headframe.accounts.purchases import purchased_inside, straddling_purchase
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period, month_end
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.continuity import breaks_inside
from headframe.vocabulary.figure import Badge, Figure, derive

STEPS_TO_LEARN_FROM = 6
SCALE_OF_MAD = 1.4826
"""Turns a median absolute deviation into a standard deviation, for normal residuals."""
USUAL_DEVIATIONS = 3.0


NET_CHANGE = "the source states the net change as the sale"
"""How the flag begins of a printed sale that is the fall in holdings, production forgotten."""


class Verdict(StrEnum):
    """Whether a step closes."""

    CLOSES = "closes"
    """The residual lies within the printed rounding."""
    WITHIN_USUAL = "within_usual"
    """Beyond rounding, but no more than this company's steps usually leave over."""
    UNEXPLAINED = "unexplained"
    """More than either."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step between two known balances, all figures in BTC."""

    start: str
    end: str
    opening: Figure
    produced: Figure | Missing
    purchased: Figure | Missing
    received: Figure | Missing
    sold: Figure | Missing
    paid: Figure | Missing
    closing: Figure
    expected: Figure | Missing
    residual: Figure | Missing
    tolerance: float | None
    usual: float | None
    verdict: Verdict | None
    sold_implied: Figure | Missing
    flags: tuple[str, ...]

    @property
    def span(self) -> Period:
        """The days of the step."""
        return Period.span(date.fromisoformat(self.start), date.fromisoformat(self.end))

    @property
    def states_net_change(self) -> bool:
        """Whether the sale's source printed the net change in its place: the implied sale is what was sold."""
        return any(flag.startswith(NET_CHANGE) for flag in self.flags)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a filing's extra lines say about the residuals inside its period, in BTC."""

    period: Period
    residuals: float
    received: Figure | Missing
    paid: Figure | Missing
    left_over: float
    words: str


@dataclass(frozen=True, kw_only=True)
class Reconciliation(Answer):
    """The roll-forward of a company's bitcoin as of a day."""

    verb: ClassVar[str] = "reconcile"

    steps: tuple[Step, ...]
    explanations: tuple[Explanation, ...]
    missing: Missing | None = None


def reconcile(view: View, company: str) -> Reconciliation:
    """Reconcile a company's bitcoin, balance to balance.

    Parameters
    ----------
    view : View
        What was known, from `Record.view`.
    company : str
        Ticker or any name of the company, exactly.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> last = reconcile(Record().view(), "RIOT")
    >>> [step.residual.value for step in last.steps if step.end == "2025-12-31"]
    [-5.0]
    """
    ticker = find_company(company).ticker
    return view.once(("reconcile", ticker), lambda: _reconcile(view, ticker))


def _reconcile(view: View, ticker: str) -> Reconciliation:
    from headframe.accounts.explanations import explain_residuals

    balances = month_end_balances(view, ticker)
    steps: list[Step] = []
    for opening, closing in pairwise(balances):
        span = Period.span(opening[0].end + timedelta(days=1), closing[0].end)
        steps.append(roll(view, ticker, span, opening[1], closing[1], steps))
    missing = None if steps else Missing(f"{len(balances)} month-end balance(s) known: a step needs two")
    return Reconciliation(
        made_from=view.made_from(ticker),
        steps=tuple(steps),
        explanations=explain_residuals(view, ticker, steps),
        missing=missing,
    )


def month_end_balances(view: View, company: str) -> list[tuple[Period, Figure]]:
    """Return the known balances of bitcoin held [BTC] at month ends, in order."""
    found = []
    for period in view.periods(company, "bitcoin_held"):
        figure = view.figure(company, "bitcoin_held", period)
        if isinstance(figure, Figure) and period.end == month_end(period.end.year, period.end.month):
            found.append((period, figure))
    return found


def roll(view: View, company: str, span: Period, opening: Figure, closing: Figure, past: list[Step]) -> Step:
    """Return one step over `span`, its verdict learned from `past` alone."""
    produced = flow_over(view, company, "bitcoin_produced", span)
    sold = flow_over(view, company, "bitcoin_sold", span)
    purchased = purchased_inside(view, company, span)
    received = flow_over(view, company, "bitcoin_receivable_change", span)
    paid = flow_over(view, company, "bitcoin_exchanged_compensation", span)
    added = [part for part in (purchased, received) if isinstance(part, Figure)]
    taken = [part for part in (paid,) if isinstance(part, Figure)]
    expected = _expected(company, span, opening, produced, sold, added, taken)
    residual = _residual(company, span, closing, expected)
    tolerance = _tolerance(closing, expected)
    usual = usual_rounding(past)
    implied = _implied(company, span, opening, closing, produced, added, taken)
    straddling = straddling_purchase(view, company, span) if isinstance(sold, Missing) else None
    if straddling is not None and isinstance(purchased, Missing) and isinstance(implied, Figure):
        implied = _with_straddling(implied, straddling)
    verdict = _verdict(residual, tolerance, usual)
    flags = _flags(opening, closing, produced, sold, implied, verdict)
    if isinstance(sold, Missing):
        flags = (*_partial_sales(view, company, span, implied), *_came_in(implied))
    if flags and isinstance(sold, Figure):
        sold = replace(sold, badge=Badge.DISPUTED, note=flags[0])
    if straddling is not None:
        bought = f"{straddling.value:,.0f} BTC were bought over {straddling.id.split()[2]}"
        flags += (f"{bought}, more days than this step's: the implied sale may be as much higher",)
    flags += tuple(f"not comparable across {found.first_day}: {found.what}" for found in breaks_inside(company, span))
    return Step(
        start=span.first_day.isoformat(),
        end=span.end.isoformat(),
        opening=opening,
        produced=produced,
        purchased=purchased,
        received=received,
        sold=sold,
        paid=paid,
        closing=closing,
        expected=expected,
        residual=residual,
        tolerance=tolerance,
        usual=usual,
        verdict=verdict,
        sold_implied=implied,
        flags=flags,
    )


def _expected(
    company: str,
    span: Period,
    opening: Figure,
    produced: Figure | Missing,
    sold: Figure | Missing,
    added: list[Figure],
    taken: list[Figure],
) -> Figure | Missing:
    if isinstance(produced, Missing):
        return Missing(f"production is not known: {produced.reason}")
    if isinstance(sold, Missing):
        return Missing(f"sales are not known: {sold.reason}")
    value, interval = opening.value + produced.value - sold.value, opening.interval + produced.interval - sold.interval
    for part in added:
        value, interval = value + part.value, interval + part.interval
    for part in taken:
        value, interval = value - part.value, interval - part.interval
    words = ["opening", "+ produced", *(f"+ {_line(part)}" for part in added), "− sold"]
    words += [f"− {_line(part)}" for part in taken]
    note = "" if added or taken else "no purchase, receipt or payment is printed for these days"
    return derive(
        figure_id(company, "bitcoin_expected_closing", span),
        " ".join(words),
        value,
        interval,
        "BTC",
        opening,
        produced,
        sold,
        *added,
        *taken,
        note=note,
    )


def _line(part: Figure) -> str:
    names = {
        "bitcoin_purchased": "purchased",
        "bitcoin_receivable_change": "received",
        "bitcoin_exchanged_compensation": "paid",
    }
    return names[part.id.split()[1]]


def _residual(company: str, span: Period, closing: Figure, expected: Figure | Missing) -> Figure | Missing:
    if isinstance(expected, Missing):
        return Missing(f"nothing to compare with: {expected.reason}")
    value = closing.value - expected.value
    interval = closing.interval - expected.interval
    id = figure_id(company, "bitcoin_residual", span)
    return derive(id, "closing − expected", value, interval, "BTC", closing, expected)


def _tolerance(closing: Figure, expected: Figure | Missing) -> float | None:
    return None if isinstance(expected, Missing) else closing.half_width + expected.half_width


def usual_rounding(past: list[Step]) -> float | None:
    """Return what a company's steps usually leave over [BTC]: median + 3 robust deviations of the past |residual|.

    None before `STEPS_TO_LEARN_FROM` steps are known. Robust, so that one unexplained step does not excuse the next.
    """
    sizes = [abs(step.residual.value) for step in past if isinstance(step.residual, Figure)]
    if len(sizes) < STEPS_TO_LEARN_FROM:
        return None
    middle = median(sizes)
    spread = SCALE_OF_MAD * median(abs(size - middle) for size in sizes)
    return middle + USUAL_DEVIATIONS * spread


def _verdict(residual: Figure | Missing, tolerance: float | None, usual: float | None) -> Verdict | None:
    if isinstance(residual, Missing) or tolerance is None:
        return None
    size = abs(residual.value)
    if size <= tolerance:
        return Verdict.CLOSES
    return Verdict.WITHIN_USUAL if usual is not None and size <= tolerance + usual else Verdict.UNEXPLAINED


def _implied(
    company: str,
    span: Period,
    opening: Figure,
    closing: Figure,
    produced: Figure | Missing,
    added: list[Figure],
    taken: list[Figure],
) -> Figure | Missing:
    if isinstance(produced, Missing):
        return Missing(f"production is not known: {produced.reason}")
    value = opening.value + produced.value - closing.value
    interval: Interval = opening.interval + produced.interval - closing.interval
    for part in added:
        value, interval = value + part.value, interval + part.interval
    for part in taken:
        value, interval = value - part.value, interval - part.interval
    note = "; ".join(f"{name}: {part.note}" for name, part in (("opening", opening), ("closing", closing)) if part.note)
    return derive(
        figure_id(company, "bitcoin_sold_implied", span),
        "opening + produced + purchased + received − paid − closing",
        value,
        interval,
        "BTC",
        opening,
        produced,
        closing,
        *added,
        *taken,
        note=note,
    )


def _came_in(implied: Figure | Missing) -> tuple[str, ...]:
    """Flag coins that nobody printed: bought, received, or left out of the balance before."""
    if isinstance(implied, Missing) or implied.interval.high >= 0:
        return ()
    return (f"coins came in that nobody printed, or an earlier balance left them out: {-implied.value:,.0f} BTC",)


def _partial_sales(view: View, company: str, span: Period, implied: Figure | Missing) -> tuple[str, ...]:
    """Name sales printed for part of the step: they bound it from below, and the identity says the whole."""
    parts = []
    for period in view.periods(company, "bitcoin_sold"):
        figure = view.figure(company, "bitcoin_sold", period)
        if span.covers(period) and isinstance(figure, Figure) and figure.value > 0:
            parts.append(f"{figure.value:,.0f} over {period}")
    if not parts or isinstance(implied, Missing):
        return ()
    return (
        f"sales are printed for part of it ({', '.join(parts)}); the identity implies {implied.value:,.0f} BTC in all",
    )


def _with_straddling(implied: Figure, bought: Figure) -> Figure:
    """Widen an implied sale by a purchase that may lie inside the step: its printed days reach beyond it."""
    interval = Interval(implied.interval.low, implied.interval.high + bought.interval.high)
    note = f"a lower bound: up to {bought.value:,.0f} BTC bought over {bought.id.split()[2]} may lie in these days"
    return replace(implied, interval=interval, badge=Badge.ESTIMATED, note=note, inputs=(*implied.inputs, bought))


def _flags(
    opening: Figure,
    closing: Figure,
    produced: Figure | Missing,
    sold: Figure | Missing,
    implied: Figure | Missing,
    verdict: Verdict | None,
) -> tuple[str, ...]:
    if isinstance(sold, Missing) or isinstance(implied, Missing) or isinstance(produced, Missing):
        return ()
    if verdict is not Verdict.UNEXPLAINED:
        return ()
    net_fall = opening.interval - closing.interval
    flags = []
    if sold.value > 0 and net_fall.meets(sold.interval):
        flags.append(
            f"{NET_CHANGE}: holdings fell by {net_fall.middle:,.0f} BTC after "
            f"{produced.value:,.0f} were produced, so about {implied.value:,.0f} were sold"
        )
    if implied.interval.high < 0:
        flags.append(f"coins came in that nobody printed: about {-implied.value:,.0f} BTC more than production")
    return tuple(flags)
