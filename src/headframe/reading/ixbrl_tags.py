"""Which concept a tag means, company by company: `ixbrl_tags.csv` is the rule, this reads it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from headframe.ground.interval import Interval
from headframe.reading.ixbrl_tagged import Tagged
from headframe.vocabulary.tables import packaged_rows

USD_PER_SHARE = "usd/shares"


class SignRule(StrEnum):
    """How the signs around a tagged number become the concept's sign."""

    AS_TAGGED = "as_tagged"
    MAGNITUDE = "magnitude"
    """The concept counts what went out (or in) as a positive number, whichever sign the table gives it."""
    NEGATED = "negated"
    PRINTED = "printed"
    """A sign attribute or parentheses: filers forget the one where they print the other."""

    def applied(self, number: Tagged) -> int:
        """Return +1 or -1."""
        match self:
            case SignRule.MAGNITUDE:
                return 1
            case SignRule.AS_TAGGED:
                return -1 if number.minus else 1
            case SignRule.NEGATED:
                return 1 if number.minus else -1
            case SignRule.PRINTED:
                return -1 if number.minus or number.in_parentheses else 1


@dataclass(frozen=True, slots=True)
class TagRule:
    """One row of the table: a tag, for one company or all, under given members, is one concept."""

    tag: str
    company: str
    members: tuple[str, ...]
    units: frozenset[str]
    concept: str
    sign: SignRule
    scale: int | None
    """The power of ten to use in place of the filer's; None where the filer's is right."""
    rank: int
    """Which tag speaks first where a page states one concept and period under several: 1 before 2."""
    note: str

    @property
    def counts_coins(self) -> bool:
        """Whether the tag counts coins, in units that each filer makes up."""
        return not self.units & {"usd", "shares", USD_PER_SHARE, "mw"} or "bitcoin" in self.units

    def takes_unit(self, unit: str) -> bool:
        """Say whether a number in the page's `unit` can be meant."""
        return plain_unit(unit) in self.units

    def value(self, number: Tagged) -> tuple[float, Interval]:
        """Return the concept's value and interval for a number that this rule covers."""
        amount, interval = number.printed.value, number.printed.interval
        if self.scale is not None:
            reread = number.printed.rescaled(self.scale)
            amount, interval = reread.value, reread.interval
        sign = self.sign.applied(number)
        return float(amount * Decimal(sign)), interval if sign > 0 else -interval


@cache
def rules_by_tag() -> dict[str, tuple[TagRule, ...]]:
    """Return the table's rows under each tag, tags in lower case: filers write the same tag in two cases."""
    found: dict[str, list[TagRule]] = {}
    for row in packaged_rows("headframe.reading", "ixbrl_tags.csv"):
        found.setdefault(row["tag"].casefold(), []).append(_rule(row))
    return {tag: tuple(rules) for tag, rules in found.items()}


def rules_for(tag: str, company: str | None) -> tuple[TagRule, ...]:
    """Return the rows that tell what `tag` means in the filings of `company`: its own, then everyone's."""
    rules = rules_by_tag().get(tag.casefold(), ())
    own = tuple(rule for rule in rules if rule.company and rule.company == company)
    return own + tuple(rule for rule in rules if not rule.company)


def is_known_tag(tag: str) -> bool:
    """Say whether the table has a row for `tag`, whoever files it."""
    return tag.casefold() in rules_by_tag()


def plain_unit(unit: str) -> str:
    """Return a unit without prefixes, in lower case: "iso4217:USD/xbrli:shares" is "usd/shares"."""
    return "/".join(part.rpartition(":")[2] for part in unit.casefold().split("/"))


def _rule(row: dict[str, str]) -> TagRule:
    return TagRule(
        tag=row["tag"],
        company=row["company"],
        members=tuple(sorted(member for member in row["members"].split(";") if member)),
        units=frozenset(row["units"].casefold().split("|")),
        concept=row["concept"],
        sign=SignRule(row["sign"]),
        scale=int(row["scale"]) if row["scale"] else None,
        rank=int(row["rank"]),
        note=row["note"],
    )
