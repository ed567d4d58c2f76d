"""A published rule as data: one TOML file a rule, which points at its row of broker_rules.csv for every number."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType

from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval
from headframe.worth.arithmetic import names_in
from headframe.worth.printed_rules import PrintedRule, printed_rules

PACKAGE, FOLDER = "headframe.worth", "rule_files"


class Gives(StrEnum):
    """What a rule's sum is."""

    EV = "ev"
    """Enterprise value of the whole company: debt is taken off and cash added."""
    EQUITY = "equity"
    """Equity value of the whole company."""
    EV_PART = "ev_part"
    """Value of a part, before the debt that pays for it."""
    EQUITY_PART = "equity_part"
    """Equity value of a part: the rest of the company stands beside it."""

    @property
    def is_whole(self) -> bool:
        """Whether it values the whole company, so that its share price can stand beside the market's."""
        return self in (Gives.EV, Gives.EQUITY)


@dataclass(frozen=True, slots=True)
class RulePart:
    """One part of a rule's sum: a formula over `parameters` and inputs of the record, or why it is absent."""

    name: str
    formula: str
    parameters: Mapping[str, Interval]
    absent: str


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A rule as it can be run on any company."""

    name: str
    title: str
    printed: PrintedRule
    gives: Gives
    covers: str
    stands_for: str
    parts: tuple[RulePart, ...]


def rule_files(as_of: date) -> tuple[RuleFile, ...]:
    """Return the runnable rules published through `as_of`, the oldest first.

    Examples
    --------
    >>> [rule.printed.broker for rule in rule_files(date(2025, 1, 31))]
    ['H.C. Wainwright', 'Compass Point', 'Bernstein', 'Cantor Fitzgerald']
    """
    return tuple(rule for rule in _every_file() if rule.printed.published <= as_of)


@cache
def _every_file() -> tuple[RuleFile, ...]:
    folder = resources.files(PACKAGE).joinpath(FOLDER)
    texts = [(each.name.removesuffix(".toml"), each.read_text("utf-8")) for each in folder.iterdir()]
    rules = [rule_of_text(name, text) for name, text in texts]
    return tuple(sorted(rules, key=lambda rule: (rule.printed.published, rule.name)))


def rule_of_text(name: str, text: str) -> RuleFile:
    """Return the rule that a TOML text states.

    Raises
    ------
    InputRefused
        Where its row is not in broker_rules.csv, or a parameter not in the row.
    """
    try:
        said = tomllib.loads(text)
        row, parts = said["row"], said["part"]
        printed = _row(name, row["date"], row["broker"], row["company"], row["unit"])
        return RuleFile(
            name=name,
            title=said["title"],
            printed=printed,
            gives=Gives(said["gives"]),
            covers=said["covers"],
            stands_for=said.get("stands_for", ""),
            parts=tuple(_part(name, part, printed) for part in parts),
        )
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise InputRefused(
            f"the rule {name} cannot be read", where=f"{name}.toml", why=str(error), next="see the packaged rules"
        ) from error


def _row(name: str, published: date, broker: str, company: str, unit: str) -> PrintedRule:
    keys = (published, broker, company, unit)
    for rule in printed_rules(date.max):
        if (rule.published, rule.broker, rule.of, rule.unit) == keys:
            return rule
        if (rule.published, rule.broker, rule.company, rule.unit) == keys:
            return rule
    raise InputRefused(f"no row of broker_rules.csv is {published} {broker} {company} {unit}", where=f"{name}.toml")


def _part(name: str, part: Mapping[str, object], printed: PrintedRule) -> RulePart:
    given = part.get("parameters", {})
    assert isinstance(given, dict)
    parameters = {key: _ends(name, ends, printed) for key, ends in given.items()}
    formula = str(part.get("formula", ""))
    if formula and not set(parameters) <= names_in(formula):
        raise InputRefused(f"{name}: a parameter stands outside its formula", where=f"{name}.toml", why=formula)
    return RulePart(str(part["name"]), formula, MappingProxyType(parameters), str(part.get("absent", "")))


def _ends(name: str, ends: Mapping[str, str], printed: PrintedRule) -> Interval:
    try:
        low, high = printed.inputs[ends["low"]], printed.inputs[ends["high"]]
    except KeyError as error:
        raise InputRefused(f"{name}: its row prints no {error}", where=f"{name}.toml") from error
    return Interval(min(low, high), max(low, high))
