"""What backup, restore and token refuse on the command line: each with its exit code, leaving everything as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from headframe.cli.main import main

CSV = "company,concept,period,value,unit\nRIOT,bitcoin_held,2026-09-30,11500,BTC\n"


@pytest.fixture
def record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The path of a record with one own fact."""
    file, path = tmp_path / "own.csv", str(tmp_path / "record.sqlite")
    file.write_text(CSV)
    assert main(["import", str(file), "--record", path]) == 0
    capsys.readouterr()
    return path


def test_a_backup_overwrites_no_file(record: str, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear shareholder")
    assert main(["backup", str(file), "--record", record]) == 2
    assert file.read_text() == "Dear shareholder"


def test_a_backup_that_cannot_be_made_leaves_no_file(tmp_path: Path) -> None:
    assert main(["backup", str(tmp_path / "b.txt"), "--record", str(tmp_path / "none.sqlite")]) == 4
    assert list(tmp_path.glob("b.txt*")) == []
    assert main(["backup", str(tmp_path / "nowhere" / "b.txt"), "--record", str(tmp_path / "none.sqlite")]) == 5


def test_a_backup_goes_round(record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, fresh = str(tmp_path / "b.txt"), str(tmp_path / "fresh.sqlite")
    assert main(["backup", file, "--record", record, "--form", "json"]) == 0
    told = json.loads(capsys.readouterr().out)["data"]
    assert main(["restore", file, "--record", fresh, "--form", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["data"]["record_digest"] == told["record_digest"]
    assert main(["doctor", "--record", fresh]) == 0


def test_a_restore_overwrites_no_facts(record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, before = str(tmp_path / "b.txt"), Path(record).read_bytes()
    assert main(["backup", file, "--record", record]) == 0
    assert main(["restore", file, "--record", record]) == 5
    assert "overwrites nothing" in capsys.readouterr().err
    assert Path(record).read_bytes() == before


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"\xff\xfe\x00", b"Dear shareholder, " * 200_000, b"000000000000 {}\n", b"a" * 3_000_000],
    ids=["empty", "zip", "utf-16", "a letter", "no digest", "one long line"],
)
def test_what_is_no_backup_is_refused(data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "b.txt"
    file.write_bytes(data)
    assert main(["restore", str(file), "--record", str(tmp_path / "fresh.sqlite")]) == 3
    assert "backup" in capsys.readouterr().err
    assert not (tmp_path / "fresh.sqlite").exists()


def test_a_backup_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert main(["restore", str(tmp_path / "none.txt"), "--record", str(tmp_path / "fresh.sqlite")]) == 3


@pytest.mark.parametrize("arguments", [["new"], ["revoke"], ["revoke", "nobody"], ["new", "a\tb"], ["burn", "desk"]])
def test_a_wrong_question_about_tokens(arguments: list[str], record: str) -> None:
    assert main(["token", *arguments, "--record", record]) == 2
