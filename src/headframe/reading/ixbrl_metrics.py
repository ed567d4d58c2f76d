"""Management's tables of metrics without tags: sections over rows of sites over a combined row, columns of periods.

The same row names come back in every section, so a row means nothing without the section it stands in; and a second
header may turn the columns from spans into days halfway down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from headframe.ground.period import Period
from headframe.reading.found import Found, Passed
from headframe.reading.ixbrl_grid import Cell, Grid, Row
from headframe.reading.ixbrl_headers import is_header, period_over
from headframe.reading.ixbrl_lines import AFTER_ROLL_FORWARD, ROLL_FORWARD, LineRule, amount_of, line_rules
from headframe.vocabulary.concept import Kind, concept, concepts
from headframe.vocabulary.fact import Basis

TOTAL = re.compile(r"^(?:combined|total)\b", re.IGNORECASE)
SITE_WORDS = re.compile(r"\s+(?:facility|facilities|site|campus|data center).*$", re.IGNORECASE)
ADDING_UP = frozenset({"hash_rate_deployed", "hash_rate_operating_average", "developed_power_mw"})
IN_THOUSANDS = Decimal(1000)
TOO_LARGE_FOR_THOUSANDS = 2e7
"""No miner's line reaches twenty billion dollars; one that seems to is printed in full dollars."""
SURE = 0.9
NOT_ADDING_UP = 0.5
AVERAGE_OF = {"hash_rate_deployed": "hash_rate_deployed_average"}
"""What a section's concept becomes under a column that is a span and no day."""


@dataclass
class Section:
    """The section being read: its rule, and per column the sites' and the combined figures."""

    rule: LineRule
    sites: dict[tuple[str, Period], list[Found]] = field(default_factory=dict)
    totals: dict[tuple[str, Period], Found] = field(default_factory=dict)

    def settled(self) -> Iterator[Found]:
        """Yield the section's figures; those whose sites do not add to the combined figure are doubtful."""
        for key, total in self.totals.items():
            sites = self.sites.pop(key, [])
            note = _why_not_adding_up(total, sites)
            for fact in (*sites, total):
                yield replace(fact, confidence=NOT_ADDING_UP, note=note) if note else fact
        for rest in self.sites.values():
            yield from rest


def read_metrics(grid: Grid, company: str | None) -> Iterator[Found | Passed]:
    """Yield the metrics of a table; nothing where the table holds none."""
    rules = [
        rule
        for rule in line_rules()
        if rule.section not in (ROLL_FORWARD, AFTER_ROLL_FORWARD) and rule.covers(company, grid.text)
    ]
    if not rules:
        return
    headers: list[Row] = []
    section: Section | None = None
    after_numbers = False
    for row in grid.rows:
        if is_header(row):
            headers = [row] if after_numbers else [*headers, row]
            after_numbers = False
        elif len(row.cells) == 1 and row.label:
            yield from section.settled() if section else ()
            section = _section(row.label, rules)
        elif row.label and row.numbers:
            after_numbers = True
            yield from _row(row, headers, section, rules, company)
    yield from section.settled() if section else ()


def _section(label: str, rules: list[LineRule]) -> Section | None:
    rule = next((rule for rule in rules if rule.section and re.search(rule.section, label, re.IGNORECASE)), None)
    return Section(rule) if rule else None


def _row(
    row: Row, headers: list[Row], section: Section | None, rules: list[LineRule], company: str | None
) -> Iterator[Found | Passed]:
    own = next((rule for rule in rules if not rule.section and rule.label.search(row.label)), None)
    rule = own or (section.rule if section else None)
    if rule is None:
        return
    for cell in row.numbers:
        period = period_over(cell, headers)
        if period is None:
            yield Passed(row.text[:200], f"{row.place} column {cell.start}", "no period stands above this column")
        elif own is not None or section is None:
            yield _figure(row, cell, period, rule, company, "")
        else:
            yield from _enter(section, _figure(row, cell, period, rule, company, _site(row.label)))


def _enter(section: Section, read: Found | Passed) -> Iterator[Passed]:
    if isinstance(read, Passed):
        yield read
        return
    key = (read.unit, read.period)
    if TOTAL.match(read.quote):
        section.totals[key] = read
    else:
        section.sites.setdefault(key, []).append(read)


def _figure(row: Row, cell: Cell, period: Period, rule: LineRule, company: str | None, site: str) -> Found | Passed:
    place = f"{row.place} column {cell.start}"
    name, period = _name_under(rule.concept, period)
    if concept(name).kind in (Kind.PRICE, Kind.RATIO) and cell.is_dash:
        return Passed(row.text[:200], place, "a dash under a price says that there is none")
    if (concept(name).kind is Kind.STOCK) != period.is_day:
        return Passed(row.text[:200], place, f"a {concept(name).kind} cannot be stated for {period}")
    if rule.factor >= IN_THOUSANDS and abs(amount_of(cell, Decimal(1))[0]) >= TOO_LARGE_FOR_THOUSANDS:
        return Passed(row.text[:200], place, "too large for a table in thousands: its scale is not known")
    own = f"{name}_{site.casefold()}"
    is_part = bool(site) and own not in concepts()
    value, interval = amount_of(cell, rule.factor)
    return Found(
        company=company,
        concept=own if site and not is_part else name,
        period=period,
        value=value,
        interval=interval,
        unit=concept(name).unit,
        quote=row.text[:200],
        place=place,
        rule="metrics table",
        confidence=SURE,
        basis=Basis.PART if is_part else rule.basis,
        part=site if is_part else "",
        note=rule.note if rule.basis is not Basis.AS_DEFINED else "",
    )


def _name_under(name: str, period: Period) -> tuple[str, Period]:
    if not period.is_day and name in AVERAGE_OF:
        return AVERAGE_OF[name], period
    if not period.is_day and concept(name).kind is Kind.STOCK:
        return name, Period.day(period.end)
    return name, period


def _site(label: str) -> str:
    return "" if TOTAL.match(label) else SITE_WORDS.sub("", label).strip()


def _why_not_adding_up(total: Found, sites: list[Found]) -> str:
    if total.concept not in ADDING_UP or not sites:
        return ""
    added = sum(fact.value for fact in sites)
    slack = total.interval.half_width + sum(fact.interval.half_width for fact in sites)
    if abs(added - total.value) <= slack + 1e-9:
        return ""
    return (
        f"the sites add to {added:g} and not to {total.value:g} {total.unit}: "
        "an average may have been printed where a balance belongs"
    )
