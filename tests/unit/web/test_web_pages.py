"""What the pages show, and that a day moves all of it."""

from __future__ import annotations

import re
import shlex
from html import unescape

import pytest
from starlette.testclient import TestClient

from headframe.cli.main import main
from headframe.vocabulary.company import companies
from headframe.web.pages_table import READ_PAGES, menu
from headframe.web.verbs_table import VERB_PAGES

HELD = "/why?id=RIOT+bitcoin_held+2025-12-31"
LINK = re.compile(r'href="(/[^"#]*)')


def links(html: str) -> set[str]:
    return {link.replace("&amp;", "&").replace("&#39;", "'") for link in LINK.findall(html)}


def test_the_watchlist_leads_to_every_company_with_figures(reader: TestClient) -> None:
    found = links(reader.get("/").text)
    assert {"/c/RIOT", "/c/MARA", "/c/CLSK"} <= found


def test_a_watchlist_can_be_of_some_companies(reader: TestClient) -> None:
    html = reader.get("/?watch=RIOT&watch=MARA").text
    assert set(re.findall(r'<th scope="row"[^>]*><a href="/c/(\w+)', html)) == {"RIOT", "MARA"}


def test_a_company_page_has_every_section_with_its_verb(reader: TestClient) -> None:
    html = reader.get("/c/RIOT?as_of=2026-01-10").text
    for key, line in (
        ("holdings", "headframe facts RIOT --concept bitcoin_held"),
        ("closes", "headframe reconcile RIOT"),
        ("shifts", "headframe shifts RIOT"),
        ("motive", "headframe motive RIOT"),
        ("coverage", "headframe funding RIOT"),
        ("margins", "headframe margins RIOT"),
        ("megawatts", "headframe megawatts RIOT"),
        ("peers", "headframe peers"),
    ):
        assert f'<section id="{key}"' in html
        assert f"{line}" in html and "--as-of 2026-01-10" in html


def test_the_day_moves_what_a_company_page_says(reader: TestClient) -> None:
    before, after = (reader.get(f"/c/RIOT?as_of={day}").text for day in ("2025-11-10", "2026-01-10"))
    assert "18,005" in after
    assert "18,005" not in before


def test_every_link_of_a_page_carries_its_day_on(reader: TestClient) -> None:
    found = links(reader.get("/c/RIOT?as_of=2026-01-10").text)
    numbers = {link for link in found if link.startswith(("/why?", "/c/RIOT/"))}
    assert numbers
    assert {link for link in numbers if "as_of=2026-01-10" not in link} == set()


def test_a_number_leads_to_document_printings_and_day(reader: TestClient) -> None:
    html = reader.get(HELD).text
    for words in ("18,005", "● reported", "known since 2026-01-06", "Other printings (2)", 'href="https://'):
        assert words in html


def test_a_formula_leads_on_to_its_inputs(reader: TestClient) -> None:
    company = reader.get("/c/RIOT?as_of=2026-01-10").text
    change = re.search(r'href="(/why[^"]*)"[^>]*>−1,363', company)
    assert change
    found = links(reader.get(change[1].replace("&amp;", "&")).text)
    assert "/why?id=RIOT+bitcoin_held+2025-11-30&as_of=2026-01-10" in found


@pytest.mark.parametrize("company", ["RIOT", "CORZ", "ARBK"])
def test_every_link_of_a_company_page_leads_somewhere(reader: TestClient, company: str) -> None:
    found = links(reader.get(f"/c/{company}").text)
    lost = {link for link in found if reader.get(link).status_code not in (200, 303)}
    assert lost == set()


@pytest.mark.parametrize("verb", sorted(name for name, page in VERB_PAGES.items() if page.takes_company))
def test_every_verb_has_a_page_with_a_line_that_can_be_typed(
    reader: TestClient, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    response = reader.get(f"/c/RIOT/{verb}?as_of=2026-01-10")
    assert response.status_code == 200
    line = re.search(r'<p class="typed"><code class="line">([^<]+)', response.text)
    assert line
    words = shlex.split(unescape(line[1]))
    always = [f"--{name}" for name, _ in VERB_PAGES[verb].always]
    assert words[:3] == ["headframe", VERB_PAGES[verb].typed, "RIOT"]
    assert set(always) <= set(words)
    assert words[-2:] == ["--as-of", "2026-01-10"]
    assert main(words[1:]) == 0, capsys.readouterr().err


def test_a_section_of_a_verbs_page_has_that_verbs_data(reader: TestClient) -> None:
    data = re.findall(r'href="(/c/RIOT/[a-z-]+)\.csv', reader.get("/c/RIOT/balanced").text)
    assert set(data) == {"/c/RIOT/balanced"}


def test_every_row_of_a_company_page_can_be_reached(reader: TestClient) -> None:
    disputed = reader.get("/c/RIOT").text.partition('<section id="disputes"')[2]
    assert 'href="/c/RIOT/brief#disputes">8 more rows' in disputed
    assert '<section id="disputes"' in reader.get("/c/RIOT/brief").text


def test_a_change_of_holdings_says_since_when(reader: TestClient) -> None:
    headings = re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', reader.get("/?as_of=2026-01-10").text)
    assert "since the balance\nbefore [BTC]" in headings
    assert "what changed\nsince 2025-12-11" in headings


def test_a_company_that_cannot_be_carried_forward_says_what_is_missing(reader: TestClient) -> None:
    html = reader.get("/c/ARBK/forecast").text
    assert "<b>why</b>" in html
    assert "headframe forecast ARBK" in html
    assert reader.get("/c/ARBK/forecast.json").status_code == 404


@pytest.mark.parametrize("ticker", sorted(companies()))
def test_a_company_answers_or_says_that_nothing_is_known(reader: TestClient, ticker: str) -> None:
    response = reader.get(f"/c/{ticker}")
    assert response.status_code in (200, 404)
    if response.status_code == 404:
        assert "nothing about" in response.text


def test_the_whole_name_of_a_company_leads_to_its_page(reader: TestClient) -> None:
    assert "RIOT · Riot Platforms" in reader.get("/c/Riot Blockchain").text


@pytest.mark.parametrize("address", [address for _, address in menu()])
def test_every_page_of_the_menu_opens(reader: TestClient, address: str) -> None:
    assert reader.get(address).status_code == 200


def test_alerts_come_the_gravest_first(reader: TestClient) -> None:
    html = reader.get("/alerts?since=2025-12-31&as_of=2026-01-10").text
    told = re.findall(r'severity (\w+)"', html)
    assert told == sorted(told, key=("urgent", "notable", "news").index)
    assert "holdings fell by 1,363 BTC" in html


def test_an_unchanged_page_is_not_sent_again(reader: TestClient) -> None:
    tag = reader.get("/c/RIOT").headers["etag"]
    assert reader.get("/c/RIOT", headers={"If-None-Match": tag}).status_code == 304


def test_no_page_names_another_machines_script_or_style(reader: TestClient) -> None:
    for page in READ_PAGES:
        if "{" not in page.path and page.name not in ("vega", "why", "why_json"):
            html = reader.get(page.path).text
            assert re.findall(r'(?:src|<link[^>]*href)="(?:https?:)?//', html) == []


def test_no_page_holds_code_or_style_of_its_own(reader: TestClient) -> None:
    html = reader.get("/c/RIOT").text
    assert "<style" not in html
    assert re.findall(r"<script(?![^>]*src=)", html) == []
    assert re.findall(r'<[^>]+ (?:style|on\w+)="', html) == []


def test_the_drawing_library_is_made_here(reader: TestClient) -> None:
    response = reader.get("/static/vega.js")
    assert response.status_code == 200
    assert "vegaEmbed" in response.text
