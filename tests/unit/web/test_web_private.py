"""A company that is in no record: its profile handed in, refused by field, worked out, explained and forgotten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from headframe.cli.main import main
from headframe.economics.profile import template
from headframe.web.pages.private_page import PROFILE_BYTES

HERE = {"Origin": "http://127.0.0.1:8400"}


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs are kept nowhere that another test looks."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def handed_in(client: TestClient, profile: str, page: str = "forecast", **fields: str) -> str:
    """Hand a profile in, and return the address of its job."""
    response = posted(client, profile, page, **fields)
    assert response.status_code == 303, response.text
    return str(response.headers["location"])


def posted(client: TestClient, profile: str, page: str = "forecast", **fields: str):  # type: ignore[no-untyped-def]
    address = f"/private/{page}"
    token = re.search(r'name="form_token" value="(\w+)"', client.get(address).text)
    assert token
    return client.post(address, data=fields | {"form_token": token[1], "profile": profile}, headers=HERE)


def ended(client: TestClient, job: str) -> str:
    """Return how a job ended."""
    import time

    for _ in range(1200):
        told = client.get(f"{job}.json").json()
        if told["over"]:
            return str(told["stage"])
        time.sleep(0.1)
    raise AssertionError("the job does not end")


def test_the_form_begins_with_the_made_up_profile(reader: TestClient) -> None:
    html = reader.get("/private/forecast").text
    assert "Northfield" in html
    assert reader.get("/private/template.toml").text == template()


def test_a_pasted_profile_is_forecast_as_the_command_line_does(
    reader: TestClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    job = handed_in(reader, template().replace("\n", "\r\n"), months="6")
    assert ended(reader, job) == "done"
    file = tmp_path / "my-miner.toml"
    file.write_text(template(), "utf-8")
    assert main(["forecast", str(file), "--months", "6", "--form", "json"]) == 0
    assert reader.get(f"{job}/files/0").text == capsys.readouterr().out


def test_every_number_of_it_is_explained_on_the_page(reader: TestClient) -> None:
    job = handed_in(reader, template(), months="6")
    assert ended(reader, job) == "done"
    html = reader.get(job).text
    assert "headframe forecast my-miner.toml --months 6" in html
    places = set(re.findall(r' id="([^"]+)"', html))
    assert set(re.findall(r'href="#(behind-[^"]+)"', html)) <= places
    assert "/why?id=Northfield" not in html.replace("+", " ")
    assert "/c/my-miner" not in html


def test_a_field_that_cannot_be_is_refused_by_name(reader: TestClient) -> None:
    job = handed_in(reader, template().replace("bitcoin_held_btc", "bitcoin_hold_btc"))
    assert ended(reader, job) == "failed"
    said = reader.get(job).text
    assert "bitcoin_hold_btc" in said
    assert "--template" in said


def test_what_is_no_toml_is_refused_with_its_line(reader: TestClient) -> None:
    job = handed_in(reader, "this is = = no toml")
    assert ended(reader, job) == "failed"
    assert "line 1" in reader.get(job).text


def test_a_profile_nested_without_end_is_refused(reader: TestClient) -> None:
    job = handed_in(reader, "a = " + "[" * 5_000)
    assert ended(reader, job) == "failed"
    assert "bug" not in reader.get(job).text


def test_an_empty_profile_starts_nothing(reader: TestClient) -> None:
    assert posted(reader, "  ").status_code == 422


def test_a_profile_beyond_the_limit_is_refused(reader: TestClient) -> None:
    assert posted(reader, "# " + "x" * (PROFILE_BYTES + 30_000)).status_code == 413


def test_the_profile_is_forgotten_when_the_job_is_over(reader: TestClient) -> None:
    job = handed_in(reader, template(), months="3")
    assert ended(reader, job) == "done"
    jobs = reader.app.state.headframe.jobs._jobs  # type: ignore[attr-defined]
    assert jobs[job.rsplit("/", 1)[1]].task.data == b""


def test_nothing_of_it_is_kept_with_the_runs(reader: TestClient, tmp_path: Path) -> None:
    job = handed_in(reader, template(), "plan", seconds="5")
    assert ended(reader, job) == "done"
    assert not (tmp_path / "headframe" / "runs").exists() or not list((tmp_path / "headframe" / "runs").iterdir())
    assert "headframe plan my-miner.toml --seconds 5" in reader.get(job).text
