"""What the record holds already, in the form that reading takes: values by company, concept and period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.company import companies
from headframe.vocabulary.figure import Figure

Key = tuple[str, str, Period]


class PriorOfView(Mapping[Key, float]):
    """A view as a mapping; each figure is chosen only when it is asked for."""

    def __init__(self, view: View) -> None:
        self._view = view

    def __getitem__(self, key: Key) -> float:
        figure = self._view.figure(*key) if key[0] in companies() else None
        if not isinstance(figure, Figure):
            raise KeyError(key)
        return figure.value

    def __iter__(self) -> Iterator[Key]:
        for ticker in companies():
            for fact in self._view.facts(ticker):
                if fact.key in self:
                    yield fact.key

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        """Tell "no record" from a record without choosing every figure just to count them."""
        return True


def prior_values(view: View) -> Mapping[Key, float]:
    """Return what `view` knows, for `read_document`."""
    return PriorOfView(view)
