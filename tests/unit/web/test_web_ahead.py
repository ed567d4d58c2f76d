"""What lies ahead: options, numbers explained on the spot, pictures by night, jobs that equal their verb."""

from __future__ import annotations

import re
import shlex
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from headframe.briefs.palette import PRICE
from headframe.cli.main import main
from headframe.ground.errors import UsageProblem
from headframe.web.job_words import Cancelled, Progress
from headframe.web.jobs.plan_job import bounds
from headframe.web.jobs.ticking import Ticking
from headframe.web.long_page import changes_of, line_of
from headframe.web.long_table import EVENT_STUDY, LONG_PAGES, PLAN, SIMULATE
from headframe.web.night import by_night
from headframe.web.problem import Refused
from headframe.web.verbs_table import page_typed

HERE = {"Origin": "http://127.0.0.1:8400"}
DAY = "2026-01-10"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs are kept nowhere that another test looks."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def started(client: TestClient, address: str, **fields: str) -> str:
    """Start a job and return the address of its page."""
    token = re.search(r'name="form_token" value="(\w+)"', client.get(address).text)
    assert token
    response = client.post(address, data=fields | {"form_token": token[1]}, headers=HERE)
    assert response.status_code == 303, response.text
    return str(response.headers["location"])


def over(client: TestClient, job: str) -> dict[str, object]:
    """Return how a job ended."""
    for _ in range(1200):
        told: dict[str, object] = client.get(f"{job}.json").json()
        if told["over"]:
            return told
        time.sleep(0.1)
    raise AssertionError("the job does not end")


def test_every_number_of_a_forecast_leads_somewhere(reader: TestClient) -> None:
    html = reader.get(f"/c/RIOT/forecast?as_of={DAY}").text
    places = set(re.findall(r' id="([^"]+)"', html))
    within = set(re.findall(r'href="#(behind-[^"]+)"', html))
    assert within
    assert within <= places


def test_an_assumption_leads_to_its_place_among_all_of_them(reader: TestClient) -> None:
    places = set(re.findall(r' id="(behind-[^"]+)"', reader.get("/assumptions").text))
    linked = set(re.findall(r'/assumptions[^"]*#(behind-[^"]+)"', reader.get("/c/RIOT/forecast").text))
    assert linked
    assert linked <= places


def test_the_line_of_a_page_has_its_options(reader: TestClient) -> None:
    html = reader.get("/c/RIOT/forecast?months=12&set=ai.capex_usd_per_mw_it%3D10e6").text
    assert "headframe forecast RIOT --months 12 --set ai.capex_usd_per_mw_it=10e6" in html


def test_a_parameter_that_the_verb_does_not_take_is_refused(reader: TestClient) -> None:
    assert reader.get("/c/RIOT/reconcile?months=12").status_code == 400


def test_more_paths_than_a_page_may_draw_are_refused(reader: TestClient) -> None:
    response = reader.get("/worlds?paths=50000000")
    assert response.status_code == 400
    assert "20,000" in response.text


def test_the_line_of_published_rules_leads_to_their_page() -> None:
    page = page_typed("headframe worth RIOT --rules all")
    assert page is not None
    assert page.name == "rules"


def test_a_picture_by_night_has_no_white_sheet_and_no_dark_ink() -> None:
    told = by_night({"background": "white", "mark": {"type": "rule", "color": PRICE}, "config": {"view": {}}})
    assert told["background"] is None
    assert told["mark"]["color"] != PRICE


def test_series_keep_their_words_by_night() -> None:
    told = by_night({"datasets": {"one": [{"kind": "black"}]}})
    assert told["datasets"] == {"one": [{"kind": "black"}]}


def test_a_slider_left_where_it_stood_changes_nothing() -> None:
    given = PLAN.checked({"capex": "9.5e6", "rent": "1.0", "set": "ai.lease_arrivals_per_year=2"})
    assert changes_of(PLAN, given) == ["ai.lease_arrivals_per_year=2"]


def test_what_was_moved_is_in_the_line_to_type() -> None:
    given = PLAN.checked({"rent": "1.2", "risk": "0.3", "seconds": "60", "frontier": "yes"})
    assert line_of(PLAN, "RIOT", given) == "headframe plan RIOT --risk 0.3 --frontier --set ai.market_rent_scale=1.2"


def test_a_line_to_type_holds_nothing_that_a_shell_would_run() -> None:
    line = line_of(SIMULATE, "RIOT", {"set": "a=1;evil b=$(evil)", "scenario": "base|evil"})
    assert shlex.split(line) == [
        *("headframe", "simulate", "RIOT", "--scenario", "base|evil"),
        *("--set", "a=1;evil", "--set", "b=$(evil)"),
    ]


def test_no_day_means_every_step_in_the_record() -> None:
    line = line_of(EVENT_STUDY, "RIOT", EVENT_STUDY.checked({"when": "after the close"}))
    assert line == "headframe event-study RIOT --prices FILE.csv --events record --after-close"


@pytest.mark.parametrize("given", [{"seconds": "1e9"}, {"seconds": "nan"}, {"risk": "-1"}, {"tail": "much"}])
def test_a_number_outside_its_range_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(UsageProblem):
        PLAN.checked(given)


def test_a_fraction_of_a_path_is_refused() -> None:
    with pytest.raises(UsageProblem, match="whole"):
        SIMULATE.checked({"paths": "10.5"})


def test_a_field_that_the_form_does_not_have_is_refused() -> None:
    with pytest.raises(Refused):
        PLAN.checked({"company": "MARA"})


@pytest.mark.parametrize("name", LONG_PAGES)
def test_each_long_question_has_a_page_in_the_companys_menu(name: str, reader: TestClient) -> None:
    html = reader.get(f"/c/RIOT/{name}").text
    assert f'href="/c/RIOT/{name}" aria-current="page"' in html


def test_a_long_question_keeps_the_day(reader: TestClient) -> None:
    html = reader.get(f"/c/RIOT/plan?as_of={DAY}&risk=0.3").text
    assert f'name="as_of" value="{DAY}"' in html
    assert f"headframe plan RIOT --risk 0.3 --as-of {DAY}" in html


def test_both_bounds_are_named_before_they_are_known() -> None:
    names = [name for name, _ in bounds(None)]
    assert [name.split(":")[0] for name in names] == ["upper", "lower"]


def test_progress_goes_on_by_the_clock() -> None:
    told: list[Progress] = []
    with Ticking(told.append, seconds=10.0) as ticking:
        ticking.say("learning", (("upper", "1"),))
        time.sleep(1.3)
    assert len(told) > 1
    assert {each.numbers for each in told} == {(("upper", "1"),)}


def test_a_reader_who_gave_up_is_heard_where_the_work_speaks() -> None:
    def gave_up(progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled), Ticking(gave_up, seconds=10.0) as ticking:
        ticking.say("learning")


def test_a_simulations_files_are_what_the_verb_prints(reader: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    job = started(reader, "/c/RIOT/simulate", paths="64", months="6", as_of=DAY)
    assert over(reader, job)["stage"] == "done"
    for at, form in enumerate(("json", "csv")):
        asked = ["simulate", "RIOT", "--paths", "64", "--months", "6", "--as-of", DAY, "--form", form]
        assert main(asked) == 0
        assert reader.get(f"{job}/files/{at}").text == capsys.readouterr().out


def test_a_simulations_page_has_its_line_its_picture_and_its_numbers_explained(reader: TestClient) -> None:
    job = started(reader, "/c/RIOT/simulate", paths="64", months="6", as_of=DAY)
    assert over(reader, job)["stage"] == "done"
    html = reader.get(job).text
    assert f"headframe simulate RIOT --paths 64 --months 6 --as-of {DAY}" in html
    assert set(re.findall(r'href="#(behind-[^"]+)"', html)) <= set(re.findall(r' id="([^"]+)"', html))
    for tone in ("", "?tone=dark"):
        assert reader.get(f"{job}/charts/spreads.svg{tone}").headers["content-type"] == "image/svg+xml"


def test_closes_that_are_none_end_the_job_in_words(reader: TestClient) -> None:
    address = "/c/RIOT/event-study"
    token = re.search(r'name="form_token" value="(\w+)"', reader.get(address).text)
    assert token
    files = {"file": ("closes.csv", b"not,closes\n1,2\n", "text/csv")}
    fields = {"form_token": token[1], "day": "2026-01-16"}
    job = reader.post(address, data=fields, files=files, headers=HERE).headers["location"]
    assert over(reader, job)["stage"] == "failed"
    assert "date" in reader.get(job).text
