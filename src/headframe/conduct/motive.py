"""Forced or strategic: the log odds of a sale with every piece of evidence, an interval, and "cannot tell".

Not a label. Each piece has its number, its sources, its direction and its weight; weights come from a written prior
and the other companies' labelled sales (`motive_weights`). See docs/why/motive.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from headframe.accounts.sales import sale_ledger
from headframe.conduct.evidence_kinds import EvidenceKind
from headframe.conduct.evidence_window import window_of
from headframe.conduct.motive_score import Score, Verdict, contribution, score_of
from headframe.conduct.motive_signals import Piece, pieces_of
from headframe.conduct.motive_weights import FITTED_ON, Weight, weights_for
from headframe.ground.errors import UsageProblem
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.answer import Answer, MadeFrom
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure, derive


class Direction(StrEnum):
    """What a piece of evidence speaks for."""

    FORCED = "forced"
    STRATEGIC = "strategic"
    NEITHER = "neither"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence.

    Parameters
    ----------
    name, words : str
        Its name in motive_prior.csv, and what it is.
    kind : EvidenceKind
        What an ablation leaves out together.
    figure : Figure or Missing
        The number, with sources and formula.
    direction : Direction
        What it speaks for.
    signal : float
        The number on the scale from −1 (free) to +1 (pressed); 0 where missing.
    weight : float
        Log odds at a signal of 1, thinned by the other pieces of its kind; 0 where missing.
    contribution : float
        What it adds to the score: weight × signal.
    why : str
        Why it counts, and how much before any label was seen.
    """

    name: str
    words: str
    kind: EvidenceKind
    figure: Figure | Missing
    direction: Direction
    signal: float
    weight: float
    contribution: float
    why: str


@dataclass(frozen=True, kw_only=True)
class Motive(Answer):
    """Whether a company's sale in a window was forced or strategic, as known on a day.

    `score`, `low` and `high` are log odds of forced against strategic: 0 is even, +1 is 73 %, −1 is 27 %. `log_odds`
    is the same as a figure.
    """

    verb: ClassVar[str] = "motive"

    span: Period | None
    sold: Figure | Missing
    score: float | Missing
    low: float | Missing
    high: float | Missing
    verdict: Verdict
    log_odds: Figure | Missing
    evidence: tuple[Evidence, ...]
    weights_without: str
    """The company whose labelled sales had no part in the weights: this one."""


def weigh_motive(view: View, company: str, span: Period | None = None) -> Motive:
    """Weigh whether a sale was forced or strategic.

    Parameters
    ----------
    view : View
        What was known, from `Record.view`.
    company : str
        Ticker or any name of the company, exactly.
    span : Period, optional
        The days of the sale; without it, those of the last sale known.

    Returns
    -------
    Motive
        Score in log odds, its interval, the verdict (`cannot_tell` where the interval spans zero) and the evidence.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> weigh_motive(Record().view(), "RIOT", Period.month(2025, 12)).verdict.value
    'cannot_tell'
    """
    ticker = find_company(company).ticker
    asked = span or _last_sale(view, ticker)
    if asked is None:
        return _nothing(view, ticker, None, Missing(f"no sale of {ticker} is known"))
    if asked.is_day:
        raise UsageProblem("a sale needs a span of days", where=str(asked), next="give --from and --to, or a month")
    return view.once(("motive", ticker, asked), lambda: _weigh(view, ticker, asked))


def _last_sale(view: View, ticker: str) -> Period | None:
    sales = [sale for sale in sale_ledger(view, ticker).sales if isinstance(sale.sold, Figure)]
    return sales[-1].period if sales else None


def _weigh(view: View, ticker: str, span: Period) -> Motive:
    sold = window_of(view, ticker, span).sold
    if isinstance(sold, Missing):
        return _nothing(view, ticker, span, Missing(f"what was sold is not known: {sold.reason}"))
    if sold.interval.high <= 0.5:
        return _nothing(view, ticker, span, Missing(f"{ticker} sold nothing in {span}"))
    pieces, weights = pieces_of(view, ticker, span), weights_for(ticker)
    evidence = tuple(_evidence(piece, weights[piece.rule.name], contribution(piece, weights)) for piece in pieces)
    score = score_of(pieces, weights)
    if all(isinstance(piece.figure, Missing) for piece in pieces):
        return _nothing(view, ticker, span, Missing("none of the evidence is in the record"))
    return Motive(
        made_from=_made_from(view, ticker),
        span=span,
        sold=sold,
        score=score.score,
        low=score.low,
        high=score.high,
        verdict=score.verdict,
        log_odds=_figure(ticker, span, score, evidence),
        evidence=evidence,
        weights_without=ticker,
    )


def _evidence(piece: Piece, weight: Weight, adds: float) -> Evidence:
    rule = piece.rule
    return Evidence(
        name=rule.name,
        words=rule.words,
        kind=rule.kind,
        figure=piece.figure,
        direction=_direction(piece),
        signal=piece.signal,
        weight=weight.fitted * piece.thinned,
        contribution=adds,
        why=rule.why,
    )


def _direction(piece: Piece) -> Direction:
    if not piece.known:
        return Direction.MISSING
    if piece.signal == 0:
        return Direction.NEITHER
    return Direction.FORCED if piece.signal > 0 else Direction.STRATEGIC


def _figure(ticker: str, span: Period, score: Score, evidence: tuple[Evidence, ...]) -> Figure:
    return derive(
        figure_id(ticker, "motive_log_odds", span),
        "sum of weight × signal of each piece of evidence",
        score.score,
        Interval(score.low, score.high),
        "ratio",
        *_figures(evidence),
        estimated=True,
        note="forced against strategic; the interval holds four fifths of what errors and gaps could make of it",
    )


def _figures(evidence: tuple[Evidence, ...]) -> Iterator[Figure]:
    for piece in evidence:
        if isinstance(piece.figure, Figure):
            yield piece.figure


def _nothing(view: View, ticker: str, span: Period | None, why: Missing) -> Motive:
    return Motive(
        made_from=_made_from(view, ticker),
        span=span,
        sold=why,
        score=why,
        low=why,
        high=why,
        verdict=Verdict.CANNOT_TELL,
        log_odds=why,
        evidence=(),
        weights_without=ticker,
    )


def _made_from(view: View, ticker: str) -> MadeFrom:
    """Return the provenance; a view older than the weights is told that they learned from later sales."""
    made = view.made_from(ticker)
    if view.as_of >= FITTED_ON:
        return made
    return replace(made, look_ahead=(f"motive_weights.csv was fitted on {FITTED_ON} to other companies' sales",))
