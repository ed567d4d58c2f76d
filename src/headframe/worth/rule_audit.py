"""Every printed rule, recomputed from the inputs printed beside it, and classed by what that proves.

The class follows from the row's own fields, by four questions in order:

1. Does an identity of identities.csv give the result from inputs that are not made from it? **Recomputed.**
2. Was an input solved back from the result, or is the result itself the only input? **Circular**: it proves nothing.
3. Can a by-product be recomputed? **Intermediate**: the by-product holds, the result stays open.
4. Otherwise it is **not recomputable**.

rule_reasons.csv says why, row by row, in words that a person reviewed; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Badge, Figure, derive
from headframe.vocabulary.tables import packaged_rows
from headframe.worth.arithmetic import names_in, worked_out
from headframe.worth.printed_rules import PrintedRule, printed_rules, unit_of_input

PACKAGE = "headframe.worth"
RESULT = "result"
CLOSE_ENOUGH = 0.05
"""Within this of the stated result, a row holds; beyond it its reason must say why."""
BACKWARDS = ("back_solved", "upside_only")
BY_PRODUCTS = ("intermediate", "outside_inputs")
SAME = 1e-9


class RuleClass(StrEnum):
    """What recomputing a row proves."""

    RECOMPUTED = "recomputed"
    CIRCULAR = "circular"
    INTERMEDIATE = "intermediate only"
    NOT_RECOMPUTABLE = "not recomputable"


@dataclass(frozen=True, slots=True)
class Identity:
    """One way in which printed inputs make another: `gives` = `formula`; `unit` where it gives the result."""

    gives: str
    formula: str
    unit: str
    what: str


@dataclass(frozen=True, slots=True)
class ByProduct:
    """An input that other inputs make: as printed, as recomputed, and how far they part [ratio]."""

    name: str
    formula: str
    printed: float
    recomputed: float
    difference: float


@dataclass(frozen=True, slots=True)
class RuleAudit:
    """One row with its class, the recomputed result where there is one, and the reason."""

    row: int
    published: date
    broker: str
    company: str
    how: str
    unit: str
    rule_class: RuleClass
    reason: str
    stated: Figure | Missing
    recomputed: Figure | Missing
    difference: Figure | Missing
    """Recomputed over stated, less one [ratio]."""
    by_products: tuple[ByProduct, ...]

    @property
    def holds(self) -> bool:
        """Whether the row is independent and comes within 5 %: the only success there is."""
        return (
            self.rule_class is RuleClass.RECOMPUTED
            and isinstance(self.difference, Figure)
            and abs(self.difference.value) <= CLOSE_ENOUGH
        )


def audit_rules(as_of: date) -> tuple[RuleAudit, ...]:
    """Return every rule published through `as_of`, recomputed and classed.

    Examples
    --------
    >>> found = audit_rules(date(2026, 11, 22))
    >>> (len(found), sum(row.rule_class is RuleClass.RECOMPUTED for row in found), sum(row.holds for row in found))
    (81, 4, 4)
    """
    return tuple(_audit(rule) for rule in printed_rules(as_of))


def class_of(rule: PrintedRule) -> RuleClass:
    """Return what a row's own fields say about recomputing it."""
    backwards = rule.check_type.startswith(BACKWARDS)
    if not backwards and _result_identity(rule) is not None:
        return RuleClass.RECOMPUTED
    if backwards:
        return RuleClass.CIRCULAR
    if rule.check_type in BY_PRODUCTS or any(True for _ in _by_products(rule)):
        return RuleClass.INTERMEDIATE
    return RuleClass.CIRCULAR if _restates(rule) else RuleClass.NOT_RECOMPUTABLE


def _audit(rule: PrintedRule) -> RuleAudit:
    kind = class_of(rule)
    stated = _stated(rule)
    recomputed = _recomputed(rule, stated) if kind is RuleClass.RECOMPUTED else Missing(f"{kind.value}: no result")
    return RuleAudit(
        row=rule.row,
        published=rule.published,
        broker=rule.broker,
        company=rule.company,
        how=rule.method,
        unit=rule.unit,
        rule_class=kind,
        reason=reasons().get(rule.row, ""),
        stated=stated,
        recomputed=recomputed,
        difference=_difference(rule, stated, recomputed),
        by_products=tuple(_by_products(rule)),
    )


@cache
def identities() -> tuple[Identity, ...]:
    """Return the identities by which inputs make one another."""
    return tuple(Identity(**row) for row in packaged_rows(PACKAGE, "identities.csv"))


@cache
def reasons() -> dict[int, str]:
    """Return the reviewed reason of each row's class, by the row's number."""
    return {int(row["row"]): row["reason"] for row in packaged_rows(PACKAGE, "rule_reasons.csv")}


def _result_identity(rule: PrintedRule) -> Identity | None:
    fitting = (i for i in identities() if i.gives == RESULT and i.unit == rule.unit)
    return next((i for i in fitting if names_in(i.formula) <= set(rule.inputs)), None)


def _by_products(rule: PrintedRule) -> Iterator[ByProduct]:
    """Yield printed inputs that other printed inputs make, the result not among them."""
    for identity in identities():
        needs = names_in(identity.formula)
        if identity.gives in rule.inputs and needs and needs <= set(rule.inputs):
            made = worked_out(identity.formula, _inputs(rule)).middle
            printed = rule.inputs[identity.gives]
            yield ByProduct(identity.gives, identity.formula, printed, made, made / printed - 1)


def _restates(rule: PrintedRule) -> bool:
    """Say whether the result stands among the inputs under another name."""
    if isinstance(rule.stated, Missing):
        return False
    ends = (rule.stated.low, rule.stated.high)
    return all(any(abs(value - end) <= SAME * abs(end) for value in rule.inputs.values()) for end in ends)


def _inputs(rule: PrintedRule) -> dict[str, Interval]:
    return {name: Interval.exact(value) for name, value in rule.inputs.items()}


def _stated(rule: PrintedRule) -> Figure | Missing:
    if isinstance(rule.stated, Missing):
        return rule.stated
    return Figure(
        id=f"{rule.of} rule_result_stated {rule.published} row {rule.row}",
        value=rule.stated.middle,
        interval=rule.stated,
        unit=rule.unit,
        badge=Badge.REPORTED,
        known_at=rule.published,
        sources=(rule.source,),
    )


def _recomputed(rule: PrintedRule, stated: Figure | Missing) -> Figure | Missing:
    identity = _result_identity(rule)
    if identity is None or isinstance(stated, Missing):
        return Missing("no identity gives the result")
    made = worked_out(identity.formula, _inputs(rule))
    parts = tuple(_input_figure(rule, name) for name in sorted(names_in(identity.formula)))
    id = f"{rule.of} rule_result_recomputed {rule.published} row {rule.row}"
    return derive(id, identity.formula, made.middle, made, rule.unit, *parts)


def _input_figure(rule: PrintedRule, name: str) -> Figure:
    value = rule.inputs[name]
    id = f"{rule.of} rule_input {rule.published} row {rule.row} {name}"
    return Figure(
        id,
        value,
        Interval.exact(value),
        unit_of_input(name),
        Badge.REPORTED,
        rule.published,
        (rule.source,),
        note=f"printed as {name}",
    )


def _difference(rule: PrintedRule, stated: Figure | Missing, made: Figure | Missing) -> Figure | Missing:
    if isinstance(made, Missing):
        return made
    if isinstance(stated, Missing):
        return stated
    apart = made.value / stated.value - 1
    id = f"{rule.of} rule_difference {rule.published} row {rule.row}"
    return derive(id, "recomputed / stated − 1", apart, Interval.exact(apart), "ratio", made, stated)
