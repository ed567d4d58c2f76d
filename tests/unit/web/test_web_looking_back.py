"""Hindsight, a block's schedule and worlds around curves as jobs: the verb's own answer, and the line to type."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from headframe.cli.main import main
from headframe.web.long_page import line_of
from headframe.web.long_table import HINDSIGHT, SCHEDULE

HERE = {"Origin": "http://127.0.0.1:8400"}
DAY = "2026-01-10"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs are kept nowhere that another test looks."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def ended(client: TestClient, address: str, **fields: str) -> tuple[str, str]:
    """Start a job, and return its address and how it ended."""
    token = re.search(r'name="form_token" value="(\w+)"', client.get(address).text)
    assert token
    response = client.post(address, data=fields | {"form_token": token[1]}, headers=HERE)
    assert response.status_code == 303, response.text
    job = str(response.headers["location"])
    for _ in range(1800):
        told = client.get(f"{job}.json").json()
        if told["over"]:
            return job, str(told["stage"])
        time.sleep(0.1)
    raise AssertionError("the job does not end")


def test_a_schedules_files_are_what_the_verb_prints(reader: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    job, stage = ended(reader, "/c/RIOT/schedule", coins="500", days="10", cash_by="10e6@5d", as_of=DAY)
    assert stage == "done", reader.get(job).text
    for at, form in enumerate(("json", "csv")):
        line = ["schedule", "500", "--days", "10", "--cash-by", "10e6@5d", "--company", "RIOT", "--as-of", DAY]
        assert main([*line, "--form", form]) == 0
        assert reader.get(f"{job}/files/{at}").text == capsys.readouterr().out
    html = reader.get(job).text
    assert f"headframe schedule 500 --days 10 --cash-by 10e6@5d --company RIOT --as-of {DAY}" in html
    assert reader.get(f"{job}/charts/schedule.svg").headers["content-type"] == "image/svg+xml"


def test_a_block_larger_than_what_is_held_is_refused_in_words(reader: TestClient) -> None:
    job, stage = ended(reader, "/c/RIOT/schedule", coins="900000", days="10", as_of=DAY)
    assert stage == "failed"
    assert "900,000" in reader.get(job).text


def test_hindsight_walks_the_quarter_ends_and_tells_where_it_is(reader: TestClient) -> None:
    job, stage = ended(reader, "/c/RIOT/hindsight", **{"from": "2025-12-31", "seconds": "5", "as_of": DAY})
    assert stage == "done", reader.get(job).text
    html = reader.get(job).text
    assert f"headframe hindsight RIOT --from 2025-12-31 --seconds 5 --as-of {DAY}" in html
    assert reader.get(f"{job}/files/0").json()["data"]["decisions"][0]["as_of"] == "2025-12-31"


def test_what_is_left_as_it_is_is_not_typed() -> None:
    usual = {"from": "2023-12-31", "risk": "0", "tail": "0.1", "seconds": "60"}
    assert line_of(HINDSIGHT, "RIOT", usual) == "headframe hindsight RIOT"
    assert line_of(SCHEDULE, "RIOT", {"by": "cost"}) == "headframe schedule 2201 --days 40 --company RIOT"


def test_each_cash_date_is_an_option_of_its_own() -> None:
    asked = {"coins": "500", "days": "20", "cash_by": "50e6@10d 100e6@20d"}
    assert "--cash-by 50e6@10d --cash-by 100e6@20d" in line_of(SCHEDULE, "RIOT", asked)


PATH = "month,price_usd_per_btc\n2026-01,90000\n2026-02,91000\n2026-03,92000\n"


def test_worlds_around_a_pasted_path_are_what_the_verb_prints(
    reader: TestClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "price_path.csv"
    file.write_text(PATH, "utf-8")
    pasted = PATH.replace("\n", "\r\n")
    job, stage = ended(reader, "/worlds/curves", price_path=pasted, months="3", paths="200", as_of=DAY)
    assert stage == "done", reader.get(job).text
    line = ["worlds", "--price-path", str(file), "--months", "3", "--paths", "200", "--as-of", DAY, "--form", "json"]
    assert main(line) == 0
    assert reader.get(f"{job}/files/0").text == capsys.readouterr().out
    html = reader.get(job).text
    assert "headframe worlds --price-path price_path.csv --months 3 --paths 200" in html
    assert 'href="/worlds/curves"' in html and "/c//" not in html


def test_a_month_left_out_of_a_curve_is_refused_with_its_row(reader: TestClient) -> None:
    job, stage = ended(reader, "/worlds/curves", price_path=PATH.replace("2026-02", "2026-05"), months="3", as_of=DAY)
    assert stage == "failed"
    assert "price_path.csv" in reader.get(job).text


def test_no_curve_at_all_starts_nothing(reader: TestClient) -> None:
    token = re.search(r'name="form_token" value="(\w+)"', reader.get("/worlds/curves").text)
    assert token
    assert reader.post("/worlds/curves", data={"form_token": token[1]}, headers=HERE).status_code == 422
