"""The desk: a record with the few views of it that readers look at now."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar, cast

from headframe.record.reads import note, noted, unnoted
from headframe.record.record import Record
from headframe.record.view import View
from headframe.vocabulary.company import companies
from headframe.web.ask import Ask

T = TypeVar("T")
MOST_VIEWS = 12
"""Views kept with everything computed from them: an as-of slider touches many days, each some megabytes."""
MOST_POSITIONS = 3
"""The one that readers are shown, the next, whose pages are being made, and one that a writer already sees."""
MOST_ANSWERS = 16
"""Answers kept for the pictures and the data of the page that they were made for."""


class Desk:
    """Views by (day, position). A view at a fixed position never changes, so it can be kept."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._views: OrderedDict[tuple[date | None, int], View] = OrderedDict()
        self._answers: OrderedDict[object, tuple[Any, frozenset[str]]] = OrderedDict()

    def view(self, ask: Ask) -> View:
        """Return what was known on the day and at the position of a question."""
        return self.view_of(ask.as_of, ask.position)

    def view_of(self, as_of: date | None, position: int) -> View:
        """Return what was known through a day at a position; the least used view is forgotten."""
        key = (as_of, position)
        if key not in self._views:
            self._views[key] = self._succeeding(self.record.view(as_of, position), as_of, position)
            self._forget_left_positions()
            while len(self._views) > MOST_VIEWS:
                self._views.popitem(last=False)
        self._views.move_to_end(key)
        return self._views[key]

    def _succeeding(self, view: View, as_of: date | None, position: int) -> View:
        """Return a view that has taken over what the one of the position before knew of other companies."""
        before = max((at for day, at in self._views if day == as_of and at < position), default=None)
        if before is not None:
            older = self._views[as_of, before]
            if older.as_of == view.as_of:
                view.succeed(older, frozenset(self.record.first_days_added(before, position)))
        return view

    def _forget_left_positions(self) -> None:
        """Let go of the views of positions that nobody asked for lately: the record has moved on from them."""
        kept = list(dict.fromkeys(position for _, position in reversed(self._views)))[:MOST_POSITIONS]
        for key in [key for key in self._views if key[1] not in kept]:
            del self._views[key]

    def answer(self, question: object, make: Callable[[], T]) -> T:
        """Return what answers a question, made once; the least used answer is forgotten."""
        if question not in self._answers:
            with noted() as reads:
                made = make()
            self._answers[question] = (made, frozenset(reads))
            while len(self._answers) > MOST_ANSWERS:
                self._answers.popitem(last=False)
        self._answers.move_to_end(question)
        answer, looked_at = self._answers[question]
        note(looked_at)
        return cast(T, answer)

    def tickers(self, ask: Ask) -> tuple[str, ...]:
        """Return the companies of which anything was known, in order of ticker.

        A page that lists them hangs on none of their facts: `Move` asks whether the list itself stays as it is.
        """
        view = self.view(ask)
        with unnoted():
            return view.once("web tickers", lambda: tuple(ticker for ticker in companies() if view.facts(ticker)))
