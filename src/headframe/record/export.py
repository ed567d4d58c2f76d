"""Every printing with all it says, in columns that `headframe import` reads back without loss."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import companies
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.fact import Fact
from headframe.vocabulary.spreadsheet_text import defused

if TYPE_CHECKING:
    import polars


@dataclass(frozen=True, slots=True)
class ExportedFact:
    """One printing, flat. `low` and `high` bound what the printed figure can stand for, in `unit`.

    `recorded_at` and `position` are the record's own: an import gives new ones. Position 0 is the packaged snapshot.
    """

    company: str
    concept: str
    period: str
    value: float
    unit: str
    low: float
    high: float
    known_at: date
    known_by: str
    witness: str
    title: str
    url: str
    place: str
    basis: str
    part: str
    standing: str
    restated: bool
    quote: str
    note: str
    recorded_at: datetime | None
    position: int


COLUMNS = tuple(field.name for field in fields(ExportedFact))


@dataclass(frozen=True, kw_only=True)
class Export(Answer):
    """The printings of one company or of all."""

    verb: ClassVar[str] = "export"

    facts: tuple[ExportedFact, ...]

    def frame(self) -> polars.DataFrame:
        """Return one row a printing."""
        import polars

        columns = {name: [getattr(fact, name) for fact in self.facts] for name in COLUMNS}
        return polars.DataFrame(columns, schema_overrides={"recorded_at": polars.Datetime("us", "UTC")})

    def csv_text(self) -> str:
        """Return one row a printing as CSV; numbers in full digits, never 1e6, and no text that would run."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([_cell(value) for value in asdict(fact).values()] for fact in self.facts)
        return buffer.getvalue()


def export_facts(view: View, company: str | None = None, *, own: bool = False) -> Export:
    """Export every printing known on the view's day.

    Parameters
    ----------
    view : View
        What was known.
    company : str, optional
        Ticker or any name of the company, exactly; all companies without one.
    own : bool
        Whether to leave out the packaged snapshot.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> len(export_facts(Record().view(), "RIOT", own=True).facts)
    0
    """
    tickers = list(companies()) if company is None else [find_company(company).ticker]
    known = (fact for ticker in tickers for fact in view.facts(ticker) if fact.position or not own)
    made = view.made_from(None if company is None else tickers[0])
    return Export(made_from=made, facts=tuple(_exported(fact) for fact in known))


def _exported(fact: Fact) -> ExportedFact:
    return ExportedFact(
        company=fact.company,
        concept=fact.concept,
        period=str(fact.period),
        value=fact.value,
        unit=fact.unit,
        low=fact.interval.low,
        high=fact.interval.high,
        known_at=fact.known_at,
        known_by=fact.known_by.value,
        witness=fact.source.witness.value,
        title=fact.source.title,
        url=fact.source.url,
        place=fact.source.place,
        basis=fact.basis.value,
        part=fact.part,
        standing=fact.standing.value,
        restated=fact.restated,
        quote=fact.quote,
        note=fact.note,
        recorded_at=fact.recorded_at,
        position=fact.position,
    )


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return format(Decimal(repr(value)), "f").removesuffix(".0")
        case datetime() | date():
            return value.isoformat()
    return str(defused(value))
