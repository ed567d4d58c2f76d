"""Digits that a mirror glued, taken apart again: only where grouping and percentages leave one way to do it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from headframe.ground.interval import Interval
from headframe.ground.printed import interval_of_digits

MOST_WAYS = 4000
LONGEST = 220
UNIT_TAIL = (
    r"(?:\s?(?:million|billion|thousand|mm|M\b|bn|k\b))?"
    r"(?:\s?(?:EH/s|PH/s|EH|exahash|J/TH|W/TH|(?:c|¢|cents?)/kWh|/kWh|BTC|bitcoins?))?"
)
NUMBER_FORMS = (r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?", r"\d{1,3}\.\d{1,4}", r"\d{1,3}")
UNGROUPED = r"\d{4,6}"
NOTHING = re.compile(r"\s*(?:N/?A|N/?M|n/?a|NM|n\.m\.)", re.IGNORECASE)
DASH = re.compile(r"\s*(?:[-–—−]{1,2})(?!\s?[\d,.]+\s?%)")
"""A dash printed as a cell. A loss stands in parentheses, so that a dash before digits is a cell of its own."""
CHANGE = re.compile(r"\s*(?P<sign>[-−–+(]?)\s?(?P<digits>\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?)\s?%\s?\)?")
CHANGE_NEGATIVE_INSIDE = ("-", "−", "–", "(")


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed value: its digits, or a dash (a true zero), or nothing. `text` is as printed."""

    text: str
    digits: str = ""
    negative: bool = False
    dash: bool = False

    @property
    def interval(self) -> Interval | None:
        """The digits' interval, scale and unit left aside."""
        if not self.digits:
            return None
        interval = interval_of_digits(self.digits)
        return -interval if self.negative else interval


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read a glued row: values, printed changes in percent, and how many footnote marks it needs."""

    values: tuple[Cell, ...]
    changes: tuple[tuple[float, float] | None, ...]
    label_notes: int
    value_notes: int


def ways(run: str, values: int, changes: int, *, ungrouped: bool = False, notes: bool = True) -> list[Way]:
    """Return every way to read `run` as footnotes, `values` values and `changes` percentages; empty if too many.

    Examples
    --------
    >>> [[cell.digits for cell in way.values] for way in ways("$30,293$26,456$20,262", 3, 0)]
    [['30,293', '26,456', '20,262']]
    """
    if len(run) > LONGEST:
        return []
    found: list[Way] = []
    for way in _ways(run.rstrip(), values, changes, ungrouped, notes):
        found.append(way)
        if len(found) > MOST_WAYS:
            return []
    return found


def _ways(run: str, count: int, changes: int, ungrouped: bool, notes: bool) -> Iterator[Way]:
    number = re.compile("|".join((UNGROUPED, *NUMBER_FORMS)) if ungrouped else "|".join(NUMBER_FORMS))
    starts = [(0, 0), *((end, 1) for end in _label_note_ends(run, notes))]
    budget = [MOST_WAYS * 5]
    for start, label_notes in starts:
        for cells, position, value_notes in _values(run, start, count, number, ungrouped, notes, budget):
            for percents in _changes(run, position, changes):
                yield Way(cells, percents, label_notes, value_notes)


def _label_note_ends(run: str, notes: bool) -> Iterator[int]:
    """Yield where a label's footnote digits may end: before a space where one stands before them, else anywhere."""
    match = re.match(r"\s*(?:\([1-9]\)|[1-9](?:,[1-9](?!\d{2}))*)", run) if notes else None
    for end in range(1, (match.end() if match else 0) + 1):
        if not re.fullmatch(r"\s*(?:\([1-9]\)|[1-9](?:,[1-9])*)", run[:end]):
            continue
        if run[0] != " " or run[end : end + 1] in {" ", "$"}:
            yield end


def _values(
    run: str, start: int, count: int, number: re.Pattern[str], ungrouped: bool, notes: bool, budget: list[int]
) -> Iterator[tuple[tuple[Cell, ...], int, int]]:
    if count == 0:
        yield (), start, 0
        return
    for cell, end, note in _one_value(run, start, ungrouped, notes, budget):
        for rest, position, more in _values(run, end, count - 1, number, ungrouped, notes, budget):
            yield (cell, *rest), position, note + more


def _one_value(
    run: str, start: int, ungrouped: bool, notes: bool, budget: list[int]
) -> Iterator[tuple[Cell, int, int]]:
    budget[0] -= 1
    if budget[0] < 0:
        return
    if match := NOTHING.match(run, start):
        yield Cell(match[0].strip()), match.end(), 0
        return
    if match := DASH.match(run, start):
        yield Cell("-", dash=True), match.end(), 0
        return
    lead = re.compile(r"\s*(?P<open>\(?)(?:(?:US)?\$)?(?P<open2>\(?)").match(run, start)
    if lead is None:
        return
    begin = lead.end()
    for end in _number_ends(run, begin, ungrouped):
        digits = run[begin:end]
        tail = re.compile(r"\)?" + UNIT_TAIL + r"\)?").match(run, end)
        stop = tail.end() if tail else end
        negative = bool(lead["open"] or lead["open2"]) and ")" in run[end:stop]
        if run[stop : stop + 1] == "%" or run[stop : stop + 2] == " %":
            continue
        cell = Cell(run[start:stop].strip(), digits, negative)
        yield cell, stop, 0
        marked = stop > end or "," in digits or "." in digits
        if (
            notes
            and marked
            and (note := re.compile(r"\s?(?:\([1-9]\)|[1-9](?:,[1-9](?!\d))?)(?![.%])").match(run, stop))
        ):
            yield cell, note.end(), 1


def _number_ends(run: str, begin: int, ungrouped: bool) -> Iterator[int]:
    longest = re.compile(r"[\d,.]*").match(run, begin)
    limit = longest.end() if longest else begin
    for end in range(begin + 1, limit + 1):
        digits = run[begin:end]
        whole = re.fullmatch(r"\d{1,3}(?:,\d{3})*(?:\.\d{1,4})?", digits) or (
            ungrouped and re.fullmatch(r"\d{4,6}", digits)
        )
        if whole and not re.match(r"0\d", digits) and not (digits.startswith("0,")):
            if run[end : end + 1] == "," and re.match(r",\d{3}", run[end:]) and "." not in digits:
                continue
            yield end


def _changes(run: str, start: int, count: int) -> Iterator[tuple[tuple[float, float] | None, ...]]:
    listed: list[tuple[float, float] | None] = []
    position = start
    for _ in range(count):
        if match := CHANGE.match(run, position):
            value = float(match["digits"].replace(",", ""))
            half = 0.5 * 10 ** -(len(match["digits"].partition(".")[2]))
            listed.append((-value if match["sign"] in CHANGE_NEGATIVE_INSIDE else value, half))
        elif (match := NOTHING.match(run, position)) or (match := DASH.match(run, position)):
            listed.append(None)
        else:
            if not run[position:].strip() and not listed:
                break
            return
        position = match.end()
    if not run[position:].strip():
        yield tuple(listed)


def change_holds(now: Cell, then: Cell, printed: tuple[float, float] | None) -> bool | None:
    """Say whether a printed change in percent fits two values; None where it says nothing about them."""
    if printed is None:
        return None
    ours, theirs = now.interval, then.interval
    if ours is None or theirs is None or theirs.low <= 0 or ours.low < 0:
        return None
    low, high = 100 * (ours.low / theirs.high - 1), 100 * (ours.high / theirs.low - 1)
    value, half = printed
    return low <= value + half and value - half <= high


def resolved(
    run: str,
    compared: Sequence[tuple[int, int] | None],
    values: int,
    *,
    ungrouped: bool = False,
    label_notes: bool | None = None,
) -> tuple[list[Cell | None], bool]:
    """Return the values on which all ways that fit the percentages agree, and whether a percentage was checked.

    A value is None where the ways disagree.

    Parameters
    ----------
    run : str
        The row's digits as the mirror glued them.
    compared : sequence of pairs
        For each change column the two value columns it compares, or None where that is unknown.
    values : int
        How many periods the row has.
    ungrouped : bool
        Whether the table prints thousands without commas.
    label_notes : bool, optional
        Whether the table's labels carry footnote digits; None where that is not known.
    """
    possible = ways(run, values, len(compared), ungrouped=ungrouped) or ways(run, values, 0, ungrouped=ungrouped)
    verdicts = [(way, [_verdict(way, index, pair) for index, pair in enumerate(compared)]) for way in possible]
    fitting = [(way, checks) for way, checks in verdicts if False not in checks]
    best = max((sum(check is True for check in checks) for _, checks in fitting), default=0)
    if best:
        left = _same_shape([way for way, checks in fitting if sum(check is True for check in checks) == best])
        fewest = min(way.value_notes for way in left)
        return _agreed([way for way in left if way.value_notes == fewest], values), True
    left = [way for way, _ in fitting if not way.value_notes or _separated(run)]
    left = [way for way in left if not (label_notes is False and way.label_notes)]
    if any(True for way, checks in verdicts if True in checks or False in checks) and not fitting:
        return [None] * values, True
    if _reads_as_fewer(run, values, ungrouped):
        return [None] * values, False
    return _agreed(_same_shape(left), values), False


def _verdict(way: Way, index: int, pair: tuple[int, int] | None) -> bool | None:
    if pair is None or index >= len(way.changes):
        return None
    return change_holds(way.values[pair[0]], way.values[pair[1]], way.changes[index])


def _separated(run: str) -> bool:
    return bool(re.search(r"\d\s?(?:EH/s|million|c/kWh|J/TH)\d", run))


def _reads_as_fewer(run: str, values: int, ungrouped: bool) -> bool:
    """Say whether fewer values would use up the run as well: "512" under three months may be one month's."""
    return any(ways(run, fewer, 0, ungrouped=ungrouped, notes=False) for fewer in range(1, values))


def _same_shape(left: Sequence[Way]) -> list[Way]:
    """Prefer the ways whose values print equally many decimals, where there are such ways."""
    alike = [
        way for way in left if len({len(cell.digits.partition(".")[2]) for cell in way.values if cell.digits}) <= 1
    ]
    return alike or list(left)


def _agreed(left: Sequence[Way], values: int) -> list[Cell | None]:
    agreed: list[Cell | None] = []
    for index in range(values):
        seen = {(way.values[index].digits, way.values[index].negative, way.values[index].dash) for way in left}
        agreed.append(left[0].values[index] if len(seen) == 1 else None)
    return agreed
