"""How far a company has turned from mining to AI: five shares, each shown, weighed as the user says.

A part that is missing or stale weighs nothing and is named; the interval is what it could make of the score.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from headframe.conduct.peers_value import PeerValue
from headframe.conduct.pivot_weights import PARTS, weights_words
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive

RANKED_FROM = 0.5
"""A score that rests on less of the weight than this is shown, and not ranked."""
YEAR_BEFORE_DAYS = (300, 430)
"""A hash rate so many days older counts as the one of a year before."""
FROM_MEASURE = {"leased": "leased_share", "revenue": "ai_revenue", "sold": "sold", "restricted": "restricted"}


@dataclass(frozen=True, slots=True)
class PivotPart:
    """One part of the score, from 0 to 1, with the weight asked for it."""

    name: str
    words: str
    figure: Figure | Missing
    weight: float


@dataclass(frozen=True, slots=True)
class Pivot:
    """The pivot score of one company.

    Parameters
    ----------
    company : str
        Ticker.
    score : Figure or Missing
        Weighted mean of the known parts [ratio]; the interval holds what missing parts could make of it.
    parts : tuple of PivotPart
        Every part with its weight.
    weight_known : float
        Share of the weight that rests on known parts.
    rank : int or None
        1 for the highest score; None where less than half the weight is known.
    """

    company: str
    score: Figure | Missing
    parts: tuple[PivotPart, ...]
    weight_known: float
    rank: int | None


def pivot_of(view: View, company: str, values: Mapping[str, PeerValue], weights: Mapping[str, float]) -> Pivot:
    """Return a company's pivot score, unranked.

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Ticker.
    values : mapping
        The company's cells of the comparison, by measure.
    weights : mapping
        Weight of each part; parts that it does not name weigh nothing.
    """
    parts = tuple(
        PivotPart(name, words, _part(view, company, name, values), weights.get(name, 0.0))
        for name, words in PARTS.items()
    )
    known = sum(part.weight for part in parts if isinstance(part.figure, Figure))
    share = known / sum(part.weight for part in parts)
    return Pivot(company, _score(view, company, parts, weights), parts, share, None)


def ranked(pivots: tuple[Pivot, ...]) -> tuple[Pivot, ...]:
    """Return pivots in order of score, those that rest on half the weight or more ranked and before the rest."""

    def value(pivot: Pivot) -> float:
        return pivot.score.value if isinstance(pivot.score, Figure) else -1.0

    full = sorted((one for one in pivots if one.weight_known >= RANKED_FROM), key=value, reverse=True)
    rest = sorted((one for one in pivots if one.weight_known < RANKED_FROM), key=value, reverse=True)
    return (*(replace(one, rank=place) for place, one in enumerate(full, start=1)), *rest)


def _part(view: View, company: str, name: str, values: Mapping[str, PeerValue]) -> Figure | Missing:
    if name not in FROM_MEASURE:
        return _hash_rate_given_up(view, company, values["hash_rate"].scored)
    measured = values[FROM_MEASURE[name]].scored
    if isinstance(measured, Missing):
        return measured
    return _clipped(view, company, name, measured.id.split()[1], measured.value, measured.interval, measured)


def _hash_rate_given_up(view: View, company: str, now: Figure | Missing) -> Figure | Missing:
    if isinstance(now, Missing):
        return now
    then = _year_before(view, company, Period.parse(now.id.split()[2]))
    if isinstance(then, Missing):
        return then
    kept = now.interval / then.interval
    value, interval = 1 - now.value / then.value, Interval(1 - kept.high, 1 - kept.low)
    return _clipped(
        view, company, "hash_rate", f"1 − hash rate / that of {then.id.split()[2]}", value, interval, now, then
    )


def _year_before(view: View, company: str, day: Period) -> Figure | Missing:
    least, most = YEAR_BEFORE_DAYS
    near = [
        (abs((day.end - period.end).days - 365), figure)
        for period in view.periods(company, "hash_rate_deployed")
        if day.end - timedelta(days=most) <= period.end <= day.end - timedelta(days=least)
        and isinstance(figure := view.figure(company, "hash_rate_deployed", period), Figure)
        and figure.interval.low > 0
    ]
    if not near:
        return Missing(f"no hash rate of {company} about a year before {day} is known")
    return min(near, key=lambda item: item[0])[1]


def _clipped(
    view: View, company: str, name: str, formula: str, value: float, interval: Interval, *inputs: Figure
) -> Figure:
    cut = Interval(min(1.0, max(0.0, interval.low)), min(1.0, max(0.0, interval.high)))
    id = f"{figure_id(company, 'pivot_part', Period.day(view.as_of))} {name}"
    return derive(id, f"{formula}, from 0 to 1", min(1.0, max(0.0, value)), cut, "ratio", *inputs)


def _score(view: View, company: str, parts: tuple[PivotPart, ...], weights: Mapping[str, float]) -> Figure | Missing:
    asked = [part for part in parts if part.weight > 0]
    known = [(part.weight, part.figure) for part in asked if isinstance(part.figure, Figure)]
    if not known:
        return Missing(f"none of its parts is known: {', '.join(part.name for part in asked)}")
    missing = [part for part in asked if isinstance(part.figure, Missing)]
    whole, held = sum(part.weight for part in asked), sum(weight for weight, _ in known)
    low = sum(weight * figure.interval.low for weight, figure in known) / whole
    high = (sum(weight * figure.interval.high for weight, figure in known) + whole - held) / whole
    value = sum(weight * figure.value for weight, figure in known) / held
    note = f"not known, weighing nothing: {', '.join(part.name for part in missing)}" if missing else ""
    words = weights_words(weights)
    return derive(
        f"{figure_id(company, 'pivot_score', Period.day(view.as_of))} {words}",
        f"mean of the known parts, {words}; the interval lets each missing part be 0 to 1",
        value,
        Interval(min(low, value), max(high, value)),
        "ratio",
        *(figure for _, figure in known),
        estimated=True,
        note=note,
    )
