"""The day on top of every page: what was known on it, and the days on which something became known."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from headframe.record.view import View
from headframe.web.addresses import with_query
from headframe.web.ask import Ask
from headframe.web.desk import Desk


@dataclass(frozen=True, slots=True)
class AsOfBar:
    """The handle of a page."""

    path: str
    kept: tuple[tuple[str, str], ...]
    """The page's other parameters, which a new day keeps."""
    day: date
    asked: date | None
    last: date
    days: tuple[date, ...]
    """Every day on which something became known: where the slider stops."""

    @property
    def before(self) -> date | None:
        """The last of these days before the one shown."""
        at = bisect_left(self.days, self.day)
        return self.days[at - 1] if at else None

    @property
    def after(self) -> date | None:
        """The next of these days."""
        at = bisect_right(self.days, self.day)
        return self.days[at] if at < len(self.days) else None

    def to(self, day: date | None) -> str:
        """Return the address of the same page on another day."""
        return with_query(self.path, (*self.kept, ("as_of", day)))


def as_of_bar(desk: Desk, ask: Ask, path: str, companies: Iterable[str]) -> AsOfBar:
    """Return the handle of a page about some companies.

    Parameters
    ----------
    desk : Desk
        For the days on which something became known.
    ask : Ask
        What is shown.
    path : str
        The page's address without parameters.
    companies : iterable of str
        Their tickers.
    """
    everything = desk.view_of(None, ask.position)
    return AsOfBar(
        path=path,
        kept=tuple((name, value) for name, value in ask.query if name != "as_of"),
        day=desk.view(ask).as_of,
        asked=ask.as_of,
        last=everything.as_of,
        days=known_days(everything, tuple(companies)),
    )


def known_days(view: View, companies: tuple[str, ...]) -> tuple[date, ...]:
    """Return the days on which a printing of some companies became known, in order."""
    found = {fact.known_at for company in companies for fact in view.facts(company)}
    return view.once(("web known days", companies), lambda: tuple(sorted(found)))
