"""Filings of a company from EDGAR into the record: what is new since a day, oldest first, each in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from headframe.ground.errors import HeadframeError, NotEnoughData
from headframe.intake.ingest import DocumentReceipt, Handed, ingest
from headframe.record.record import Record
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.fact import Witness

if TYPE_CHECKING:
    from headframe.sources.door import Door
    from headframe.sources.edgar import EdgarPlaces, Filing


@dataclass(frozen=True, slots=True)
class FetchedFiling:
    """One filing: what became of it. `problem` says why it could not be read; the others are taken in all the same."""

    form: str
    accession: str
    filed_on: date
    items: tuple[str, ...]
    receipt: DocumentReceipt | None
    problem: str


@dataclass(frozen=True, kw_only=True)
class Fetch(Answer):
    """What became of a company's filings since a day."""

    verb: ClassVar[str] = "fetch"

    since: date
    filings: tuple[FetchedFiling, ...]


def fetch_filings(
    record: Record, company: str, since: date, door: Door, now: datetime, places: EdgarPlaces | None = None
) -> Fetch:
    """Fetch and take in a company's 8-K, 6-K, 10-Q and 10-K filings since a day.

    Parameters
    ----------
    record : Record
        Where the facts go. A filing taken in before adds nothing, so that an interrupted fetch is simply run again.
    company : str
        Ticker or any name, exactly. Its CIK must be known (companies.csv).
    since : date
        The first filing day to ask for.
    door : Door
        The way out: identity, cache, limits.
    now : datetime
        When, in UTC.
    places : EdgarPlaces, optional
        Where EDGAR stands.

    Raises
    ------
    NotEnoughData
        Where no source shows the company's CIK.
    NetworkProblem
        Where the network fails before anything could be listed.
    """
    from headframe.sources.edgar import EdgarPlaces, list_filings

    found = find_company(company)
    if not found.cik:
        raise NotEnoughData(
            f"the CIK of {found.ticker} is not known",
            why="no packaged source shows it, and it is never guessed",
            next="fetch the filings yourself and run headframe ingest FILE",
        )
    where = places or EdgarPlaces()
    listed = sorted(list_filings(door, found.cik, since=since, places=where), key=lambda filing: filing.filed_on)
    filings = tuple(_take_in(record, found.ticker, filing, door, now, where) for filing in listed)
    return Fetch(made_from=record.view().made_from(found.ticker), since=since, filings=filings)


def _take_in(
    record: Record, ticker: str, filing: Filing, door: Door, now: datetime, places: EdgarPlaces
) -> FetchedFiling:
    from headframe.sources.edgar import fetch_submission

    name = f"{ticker} {filing.form} {filing.accession}"
    try:
        data = fetch_submission(door, filing, places)
        handed = Handed(name, data, company=ticker, published_on=filing.filed_on, witness=Witness.FILING)
        receipt = ingest(record, [handed], now).documents[0]
    except HeadframeError as problem:
        return FetchedFiling(filing.form, filing.accession, filing.filed_on, filing.items, None, str(problem))
    return FetchedFiling(filing.form, filing.accession, filing.filed_on, filing.items, receipt, "")
