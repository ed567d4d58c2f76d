"""Numbers explained at the foot of their own page: those of an answer that hangs on the page's parameters.

No other page could explain them. What the record itself knows leads to its own page all the same.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import date
from itertools import islice

from headframe.briefs.numbers import bound, quantity
from headframe.vocabulary.figure import Badge, Figure
from headframe.web.addresses import ASSUMPTION, anchor_of_assumption, why_address

ASSUMPTIONS_PAGE = "/assumptions"


@dataclass(frozen=True, slots=True)
class BelowCard:
    """One number as the foot of a page explains it."""

    anchor: str
    figure: Figure
    value: str
    low: str
    high: str
    inputs: tuple[tuple[str, str, Figure], ...]
    same_as: str = ""
    """The card that names the same inputs, many of them; they are not named twice."""


MANY_INPUTS = 6


class Below:
    """Gives every number of a page a place at its foot, in the order in which they are met.

    Of a company that is in no record, `stated`, the numbers that were handed in are explained there too.
    """

    def __init__(self, as_of: date | None, *, here: str = "", stated: str = "") -> None:
        self._as_of = as_of
        self._here = here
        self._stated = f"{stated} " if stated else ""
        self._found: dict[str, tuple[str, Figure]] = {}

    def address(self, figure: Figure) -> str:
        """Return where a number is explained: at the foot of this page, or on the page of the record's own."""
        if not self._is_own(figure):
            return why_address(figure, self._as_of)
        if figure.id not in self._found:
            self._found[figure.id] = (_anchor(figure, len(self._found) + 1), figure)
        return f"#{self._found[figure.id][0]}"

    def cards(self) -> list[BelowCard]:
        """Return what is to stand at the foot."""
        named: dict[tuple[str, ...], str] = {}
        found = []
        waiting = deque(self._found.values())
        while waiting:
            anchor, figure = waiting.popleft()
            known = len(self._found)
            inputs = tuple(one.id for one in figure.inputs)
            same_as = named.setdefault(inputs, anchor) if len(inputs) >= MANY_INPUTS else anchor
            found.append(self._card(anchor, figure, "" if same_as == anchor else same_as))
            waiting.extend(islice(self._found.values(), known, None))
        return found

    def _is_own(self, figure: Figure) -> bool:
        if figure.id.startswith(ASSUMPTION):
            return self._here == ASSUMPTIONS_PAGE
        if self._stated and figure.id.startswith(self._stated):
            return True
        return figure.badge is not Badge.REPORTED or not figure.sources

    def _card(self, anchor: str, figure: Figure, same_as: str) -> BelowCard:
        return BelowCard(
            anchor,
            figure,
            quantity(figure.value, figure.unit),
            bound(figure.interval.low, figure.half_width),
            bound(figure.interval.high, figure.half_width),
            () if same_as else tuple((self._input(one), quantity(one.value, one.unit), one) for one in figure.inputs),
            same_as,
        )

    def _input(self, figure: Figure) -> str:
        if figure.id in self._found:
            return f"#{self._found[figure.id][0]}"
        if self._stated and figure.id.startswith(self._stated):
            return self.address(figure)
        return why_address(figure, self._as_of)


def _anchor(figure: Figure, at: int) -> str:
    if figure.id.startswith(ASSUMPTION):
        return anchor_of_assumption(figure.id)
    return f"behind-{at}"
