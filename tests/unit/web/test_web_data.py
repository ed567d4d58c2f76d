"""The links under every table: byte for byte what the command line prints."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from headframe.cli.main import main
from headframe.web.verbs_table import VERB_PAGES

DAY = "2026-01-10"
FURTHER = {"watch": (("since", "2025-12-31"),)}
BY_COMPANY = [name for name, verb in VERB_PAGES.items() if verb.takes_company]
WITH_CSV = [name for name, verb in VERB_PAGES.items() if verb.csv]


def printed(capsys: pytest.CaptureFixture[str], verb: str, form: str, *, company: bool = True) -> str:
    page = VERB_PAGES[verb]
    options = [word for name, value in FURTHER.get(verb, ()) for word in (f"--{name}", value)]
    always = [
        word for name, value in page.always for word in ([f"--{name}"] if value == "yes" else [f"--{name}", value])
    ]
    named = ["RIOT"] if company else []
    assert main([page.typed, *named, *options, *always, "--as-of", DAY, "--form", form]) == 0
    return capsys.readouterr().out


def linked(reader: TestClient, verb: str, form: str, *, company: bool = True) -> str:
    query = urlencode((*FURTHER.get(verb, ()), ("as_of", DAY)))
    response = reader.get(f"/c/RIOT/{verb}.{form}?{query}" if company else f"/{verb}.{form}?{query}")
    assert response.status_code == 200
    return response.text


@pytest.mark.parametrize("verb", BY_COMPANY)
def test_the_json_link_is_what_the_verb_prints(
    verb: str, reader: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    assert linked(reader, verb, "json") == printed(capsys, verb, "json")


@pytest.mark.parametrize("verb", [name for name in WITH_CSV if name in BY_COMPANY])
def test_the_csv_link_is_what_the_verb_prints(
    verb: str, reader: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    assert linked(reader, verb, "csv") == printed(capsys, verb, "csv")


@pytest.mark.parametrize("verb", ["peers", "leases", "worlds", "assumptions"])
@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_links_of_all_companies_are_what_the_verb_prints(
    verb: str, form: str, reader: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    assert linked(reader, verb, form, company=False) == printed(capsys, verb, form, company=False)


def test_the_json_of_a_number_is_what_why_prints(reader: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "RIOT", "bitcoin_held", "2025-12-31", "--as-of", DAY, "--form", "json"]) == 0
    linked = reader.get("/why.json", params={"id": "RIOT bitcoin_held 2025-12-31", "as_of": DAY})
    assert linked.text == capsys.readouterr().out


def test_options_reach_the_verb(reader: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["lots", "RIOT", "--from", "2025-11", "--to", "2025-12", "--method", "hifo", "--form", "json"]
    assert main(asked) == 0
    linked = reader.get("/c/RIOT/lots.json?from=2025-11&to=2025-12&method=hifo")
    assert linked.text == capsys.readouterr().out


def test_changed_assumptions_reach_the_forecast(reader: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    change = "ai.capex_usd_per_mw_it=10e6"
    asked = ["forecast", "RIOT", "--months", "12", "--policy", "sell-to-fund", "--set", change, "--form", "json"]
    assert main(asked) == 0
    query = urlencode({"months": "12", "policy": "sell-to-fund", "set": change})
    assert reader.get(f"/c/RIOT/forecast.json?{query}").text == capsys.readouterr().out


def test_the_series_of_a_picture_are_told_as_data(reader: TestClient) -> None:
    told = reader.get(f"/c/RIOT/chart/holdings.json?as_of={DAY}").json()
    rows = [row for rows in told["datasets"].values() for row in rows if row["day"] == "2025-12-31" and "btc" in row]
    assert {row["kind"]: row["btc"] for row in rows} == {"free": 14028, "restricted": 3977}
