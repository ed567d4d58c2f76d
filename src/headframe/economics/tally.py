"""Keeps, while a profile is read, where each number came from and which are missing."""

from __future__ import annotations

from headframe.economics.balance_dates import OLDEST, printed_on
from headframe.economics.profile import Value
from headframe.economics.profile_values import Resolver
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure


class Tally:
    """Numbers of a profile with their figures (`stated`), their gaps, and the gaps that nothing can stand in for."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.stated: dict[str, Figure] = {}
        self.gaps: dict[str, Missing] = {}
        self.must: set[str] = set()

    def figure(self, path: str, value: Value | None, unit: str) -> Figure | Missing:
        """Return a field's figure, kept under its path; a gap is kept too."""
        if value is None:
            found: Figure | Missing = Missing(f"the profile does not state {path}")
        else:
            found = self.resolver.number(path, value, unit)
        if isinstance(found, Missing):
            self.gaps[path] = found
        else:
            self.stated[path] = found
        return found

    def number(self, path: str, value: Value | None, unit: str) -> float:
        """Return a field that a company can do without: 0 where nobody discloses it, and the gap is shown."""
        found = self.figure(path, value, unit)
        return 0.0 if isinstance(found, Missing) else found.value

    def balance(self, path: str, value: Value | None, unit: str) -> float:
        """Return a balance without which no month can be carried; one printed too long ago is a gap too."""
        found = self.figure(path, value, unit)
        if isinstance(found, Figure) and (old := self._too_old(found)) is not None:
            del self.stated[path]
            self.gaps[path] = found = old
        if isinstance(found, Missing):
            self.must.add(path)
            return 0.0
        return found.value

    def _too_old(self, balance: Figure) -> Missing | None:
        printed, opening = printed_on(balance), self.resolver.opening.end
        most = self.resolver.assumptions.value(OLDEST)
        if printed is None or (opening - printed).days <= most:
            return None
        age = f"{(opening - printed).days} days before the opening of {opening}"
        return Missing(f"the last one printed is of {printed}, {age}: more than {OLDEST} = {most:g}")

    def needed(self, path: str, value: Value | None, unit: str) -> float:
        """Return a field without which no month can be carried; gaps are refused at the end, all together."""
        found = self.figure(path, value, unit)
        if isinstance(found, Missing):
            self.must.add(path)
            return 0.0
        return found.value
