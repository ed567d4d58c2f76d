"""SEC's EDGAR: which filings a company made, and each as one complete submission text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from headframe.ground.errors import NetworkProblem, UsageProblem
from headframe.sources.door import Door

FORMS = ("8-K", "6-K", "10-Q", "10-K", "13F-HR")
CURRENT_REPORTS = ("8-K",)
NEWS_ITEMS = frozenset({"1.01", "2.01", "2.02", "2.03", "3.02", "7.01", "8.01"})
"""Agreements, purchases, debt, shares, results, Regulation FD and other events: where figures are published."""
PAGE_NAME = re.compile(r"CIK[0-9]{10}-submissions-[0-9]{3}\.json")
ACCESSION = re.compile(r"[0-9]{10}-[0-9]{2}-[0-9]{6}")
COLUMNS = ("accessionNumber", "filingDate", "form", "items", "primaryDocument", "reportDate")


@dataclass(frozen=True, slots=True)
class EdgarPlaces:
    """Where EDGAR stands; a test's loopback server stands elsewhere."""

    data: str = "https://data.sec.gov"
    archive: str = "https://www.sec.gov/Archives"


@dataclass(frozen=True, slots=True)
class Filing:
    """One line of a company's filing index."""

    cik: str
    accession: str
    form: str
    filed_on: date
    reported_for: date | None
    items: tuple[str, ...]
    primary_document: str

    @property
    def is_amendment(self) -> bool:
        """Whether it amends an earlier filing."""
        return self.form.endswith("/A")


@dataclass(frozen=True, slots=True)
class OlderPage:
    """A further page of a company's index, with the days its filings span."""

    name: str
    first: date
    last: date


def index_url(cik: str, places: EdgarPlaces = EdgarPlaces()) -> str:
    """Return the address of a company's filing index.

    Raises
    ------
    UsageProblem
        Where `cik` is no Central Index Key: up to ten digits.
    """
    return f"{places.data}/submissions/CIK{_padded(cik)}.json"


def submission_url(filing: Filing, places: EdgarPlaces = EdgarPlaces()) -> str:
    """Return the address of a filing's complete submission text."""
    folder = f"{int(filing.cik)}/{filing.accession.replace('-', '')}"
    return f"{places.archive}/edgar/data/{folder}/{filing.accession}.txt"


def list_filings(
    door: Door, cik: str, *, since: date, forms: tuple[str, ...] = FORMS, places: EdgarPlaces = EdgarPlaces()
) -> tuple[Filing, ...]:
    """Return a company's filings of the wanted kinds, oldest first.

    Further pages of the index are fetched as far as they reach back to `since`.

    Parameters
    ----------
    door : Door
        The way out.
    cik : str
        The company's Central Index Key.
    since : date
        The first day of filing.
    forms : tuple of str
        Form types; amendments of each are included. Of 8-Ks only those with news items are listed.
    places : EdgarPlaces
        Where EDGAR stands.

    Raises
    ------
    NetworkProblem
        Where the index cannot be had, or is not in the known shape.
    """
    url = index_url(cik, places)
    recent, older = parse_index(door.fetch(url).data, cik)
    found = list(recent)
    for page in older:
        if page.last >= since:
            found.extend(parse_older_page(door.fetch(f"{places.data}/submissions/{page.name}").data, cik))
    wanted = {filing.accession: filing for filing in found if filing.filed_on >= since and is_wanted(filing, forms)}
    return tuple(sorted(wanted.values(), key=lambda filing: (filing.filed_on, filing.accession)))


def fetch_submission(door: Door, filing: Filing, places: EdgarPlaces = EdgarPlaces()) -> bytes:
    """Return a filing's complete submission text; a copy once fetched is final."""
    return door.fetch(submission_url(filing, places), unchanging=True).data


def is_wanted(filing: Filing, forms: tuple[str, ...] = FORMS) -> bool:
    """Say whether a filing is of a wanted form; an 8-K must bear an item under which figures are published."""
    form = filing.form.removesuffix("/A")
    if form not in forms:
        return False
    return form not in CURRENT_REPORTS or not filing.items or bool(NEWS_ITEMS.intersection(filing.items))


def parse_index(data: bytes, cik: str) -> tuple[tuple[Filing, ...], tuple[OlderPage, ...]]:
    """Return the recent filings and the further pages that a company's index names."""
    filings = _object(data, cik).get("filings")
    if not isinstance(filings, dict):
        raise _strange(cik, "it has no 'filings'")
    older = filings.get("files", [])
    if not isinstance(older, list):
        raise _strange(cik, "'files' is no list")
    return tuple(_rows(filings.get("recent"), cik)), tuple(_older_page(entry, cik) for entry in older)


def parse_older_page(data: bytes, cik: str) -> tuple[Filing, ...]:
    """Return the filings of a further page, which has the columns at its top level."""
    return tuple(_rows(_object(data, cik), cik))


def _rows(columns: Any, cik: str) -> Iterator[Filing]:
    if not isinstance(columns, dict) or not all(isinstance(columns.get(name), list) for name in COLUMNS):
        raise _strange(cik, f"a column of {', '.join(COLUMNS)} is missing")
    if len({len(columns[name]) for name in COLUMNS}) != 1:
        raise _strange(cik, "its columns differ in length, so rows cannot be told apart")
    for accession, filed, form, items, document, reported in zip(*(columns[name] for name in COLUMNS), strict=True):
        if not (isinstance(accession, str) and ACCESSION.fullmatch(accession)):
            raise _strange(cik, f"'{str(accession)[:30]}' is no accession number")
        yield Filing(
            cik=_padded(cik),
            accession=accession,
            form=str(form),
            filed_on=_day(filed, cik),
            reported_for=_day(reported, cik) if reported else None,
            items=tuple(item.strip() for item in str(items or "").split(",") if item.strip()),
            primary_document=str(document or ""),
        )


def _older_page(entry: Any, cik: str) -> OlderPage:
    name = entry.get("name") if isinstance(entry, dict) else None
    if not isinstance(name, str) or not PAGE_NAME.fullmatch(name):
        raise _strange(cik, f"'{str(name)[:60]}' names no page of it")
    return OlderPage(name, _day(entry.get("filingFrom"), cik), _day(entry.get("filingTo"), cik))


def _object(data: bytes, cik: str) -> dict[str, Any]:
    try:
        read = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _strange(cik, "it is no JSON") from error
    if not isinstance(read, dict):
        raise _strange(cik, "it is no JSON object")
    return read


def _day(text: Any, cik: str) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError as error:
        raise _strange(cik, f"'{str(text)[:30]}' is no day") from error


def _padded(cik: str) -> str:
    digits = cik.strip().lstrip("0")
    if not re.fullmatch(r"[0-9]{1,10}", digits):
        raise UsageProblem(f"'{cik[:30]}' is no Central Index Key", where="CIK", next="give digits, such as 1167419")
    return digits.zfill(10)


def _strange(cik: str, why: str) -> NetworkProblem:
    return NetworkProblem(
        "SEC's index of filings is not in the shape Headframe knows",
        where=f"CIK {cik[:20]}",
        why=why,
        next="try again later; if it stays so, hand over the filings as files",
    )
