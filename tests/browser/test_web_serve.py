"""The served pages in a real browser: clicks, the day, cards, silence, narrow screens, dark rooms, paper."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from served import served

from headframe.web.moving import HOLD_SECONDS

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
expect = playwright.expect
expect.set_options(timeout=60_000)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DAY = "as_of=2026-01-10"
READ = (
    "/",
    "/c/RIOT",
    f"/c/RIOT?{DAY}",
    "/c/RIOT/funding",
    "/c/RIOT/facts?concept=bitcoin_held",
    "/why?id=RIOT+bitcoin_held+2025-12-31",
    "/peers?over_time=yes",
    "/leases",
    f"/c/RIOT/forecast?{DAY}",
    f"/c/RIOT/rules?{DAY}",
    "/c/RIOT/plan",
    "/c/RIOT/event-study",
    "/c/RIOT/hindsight",
    "/c/RIOT/schedule",
    "/worlds/curves",
    "/private/forecast",
    "/private/plan",
    f"/worlds?paths=500&{DAY}",
    "/assumptions",
    "/alerts?since=2026-01-01",
    "/audit",
    "/retrofit",
    "/documents",
    "/jobs",
    "/c/NOBODY",
)
ARTICLE = "2026-01-20. Riot sold 475 BTC in December 2025, its first sale since January 2024."
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    yield opened
    context.close()


def test_from_the_first_page_to_why_it_is_18005_in_three_clicks(page: Page, site: str) -> None:
    page.goto(site)
    clicks = 0
    for link in (page.locator("main table a", has_text="RIOT"), page.locator("#holdings a", has_text="18,005")):
        link.first.click()
        clicks += 1
    card = page.locator("dialog[open] #card")
    card.wait_for()
    assert clicks <= 3
    said = card.inner_text()
    for words in ("18,005", "reported", "known since 2026-01-06", "Other printings (2)"):
        assert words in said
    assert card.locator('a[href^="https://"]').count() > 0


def test_without_scripts_the_same_clicks_lead_to_the_same_card(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.locator("main table a", has_text="RIOT").first.click()
    page.locator("#holdings a", has_text="18,005").first.click()
    assert page.url.endswith("/why?id=RIOT+bitcoin_held+2025-12-31")
    assert "Other printings (2)" in page.locator("#card").inner_text()
    context.close()


def test_without_scripts_a_day_can_be_asked_for(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/c/RIOT")
    page.fill("#as_of", "2025-11-10")
    page.get_by_role("button", name="Show", exact=True).click()
    assert "as_of=2025-11-10" in page.url
    assert "18,005" not in page.locator("main").inner_text()
    context.close()


def test_the_slider_moves_every_section(page: Page, site: str) -> None:
    page.goto(f"{site}/c/RIOT?{DAY}")
    assert "18,005" in page.locator("#holdings").inner_text()
    page.locator(".asof input[type=range]").focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    page.wait_for_url("**as_of=202*", timeout=60_000)
    expect(page.locator("#holdings")).not_to_contain_text("18,005")
    assert page.evaluate("document.activeElement.type") == "range"
    lines = page.locator(".block .line").all_inner_texts()
    day = page.input_value("#as_of")
    assert {line for line in lines if f"--as-of {day}" not in line} == set()
    page.go_back()
    expect(page.locator("#holdings")).to_contain_text("18,005")


def test_a_computed_number_leads_on_to_its_inputs_and_back(page: Page, site: str) -> None:
    page.goto(f"{site}/c/RIOT?{DAY}")
    page.locator("#holdings a", has_text="−1,363").first.click()
    page.locator("dialog[open] .inputs a").first.click()
    expect(page.locator("dialog h1")).to_contain_text("18,005")
    page.locator("dialog[open] .back").click()
    expect(page.locator("dialog h1")).to_contain_text("1,363")
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_all_of_it_can_be_done_with_the_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}/c/RIOT?{DAY}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.locator("#holdings a", has_text="18,005").first.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.locator("dialog[open] #card").wait_for()
    page.keyboard.press("Escape")
    assert "18,005" in page.evaluate("document.activeElement.innerText")


def test_pictures_answer_to_the_pointer(page: Page, site: str) -> None:
    page.goto(f"{site}/c/RIOT?{DAY}")
    canvas = page.locator("#holdings canvas").first
    canvas.wait_for()
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    tip = page.locator("#vg-tooltip-element.visible")
    for step in range(60):
        page.mouse.move(box["x"] + 0.88 * box["width"] - 3 * step, box["y"] + 0.7 * box["height"])
        if tip.count():
            break
    expect(tip).to_contain_text("btc")


@pytest.mark.parametrize("path", READ)
def test_no_script_fails_and_no_request_leaves(page: Page, site: str, path: str) -> None:
    wrong: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + path)
    page.wait_for_load_state("networkidle")
    expected = ["status of 400 (Bad Request)"] if path == "/c/NOBODY" else []
    assert [said for said in wrong if not any(part in said for part in expected)] == []
    assert {url for url in asked if not url.startswith((site + "/", "data:"))} == set()


def test_a_pasted_article_is_marked(page: Page, site: str) -> None:
    page.goto(f"{site}/audit")
    page.fill("#article", ARTICLE)
    page.get_by_role("button", name="Mark it up").click()
    page.locator("mark.wrong").first.wait_for()
    assert page.locator(".article mark.wrong").count() == 2
    page.locator(".article mark.wrong a").first.click()
    expect(page.locator(".note:target")).to_be_visible()


def test_a_long_question_tells_how_far_it_is_and_can_be_given_up(page: Page, site: str) -> None:
    page.goto(f"{site}/c/RIOT/hindsight")
    page.get_by_role("button", name="Look back").click()
    expect(page.locator(".job .words")).to_contain_text("planning from what was known on")
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".stage b")).to_have_text("cancelled")


def test_the_command_line_adds_figures_while_the_page_is_open(page: Page, tmp_path: Path) -> None:
    from headframe.cli.main import main

    own, rows = tmp_path / "own.sqlite", tmp_path / "mine.csv"
    with served(tmp_path) as site:
        page.goto(f"{site}/c/RIOT")
        for number in range(5):
            row = f'RIOT,bitcoin_held,2026-0{number + 3}-15,"1{number},345",BTC'
            rows.write_text(f"company,concept,period,value,unit\n{row}\n", "utf-8")
            assert main(["import", str(rows), "--record", str(own)]) == 0
            page.goto(f"{site}/c/RIOT/facts?concept=bitcoin_held")
        # Additions came one after the other: the pages of one before the last may be waited for, and then its own.
        until, said = time.monotonic() + 2 * HOLD_SECONDS + 1, ""
        while "14,345" not in said and time.monotonic() < until:
            page.wait_for_timeout(500)
            page.reload()
            said = page.locator("main").inner_text()
    assert all(f"1{number},345" in said for number in range(5))


@pytest.mark.parametrize("path", READ)
def test_no_page_scrolls_sideways(browser: Browser, site: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(site + path)
    page.wait_for_load_state()
    for width in (360, 768):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("path", ["/c/RIOT?" + DAY, "/why?id=RIOT+bitcoin_held+2025-12-31", "/"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints(browser: Browser, site: str, path: str, paper: str) -> None:
    page = browser.new_page()
    page.goto(site + path)
    page.wait_for_load_state("networkidle")
    sheets = PdfReader(io.BytesIO(page.pdf(format=paper, print_background=True))).pages
    assert 1 <= len(sheets) <= 8
    text = "".join(sheet.extract_text() for sheet in sheets)
    assert "As known on" in text
    assert "Not investment advice" in text
    assert "Watchlist Peers" not in text
    page.close()


def axe() -> str:
    """Return the accessibility checker's script: from the variable HEADFRAME_AXE, or an installed package."""
    named = os.environ.get("HEADFRAME_AXE")
    if named:
        return Path(named).read_text("utf-8")
    if find_spec("axe_playwright_python"):
        return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    pytest.skip("axe-core is not there: install axe-playwright-python, or name axe.min.js in HEADFRAME_AXE")


@pytest.mark.parametrize("path", READ)
def test_axe_finds_no_serious_fault(page: Page, site: str, path: str) -> None:
    script = axe()
    page.goto(site + path)
    page.wait_for_load_state()
    page.evaluate(script)
    for room in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if room == "dark" else "light")
        assert serious(page, "document") == []


def serious(page: Page, where: str) -> list[tuple[str, str]]:
    """Return (rule, element) of each serious fault."""
    found = page.evaluate(f"axe.run({where}, {{resultTypes: ['violations']}})")["violations"]
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found if fault["impact"] in SERIOUS]


def test_a_marked_up_article_and_a_jobs_answer_have_no_serious_fault_either(page: Page, site: str) -> None:
    script = axe()
    page.goto(f"{site}/audit")
    page.fill("#article", ARTICLE)
    page.get_by_role("button", name="Mark it up").click()
    page.locator("mark.wrong").first.wait_for()
    page.evaluate(script)
    assert serious(page, "document") == []
    page.goto(f"{site}/c/RIOT/schedule?coins=500&days=10&{DAY}")
    page.get_by_role("button", name="Schedule it").click()
    expect(page.locator(".stage b")).to_have_text("done")
    page.evaluate(script)
    for room in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if room == "dark" else "light")
        assert serious(page, "document") == []


def test_a_card_over_the_page_has_no_serious_fault_either(page: Page, site: str) -> None:
    script = axe()
    page.goto(f"{site}/c/RIOT?{DAY}")
    page.locator("#holdings a", has_text="18,005").first.click()
    page.locator("dialog[open] #card").wait_for()
    page.evaluate(script)
    assert serious(page, "document.querySelector('dialog')") == []
