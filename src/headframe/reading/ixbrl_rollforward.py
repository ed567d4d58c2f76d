"""A note's bitcoin roll-forward without tags: coins and dollars side by side between two balances.

Only the coins are taken: the dollars are tagged wherever the note is, and their scale stands outside the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from headframe.ground.period import Period, day_before
from headframe.reading.found import Found, Passed
from headframe.reading.ixbrl_grid import Cell, Grid, Row
from headframe.reading.ixbrl_headers import day_of_words
from headframe.reading.ixbrl_lines import AFTER_ROLL_FORWARD, ROLL_FORWARD, LineRule, amount_of, rules_of_section
from headframe.vocabulary.concept import concept

BALANCE = re.compile(r"^(?:beginning |opening |ending |closing )?balances?\b", re.IGNORECASE)
COINS = re.compile(r"bitcoin|\bBTC\b", re.IGNORECASE)
COUNT_HEADER = re.compile(r"quantity|number of (?:bitcoins?|BTC)|\bunits\b|^(?:bitcoins?|BTC)$", re.IGNORECASE)
NO_FLOW = re.compile(r"fair value|impairment|gain|loss", re.IGNORECASE)
SURE = 0.9
DOES_NOT_CLOSE = 0.5
MOST_GAP = 1.0
"""Coins [BTC] by which rounded lines may miss the closing balance, beside half a unit a line."""


@dataclass(frozen=True, slots=True)
class Block:
    """One roll-forward: opening row, lines, closing row, and what is printed below."""

    opening: Row
    lines: tuple[Row, ...]
    closing: Row
    below: tuple[Row, ...]


def read_rollforwards(grid: Grid, company: str | None) -> Iterator[Found | Passed]:
    """Yield the coins of each roll-forward in a table; nothing where the table holds none."""
    column = _count_column(grid)
    if column is None or not COINS.search(grid.text):
        return
    for block in _blocks(grid):
        if sum(COINS.search(row.label) is not None for row in block.lines) * 2 >= len(block.lines):
            yield from _read(block, grid, company, column)


def _blocks(grid: Grid) -> Iterator[Block]:
    balances = [place for place, row in enumerate(grid.rows) if BALANCE.match(row.label) and row.numbers]
    for opening, closing in zip(balances[::2], balances[1::2], strict=False):
        following = [place for place in balances if place > closing]
        end = following[0] if following else len(grid.rows)
        yield Block(
            grid.rows[opening],
            grid.rows[opening + 1 : closing],
            grid.rows[closing],
            grid.rows[closing + 1 : end],
        )


def _count_column(grid: Grid) -> tuple[int, int] | None:
    for row in grid.rows:
        for cell in row.cells:
            if COUNT_HEADER.search(cell.text) and cell.start > 0:
                return cell.start, cell.end
    return None


def _cell_under(row: Row, column: tuple[int, int]) -> Cell | None:
    return next((cell for cell in row.numbers if column[0] <= cell.start < column[1]), None)


def _read(block: Block, grid: Grid, company: str | None, column: tuple[int, int]) -> Iterator[Found | Passed]:
    days = _opening_day(block.opening), day_of_words(block.closing.label)
    if days[0] is None or days[1] is None or days[0] >= days[1]:
        yield Passed(block.opening.text[:200], block.opening.place, "a roll-forward whose balances bear no days")
        return
    found: list[Found] = []
    total = Decimal(0)
    for row, day in ((block.opening, days[0]), (block.closing, days[1])):
        cell = _cell_under(row, column)
        if cell is not None:
            found.append(_found("bitcoin_held", Period.day(day), row, cell, company))
    span = Period.span(days[0] + timedelta(days=1), days[1])
    rules = rules_of_section(ROLL_FORWARD, company, grid.text)
    for row in block.lines:
        cell = _cell_under(row, column)
        if cell is None or NO_FLOW.search(row.label):
            continue
        rule = next((rule for rule in rules if rule.label.search(row.label)), None)
        total += Decimal(str(amount_of(cell, Decimal(1))[0]))
        if rule is None and cell.is_dash:
            continue
        if rule is None:
            yield Passed(row.text[:200], row.place, "no rule says what this line of the roll-forward is")
        else:
            found.append(_found(rule.concept, span, row, cell, company, rule))
    found.extend(_below(block, grid, company, column, days[1]))
    yield from _closing_or_doubted(found, total)


def _below(block: Block, grid: Grid, company: str | None, column: tuple[int, int], day: date) -> Iterator[Found]:
    rules = rules_of_section(AFTER_ROLL_FORWARD, company, grid.text)
    for row in block.below:
        cell = _cell_under(row, column)
        rule = next((rule for rule in rules if rule.label.search(row.label)), None)
        if cell is not None and rule is not None:
            yield _found(rule.concept, Period.day(day), row, cell, company, rule)


def _closing_or_doubted(found: list[Found], total: Decimal) -> Iterator[Found]:
    held = [fact for fact in found if fact.concept == "bitcoin_held"]
    gap = held[0].value + float(total) - held[1].value if len(held) == 2 else 0.0
    if abs(gap) <= MOST_GAP + 0.5 * len(found):
        yield from found
        return
    for fact in found:
        yield replace(fact, confidence=DOES_NOT_CLOSE, note=f"the roll-forward misses its closing by {gap:,.1f} coins")


def _opening_day(row: Row) -> date | None:
    """Return the day at whose end the opening balance is true: one said to be of a month's first day is the eve's."""
    day = day_of_words(row.label)
    return day_before(day) if day is not None and day.day == 1 else day


def _found(name: str, period: Period, row: Row, cell: Cell, company: str | None, rule: LineRule | None = None) -> Found:
    value, interval = amount_of(cell, Decimal(1))
    if concept(name).sign == "nonnegative" and value < 0:
        value, interval = -value, -interval
    return Found(
        company=company,
        concept=name,
        period=period,
        value=value,
        interval=interval,
        unit=concept(name).unit,
        quote=row.text[:200],
        place=f"{row.place} column {cell.start}",
        rule="roll-forward table",
        confidence=SURE,
        note=rule.note if rule else "",
    )
