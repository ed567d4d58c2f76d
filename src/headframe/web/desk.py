"""The desk: a record with the few views of it that readers look at now."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar, cast

from headframe.record.record import Record
from headframe.record.view import View
from headframe.vocabulary.company import companies
from headframe.web.ask import Ask

T = TypeVar("T")
MOST_VIEWS = 12
"""Views kept with everything computed from them: an as-of slider touches many days, each some megabytes."""
MOST_ANSWERS = 16
"""Answers kept for the pictures and the data of the page that they were made for."""


class Desk:
    """Views by (day, position). A view at a fixed position never changes, so it can be kept."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._views: OrderedDict[tuple[date | None, int], View] = OrderedDict()
        self._answers: OrderedDict[object, Any] = OrderedDict()

    def view(self, ask: Ask) -> View:
        """Return what was known on the day and at the position of a question."""
        return self.view_of(ask.as_of, ask.position)

    def view_of(self, as_of: date | None, position: int) -> View:
        """Return what was known through a day at a position; the least used view is forgotten."""
        key = (as_of, position)
        if key not in self._views:
            self._views[key] = self.record.view(as_of, position)
            while len(self._views) > MOST_VIEWS:
                self._views.popitem(last=False)
        self._views.move_to_end(key)
        return self._views[key]

    def answer(self, question: object, make: Callable[[], T]) -> T:
        """Return what answers a question, made once; the least used answer is forgotten."""
        if question not in self._answers:
            self._answers[question] = make()
            while len(self._answers) > MOST_ANSWERS:
                self._answers.popitem(last=False)
        self._answers.move_to_end(question)
        return cast(T, self._answers[question])

    def tickers(self, ask: Ask) -> tuple[str, ...]:
        """Return the companies of which anything was known, in order of ticker."""
        view = self.view(ask)
        return view.once("web tickers", lambda: tuple(ticker for ticker in companies() if view.facts(ticker)))
