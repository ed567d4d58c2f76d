"""Real filings, read and compared with what an independent reader took from their tags."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from time import process_time

import pytest

from headframe.ground.period import Period
from headframe.reading.found import Found, ReadDocument
from headframe.reading.ixbrl import Stated, fact_of, read_ixbrl
from headframe.reading.ixbrl_document import parse_page
from headframe.reading.ixbrl_tagged import Tagged, TaggedPage
from headframe.reading.submission import split_submission
from headframe.record.filings_table import table_names

FILINGS = {
    "RIOT 10-Q 2025-06-30": "riot-10q-2025-06-30.html",
    "RIOT 10-K 2024-12-31": "riot-10k-2024-12-31.html",
    "CLSK 10-Q 2025-06-30": "clsk-10q-2025-06-30.html",
    "BTBT 10-Q 2025-06-30": "btbt-10q-2025-06-30.html",
}
NOT_PRINTED = re.compile(r"DERIVED|computed|comparative only; original filing not held")
TOLD_APART = {
    ("RIOT 10-Q 2025-06-30", "stock_compensation", "2025-04-01/2025-06-30"): "30,121 in the note, 30,120 in the equity",
}


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "reference" / "filings"


@pytest.fixture(scope="module")
def read(folder: Path) -> Mapping[str, ReadDocument]:
    return {name: read_ixbrl((folder / file).read_bytes()) for name, file in FILINGS.items()}


def days(period: Period) -> str:
    return f"{period.start}/{period.end}" if period.start else str(period.end)


def by_key(document: ReadDocument) -> dict[tuple[str, str], Found]:
    return {(fact.concept, days(fact.period)): fact for fact in document.facts if not fact.part}


def expected_rows(folder: Path) -> dict[str, list[dict[str, str]]]:
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in csv.DictReader((folder / "expected_ixbrl.csv").read_text("utf-8").splitlines()):
        rows[row["file"]].append(row)
    return rows


def is_row(number: Tagged, row: Mapping[str, str]) -> bool:
    period = re.sub(r"^(\d{4}-\d\d-\d\d)(\d{4})", r"\1/\2", row["period"])
    members = tuple(sorted(part.partition("=")[2].partition(":")[2] for part in row["dims"].split(";") if part))
    return (
        number.tag == row["tag"]
        and number.text == row["value_text"]
        and number.minus == (row["sign"] == "-")
        and number.unit == row["unit"]
        and days(number.period) == period
        and number.context.members == members
    )


@pytest.mark.parametrize("file", FILINGS.values())
def test_every_expected_number_is_found_with_its_period_unit_sign_and_members(folder: Path, file: str) -> None:
    numbers = TaggedPage.of(parse_page((folder / file).read_bytes())).numbers
    rows = [row for row in expected_rows(folder)[file] if row["value_text"]]
    assert len(rows) > 50
    assert [row for row in rows if not any(is_row(number, row) for number in numbers)] == []


@pytest.mark.parametrize("name", FILINGS)
def test_every_expected_number_under_a_known_tag_is_a_fact(
    folder: Path, read: Mapping[str, ReadDocument], name: str
) -> None:
    facts, company = by_key(read[name]), read[name].company
    numbers = TaggedPage.of(parse_page((folder / FILINGS[name]).read_bytes())).numbers
    for row in expected_rows(folder)[FILINGS[name]]:
        stated = [fact_of(number, company) for number in numbers if is_row(number, row)]
        for one in (one for one in stated[:1] if isinstance(one, Stated) and one.rank == 1):
            kept = facts[one.fact.concept, days(one.fact.period)]
            assert kept.interval.meets(one.fact.interval), row


@pytest.mark.parametrize("name", FILINGS)
def test_no_fact_differs_from_the_compiled_table(shared: Path, read: Mapping[str, ReadDocument], name: str) -> None:
    facts, agreed = by_key(read[name]), 0
    for row in csv.DictReader((shared / "data" / "filings.csv").read_text("utf-8").splitlines()):
        start = f"{row['period_start']}/" if row["period_start"] else ""
        metric = table_names().get(("filings", row["metric"]), row["metric"])
        fact = facts.get((metric, start + row["period_end"]))
        if row["filing"] != name or fact is None or (name, row["metric"], start + row["period_end"]) in TOLD_APART:
            continue
        factor = 0.01 if row["unit"] == "cents/kWh" else 1
        assert fact.value == pytest.approx(float(row["value"]) * factor), row
        agreed += 1
    assert agreed > 40


def test_riots_half_year_roll_forward_is_read_in_coins(read: Mapping[str, ReadDocument]) -> None:
    facts = by_key(read["RIOT 10-Q 2025-06-30"])
    half = "2025-01-01/2025-06-30"
    assert {
        "bitcoin_produced": facts["bitcoin_produced", half].value,
        "bitcoin_sold": facts["bitcoin_sold", half].value,
        "bitcoin_exchanged_compensation": facts["bitcoin_exchanged_compensation", half].value,
        "bitcoin_receivable_change": facts["bitcoin_receivable_change", half].value,
        "bitcoin_held": facts["bitcoin_held", "2025-06-30"].value,
        "bitcoin_restricted": facts["bitcoin_restricted", "2025-06-30"].value,
    } == {
        "bitcoin_produced": 2956,
        "bitcoin_sold": 1371,
        "bitcoin_exchanged_compensation": 34,
        "bitcoin_receivable_change": 0,
        "bitcoin_held": 19273,
        "bitcoin_restricted": 3300,
    }


def test_riots_receivable_of_2023_is_negative(read: Mapping[str, ReadDocument]) -> None:
    facts = by_key(read["RIOT 10-K 2024-12-31"])
    assert facts["bitcoin_receivable_change", "2023-01-01/2023-12-31"].value == -21


def test_cleansparks_holdings_are_coins_and_no_dollars(read: Mapping[str, ReadDocument]) -> None:
    fact = by_key(read["CLSK 10-Q 2025-06-30"])["bitcoin_held_excl_collateral", "2025-06-30"]
    assert (fact.value, fact.unit) == (10075, "BTC")


def test_coins_spent_on_miners_are_not_cleansparks_holdings(read: Mapping[str, ReadDocument]) -> None:
    passed = [one.quote for one in read["CLSK 10-Q 2025-06-30"].passed]
    assert any(" 691 " in quote for quote in passed) and any(" 128 " in quote for quote in passed)


def test_bit_digitals_ether_and_machines_are_no_bitcoin(read: Mapping[str, ReadDocument]) -> None:
    held = [fact.value for fact in read["BTBT 10-Q 2025-06-30"].facts if fact.concept == "bitcoin_held"]
    assert sorted(held) == [280.4, 741.9]
    assert len(read["BTBT 10-Q 2025-06-30"].passed) == 8


def test_riots_rates_by_site_are_read_beside_the_tags(read: Mapping[str, ReadDocument]) -> None:
    facts = by_key(read["RIOT 10-Q 2025-06-30"])
    assert facts["hash_rate_deployed", "2025-06-30"].value == 35.4
    assert facts["hash_rate_deployed_kentucky", "2025-06-30"].value == 4.7
    assert facts["power_cost_all_in", "2024-04-01/2024-06-30"].value == pytest.approx(0.021)


def test_cleansparks_hash_rate_is_known_to_be_an_average(read: Mapping[str, ReadDocument]) -> None:
    fact = by_key(read["CLSK 10-Q 2025-06-30"])["hash_rate_deployed", "2025-06-30"]
    assert (fact.value, fact.basis.value) == (45.3, "average")


@pytest.mark.parametrize(
    ("file", "company", "filed_on", "exhibits"),
    [
        ("corz-2025.txt", "CORZ", date(2025, 10, 24), ["8-K", "EX-99.1"]),
        ("riot-8k-2026-01-16.txt", "RIOT", date(2026, 1, 16), ["8-K", "EX-99.1", "EX-99.2"]),
    ],
)
def test_a_real_submission_is_split(folder: Path, file: str, company: str, filed_on: date, exhibits: list[str]) -> None:
    submission = split_submission((folder / file).read_bytes())
    assert (submission.header.company, submission.header.filed_on) == (company, filed_on)
    assert [part.type for part in submission.readable] == exhibits


def test_a_quarterly_report_is_read_in_half_a_second(folder: Path) -> None:
    data = (folder / FILINGS["RIOT 10-Q 2025-06-30"]).read_bytes()
    best = min(_seconds(data) for _ in range(3))
    assert best <= 0.5


def _seconds(data: bytes) -> float:
    started = process_time()
    read_ixbrl(data)
    return process_time() - started


def test_reading_takes_at_most_ten_times_the_files_memory(folder: Path) -> None:
    path = folder / FILINGS["RIOT 10-Q 2025-06-30"]
    script = (
        "import resource, sys; from headframe.reading.ixbrl import read_ixbrl; from pathlib import Path\n"
        "data = Path(sys.argv[1]).read_bytes(); read_ixbrl(data[:0] or b'<html></html>')\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "read_ixbrl(data); after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print((after - before) * 1024 / len(data))"
    )
    pytest.importorskip("resource")
    ran = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert float(ran.stdout) <= 10
