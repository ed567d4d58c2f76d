"""A number's card: everything behind it, for a page where a click on the number opens it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from headframe.accounts.why import Printing, explain
from headframe.briefs.numbers import quantity
from headframe.ground.errors import UsageProblem
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, plain


@dataclass(frozen=True, slots=True)
class Card:
    """One figure with its anchor, its words and the other printings known."""

    anchor: str
    figure: Figure
    value: str
    low: str
    high: str
    inputs: tuple[tuple[str, str], ...]
    """(anchor, words) of each figure in the formula."""
    definition: str
    printings: tuple[Printing, ...]


class Deck:
    """The cards of a page, one a distinct figure, inputs included."""

    def __init__(self, view: View, figures: Iterable[Figure]) -> None:
        self._view = view
        self._anchors: dict[Figure, str] = {}
        for figure in figures:
            self._add(figure)

    def anchor(self, figure: Figure) -> str:
        """Return where a figure's card lies on the page."""
        return self._anchors[figure]

    def cards(self) -> Iterator[Card]:
        """Yield every card, in the order its figure first appears."""
        for figure, anchor in self._anchors.items():
            yield self._card(figure, anchor)

    def _add(self, figure: Figure) -> None:
        if figure in self._anchors:
            return
        self._anchors[figure] = f"n{len(self._anchors) + 1}"
        for part in figure.inputs:
            self._add(part)

    def _card(self, figure: Figure, anchor: str) -> Card:
        definition, printings = self._behind(figure)
        return Card(
            anchor=anchor,
            figure=figure,
            value=quantity(figure.value, figure.unit),
            low=f"{plain(figure.interval.low):,}",
            high=f"{plain(figure.interval.high):,}",
            inputs=tuple(
                (self._anchors[part], f"{quantity(part.value, part.unit)} {part.badge.mark}  {part.id}")
                for part in figure.inputs
            ),
            definition=definition,
            printings=printings,
        )

    def _behind(self, figure: Figure) -> tuple[str, tuple[Printing, ...]]:
        """Return the definition and every printing of a figure that the record can explain by its id."""
        words = figure.id.split()
        if len(words) != 3:
            return "", ()
        try:
            why = explain(self._view, *words)
        except UsageProblem:
            return "", ()
        return why.definition, (*((why.chosen,) if why.chosen else ()), *why.others)
