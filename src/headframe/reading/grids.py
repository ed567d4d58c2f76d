"""Two rarer tables: months down and years across, and companies across with months down, each of one measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.reading.coins import CONCEPT_OF_ROLE
from headframe.reading.companies_in_text import Named, companies_named
from headframe.reading.cues import cues
from headframe.reading.dating import Calendar, fitted
from headframe.reading.found import Found
from headframe.reading.labels import label_of
from headframe.reading.periods import month_of, month_words, whens
from headframe.reading.quantities import quantities
from headframe.reading.sentence import FLOW_ROLES
from headframe.vocabulary.concept import Kind, concept

VALUE = r"(?:[~≈]?\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?|[~≈]?\d{4,6}|[-–—]|N/?A)"
GAP = r"(?:[^\S\n]*\|[^\S\n]*|[^\S\n]+)"
YEARS = re.compile(
    rf"^[^\S\n|]*\|?(?P<label>[^\d\n|]{{0,40}}){GAP}(?P<years>20\d\d(?:{GAP}20\d\d){{1,5}})[\s|]*?$", re.MULTILINE
)
MONTH_ROW = re.compile(
    rf"^[\s|]*(?P<month>{month_words()})\.?{GAP}(?P<values>{VALUE}(?:{GAP}{VALUE}){{0,5}})[^\S\n|]*\|?[^\S\n]*$",
    re.IGNORECASE,
)
OTHER_ROW = re.compile(r"^[\s|]*(?:Total|Sum|Average|YTD|Q[1-4]|Quarter|-+)\b|^[\s|:-]*$", re.IGNORECASE)
CAPTION_LINES = 3
AROUND = 220
LONGEST_RUN = 900
MEASURED = frozenset({"bitcoin_produced", "bitcoin_sold", "bitcoin_held", "hash_rate_deployed"})


@dataclass(frozen=True, slots=True)
class Grid:
    """The facts of one such table, and the stretch of text it takes up."""

    facts: tuple[Found, ...]
    start: int
    end: int


def grids_in_text(text: str, calendar: Calendar, company: str | None) -> list[Grid]:
    """Return the tables of months by years and of months by companies, in order."""
    return [*_by_year(text, company), *_by_company(text, calendar)]


def _by_year(text: str, company: str | None) -> Iterator[Grid]:
    for header in YEARS.finditer(text):
        years = [int(year) for year in re.findall(r"20\d\d", header["years"])]
        name = _captioned(text, header.start(), header["label"])
        if not name or len(set(years)) != len(years):
            continue
        facts, position = list[Found](), header.end() + 1
        end = header.end()
        for line in text[position:].splitlines(keepends=True)[:40]:
            begin, position = position, position + len(line)
            row = MONTH_ROW.match(line)
            if row is None and not OTHER_ROW.match(line):
                break
            end = position
            month = month_of(row["month"]) if row else None
            values = re.findall(VALUE, row["values"]) if row else []
            if month and len(values) == len(years):
                periods = [Period.month(year, month) for year in years]
                facts += _facts(values, [company] * len(years), periods, name, line.strip(), begin)
        if facts:
            yield Grid(tuple(facts), header.start(), end)


def _captioned(text: str, start: int, label: str) -> str:
    """Return the concept that a header's first cell names, or the lines above it."""
    lines = [line for line in text[:start].splitlines() if line.strip()][-CAPTION_LINES:]
    for caption in (label, *reversed(lines)):
        named = label_of(re.sub(r"[()]", " ", caption)) if len(caption) < 120 else None
        if named is not None and named.concept in MEASURED and not named.part:
            return named.concept
        roles = {CONCEPT_OF_ROLE[cue.role] for cue in cues(caption, *FLOW_ROLES)}
        if len(roles) == 1 and roles <= MEASURED:
            return roles.pop()
    return ""


def _by_company(text: str, calendar: Calendar) -> Iterator[Grid]:
    for names in _headers(text):
        count, start = len(names), names[-1].end
        row = re.compile(
            rf"(?P<label>[A-Za-z][A-Za-z.'’–-]*(?:[ -][A-Za-z.–-]+){{0,3}}(?:,? 20\d\d)?)[\s|:]+"
            rf"(?P<values>{VALUE}(?:[\s|]+{VALUE}){{{count - 1}}})(?![\w.,]*\d)"
        )
        name = _measured(text, names[0].start, start)
        facts, position = list[Found](), start
        last: Period | None = None
        while match := row.match(text, _next_word(text, position)):
            if match.end() > start + LONGEST_RUN:
                break
            position = match.end()
            found = whens(match["label"])
            is_month = (
                len(found) == 1
                and found[0].kind == "month"
                and (found[0].start, found[0].end) == (0, len(match["label"]))
            )
            period = calendar.resolve(found[0], Kind.FLOW) if is_month else None
            if period is not None and last is not None and period.end.month > last.end.month:
                period = Period.month(last.end.year, period.end.month)
            last = period or last
            if name and period is not None:
                tickers = [named.ticker for named in names]
                values = re.findall(VALUE, match["values"])
                facts += _facts(values, tickers, [period] * count, name, match[0], match.start())
        if position > start:
            yield Grid(tuple(facts), names[0].start, position)


def _next_word(text: str, position: int) -> int:
    match = re.compile(r"[\s|]*").match(text, position)
    return match.end() if match else position


def _headers(text: str) -> Iterator[list[Named]]:
    """Yield runs of company names that nothing but spaces and pipes part."""
    run: list[Named] = []
    named = list(companies_named(text[:60_000]))
    for first, second in pairwise([*named, Named(len(text), len(text), "", False)]):
        run = run or [first]
        if re.fullmatch(r"[\s|]{1,12}", text[first.end : second.start]) and second.ticker:
            run.append(second)
            continue
        if 2 <= len({mention.ticker for mention in run}) == len(run) <= 8:
            yield run
        run = []


def _measured(text: str, start: int, end: int) -> str:
    """Return the one concept of coins that the words around a header of companies speak of."""
    before = {CONCEPT_OF_ROLE[cue.role] for cue in cues(text[max(0, start - AROUND) : start], *FLOW_ROLES)}
    after = {CONCEPT_OF_ROLE[cue.role] for cue in cues(text[end : end + LONGEST_RUN], *FLOW_ROLES)}
    for spoken in (before, before | after):
        if len(spoken) == 1 and spoken <= MEASURED:
            return spoken.pop()
    return ""


def _facts(
    values: Sequence[str],
    tickers: Sequence[str | None],
    periods: Sequence[Period],
    name: str,
    quote: str,
    start: int,
) -> Iterator[Found]:
    named = concept(name)
    for value, ticker, period in zip(values, tickers, periods, strict=True):
        read = quantities(value)
        day = fitted(period, named.kind)
        if len(read) != 1 or day is None or value[0] in "~≈":
            continue
        try:
            amount, interval = _as_unit(value, named.unit)
        except InputRefused:
            continue
        yield Found(
            company=ticker,
            concept=name,
            period=day,
            value=amount,
            interval=interval,
            unit=named.unit,
            quote=quote[:160],
            place=f"chars {start}-{start + len(quote)}",
            rule="table: one measure by period",
            confidence=0.85,
        )


def _as_unit(value: str, unit: str) -> tuple[float, Interval]:
    return quantities(f"{value} {unit}")[0].interval_in(unit)
