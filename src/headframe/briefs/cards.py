"""A number's card: everything behind it, for a page where a click on the number opens it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from headframe.accounts.why import Printing, every_printing
from headframe.briefs.numbers import quantity
from headframe.record.view import View
from headframe.vocabulary.concept import concepts
from headframe.vocabulary.figure import Badge, Figure, plain

Key = tuple[str, float, Badge]


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
        self._anchors: dict[Key, str] = {}
        self._figures: list[Figure] = []
        for figure in figures:
            self._add(figure)

    def anchor(self, figure: Figure) -> str:
        """Return where a figure's card lies on the page."""
        return self._anchors[_key(figure)]

    def cards(self) -> Iterator[Card]:
        """Yield every card, in the order its figure first appears."""
        for figure in self._figures:
            yield self._card(figure)

    def _add(self, figure: Figure) -> None:
        if _key(figure) in self._anchors:
            return
        self._figures.append(figure)
        self._anchors[_key(figure)] = f"n{len(self._figures)}"
        for part in figure.inputs:
            self._add(part)

    def _card(self, figure: Figure) -> Card:
        return Card(
            anchor=self.anchor(figure),
            figure=figure,
            value=quantity(figure.value, figure.unit),
            low=f"{plain(figure.interval.low):,}",
            high=f"{plain(figure.interval.high):,}",
            inputs=tuple(
                (self.anchor(part), f"{quantity(part.value, part.unit)} {part.badge.mark}  {part.id}")
                for part in figure.inputs
            ),
            definition=_definition(figure),
            printings=every_printing(self._view, figure) if _concept(figure) in concepts() else (),
        )


def _definition(figure: Figure) -> str:
    """Return what the figure's concept means; empty for a figure that no concept names, such as a given line."""
    named = concepts().get(_concept(figure))
    return named.definition if named else ""


def _concept(figure: Figure) -> str:
    """Return what the figure's id says it is; no concept for a line that a company's own model names."""
    return figure.id.split(" ")[1]


def _key(figure: Figure) -> Key:
    """Return what tells a figure from others: its id, and the badge that an answer may have lowered.

    The figure itself would do, but to hash it is to hash everything that it was made from.
    """
    return figure.id, figure.value, figure.badge
