"""What a reader asks of one page: its name, path and parameters, at a record position. The key of the page cache."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from headframe.ground.errors import UsageProblem
from headframe.ground.period import Period


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. Everything that a page may depend on is in here, so equal asks have equal answers."""

    page: str
    path: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    position: int = 0

    @property
    def as_of(self) -> date | None:
        """The day asked for; None for everything known."""
        text = self.value("as_of")
        return Period.parse(text).end if text else None

    def named(self, name: str) -> str:
        """Return a part of the path."""
        return dict(self.path)[name]

    def value(self, name: str) -> str:
        """Return a parameter; empty where it was not given."""
        return dict(self.query).get(name, "")

    def values(self, name: str) -> tuple[str, ...]:
        """Return every value of a parameter that may be given more than once."""
        return tuple(value for key, value in self.query if key == name)


GIVEN_AGAIN = ("set", "watch")
"""Parameters that may be given more than once."""


def known_only(query: tuple[tuple[str, str], ...], known: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the parameters that were filled in, in a fixed order.

    Raises
    ------
    UsageProblem
        For one that the page does not know, or a second value: either would quietly show another day's numbers.
    """
    strange = next((name for name, _ in query if name not in known), None)
    if strange is not None:
        offered = ", ".join(known) or "none"
        raise UsageProblem(f"'{strange[:40]}' is no parameter of this page", where="address", next=f"known: {offered}")
    given = Counter(name for name, value in query if value.strip() and name not in GIVEN_AGAIN)
    twice = next((name for name, times in given.items() if times > 1), None)
    if twice is not None:
        raise UsageProblem(f"'{twice}' is given more than once", where="address", next="give it one value")
    return tuple(sorted((name, value.strip()) for name, value in query if value.strip()))
