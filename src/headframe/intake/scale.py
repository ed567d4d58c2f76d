"""Whether an amount of dollars is a thousand times too small or too large: "402.5" typed for millions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from headframe.record.view import View
from headframe.vocabulary.fact import Fact
from headframe.vocabulary.figure import Figure

SLIP = 300.0
"""Times by which thousands or millions miss, with room for what may truly have changed."""
NEAR_DAYS = 400
LIKE_DAYS = 10
"""Two months, two quarters, two years: periods that differ by no more compare."""

Key = tuple[str, str, bool]


class Scale:
    """The dollars that a view holds of each company and measure, to hold new ones against."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._known: dict[Key, Sequence[tuple[date, int, float]]] = {}

    def slip(self, fact: Fact) -> str:
        """Return why an amount is likely a slip of scale, in words; nothing where it is not."""
        if fact.unit != "USD" or fact.value <= 0:
            return ""
        near = [
            (abs((end - fact.period.end).days), value)
            for end, days, value in self._beside(fact)
            if abs(days - fact.period.days) <= LIKE_DAYS and abs((end - fact.period.end).days) <= NEAR_DAYS
        ]
        if not near:
            return ""
        days, level = min(near)
        times = max(fact.value / level, level / fact.value)
        if times < SLIP:
            return ""
        how = "small" if fact.value < level else "large"
        return (
            f"{fact.value:,.10g} USD, where {level:,.10g} are known {days} days apart: too {how} by {times:,.3g} times"
        )

    def _beside(self, fact: Fact) -> Sequence[tuple[date, int, float]]:
        """Return what is known around a fact's day: so many printings on either side that a year is in them."""
        key = fact.company, fact.concept, fact.period.is_day
        if key not in self._known:
            self._known[key] = self._of(key)
        known = self._known[key]
        at = bisect_left(known, (fact.period.end, 0, 0.0))
        return known[max(0, at - BESIDE) : at + BESIDE]

    def _of(self, key: Key) -> Sequence[tuple[date, int, float]]:
        company, concept, is_day = key
        return sorted(
            (period.end, period.days, figure.value)
            for period in self._view.periods(company, concept)
            if period.is_day == is_day
            and isinstance(figure := self._view.figure(company, concept, period), Figure)
            and figure.value > 0
        )


BESIDE = 40
"""Printings looked at on either side: months, quarters, halves and years of more than a year."""
