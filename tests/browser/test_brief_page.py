"""The HTML brief in a real browser: clicks, silence, narrow screens, dark rooms and paper."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

POINTS_PER_PIXEL = 72 / 96
PAPER = {"A4": (794, 14), "Letter": (816, 14)}
"""Width [CSS pixels] and margin [mm] of a sheet."""
TOO_WIDE = """() => [...document.querySelectorAll("main table, main svg, main p")]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(e => e.tagName + " in " + (e.closest("section, figure")?.id || "a figure"))"""


@pytest.fixture
def page(browser: Browser, page_file: Path) -> Page:
    opened = browser.new_page(viewport={"width": 1200, "height": 900})
    opened.goto(page_file.as_uri())
    return opened


def click_december(page: Page) -> None:
    page.locator("#holdings a", has_text="18,005").first.click()


def test_a_number_opens_its_card_with_the_source(page: Page) -> None:
    click_december(page)
    card = page.locator(".card:target")
    assert card.is_visible()
    assert "RIOT bitcoin_held 2025-12-31" in card.inner_text()
    sources = card.locator("a[rel=noreferrer]")
    assert sources.count() > 0
    assert all(str(link.get_attribute("href")).startswith("https://") for link in sources.all())


def test_a_card_closes_and_the_reader_stays_in_place(page: Page) -> None:
    page.locator("#holdings").scroll_into_view_if_needed()
    click_december(page)
    before = page.evaluate("scrollY")
    page.locator(".card:target .close").click()
    assert page.locator(".card:target").count() == 0
    assert page.evaluate("scrollY") == before


def test_a_computed_number_leads_on_to_its_inputs(page: Page) -> None:
    page.locator("#holdings a", has_text="−1,363").first.click()
    page.locator(".card:target a", has_text="bitcoin_held 2025-11-30").click()
    assert "19,368" in page.locator(".card:target h3").inner_text()


def test_every_link_inside_the_page_leads_somewhere(page: Page) -> None:
    lost = page.evaluate(
        """() => [...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute("href").slice(1))
            .filter(id => id !== "-" && !document.getElementById(id))"""
    )
    assert lost == []


def test_no_script_fails_and_no_request_leaves(browser: Browser, page_file: Path) -> None:
    page = browser.new_page()
    wrong: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    click_december(page)
    assert wrong == []
    assert {url.split("#")[0] for url in asked} == {page_file.as_uri()}


def test_it_works_without_javascript(browser: Browser, page_file: Path) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(page_file.as_uri())
    click_december(page)
    assert page.locator(".card:target").is_visible()


@pytest.mark.parametrize("width", [360, 768, 1200])
def test_no_page_scrolls_sideways(browser: Browser, page_file: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(page_file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    click_december(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def contrast(page: Page, selector: str) -> float:
    """Return the contrast of text against the page's ground, as accessibility guidelines compute it."""
    inks: list[list[float]] = page.evaluate(
        """s => [getComputedStyle(document.querySelector(s)).color, getComputedStyle(document.body).backgroundColor]
            .map(c => c.match(/[\\d.]+/g).slice(0, 3).map(Number))""",
        selector,
    )
    light = sorted(_luminance(ink) for ink in inks)
    return (light[1] + 0.05) / (light[0] + 0.05)


def _luminance(ink: list[float]) -> float:
    parts = [part / 255 for part in ink]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("room", ["light", "dark"])
@pytest.mark.parametrize("selector", [".headline", "#holdings th", "#holdings td", ".notes li", "header p"])
def test_text_can_be_read_by_day_and_by_night(browser: Browser, page_file: Path, room: str, selector: str) -> None:
    page = browser.new_context(color_scheme="dark" if room == "dark" else "light").new_page()
    page.goto(page_file.as_uri())
    assert contrast(page, selector) >= 4.5


def test_the_dark_page_is_dark(browser: Browser, page_file: Path) -> None:
    page = browser.new_context(color_scheme="dark").new_page()
    page.goto(page_file.as_uri())
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert max(ground) < 64


@pytest.mark.parametrize("paper", sorted(PAPER))
def test_it_prints_on_paper_with_nothing_cut_off(browser: Browser, page_file: Path, paper: str) -> None:
    width, margin = PAPER[paper]
    page = browser.new_page(viewport={"width": round(width - 2 * margin * 96 / 25.4), "height": 1000})
    page.goto(page_file.as_uri())
    page.emulate_media(media="print")
    assert page.evaluate(TOO_WIDE) == []
    sheets = PdfReader(io.BytesIO(page.pdf(format=paper, print_background=True))).pages
    assert 1 <= len(sheets) <= 8
    assert round(float(sheets[0].mediabox.width)) == pytest.approx(width * POINTS_PER_PIXEL, abs=1)
    text = "".join(sheet.extract_text() for sheet in sheets)
    assert "liquidated" in text
    assert "Not investment advice" in text
