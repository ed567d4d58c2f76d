"""broker_rules.csv: published valuation rules and anchors, with their inputs and the result stated."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.record.table_row import TableRow, table_rows
from headframe.record.witness_of import source_of
from headframe.vocabulary.fact import Source
from headframe.vocabulary.tables import packaged_rows

TABLE = "broker_rules.csv"
UNITS_TABLE = "rule_input_units.csv"
WORDS = ("check", "check_type", "recomputable", "target_date", "mw_and_usd_per_mw_source")
"""Keys of `inputs` that are words about the row and no numbers of it."""


@dataclass(frozen=True, slots=True)
class PrintedRule:
    """One row. `inputs` are the numbers printed beside the rule, in the units their names bear.

    Parameters
    ----------
    row : int
        As a spreadsheet counts: the header is row 1.
    of : str
        Ticker of the company that the row names.
    company : str
        The row's own words for it: "WULF (Abernathy)".
    stated : Interval or Missing
        The result, in `unit`; a range where the page gives one.
    check_type : str
        What the table's compiler says a check amounts to; empty where nothing can be checked.
    """

    row: int
    published: date
    broker: str
    of: str
    company: str
    method: str
    inputs: Mapping[str, float]
    stated: Interval | Missing
    unit: str
    check_type: str
    source: Source
    note: str


def printed_rules(as_of: date) -> tuple[PrintedRule, ...]:
    """Return the rules published through `as_of`, in the table's order.

    Examples
    --------
    >>> [rule.broker for rule in printed_rules(date(2024, 8, 1))]
    ['BTIG', 'Bernstein']
    """
    return tuple(rule for rule in _every_rule() if rule.published <= as_of)


def unit_of_input(name: str) -> str:
    """Return the unit of an input of a rule, by its name (rule_input_units.csv).

    Raises
    ------
    InputRefused
        For a name that the table does not know.

    Examples
    --------
    >>> unit_of_input("usd_per_gross_mw"), unit_of_input("cap_rate")
    ('USD/MW', 'ratio')
    """
    for pattern, unit in _input_units():
        if pattern.search(name):
            return unit
    raise InputRefused(
        f"'{name}' bears no unit that is known", where=UNITS_TABLE, why="it would be shown in another", next="add it"
    )


@cache
def _input_units() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["unit"]) for row in packaged_rows("headframe.worth", UNITS_TABLE))


@cache
def _every_rule() -> tuple[PrintedRule, ...]:
    return tuple(_rule(row) for row in table_rows(TABLE))


def _rule(row: TableRow) -> PrintedRule:
    try:
        inputs = json.loads(row.text("inputs"))
    except json.JSONDecodeError as error:
        raise row.refused("inputs", f"the inputs are no JSON: {error}") from error
    published = row.days("date")
    if published is None:
        raise row.refused("date", "a rule needs the day it was published")
    return PrintedRule(
        row=row.number,
        published=published.end,
        broker=row.text("broker"),
        of=row.company(),
        company=row.text("company"),
        method=row.text("method"),
        inputs=MappingProxyType(dict(_numbers(inputs))),
        stated=_range(row.text("stated_result")),
        unit=row.text("unit"),
        check_type=str(inputs.get("check_type", "")),
        source=source_of(row.text("source_url"), row.text("note")),
        note=row.text("note"),
    )


def _numbers(inputs: Mapping[str, object]) -> Iterator[tuple[str, float]]:
    """Yield every number; a pair is given as its two ends, NAME_low and NAME_high."""
    for key, value in inputs.items():
        if key in WORDS:
            continue
        if isinstance(value, int | float):
            yield key, float(value)
        elif isinstance(value, list) and len(value) == 2:
            yield from ((f"{key}_low", float(value[0])), (f"{key}_high", float(value[1])))


def _range(text: str) -> Interval | Missing:
    try:
        ends = [float(part) for part in text.split("-")]
    except ValueError:
        return Missing("no result is stated")
    return Interval(ends[0], ends[-1])
