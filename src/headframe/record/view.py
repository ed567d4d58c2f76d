"""A view: what the record knew at the end of a day, at a position (conventions §2). At both fixed it never changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any, TypeVar

from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import Printings, choose
from headframe.record.market import MARKET, Market
from headframe.record.reads import EVERYTHING, is_plain, note, noted
from headframe.vocabulary.answer import MadeFrom, RecordStamp
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.concept import Kind
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.fact import Fact
from headframe.vocabulary.figure import Figure

Printed = dict[Period, list[Fact]]
T = TypeVar("T")
LASTING = object()
"""Begins the keys of what a later view may take over."""


class View:
    """What was known through the end of `as_of`, UTC, in a record at a fixed position.

    Obtained from `Record.view`. A figure is looked up by exact labels; a gap comes back as `Missing`.
    """

    def __init__(
        self, as_of: date, stamp: RecordStamp, version: str, facts_of: Callable[[str], Sequence[Fact]]
    ) -> None:
        self.as_of = as_of
        self._stamp = stamp
        self.version = version
        self.market = Market(as_of, lambda: facts_of(MARKET))
        self._facts_of = facts_of
        self._known: dict[str, dict[str, Printed]] = {}
        self._chosen: dict[tuple[str, str, Period], Printings] = {}
        self._once: dict[Hashable, tuple[Any, frozenset[str]]] = {}

    @property
    def stamp(self) -> RecordStamp:
        """Which record this is: whatever hangs on it hangs on everything in the record."""
        note((EVERYTHING,))
        return self._stamp

    def earlier(self, day: date) -> View:
        """Return the same record at the same position, as it was known through the end of an earlier `day`."""
        return View(min(day, self.as_of), self._stamp, self.version, self._facts_of)

    def made_from(self, company: str | None = None) -> MadeFrom:
        """Return the provenance of an answer computed from this view."""
        return MadeFrom(company=company, as_of=self.as_of, record=self._stamp, version=self.version)

    def facts(self, company: str, concept: str | None = None) -> tuple[Fact, ...]:
        """Return every printing known on the day, of one concept or of all, in order of period."""
        known = self._company(company)
        names = [canonical(concept)] if concept else sorted(known)
        return tuple(fact for name in names for period in sorted(known.get(name, {})) for fact in known[name][period])

    def concepts(self, company: str) -> tuple[str, ...]:
        """Return the names of all concepts printed for a company."""
        return tuple(sorted({fact.concept for fact in self.facts(company)}))

    def periods(self, company: str, concept: str) -> tuple[Period, ...]:
        """Return the periods for which a concept was printed, in order."""
        return tuple(sorted(self._company(company).get(canonical(concept), {})))

    def printings(self, company: str, concept: str, period: Period) -> Printings:
        """Return the chosen figure of one number with every other printing of it."""
        key = (find_company(company).ticker, canonical(concept), period)
        note(key[:1])
        if key not in self._chosen:
            facts = self._company(company).get(key[1], {}).get(period)
            self._chosen[key] = choose(facts) if facts else Printings(Missing(_nobody(key, self.as_of)), None, ())
        return self._chosen[key]

    def figure(self, company: str, concept: str, period: Period | str) -> Figure | Missing:
        """Return one reported number, or the reason why there is none.

        Parameters
        ----------
        company : str
            Ticker, name, former name or alias, exactly.
        concept : str
            A name of concepts.csv.
        period : Period or str
            2025-12 for a flow, 2025-12-31 for a balance.

        Raises
        ------
        UsageProblem
            For a label nobody defined; the nearest are offered.
        """
        asked = Period.parse(period) if isinstance(period, str) else period
        return self.printings(company, concept, asked).figure

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return `make()`, computed once for this view: what a view says never changes, so neither does what follows.

        `key` names the computation and everything it depends on besides the view.
        """
        if key not in self._once:
            with noted() as reads:
                made = make()
            self._once[key] = (made, frozenset(reads))
        kept: T
        kept, looked_at = self._once[key]
        note(looked_at)
        return kept

    def lasting(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return `make()` as `once` does; `succeed` hands it on where nothing is added about the companies it is from.

        Only for plain values, complete when returned: nothing in them may ask a view later.
        """
        return self.once((LASTING, key), make)

    def succeed(self, older: View, added: frozenset[str]) -> None:
        """Take over what an older position knew of all but the companies that facts were added about since.

        `older` is the same day of the same record; what was noted of the market is taken over where none was added.
        """
        if MARKET in added:
            return
        self.market = older.market
        self._known |= {company: known for company, known in older._known.items() if company not in added}
        self._chosen |= {key: chosen for key, chosen in older._chosen.items() if key[0] not in added}
        for key, (value, reads) in older._once.items():
            stays = isinstance(key, tuple) and key[0] is LASTING and not reads & (added | {EVERYTHING})
            if stays and is_plain(value, older._stamp.digest):
                self._once[key] = (value, reads)

    def latest_day(self, company: str) -> date | None:
        """Return the last day that any printing of a company speaks of."""
        return max((fact.period.end for fact in self.facts(company)), default=None)

    def _company(self, label: str) -> dict[str, Printed]:
        ticker = find_company(label).ticker
        note((ticker,))
        if ticker not in self._known:
            known: dict[str, Printed] = {}
            for fact in self._facts_of(ticker):
                if fact.known_at <= self.as_of:
                    known.setdefault(canonical(fact.concept), {}).setdefault(fact.period, []).append(fact)
            self._known[ticker] = known
        return self._known[ticker]


def canonical(concept: str) -> str:
    """Return the name under which a quantity with two names is kept together."""
    found = find_concept(concept)
    return found.same_as or found.name


def _nobody(key: tuple[str, str, Period], as_of: date) -> str:
    company, concept, period = key
    return f"no source known by {as_of} prints {concept} of {company} for {period}{_asked_otherwise(concept, period)}"


def _asked_otherwise(concept: str, period: Period) -> str:
    """Return how the measure is asked for where such a period cannot be its own."""
    kind = find_concept(concept).kind
    if kind is Kind.STOCK and not period.is_day:
        return f": a balance is asked by its day, {period.end}"
    if kind is Kind.FLOW and period.is_day:
        return f": an amount is asked by its period, {period.end:%Y-%m}"
    return ""
