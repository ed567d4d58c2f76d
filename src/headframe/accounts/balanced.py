"""The balanced estimate: all steps and totals at once, so that everything adds up (docs/why/balanced.md).

Each printed figure may move within its own rounding: its sigma is the half-width of its interval over √3, the spread of
a uniform error. Coins that no monthly line prints (pay, coins receivable) are expected near nothing, as far from it as
the company's steps usually are; where a filing prints them for a quarter or a year, their sum is known. The estimate is
shown beside the reported figures and never takes their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from headframe.accounts.balanced_fit import Estimate, Fit, Terms, fit
from headframe.accounts.balanced_system import Seen, System, observations, usual_unprinted
from headframe.accounts.rollforward import Step, reconcile
from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure, derive

NORMAL_95 = 1.96
MOST_MOVED = 12
HOW = "least squares over all steps and totals, weighted by printed rounding, subject to the identity"


@dataclass(frozen=True, slots=True)
class BalancedEntry:
    """One entry of a step: as reported, and as everything together makes it, in BTC."""

    name: str
    reported: Figure | Missing
    best: Figure | Missing
    standard_error: float | None
    moved: float | None
    """Best − reported."""


@dataclass(frozen=True, slots=True)
class BalancedStep:
    """One step: opening + produced + purchased + unprinted − sold = closing holds exactly among the best figures.

    `unprinted` is what came in less what was handed over without a monthly line: coins receivable, pay.
    """

    start: str
    end: str
    opening: BalancedEntry
    produced: BalancedEntry
    purchased: BalancedEntry
    unprinted: BalancedEntry
    sold: BalancedEntry
    closing: BalancedEntry


@dataclass(frozen=True, slots=True)
class Move:
    """A printed figure that could not stay where it was, in BTC and in its own sigmas."""

    what: str
    reported: float
    best: float
    moved: float
    sigmas: float


@dataclass(frozen=True, kw_only=True)
class Balanced(Answer):
    """The balanced estimate of a company's bitcoin, with the entries it had to move most."""

    verb: ClassVar[str] = "balanced"

    steps: tuple[BalancedStep, ...]
    moved_most: tuple[Move, ...]
    usual: float | None
    """Sigma of the coins that no monthly line prints, for a step of one month [BTC]."""
    missing: Missing | None = None


def balance(view: View, company: str) -> Balanced:
    """Return the figures that fit everything printed best, each with its standard error.

    Parameters
    ----------
    view : View
        What was known, from `Record.view`.
    company : str
        Ticker or any name of the company, exactly.

    Returns
    -------
    Balanced
        All in BTC. A flow that nothing determines is `Missing`: only its net with another one is known then.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> balance(Record().view(), "RIOT").moved_most[0].what
    'bitcoin_sold 2026-Q2'
    """
    ticker = find_company(company).ticker
    steps = reconcile(view, ticker).steps
    if not steps:
        return _nothing(view, ticker, Missing("fewer than two month-end balances are known"))
    usual = usual_unprinted(steps)
    system = System(steps)
    seen = observations(view, ticker, steps, system, usual)
    try:
        solved = fit(system.unknowns, [each.observation for each in seen])
    except InputRefused as error:
        return _nothing(view, ticker, Missing(str(error)))
    return Balanced(
        made_from=view.made_from(ticker),
        steps=tuple(_balanced_step(ticker, step, number, system, solved) for number, step in enumerate(steps)),
        moved_most=_moves(seen, solved),
        usual=usual,
    )


def _moves(seen: Sequence[Seen], solved: Fit) -> tuple[Move, ...]:
    moves = []
    for each in seen:
        estimate = solved.estimate(each.observation.terms)
        if estimate is None or each.observation.sigma == 0:
            continue
        moved = estimate.value - each.observation.value
        moves.append(Move(each.what, each.observation.value, estimate.value, moved, moved / each.observation.sigma))
    moves.sort(key=lambda move: -abs(move.sigmas))
    return tuple(move for move in moves[:MOST_MOVED] if abs(move.sigmas) > 1)


def _balanced_step(company: str, step: Step, number: int, system: System, solved: Fit) -> BalancedStep:
    def entry(concept: str, period: str, reported: Figure | Missing, terms: Terms) -> BalancedEntry:
        return _entry(company, concept, period, step, reported, solved.estimate(terms))

    span, before = str(step.span), step.opening.id.split()[-1]
    produced, sold = system.flow("bitcoin_produced", step.span), system.flow("bitcoin_sold", step.span)
    silent = Missing("no monthly line prints it")
    return BalancedStep(
        start=step.start,
        end=step.end,
        opening=entry("bitcoin_held", before, step.opening, system.closing(number - 1)),
        produced=entry("bitcoin_produced", span, step.produced, produced),
        purchased=entry("bitcoin_purchased", span, step.purchased, system.bought(number)),
        unprinted=entry("bitcoin_received", span, silent, {system.unprinted[number]: 1.0}),
        sold=entry("bitcoin_sold", span, step.sold, sold),
        closing=entry("bitcoin_held", step.end, step.closing, system.closing(number)),
    )


def _entry(
    company: str, concept: str, period: str, step: Step, reported: Figure | Missing, estimate: Estimate | None
) -> BalancedEntry:
    best = _best(company, concept, period, step, reported, estimate)
    if isinstance(best, Missing) or estimate is None:
        return BalancedEntry(concept, reported, best, None, None)
    moved = estimate.value - reported.value if isinstance(reported, Figure) else None
    return BalancedEntry(concept, reported, best, estimate.standard_error, moved)


def _best(
    company: str, concept: str, period: str, step: Step, reported: Figure | Missing, estimate: Estimate | None
) -> Figure | Missing:
    if concept == "bitcoin_purchased" and isinstance(reported, Missing):
        return Missing("no purchase is printed, so none is assumed")
    if estimate is None:
        return Missing("only its net with another entry that nobody printed is known")
    if concept == "bitcoin_sold" and estimate.value + NORMAL_95 * estimate.standard_error < 0:
        return Missing(f"about {-estimate.value:,.0f} BTC came in that nobody printed")
    inputs = [figure for figure in (reported, step.opening, step.closing) if isinstance(figure, Figure)]
    return derive(
        f"{company} {concept} {period} balanced",
        HOW,
        estimate.value,
        Interval.around(estimate.value, NORMAL_95 * estimate.standard_error),
        "BTC",
        *dict.fromkeys(inputs),
        estimated=True,
        note="95 % of a normal error",
    )


def _nothing(view: View, company: str, reason: Missing) -> Balanced:
    return Balanced(made_from=view.made_from(company), steps=(), moved_most=(), usual=None, missing=reason)
