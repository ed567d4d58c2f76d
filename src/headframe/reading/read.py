"""A document's bytes to facts: the public entry of this room."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from headframe.ground.period import Period, month_end
from headframe.reading.companies_in_text import company_of_text
from headframe.reading.dating import Calendar, calendar_of
from headframe.reading.document import Document, open_document
from headframe.reading.found import Found, Passed, PriorValues, ReadDocument
from headframe.reading.grids import grids_in_text
from headframe.reading.html_text import is_html
from headframe.reading.language import language_of
from headframe.reading.market import NARROW, checked_against_market, price_fits, sale_prices
from headframe.reading.month_rows import month_rows_in_text
from headframe.reading.prose_facts import facts_of_prose
from headframe.reading.quantities import writes_comma_decimals
from headframe.reading.settle import of_another_period, over_by, plausible, settled
from headframe.reading.table_facts import facts_of_table
from headframe.reading.text_rollforward import rollforwards_in_text
from headframe.reading.text_tables import glued_lines, tables_in_text
from headframe.vocabulary.company import companies

DEMAND_RESPONSE = re.compile(r"demand[-\s]response|respuesta (?:a|de) la demanda|risposta alla domanda", re.IGNORECASE)
FIRST_YEAR, LAST_YEAR = 2019, 2027
LONGEST_UNDATED = 20_000


def read_document(
    data: bytes, *, company: str | None = None, published_on: date | None = None, prior: PriorValues | None = None
) -> ReadDocument:
    """Read the facts of one document.

    Parameters
    ----------
    data : bytes
        The document: HTML, plain text or a post.
    company : str, optional
        The ticker it is about; found in the text where it is not given.
    published_on : date, optional
        The day it was published; found in the text where it is not given.
    prior : mapping, optional
        Values the record holds already, which help to date a text without a year and to part glued digits.

    Returns
    -------
    ReadDocument
        Facts, doubtful facts (read with less than `DOUBT_BELOW`, never appended by themselves) and refused numbers.
    """
    for recognises, read in readers_by_kind():
        if recognises(data):
            return read(data, company, published_on, prior)
    return read_text(data, company=company, published_on=published_on, prior=prior)


Reader = Callable[[bytes, str | None, date | None, PriorValues | None], ReadDocument]


def readers_by_kind() -> list[tuple[Callable[[bytes], bool], Reader]]:
    """Return the readers of other kinds than HTML and plain text: what recognises the bytes, and what reads them."""
    from headframe.reading.ixbrl import read_ixbrl
    from headframe.reading.ixbrl_document import is_ixbrl
    from headframe.reading.pdf import is_pdf, pdf_text
    from headframe.reading.submission import is_submission

    def ixbrl(data: bytes, company: str | None, published_on: date | None, prior: PriorValues | None) -> ReadDocument:
        return read_ixbrl(data, company=company, published_on=published_on)

    def pdf(data: bytes, company: str | None, published_on: date | None, prior: PriorValues | None) -> ReadDocument:
        text = pdf_text(data).encode()
        read = read_text(text, company=company, published_on=published_on, prior=prior)
        return replace(read, kind="pdf", digest=hashlib.sha256(data).hexdigest())

    return [(is_submission, read_submission), (is_pdf, pdf), (lambda data: is_html(data) and is_ixbrl(data), ixbrl)]


def read_submission(
    data: bytes, company: str | None, published_on: date | None, prior: PriorValues | None
) -> ReadDocument:
    """Read a complete submission: its main document and every exhibit 99, as of the day it was filed."""
    from headframe.reading.submission import split_submission

    filing = split_submission(data)
    ticker = filing.header.company or company
    filed = filing.header.filed_on or published_on
    parts = [read_document(part.data, company=ticker, published_on=filed, prior=prior) for part in filing.readable]
    facts, doubtful = settled(fact for part in parts for fact in part.facts)
    return ReadDocument(
        kind="submission",
        digest=hashlib.sha256(data).hexdigest(),
        company=ticker,
        published_on=filed,
        facts=tuple(facts),
        doubtful=(*doubtful, *(fact for part in parts for fact in part.doubtful)),
        passed=tuple(item for part in parts for item in part.passed),
    )


def read_text(
    data: bytes, *, company: str | None = None, published_on: date | None = None, prior: PriorValues | None = None
) -> ReadDocument:
    """Read HTML or plain text; the parameters are those of `read_document`."""
    document = open_document(data)
    ticker = company or company_of_text(document.text)
    fiscal_end = companies()[ticker].fiscal_year_end_month if ticker in companies() else 12
    calendar = calendar_of(document.text, published_on=published_on, fiscal_end=fiscal_end)
    reading = _read(document, calendar, ticker, prior)
    if not calendar.year_known and len(document.text) <= LONGEST_UNDATED:
        reading = _dated(document, reading, ticker, fiscal_end, prior)
    facts, not_over = over_by(reading.facts, calendar.published_on)
    return ReadDocument(
        kind=document.kind,
        digest=hashlib.sha256(data).hexdigest(),
        company=ticker,
        published_on=calendar.published_on,
        facts=tuple(facts),
        doubtful=(*reading.doubtful, *not_over),
        passed=tuple(reading.passed),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    facts: list[Found]
    doubtful: list[Found]
    passed: list[Passed]


def _read(document: Document, calendar: Calendar, company: str | None, prior: PriorValues | None) -> _Reading:
    readings: list[Found] = []
    passed: list[Passed] = []
    responds = bool(DEMAND_RESPONSE.search(document.text))
    tables = tables_in_text(document.text, calendar)
    tables += [
        line
        for line in glued_lines(document.text, calendar)
        if not any(t.start < line.end and line.start < t.end for t in tables)
    ]
    apart = frozenset(re.findall(r"(?<![\w.,)])\d[\d,.]*\d(?![\w%]|[.,]\d)", document.text))
    for table in tables:
        for item in facts_of_table(table, company, demand_response=responds, prior=prior, corroborated=apart):
            sort_out(item, readings, passed)
    if document.tree is not None and not tables:
        from headframe.reading.ixbrl_plain import read_plain_tables

        for item in read_plain_tables(document.tree, company):
            sort_out(item, readings, passed)
    grids = [
        grid
        for grid in grids_in_text(document.text, calendar, company)
        if not any(t.start < grid.end and grid.start < t.end for t in tables)
    ]
    readings += [fact for grid in grids for fact in grid.facts]
    read_apart = [(table.start, table.end) for table in tables] + [(grid.start, grid.end) for grid in grids]
    rest = without(document.text, read_apart)
    for start, end, items in (
        *rollforwards_in_text(rest, company),
        *month_rows_in_text(rest, calendar, company),
    ):
        read_apart.append((start, end))
        for item in items:
            sort_out(item, readings, passed)
    prose = without(document.text, read_apart)
    comma = writes_comma_decimals(document.text, language_of(document.text))
    told, refused = facts_of_prose(
        prose, calendar, company, comma_decimals=comma, demand_response=responds, prior=prior
    )
    kept, impossible = plausible([*readings, *told])
    facts, doubtful = settled(of_another_period(checked_against_market(kept), prior))
    return _Reading(facts, doubtful, [*passed, *refused, *impossible])


def sort_out(item: Found | Passed, readings: list[Found], passed: list[Passed]) -> None:
    """Put a reading and a refusal each where it belongs."""
    if isinstance(item, Found):
        readings.append(item)
    else:
        passed.append(item)


def without(text: str, stretches: list[tuple[int, int]]) -> str:
    """Return `text` with the given stretches blanked, so that places stay as they are."""
    for start, end in stretches:
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text


def _dated(
    document: Document, undated: _Reading, company: str | None, fiscal_end: int, prior: PriorValues | None
) -> _Reading:
    """Read a text that prints no year as of the one year that the record, or bitcoin's price at its sales, allows."""
    bare = calendar_of(document.text, published_on=None, fiscal_end=fiscal_end, assume_year=LAST_YEAR)
    if bare.default is None:
        return _by_known_balances(document, undated, company, fiscal_end, prior)
    tried: dict[int, _Reading] = {}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        calendar = calendar_of(document.text, published_on=None, fiscal_end=fiscal_end, assume_year=year)
        tried[year] = _read(document, calendar, company, prior)
    known = {year: _known(reading.facts, prior) for year, reading in tried.items()}
    for evidence, confidence in ((known, 0.86), ({year: _priced(r.facts) for year, r in tried.items()}, 0.84)):
        best = max(evidence.values())
        years = [year for year, count in evidence.items() if count == best]
        if best and len(years) == 1:
            chosen = tried[years[0]]
            facts = [
                replace(fact, confidence=min(fact.confidence, confidence), note="the year is inferred")
                for fact in chosen.facts
            ]
            return _Reading(facts, chosen.doubtful, chosen.passed)
    return undated


def _by_known_balances(
    document: Document, undated: _Reading, company: str | None, fiscal_end: int, prior: PriorValues | None
) -> _Reading:
    """Read a text without any word for time as of the one month end at which the record holds two of its balances."""
    trial = _read(document, Calendar(Period.month(LAST_YEAR, 1), None, False, fiscal_end), company, None)
    months = [month_end(year, month) for year in range(FIRST_YEAR, LAST_YEAR + 1) for month in range(1, 13)]
    ends = Counter(
        end
        for fact in trial.facts
        if fact.period.is_day and fact.value >= 100
        for end in months
        if (prior or {}).get((fact.company or "", fact.concept, Period.day(end))) == fact.value
    )
    best = [end for end, count in ends.items() if count == max(ends.values()) and count >= 2]
    if len(best) != 1:
        return undated
    chosen = _read(
        document, Calendar(Period.month(best[0].year, best[0].month), None, False, fiscal_end), company, prior
    )
    facts = [
        replace(fact, confidence=min(fact.confidence, 0.82), note="the month is inferred") for fact in chosen.facts
    ]
    return _Reading(facts, chosen.doubtful, chosen.passed)


def _known(facts: list[Found], prior: PriorValues | None) -> int:
    if not prior:
        return 0
    return sum(
        1
        for fact in facts
        if (value := prior.get((fact.company or "", fact.concept, fact.period))) is not None
        and fact.interval.holds(value)
        and value
    )


def _priced(facts: list[Found]) -> int:
    return sum(1 for fact, price in sale_prices(facts) if price_fits(price, fact.period, NARROW))
