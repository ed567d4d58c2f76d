"""What the record's verbs refuse: each with its exit code, in one sentence, leaving everything as it was."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from headframe.cli.main import main
from headframe.record import store

CSV = "company,concept,period,value,unit\nRIOT,bitcoin_held,2026-09-30,11500,BTC\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "own.csv"
    found.write_text(CSV)
    return found


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["facts", "RIOTT"], "RIOT"),
        (["facts", "RIOT", "--concept", "bitcoin_hold"], "bitcoin_held"),
        (["export", "Maraton"], "MARA"),
        (["concepts", "bitcoin_hold"], "bitcoin_held"),
    ],
)
def test_an_unknown_label_is_a_wrong_question_and_near_ones_are_offered(
    arguments: list[str], near: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert near in printed.err


def test_an_impossible_day_is_a_wrong_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "RIOT", "--as-of", "2025-02-30"]) == 2
    assert "'2025-02-30' is not a period" in capsys.readouterr().err


def test_too_little_data_is_said_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "BITZERO", "--form", "json"]) == 4
    assert "prints anything of BITZERO" in json.loads(capsys.readouterr().err)["what"]


def test_parquet_is_not_printed_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert main(["export", "RIOT", "--form", "parquet"]) == 2


@pytest.mark.parametrize("verb", [["facts", "RIOT"], ["companies"], ["export", "RIOT"], ["brief", "RIOT"]])
def test_a_foreign_file_is_a_problem_of_the_record(
    verb: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear shareholder, " * 200)
    assert main([*verb, "--record", str(path), "--form", "json"]) == 5
    printed = capsys.readouterr()
    assert printed.out == ""
    assert json.loads(printed.err)["what"] == "this file is not a Headframe record"
    assert path.read_text().startswith("Dear shareholder")


def test_a_locked_record_is_a_problem_of_the_record(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file.with_name("record.sqlite")
    assert main(["import", str(file), "--record", str(path)]) == 0
    monkeypatch.setattr(store, "LOCK_WAIT_SECONDS", 0.2)
    file.write_text(CSV.replace("11500", "11600"))
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    assert main(["import", str(file), "--record", str(path)]) == 5
    writer.close()
    assert "another program holds it locked" in capsys.readouterr().err


def test_the_doctor_says_5_where_a_record_is_not_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear shareholder, " * 200)
    assert main(["doctor", "--record", str(path)]) == 5
    assert "NOT SOUND" in capsys.readouterr().out


def test_the_doctor_says_0_where_all_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--form", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["data"]["sound"] is True


def test_the_record_is_named_by_the_environment(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file.with_name("named.sqlite")
    monkeypatch.setenv("HEADFRAME_RECORD", str(path))
    assert main(["import", str(file)]) == 0
    assert path.exists()


def test_the_option_names_the_record_before_the_environment(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEADFRAME_RECORD", str(file.with_name("environment.sqlite")))
    assert main(["import", str(file), "--record", str(file.with_name("option.sqlite"))]) == 0
    assert [path.name for path in sorted(file.parent.glob("*.sqlite"))] == ["option.sqlite"]


def test_the_program_itself_leaves_with_the_exit_code_and_an_empty_output(file: Path) -> None:
    file.write_text(CSV.replace("RIOT", "RIOTT"))
    command = [sys.executable, "-c", "from headframe.cli.main import run; run()"]
    done = subprocess.run([*command, "import", str(file)], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (3, "")
    assert "own.csv row 2, column company" in done.stderr
