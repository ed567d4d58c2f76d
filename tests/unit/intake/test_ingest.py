"""Taking documents in: compared with the record, checked, appended with their words, never quietly."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from headframe.ground.missing import Missing
from headframe.intake.compare import Status
from headframe.intake.ingest import DocumentReceipt, Handed, ingest
from headframe.record.record import Record
from headframe.vocabulary.fact import Witness
from headframe.vocabulary.figure import Badge, Figure

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

# Made up in the shape of a monthly update; the figures of December 2025 are the record's own.
UPDATE = b"""<html><body><p>Riot Announces December 2025 Production and Operations Updates</p>
<p>CASTLE ROCK, Colo., January 6, 2026</p>
<table>
<tr><th>Metric</th><th>December 2025 <sup>1</sup></th><th>November 2025 <sup>1</sup></th></tr>
<tr><td>Bitcoin Produced</td><td>460</td><td>428</td></tr>
<tr><td>Bitcoin Held <sup>2</sup></td><td>%s <sup>3</sup></td><td>19,368</td></tr>
<tr><td>Bitcoin Sold</td><td>1,818</td><td>383</td></tr>
</table></body></html>"""


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return Record(str(tmp_path / "own.sqlite"))


def taken_in(record: Record, data: bytes, published_on: date = date(2026, 1, 6)) -> DocumentReceipt:
    handed = Handed("update.html", data, published_on=published_on, witness=Witness.COMPANY)
    return ingest(record, [handed], NOW).documents[0]


def status_of(receipt: DocumentReceipt, concept: str, period: str) -> Status:
    return next(line.status for line in receipt.lines if (line.concept, line.period) == (concept, period))


def test_the_records_figures_are_confirmed(record: Record) -> None:
    receipt = taken_in(record, UPDATE % b"18,005")
    assert {line.status for line in receipt.lines} == {Status.CONFIRMED}
    assert receipt.appended == 6


def test_a_footnote_digit_is_no_digit_of_the_balance(record: Record) -> None:
    receipt = taken_in(record, UPDATE % b"18,005")
    held = [line.value for line in receipt.lines if line.concept == "bitcoin_held" and line.period == "2025-12-31"]
    assert held == [18_005]


def test_a_changed_digit_is_a_conflict_and_the_figure_disputed(record: Record) -> None:
    receipt = taken_in(record, UPDATE % b"18,065")
    assert status_of(receipt, "bitcoin_held", "2025-12-31") is Status.CONFLICT
    figure = record.view().figure("RIOT", "bitcoin_held", "2025-12-31")
    assert isinstance(figure, Figure)
    assert figure.badge is Badge.DISPUTED


@pytest.mark.parametrize("digits", [b"18,006", b"18,004", b"18,015", b"18,105", b"19,005", b"28,005", b"81,005"])
def test_no_digit_can_be_changed_and_still_be_confirmed(record: Record, digits: bytes) -> None:
    receipt = taken_in(record, UPDATE % digits)
    changed = [line for line in receipt.lines if line.value == float(digits.replace(b",", b""))]
    assert all(line.status is not Status.CONFIRMED for line in changed)


def test_a_month_that_does_not_close_is_disputed_with_the_reason(record: Record) -> None:
    receipt = taken_in(record, UPDATE % b"16,005")
    held = [line for line in receipt.lines if line.value == 16_005]
    assert held
    assert "does not close" in held[0].disputed


def test_the_quote_and_the_place_are_kept(record: Record) -> None:
    taken_in(record, UPDATE % b"18,005")
    own = [fact for fact in record.own_facts("RIOT") if fact.concept == "bitcoin_held"]
    assert all("18,005" in fact.quote or "19,368" in fact.quote for fact in own)
    assert all("sha256" in fact.source.place for fact in own)


def test_the_same_document_twice_adds_nothing(record: Record) -> None:
    taken_in(record, UPDATE % b"18,005")
    position = record.position()
    assert taken_in(record, UPDATE % b"18,005").appended == 0
    assert record.position() == position


def test_a_document_is_unknown_before_its_day(record: Record) -> None:
    taken_in(record, UPDATE % b"18,065")
    before = record.view(date(2026, 1, 5)).figure("RIOT", "bitcoin_held", "2025-12-31")
    assert isinstance(before, Missing)


def test_a_number_whose_company_nobody_names_is_refused(record: Record) -> None:
    receipt = ingest(record, [Handed("note.txt", b"In December 2031 it produced 460 bitcoin.")], NOW).documents[0]
    assert receipt.appended == 0


def test_a_plain_text_counts_as_press_unless_the_user_says_otherwise(record: Record) -> None:
    receipt = ingest(record, [Handed("post.txt", UPDATE % b"18,005")], NOW).documents[0]
    assert receipt.witness == "press"


def test_what_was_never_reported_is_new(record: Record) -> None:
    text = UPDATE.replace(b"December 2025", b"October 2026").replace(b"November 2025", b"September 2026")
    text = text.replace(b"January 6, 2026", b"November 5, 2026")
    receipt = taken_in(record, text % b"11,005", date(2026, 11, 5))
    assert status_of(receipt, "bitcoin_produced", "2026-10") is Status.NEW


def test_a_document_without_a_fact_is_known_from_the_day_it_is_said_to_be_from(record: Record) -> None:
    nobodys = b"Northfield Mining, which is made up, produced 120 bitcoin in November 2025."
    receipt = taken_in(record, nobodys)
    assert (receipt.appended, receipt.published_on, receipt.known_by) == (0, date(2026, 1, 6), "published")
