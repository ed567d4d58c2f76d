"""What an import refuses: exit code 3, one sentence with file, row and column, and nothing kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from headframe.cli.main import main
from headframe.intake import csv_file

HEADER = "company,concept,period,value,unit,known_at,title,url,note"
GOOD = "RIOT,bitcoin_held,2026-09-30,11500,BTC,2026-10-06,,,"
LINES = {
    "company": ("RIOTT,bitcoin_held,2026-09-30,11500,BTC,,,,", "'RIOTT' is no company", "RIOT"),
    "concept": ("RIOT,bitcoin_hold,2026-09-30,11500,BTC,,,,", "'bitcoin_hold' is no concept", "bitcoin_held"),
    "computed": ("RIOT,bitcoin_expected_closing,2026-09-30,1,BTC,,,,", "Headframe computes", "headframe concepts"),
    "no such month": ("RIOT,bitcoin_held,2026-13-31,11500,BTC,,,,", "'2026-13-31' is not a period", "2025-11"),
    "no such day": ("RIOT,bitcoin_held,2026-02-30,11500,BTC,,,,", "'2026-02-30' is not a period", "2025-11"),
    "year": ("RIOT,bitcoin_held,1026-09-30,11500,BTC,,,,", "'1026-09-30' is not a period", "2025-11"),
    "two-digit day": ("RIOT,bitcoin_held,30/09/26,11500,BTC,,,,", "'30/09/26' is not a period", "2025-11"),
    "balance over a month": ("RIOT,bitcoin_held,2026-09,11500,BTC,,,,", "is a balance", "write 2026-09-30"),
    "amount on a day": ("RIOT,bitcoin_sold,2026-09-30,10,BTC,,,,", "runs over a period", "write 2026-09"),
    "period to come": ("RIOT,bitcoin_held,2050-12-31,11500,BTC,,,,", "is not over", "a forecast is an assumption"),
    "day to come": ("RIOT,bitcoin_held,2026-09-30,11500,BTC,2050-01-01,,,", "still to come", "published"),
    "known too early": ("RIOT,bitcoin_held,2026-09-30,11500,BTC,2026-09-01,,,", "nobody can have known", "published"),
    "known_at": ("RIOT,bitcoin_held,2026-09-30,11500,BTC,soon,,,", "'soon' is not a period", "2025-11"),
    "other unit": ("RIOT,bitcoin_held,2026-09-30,11500,USD,,,,", "'USD' cannot be turned into 'BTC'", "in BTC"),
    "no unit": ("RIOT,bitcoin_held,2026-09-30,11500,coins,,,,", "'coins' is no unit", "one of BTC"),
    "blank": ("RIOT,bitcoin_held,2026-09-30,,BTC,,,,", "the cell is blank", "a gap is no figure"),
    "too large": ("RIOT,bitcoin_held,2026-09-30,11500000,BTC,,,,", "lies outside", "headframe concepts bitcoin_held"),
    "negative": ("RIOT,bitcoin_held,2026-09-30,-1,BTC,,,,", "lies outside", "check the digits"),
    "nan": ("RIOT,bitcoin_held,2026-09-30,NaN,BTC,,,,", "'NaN' is not a plain number", "18,005"),
    "infinite": ("RIOT,bitcoin_held,2026-09-30,inf,BTC,,,,", "'inf' is not a plain number", "18,005"),
    "exponent": ("RIOT,bitcoin_held,2026-09-30,1e4,BTC,,,,", "'1e4' is not a plain number", "18,005"),
    "huge": ("RIOT,bitcoin_held,2026-09-30," + "9" * 400 + ",BTC,,,,", "is not a plain number", "18,005"),
    "decimal comma": ('RIOT,hash_rate_deployed,2026-09-30,"1234,567",EH/s,,,,', "is not a plain number", "18,005"),
    "arabic digits": ("RIOT,bitcoin_held,2026-09-30,١١٥٠٠,BTC,,,,", "is not a plain number", "18,005"),
    "formula": ("RIOT,bitcoin_held,2026-09-30,=1+1,BTC,,,,", "run as a formula", "write its result"),
    "command": ("RIOT,bitcoin_held,2026-09-30,11500,BTC,,=cmd|' /C calc'!A0,,", "run as a formula", "a letter"),
    "at": ("RIOT,bitcoin_held,2026-09-30,11500,BTC,,@SUM(A1),,", "run as a formula", "a letter"),
    "link": ("RIOT,bitcoin_held,2026-09-30,11500,BTC,,,javascript:alert(1),", "is no link", "https://"),
    "bidi": ("RIOT,bitcoin_held,2026-09-30,11500,BTC,,,,a\u202eb", "cannot be seen: U+202E", "type the cell anew"),
    "zero width": ("RI\u200bOT,bitcoin_held,2026-09-30,11500,BTC,,,,", "cannot be seen: U+200B", "type the cell anew"),
    "control": ("RIOT,bitcoin_held,2026-09-30,11500,BTC,,,,a\x07b", "cannot be seen: U+0007", "type the cell anew"),
    "comma": ("RIOT,bitcoin_held,2026-09-30,11,500,BTC,,,,", "the row has 10 cells", '"18,005"'),
    "repeated": (GOOD, "the row repeats row 2", "keep one"),
    "contradicting": (GOOD.replace("11500", "11600"), "the row contradicts row 2: 11,600 and 11,500", "keep one"),
    "millions": ("RIOT,cash,2025-12-31,402.5,USD,2026-03-02,,,", "too small by", "whole dollars"),
    "long": (f"RIOT,bitcoin_held,2026-09-30,11500,BTC,,,,{'x' * 10_001}", "10,001 characters", "at most 10,000"),
}
FILES = {
    "empty": (b"", "the file is empty"),
    "blank": (b" \n \n", "the file is empty"),
    "header only": (HEADER.encode(), "no rows"),
    "latin-1": (f"{HEADER}\n{GOOD}Zürich".encode("latin-1"), "row 2: byte"),
    "utf-16": (f"{HEADER}\n{GOOD}".encode("utf-16"), "not UTF-8"),
    "workbook": (b"PK\x03\x04 and so on", "an Excel workbook, not CSV"),
    "pdf": (b"%PDF-1.7", "a PDF, not CSV"),
    "nul": (f"{HEADER}\n{GOOD}\0".encode(), "not UTF-8"),
    "semicolons": (HEADER.replace(",", ";").encode(), "separated by ';'"),
    "missing column": (b"company,concept,period,value\nRIOT,bitcoin_held,2026-09-30,1", "the column 'unit' is missing"),
    "unknown column": (f"{HEADER},know_at\n{GOOD},x".encode(), "did you mean known_at?"),
    "column twice": (f"{HEADER},note\n{GOOD},x".encode(), "'note' stands there twice"),
    "open quote": (f'{HEADER}\n"{GOOD}'.encode(), "is no CSV"),
}


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "record.sqlite"


def run(record: Path, data: bytes, *more: str) -> int:
    file = record.with_name("own.csv")
    file.write_bytes(data)
    return main(["import", str(file), "--record", str(record), *more])


@pytest.mark.parametrize("case", sorted(LINES))
def test_a_bad_row_is_refused_with_its_place_and_a_next_step(
    case: str, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line, what, then = LINES[case]
    assert run(record, f"{HEADER}\n{GOOD}\n{line}".encode()) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "own.csv has 1 problem: nothing of it was kept (own.csv row 3" in printed.err
    assert what in printed.err
    assert then in printed.err
    assert not record.exists()


@pytest.mark.parametrize("case", sorted(FILES))
def test_a_bad_file_is_refused(case: str, record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, what = FILES[case]
    assert run(record, data) == 3
    assert what in capsys.readouterr().err
    assert not record.exists()


def test_every_problem_of_a_file_is_named_at_once(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [HEADER, "RIOTT,bitcoin_hold,2026-13,NaN,BTC,,=1,,", "RIOT,bitcoin_held,2026-09-30,11500,USD,soon,,,"]
    assert run(record, "\n".join(lines).encode(), "--form", "json") == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    said = json.loads(printed.err)
    assert set(said) == {"what", "where", "why", "next", "problems"}
    places = [(problem["row"], problem["column"]) for problem in said["problems"]]
    assert places == [
        *((2, column) for column in ("title", "company", "concept", "period", "value")),
        *((3, column) for column in ("known_at", "unit")),
    ]


def test_one_bad_row_keeps_all_others_out_of_a_record_that_is_there(record: Path) -> None:
    assert run(record, f"{HEADER}\n{GOOD}".encode()) == 0
    before = record.read_bytes()
    lines = [GOOD.replace("09-30", "08-31"), "RIOTT,bitcoin_held,2026-09-30,11500,BTC,,,,"]
    assert run(record, "\n".join((HEADER, *lines)).encode()) == 3
    assert record.read_bytes() == before


def test_a_file_too_large_is_refused_unread(
    record: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(csv_file, "LARGEST_FILE", 100)
    assert run(record, f"{HEADER}\n{GOOD}".encode()) == 3
    assert "more than 100" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_a_wrong_question(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(record.with_name("nowhere.csv")), "--record", str(record)]) == 2
    assert "there is no file nowhere.csv" in capsys.readouterr().err


def test_no_message_carries_hidden_characters(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(record, f"{HEADER}\nRI\u202eOT,bitcoin\u200b_held,2026-09-30,=\u202e1,BTC,,,,".encode())
    assert not set(capsys.readouterr().err) & {"\u202e", "\u200b"}
