"""The assumptions as an answer: every number that is not a fact, and what two sets differ in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from headframe.record.view import View
from headframe.vocabulary.answer import Answer, MadeFrom
from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.figure import Figure
from headframe.vocabulary.scenarios import scenarios


@dataclass(frozen=True, slots=True)
class Shown:
    """One assumption with its range, what it rests on and why."""

    name: str
    figure: Figure
    source: str
    why: str


@dataclass(frozen=True, slots=True)
class ScenarioShown:
    """One scenario: its name, its reason, and what it changes."""

    name: str
    why: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """An assumption that two sets hold differently."""

    name: str
    first: Figure
    second: Figure


@dataclass(frozen=True, kw_only=True)
class Assumed(Answer):
    """The assumptions, the scenarios, and the differences of two sets where two were given."""

    verb: ClassVar[str] = "assumptions"

    assumptions: tuple[Shown, ...]
    scenarios: tuple[ScenarioShown, ...]
    differences: tuple[Difference, ...]


def show_assumptions(view: View, held: Assumptions, other: Assumptions | None = None) -> Assumed:
    """Return a set of assumptions, and with a second set what it holds differently.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> from headframe.vocabulary.assumptions import packaged_assumptions
    >>> packaged = packaged_assumptions()
    >>> dearer = packaged.with_changes({"ai.capex_usd_per_mw_it": 12e6})
    >>> [each.name for each in show_assumptions(Record().view(), packaged, dearer).differences]
    ['ai.capex_usd_per_mw_it']
    """
    return Assumed(
        made_from=made_with(view, None, held),
        assumptions=tuple(Shown(each.name, each.figure(), each.source, each.why) for each in held),
        scenarios=tuple(
            ScenarioShown(each.name, each.why, tuple(f"{name} = {value:g}" for name, value in each.changes))
            for each in scenarios()
        ),
        differences=() if other is None else _differences(held, other),
    )


def made_with(
    view: View, company: str | None, held: Assumptions, seed: int | None = None, used: tuple[str, ...] | None = None
) -> MadeFrom:
    """Return the provenance of an answer that also rests on assumptions; those younger than the view's day are named.

    `used` names those that the answer read; all of them where it is None.
    """
    late = held.look_ahead(view.as_of)
    return replace(
        view.made_from(company),
        assumptions=held.digest,
        seed=seed,
        look_ahead=late if used is None else tuple(name for name in late if name in used),
    )


def _differences(first: Assumptions, second: Assumptions) -> tuple[Difference, ...]:
    names = sorted({each.name for each in first} & {each.name for each in second})
    return tuple(
        Difference(name, first.figure(name), second.figure(name))
        for name in names
        if first.value(name) != second.value(name)
    )
