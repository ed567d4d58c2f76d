"""Assumptions: every number that is not a fact, with unit, range, reason and day (conventions §2, §10).

They lie in `assumptions.toml`, one table a number. A user's own values come as changes, or as a TOML file of the
same shape, and are held to the same ranges.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from math import isfinite

from headframe.ground.errors import InputRefused, UsageProblem
from headframe.ground.interval import Interval
from headframe.vocabulary.fact import Source, Witness
from headframe.vocabulary.figure import Badge, Figure
from headframe.vocabulary.names import unknown_name

FIELDS = ("value", "unit", "low", "high", "date", "source", "why")
YOURS = "your own value"


@dataclass(frozen=True, slots=True)
class Assumption:
    """One number that is not a fact.

    Parameters
    ----------
    name : str
        Dotted, with its unit in the last word: "ai.capex_usd_per_mw_it".
    value, low, high : float
        The number and the range it is taken to lie in, in `unit`.
    unit : str
        As figures print it.
    known_at : date
        Since when it is held.
    source : str
        What it rests on, or "judgement".
    why : str
        Why this value, for one who would choose another.
    """

    name: str
    value: float
    unit: str
    low: float
    high: float
    known_at: date
    source: str
    why: str

    def figure(self) -> Figure:
        """Return it as an estimated figure, its range as the interval."""
        return Figure(
            id=f"assumption {self.name}",
            value=self.value,
            interval=Interval(min(self.low, self.value), max(self.high, self.value)),
            unit=self.unit,
            badge=Badge.ESTIMATED,
            known_at=self.known_at,
            sources=(Source(Witness.SECOND_HAND, f"assumption: {self.source}"),),
            note=self.why,
        )


class Assumptions:
    """A set of assumptions, each held to its range.

    Examples
    --------
    >>> held = packaged_assumptions()
    >>> held.with_changes({"ai.capex_usd_per_mw_it": 10e6}).value("ai.capex_usd_per_mw_it")
    10000000.0
    """

    def __init__(self, entries: Mapping[str, Assumption]) -> None:
        self._entries = dict(sorted(entries.items()))

    def __iter__(self) -> Iterator[Assumption]:
        return iter(self._entries.values())

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __getitem__(self, name: str) -> Assumption:
        if name not in self._entries:
            raise unknown_name("assumption", name, self._entries, "assumptions")
        return self._entries[name]

    def value(self, name: str) -> float:
        """Return the number under a name, in its unit."""
        return self[name].value

    def figure(self, name: str) -> Figure:
        """Return the number under a name as an estimated figure."""
        return self[name].figure()

    @property
    def digest(self) -> str:
        """Sixteen digits that change when any value does."""
        text = "\n".join(f"{each.name}={each.value!r} {each.unit}" for each in self)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def look_ahead(self, as_of: date) -> tuple[str, ...]:
        """Return the names of those younger than `as_of`: hindsight that a result must list."""
        return tuple(each.name for each in self if each.known_at > as_of)

    def with_changes(self, changes: Mapping[str, float], source: str = YOURS) -> Assumptions:
        """Return the same set with other values.

        Raises
        ------
        UsageProblem
            For a name nobody defined.
        InputRefused
            For a value outside the range the packaged table allows.
        """
        entries = dict(self._entries)
        for name, value in changes.items():
            entries[name] = replace(_within(self[name], value), source=source)
        return Assumptions(entries)

    def replaced_by(self, text: str, where: str) -> Assumptions:
        """Return the same set with the entries of a user's file in place of its own, ranges and all.

        Raises
        ------
        UsageProblem
            For a name nobody defined.
        InputRefused
            For an entry whose unit is another, or that is not whole.
        """
        entries = dict(self._entries)
        for own in assumptions_of(text, where):
            if own.unit != self[own.name].unit:
                raise InputRefused(
                    f"{own.name} is given in {own.unit}", where=where, next=f"give it in {self[own.name].unit}"
                )
            entries[own.name] = own
        return Assumptions(entries)


def packaged_assumptions() -> Assumptions:
    """Return the assumptions that come with the package."""
    return _packaged()


@cache
def _packaged() -> Assumptions:
    text = resources.files("headframe.vocabulary").joinpath("assumptions.toml").read_text("utf-8")
    return assumptions_of(text, "assumptions.toml")


def assumptions_of(text: str, where: str) -> Assumptions:
    """Read assumptions from TOML text.

    Raises
    ------
    InputRefused
        For text that is no TOML, a table without one of `FIELDS`, a field too many, or a value outside its range.
    """
    entries = {name: _entry(name, fields, where) for name, fields in _tables(_toml(text, where), "")}
    return Assumptions(entries)


def parse_changes(items: tuple[str, ...]) -> dict[str, float]:
    """Read ("ai.capex_usd_per_mw_it=10e6", …) as changes.

    Raises
    ------
    UsageProblem
        For an item that is no name=number, or a name given twice.

    Examples
    --------
    >>> parse_changes(("ai.capex_usd_per_mw_it=10e6",))
    {'ai.capex_usd_per_mw_it': 10000000.0}
    """
    changes: dict[str, float] = {}
    for item in items:
        name, sign, number = item.partition("=")
        name = name.strip()
        if not sign or name in changes:
            raise UsageProblem(
                f"'{item[:60]}' {'names it twice' if sign else 'is no change'}",
                where="--set",
                next="write name=number, each name once: --set ai.capex_usd_per_mw_it=10e6",
            )
        changes[name] = _number(name, number)
    return changes


def _number(name: str, text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise UsageProblem(
            f"{name}={text[:30]} is no number", where="--set", next="write it as 10e6 or 0.35"
        ) from error


def _toml(text: str, where: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputRefused(
            "this is no TOML", where=where, why=str(error), next="mend the line and try again"
        ) from error


def _tables(node: Mapping[str, object], path: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    for key, below in node.items():
        name = f"{path}.{key}" if path else key
        if not isinstance(below, dict):
            raise InputRefused(f"{name} stands outside a table", where="assumptions", next="write [part.name] first")
        if any(isinstance(each, dict) for each in below.values()):
            yield from _tables(below, name)
        else:
            yield name, below


def _entry(name: str, fields: Mapping[str, object], where: str) -> Assumption:
    wrong = sorted(set(fields) ^ set(FIELDS))
    if wrong:
        raise InputRefused(
            f"{name}: fields {', '.join(wrong)} are missing or unknown",
            where=where,
            why="a number without its unit, range and reason cannot be judged",
            next=f"give {', '.join(FIELDS)}",
        )
    day = fields["date"]
    if not isinstance(day, date):
        raise InputRefused(f"{name}: the date is no day", where=where, next="write date = 2026-01-31")
    value, low, high = (_plain_number(name, key, fields[key], where) for key in ("value", "low", "high"))
    entry = Assumption(name, value, str(fields["unit"]), low, high, day, str(fields["source"]), str(fields["why"]))
    return _within(entry, value)


def _plain_number(name: str, key: str, value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputRefused(f"{name}: {key} is no number", where=where, next="write it without quotes")
    try:
        return float(value)
    except OverflowError as error:
        raise InputRefused(f"{name}: {key} is larger than any number", where=where, next="check its digits") from error


def _within(entry: Assumption, value: float) -> Assumption:
    if not (isfinite(value) and entry.low <= value <= entry.high):
        raise InputRefused(
            f"{entry.name} = {value:g} {entry.unit} lies outside {entry.low:g} to {entry.high:g}",
            where="assumptions",
            why=entry.why,
            next="choose a value inside the range, or say in your own file of assumptions why the range is wider",
        )
    return replace(entry, value=value)
