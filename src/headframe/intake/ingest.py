"""Read, check against the record, append, and give a receipt."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import ClassVar

from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import month_end
from headframe.intake.checks import failed_checks
from headframe.intake.compare import Status, compare
from headframe.intake.named_sites import with_named_sites
from headframe.intake.prior import prior_values
from headframe.reading.found import Found, Passed, ReadDocument
from headframe.reading.read import read_document
from headframe.record.publication import filing_due
from headframe.record.record import Record
from headframe.record.snapshot_row import not_below_zero
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import companies
from headframe.vocabulary.concept import concepts
from headframe.vocabulary.fact import Fact, KnownBy, Source, Standing, Witness
from headframe.vocabulary.figure import Figure

FILED_KINDS = ("ixbrl", "submission")


@dataclass(frozen=True, slots=True)
class Handed:
    """One document as handed in: its name, bytes, and what the user says of it."""

    name: str
    data: bytes
    company: str | None = None
    published_on: date | None = None
    witness: Witness | None = None


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One number of a document: what it is to the record, and why."""

    status: Status
    company: str | None
    concept: str
    period: str
    value: float
    unit: str
    ours: Figure | Missing
    quote: str
    place: str
    disputed: str
    why: str


@dataclass(frozen=True, slots=True)
class DocumentReceipt:
    """What became of one document."""

    document: str
    digest: str
    kind: str
    company: str | None
    published_on: date
    known_by: str
    witness: str
    appended: int
    lines: tuple[ReceiptLine, ...]
    refused: tuple[Passed, ...]

    def count(self, status: Status) -> int:
        """Return how many numbers have a status."""
        return sum(line.status is status for line in self.lines)


@dataclass(frozen=True, kw_only=True)
class Receipt(Answer):
    """What became of the documents, one after the other."""

    verb: ClassVar[str] = "ingest"

    documents: tuple[DocumentReceipt, ...]
    position: int


def ingest(record: Record, documents: Sequence[Handed], now: datetime) -> Receipt:
    """Take documents into the record, each in one transaction, in the given order.

    Parameters
    ----------
    record : Record
        Where the facts go.
    documents : sequence of Handed
        What to read.
    now : datetime
        When, in UTC: the day a document without a day became known at the latest.

    Returns
    -------
    Receipt
        For each number whether it is new, confirmed, restated, in conflict or doubtful; and what was refused.

    Raises
    ------
    InputRefused
        Where a document cannot be read at all; documents before it are kept.
    RecordProblem
        Where the record cannot be written; nothing of that document is kept.
    """
    receipts = tuple(record.settled(partial(_take_in, record, handed, now)) for handed in documents)
    view = record.view()
    tickers = {receipt.company for receipt in receipts}
    company = tickers.pop() if len(tickers) == 1 else None
    return Receipt(made_from=view.made_from(company), documents=receipts, position=view.stamp.position)


def _take_in(record: Record, handed: Handed, now: datetime) -> DocumentReceipt:
    view = record.view()
    if not handed.data.strip():
        raise InputRefused(f"{handed.name} is empty", where=handed.name, next="check that it was saved whole")
    if handed.published_on is not None and handed.published_on > now.date():
        raise InputRefused(
            f"{handed.name} cannot have been published on {handed.published_on}", next="check --published"
        )
    read = read_document(
        handed.data, company=handed.company, published_on=handed.published_on, prior=prior_values(view)
    )
    known_at, known_by = _known(read, now.date())
    witness = handed.witness or (Witness.FILING if read.kind in FILED_KINDS else Witness.PRESS)
    source = Source(witness, handed.name, place=f"sha256 {read.digest}")
    lines, facts = [], []
    document = with_named_sites(read.facts)
    for found in document:
        line, fact = _line(view, found, document, source, known_at, known_by, now.date())
        lines.append(line)
        if fact is not None:
            facts.append(fact)
    lines += [_doubtful(found) for found in read.doubtful]
    digest = hashlib.sha256(handed.data).hexdigest()
    record.append(facts, f"ingest {handed.name} {digest[:16]}", now, after=view.stamp.position)
    return DocumentReceipt(
        document=handed.name,
        digest=digest,
        kind=read.kind,
        company=read.company,
        published_on=known_at,
        known_by=known_by.value,
        witness=witness.value,
        appended=len(facts),
        lines=tuple(lines),
        refused=read.passed,
    )


def _known(read: ReadDocument, today: date) -> tuple[date, KnownBy]:
    """Return the day a document became known: its own, else a filing's due day, else today; never after today."""
    last = min(max((found.period.end for found in read.facts), default=date.min), today)
    if read.published_on is not None:
        return min(max(read.published_on, last), today), KnownBy.PUBLISHED
    if read.kind in FILED_KINDS and read.facts and read.company in companies():
        month = companies()[str(read.company)].fiscal_year_end_month
        due = filing_due(_quarter_end(read), month)
        return min(max(due, last), today), KnownBy.FILING_RULE
    return today, KnownBy.TYPED


def _quarter_end(read: ReadDocument) -> date:
    """Return the last quarter's end a filing speaks of: its cover counts shares on a later day."""
    ends = [found.period.end for found in read.facts]
    quarters = [end for end in ends if end.month % 3 == 0 and end == month_end(end.year, end.month)]
    return max(quarters or ends)


def _line(
    view: View,
    found: Found,
    document: Sequence[Found],
    source: Source,
    known_at: date,
    known_by: KnownBy,
    today: date,
) -> tuple[ReceiptLine, Fact | None]:
    if found.company not in companies():
        why = "the document does not say whose number it is: name the company with --company"
        return _receipt_line(found, Status.REFUSED, Missing("no company"), "", why), None
    if found.period.end > today:
        why = f"{found.period} was not over on {today}: nobody can have reported it"
        return _receipt_line(found, Status.REFUSED, Missing("not over yet"), "", why), None
    status, ours = compare(view, found)
    failed = "" if status is Status.CONFIRMED else "; ".join(failed_checks(view, found, document))
    fact = _fact(found, source, known_at, known_by, failed)
    if status is Status.RESTATED:
        fact = replace(fact, restated=True)
    if _is_held(view, fact):
        return _receipt_line(found, Status.CONFIRMED, ours, failed, "taken in before from this document"), None
    return _receipt_line(found, status, ours, failed, WHY[status]), fact


WHY = {
    Status.NEW: "the record held no such figure",
    Status.CONFIRMED: "the record's figure, printed once more",
    Status.RESTATED: "the document says that it restates the record's figure",
    Status.CONFLICT: "cannot be the record's figure: both stay, and it is disputed",
}


def _fact(found: Found, source: Source, known_at: date, known_by: KnownBy, failed: str) -> Fact:
    standing = Standing.APPROXIMATE if found.approximate else Standing.STATED
    words = [part for part in (f"a check failed: {failed}" if failed else "", found.note) if part]
    return Fact(
        company=str(found.company),
        concept=found.concept,
        period=found.period,
        value=found.value,
        interval=_clipped(found),
        unit=found.unit,
        known_at=known_at,
        known_by=known_by,
        source=Source(source.witness, source.title, place=f"{found.place}; {source.place}"),
        basis=found.basis,
        part=found.part,
        standing=Standing.DISPUTED if failed else standing,
        quote=found.quote,
        note="; ".join(words),
    )


def _clipped(found: Found) -> Interval:
    never_negative = concepts()[found.concept].sign == "nonnegative"
    return not_below_zero(found.value, found.interval) if never_negative else found.interval


def _is_held(view: View, fact: Fact) -> bool:
    held = view.printings(fact.company, fact.concept, fact.period)
    printed = (*held.others, *((held.chosen,) if held.chosen else ()))
    return any(
        (one.value, one.source, one.basis, one.part) == (fact.value, fact.source, fact.basis, fact.part)
        for one in printed
    )


def _doubtful(found: Found) -> ReceiptLine:
    why = f"read with confidence {found.confidence:.2f} only, by {found.rule}: not taken in"
    return _receipt_line(found, Status.DOUBTFUL, Missing("not compared"), "", why)


def _receipt_line(found: Found, status: Status, ours: Figure | Missing, failed: str, why: str) -> ReceiptLine:
    return ReceiptLine(
        status=status,
        company=found.company,
        concept=found.concept,
        period=found.period.by_months,
        value=found.value,
        unit=found.unit,
        ours=ours,
        quote=found.quote,
        place=found.place,
        disputed=failed,
        why=why,
    )
