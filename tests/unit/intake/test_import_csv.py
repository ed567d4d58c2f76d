"""Own figures from a CSV file: what is taken in, and as what."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import jsonschema
import pytest

from headframe.ground.interval import Interval
from headframe.intake.import_csv import import_csv
from headframe.intake.receipt import Receipt
from headframe.record.export import export_facts
from headframe.record.record import Record
from headframe.vocabulary.fact import Fact, Standing, Witness
from headframe.vocabulary.figure import Badge, Figure

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HEADER = "company,concept,period,value,unit"


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return Record(str(tmp_path / "record.sqlite"))


def take(record: Record, *lines: str, header: str = HEADER, now: datetime = NOW, **more: date) -> Receipt:
    return import_csv(record, "\n".join((header, *lines)).encode(), "own.csv", now, **more)


def only(record: Record) -> Fact:
    (fact,) = record.own_facts()
    return fact


@pytest.mark.parametrize(
    ("line", "value", "interval"),
    [
        ('RIOT,bitcoin_held,2026-09-30,"11,500",BTC', 11_500, Interval(11_499.5, 11_500.5)),
        ("RIOT,bitcoin_held,2026-09-30,11500.0,BTC", 11_500, Interval(11_499.95, 11_500.05)),
        ("RIOT,hash_rate_deployed,2026-09-30,38.20,EH/s", 38.2, Interval(38.195, 38.205)),
        ("RIOT,hash_rate_deployed,2026-09-30,38200,PH/s", 38.2, Interval(38.1995, 38.2005)),
        ("RIOT,power_cost_all_in,2026-Q3,3.5,cents/kWh", 0.035, Interval(0.0345, 0.0355)),
        ("RIOT,revenue_total,2026-Q3,161600000,USD", 161.6e6, Interval(161.55e6, 161.65e6)),
        ("RIOT,revenue_total,2026-Q3,161.6,USD million", 161.6e6, Interval(161.55e6, 161.65e6)),
    ],
)
def test_a_value_keeps_the_interval_of_its_printed_digits(
    record: Record, line: str, value: float, interval: Interval
) -> None:
    take(record, line)
    fact = only(record)
    assert fact.value == pytest.approx(value, rel=1e-15)
    assert (fact.interval.low, fact.interval.high) == pytest.approx((interval.low, interval.high), rel=1e-12)


def test_an_approximate_value_stands_for_more(record: Record) -> None:
    take(record, 'RIOT,bitcoin_sold,2026-Q3,"4,300",BTC,yes', header=HEADER + ",approximate")
    assert (only(record).interval, only(record).standing) == (Interval(4_200, 4_400), Standing.APPROXIMATE)


def test_a_stated_interval_is_taken_as_it_is(record: Record) -> None:
    take(record, "RIOT,bitcoin_sold,2026-Q3,4300,BTC,4000,4600", header=HEADER + ",low,high")
    assert only(record).interval == Interval(4_000, 4_600)


def test_a_name_is_taken_for_the_company_it_means(record: Record) -> None:
    take(record, "Riot Blockchain,bitcoin_held,2026-09-30,11500,BTC")
    assert only(record).company == "RIOT"


def test_an_undated_figure_became_known_today(record: Record) -> None:
    receipt = take(record, "RIOT,bitcoin_held,2026-09-30,11500,BTC")
    assert (only(record).known_at, receipt.undated) == (NOW.date(), 1)


def test_an_undated_figure_became_known_on_the_day_that_is_given(record: Record) -> None:
    take(record, "RIOT,bitcoin_held,2026-09-30,11500,BTC", known_at=date(2026, 10, 6))
    assert only(record).known_at == date(2026, 10, 6)


def test_a_month_of_publication_counts_to_its_last_day(record: Record) -> None:
    take(record, "RIOT,bitcoin_held,2026-09-30,11500,BTC,2026-10", header=HEADER + ",known_at")
    assert only(record).known_at == date(2026, 10, 31)


def test_a_figure_is_not_known_before_its_day(record: Record) -> None:
    take(record, "RIOT,bitcoin_held,2026-09-30,11500,BTC,2026-10-06", header=HEADER + ",known_at")
    assert not isinstance(record.view(date(2026, 10, 5)).figure("RIOT", "bitcoin_held", "2026-09-30"), Figure)
    assert isinstance(record.view(date(2026, 10, 6)).figure("RIOT", "bitcoin_held", "2026-09-30"), Figure)


def test_the_witness_is_the_user_unless_the_row_names_another(record: Record) -> None:
    header = HEADER + ",witness,title,place"
    own, filing = "RIOT,bitcoin_held,2026-09-30,11500,BTC,,,", "RIOT,bitcoin_held,2026-09-30,11501,BTC,filing,10-Q,p. 7"
    take(record, own, filing, header=header)
    assert [(f.source.witness, f.source.place) for f in record.own_facts()] == [
        (Witness.OWN, ""),
        (Witness.FILING, "p. 7"),
    ]


def test_a_row_the_record_holds_is_not_taken_twice(record: Record) -> None:
    line = "RIOT,bitcoin_held,2026-09-30,11500,BTC"
    take(record, line)
    receipt = take(record, line, "RIOT,bitcoin_produced,2026-09,430,BTC", now=NOW.replace(day=28))
    assert (receipt.new, receipt.already_known) == (1, 1)
    assert len(record.own_facts()) == 2


def test_a_dated_restatement_is_one_more_fact(record: Record) -> None:
    header = HEADER + ",known_at"
    take(record, "RIOT,bitcoin_held,2026-09-30,11500,BTC,2026-10-06", header=header)
    take(record, "RIOT,bitcoin_held,2026-09-30,11501,BTC,2026-11-06", header=header)
    assert [fact.value for fact in record.own_facts()] == [11_500, 11_501]


def test_a_packaged_fact_imported_again_is_already_known(record: Record) -> None:
    text = export_facts(record.view(), "CORZ").csv_text()
    receipt = import_csv(record, text.encode(), "corz.csv", NOW)
    assert (receipt.new, receipt.already_known) == (0, receipt.rows)
    assert receipt.rows > 100


def test_a_contradiction_is_kept_and_named(record: Record) -> None:
    receipt = take(record, "RIOT,bitcoin_held,2025-12-31,17000,BTC,2026-01-09", header=HEADER + ",known_at")
    (conflict,) = receipt.conflicts
    assert (conflict.row, conflict.id, conflict.before.value) == (2, "RIOT bitcoin_held 2025-12-31", 18_005)
    assert isinstance(conflict.now, Figure)
    assert conflict.now.badge is Badge.DISPUTED


def test_an_agreeing_figure_is_no_contradiction(record: Record) -> None:
    assert take(record, "RIOT,bitcoin_held,2025-12-31,18005,BTC").conflicts == ()


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_spreadsheets_own_csv_is_read(record: Record, ending: str) -> None:
    rows = [HEADER, 'RIOT,bitcoin_held,2026-09-30,"11,500",BTC', ",,,,", ""]
    receipt = import_csv(record, b"\xef\xbb\xbf" + ending.join(rows).encode(), "own.csv", NOW)
    assert receipt.new == 1


def test_a_quote_may_run_over_two_lines(record: Record) -> None:
    take(record, 'RIOT,bitcoin_held,2026-09-30,11500,BTC,"first\r\nsecond"', header=HEADER + ",quote")
    assert only(record).quote == "first\nsecond"


def test_the_batch_names_the_file_and_its_digest(record: Record) -> None:
    receipt = take(record, "RIOT,bitcoin_held,2026-09-30,11500,BTC")
    store = record.store
    assert store is not None
    assert [batch.what for batch in store.batches()] == [f"own.csv sha256 {receipt.digest}"]


def test_a_receipt_keeps_to_its_schema(record: Record) -> None:
    receipt = take(record, "RIOT,bitcoin_held,2025-12-31,17000,BTC")
    jsonschema.validate(receipt.to_json(), Receipt.json_schema())


def test_an_amount_a_thousand_times_off_is_taken_where_its_ends_are_given(tmp_path: Path) -> None:
    record = Record(str(tmp_path / "own.sqlite"))
    data = b"company,concept,period,value,unit,low,high\nRIOT,cash,2025-12-31,402.5,USD,402,403\n"
    assert import_csv(record, data, "own.csv", NOW).new == 1
