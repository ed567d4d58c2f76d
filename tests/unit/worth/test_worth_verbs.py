"""The verbs on handed-in files print what the functions return, in the published schema."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from made_up_closes import closes_csv, sessions

from headframe.cli.answers_table import answer_of
from headframe.cli.main import main
from headframe.record.record import Record
from headframe.worth.closes import read_closes
from headframe.worth.drivers import find_drivers
from headframe.worth.event_list import Event
from headframe.worth.event_study import study_events
from headframe.worth.owners import find_owners
from headframe.worth.owners_file import holdings_of_csv

VIEW = Record().view()
DAY = sessions(300)[200]
HOLDINGS = "holder,quarter,shares\nNorthfield Partners,2025-Q3,100\nNorthfield Partners,2025-Q4,150\n"
"""A made-up holder."""


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main([*arguments, "--form", "json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    jsonschema.validate(found, answer_of(arguments[0]).json_schema())
    return found


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    closes, bitcoin = closes_csv(300)
    (tmp_path / "closes.csv").write_text(closes, "utf-8")
    (tmp_path / "btc.csv").write_text(bitcoin, "utf-8")
    return ["--prices", str(tmp_path / "closes.csv"), "--bitcoin", str(tmp_path / "btc.csv")]


def made_up():
    closes, bitcoin = closes_csv(300)
    return read_closes(closes, "closes.csv", VIEW.as_of, bitcoin)


def test_event_study(capsys: pytest.CaptureFixture[str], options: list[str]) -> None:
    told = study_events(VIEW, "RIOT", [Event(DAY, True)], made_up())
    assert printed(capsys, "event-study", "RIOT", str(DAY), "--after-close", *options) == told.to_json()


def test_drivers_on_daily_closes(capsys: pytest.CaptureFixture[str], options: list[str]) -> None:
    assert printed(capsys, "drivers", "RIOT", *options) == find_drivers(VIEW, "RIOT", made_up()).to_json()


def test_drivers_twice_are_the_same() -> None:
    assert find_drivers(VIEW, "RIOT", made_up()).to_json() == find_drivers(VIEW, "RIOT", made_up()).to_json()


def test_owners(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "holdings.csv"
    file.write_text(HOLDINGS, "utf-8")
    told = find_owners(VIEW, "RIOT", holdings_of_csv(HOLDINGS, "holdings.csv", "RIOT"))
    assert printed(capsys, "owners", "RIOT", "--holdings", str(file)) == told.to_json()


@pytest.mark.parametrize("form", ["terminal", "csv", "svg"])
def test_every_form_prints(form: str, capsys: pytest.CaptureFixture[str], options: list[str]) -> None:
    for verb in (["drivers", "RIOT"], ["event-study", "RIOT", str(DAY)]):
        assert main([*verb, *options, "--form", form]) == 0
        assert capsys.readouterr().out.strip()
