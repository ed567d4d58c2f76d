"""Many readings of one document settled into facts: the finer printing stays, contradictions become doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from headframe.ground.period import Period
from headframe.reading.found import DOUBT_BELOW, Found, Passed, PriorValues
from headframe.reading.periods import months_ending, shift_months
from headframe.vocabulary.concept import Kind, concept

Key = tuple[str | None, str, Period, str]


def settled(readings: Iterable[Found]) -> tuple[list[Found], list[Found]]:
    """Return the facts to hand over and the doubtful ones.

    Of two printings of one figure the finer stays where the coarser's interval holds it. Where two readings
    contradict each other, the better read one stays if it is clearly better; otherwise both are doubtful.
    """
    by_key: dict[Key, list[Found]] = {}
    for reading in readings:
        by_key.setdefault(_key(reading), []).append(reading)
    facts: list[Found] = []
    doubtful: list[Found] = []
    for group in by_key.values():
        kept, doubted = _settle_group(group)
        facts.extend(kept)
        doubtful.extend(doubted)
    return facts, doubtful


def _key(reading: Found) -> Key:
    period = reading.period
    if concept(reading.concept).kind is Kind.STOCK:
        period = Period.month(period.end.year, period.end.month)
    return reading.company, reading.concept, period, reading.part


def _settle_group(group: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    sure = [reading for reading in group if reading.confidence >= DOUBT_BELOW]
    doubted = [reading for reading in group if reading.confidence < DOUBT_BELOW]
    distinct: list[Found] = []
    for reading in sorted(sure, key=lambda found: (found.interval.half_width, -found.confidence)):
        if not any(_same_figure(reading, other) for other in distinct):
            distinct.append(reading)
    if len(distinct) <= 1:
        return distinct, [] if distinct else doubted
    bases = {reading.note for reading in distinct if reading.note.startswith("as ")}
    if len(bases) >= len(distinct) - 1 and len(distinct) <= 3 and bases:
        return [replace(reading, part=reading.note.removeprefix("as ")) for reading in distinct], doubted
    best = sorted(distinct, key=lambda found: -found.confidence)
    if best[0].confidence - best[1].confidence >= 0.06:
        return [best[0]], [
            *(replace(other, confidence=0.5, note="another reading contradicts it") for other in best[1:]),
            *doubted,
        ]
    days = {reading.period for reading in distinct}
    if len(days) == len(distinct):
        return distinct, doubted
    return [], [
        replace(other, confidence=0.5, note="two readings contradict each other") for other in distinct
    ] + doubted


def _same_figure(coarse: Found, fine: Found) -> bool:
    if coarse.value == fine.value:
        return True
    if coarse.note.startswith("as ") and coarse.note != fine.note:
        return False
    low, high = coarse.interval.low, coarse.interval.high
    return low <= fine.value <= high or (
        fine.interval.meets(coarse.interval) and (coarse.approximate or fine.approximate)
    )


def over_by(readings: Sequence[Found], published_on: date | None) -> tuple[list[Found], list[Found]]:
    """Return the facts whose period was over when the text was published, and the others as doubtful.

    A balance told in the days before a month's end stands for that end, and is none of the others.
    """
    if published_on is None:
        return list(readings), []
    note = f"the text was published on {published_on}, before the period was over"
    late = [each for each in readings if concept(each.concept).kind is Kind.FLOW and each.period.end > published_on]
    return [each for each in readings if each not in late], [
        replace(each, confidence=NOT_OVER, note=note) for each in late
    ]


NOT_OVER = 0.4
"""How sure one can be of a number of days that had not come: the period, or the day of publication, is misread."""


def plausible(readings: Iterable[Found]) -> tuple[list[Found], list[Passed]]:
    """Drop readings outside what the concept can be (concepts.csv's low and high, and tighter sense for a company)."""
    kept: list[Found] = []
    passed: list[Passed] = []
    for reading in readings:
        named = concept(reading.concept)
        low, high = TIGHTER.get(reading.concept, (named.low, named.high))
        if low <= reading.value <= high:
            kept.append(reading)
        else:
            passed.append(
                Passed(reading.quote, reading.place, f"{reading.value:g} {reading.unit} cannot be {named.label}")
            )
    return kept, passed


TIGHTER = {
    "bitcoin_produced": (0.0, 60_000.0),
    "bitcoin_sold": (0.0, 60_000.0),
    "bitcoin_held": (0.0, 200_000.0),
    "hash_rate_deployed": (0.005, 150.0),
    "hash_rate_operating_average": (0.005, 150.0),
    "fleet_efficiency": (8.0, 120.0),
    "power_cost_all_in": (-0.3, 0.3),
    "bitcoin_sale_net_proceeds": (0.0, 5e9),
}


def of_another_period(facts: Iterable[Found], prior: PriorValues | None) -> list[Found]:
    """Return the facts, those made doubtful whose very number the record holds for another period.

    An article that tells April's sale as December's contradicts the record's December and repeats its April.
    """
    if not prior:
        return list(facts)
    return [
        replace(fact, confidence=0.4, note="the record holds this number for another period")
        if _is_misdated(fact, prior)
        else fact
        for fact in facts
    ]


def _is_misdated(fact: Found, prior: PriorValues) -> bool:
    held = prior.get((fact.company or "", fact.concept, fact.period))
    if held is None or fact.interval.holds(held) or abs(fact.value) < 50:
        return False
    return any(prior.get((fact.company or "", fact.concept, other)) == fact.value for other in neighbours(fact.period))


def neighbours(period: Period) -> Iterator[Period]:
    """Yield the like periods within two years either side: months of a month, month ends of a day."""
    length = 0 if period.is_day else len(list(period.months()))
    for by in range(-24, 25):
        year, month = shift_months(period.end.year, period.end.month, by)
        other = months_ending(year, month, length or 1)
        if by and (length == 0 or by % length == 0):
            yield other if length else Period.day(other.end)
