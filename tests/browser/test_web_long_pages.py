"""What lies ahead in a real browser: a plan's bounds while it works and its end, a forecast without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from served import served

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
expect = playwright.expect
PATIENCE = 240_000
"""A plan's company, world and lattice are made first; on a busy machine that takes a while [ms]."""

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("ahead")) as address:
        yield address


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 900}, java_script_enabled=request.param)
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    yield opened
    context.close()


def test_a_plan_shows_both_bounds_while_it_works_and_can_be_cancelled(page: Page, site: str) -> None:
    page.goto(f"{site}/c/RIOT/plan")
    page.fill("[name=risk]", "0.2")
    page.fill("[name=seconds]", "300")
    page.get_by_role("button", name="Find the plan").click()
    assert "headframe plan RIOT --risk 0.2 --seconds 300" in page.locator("h1").inner_text()
    numbers = page.locator(".numbers")
    expect(numbers).to_contain_text("upper", timeout=PATIENCE)
    expect(numbers).to_contain_text("lower", timeout=PATIENCE)
    bounds = numbers.locator("dd", has_text="million USD")
    expect(bounds.nth(1)).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".stage")).to_contain_text("cancelled", timeout=PATIENCE)
    expect(page.locator("main")).to_contain_text("You ended it. The plan is the best found until then.")
    assert page.locator("#plan table a").count() > 0


def test_a_forecast_can_be_asked_for(page: Page, site: str) -> None:
    page.goto(f"{site}/c/RIOT/forecast")
    page.fill("[name=months]", "12")
    page.select_option("[name=policy]", "sell-to-fund")
    page.get_by_role("button", name="Ask").click()
    page.wait_for_url("**months=12**")
    assert "headframe forecast RIOT --months 12 --policy sell-to-fund" in page.locator("main").inner_text()
    assert page.locator("section table").count() >= 4


def test_a_number_of_the_forecast_leads_to_its_formula(page: Page, site: str) -> None:
    page.goto(f"{site}/c/RIOT/forecast")
    page.locator("td.number a").first.click()
    shown = page.locator("dialog[open] .body, .below:target")
    expect(shown.first).to_contain_text("known since")


def test_a_slider_moves_the_number_beside_it(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/c/RIOT/plan")
    slider = page.get_by_label("weight of the worst outcomes, slider")
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert page.input_value("[name=risk]") == "0.05"
    page.close()


def test_a_picture_by_night_stands_on_the_pages_own_ground(browser: Browser, site: str) -> None:
    page = browser.new_page(color_scheme="dark", java_script_enabled=False)
    page.goto(f"{site}/worlds?paths=500")
    shown = page.locator("figure img").first
    expect(shown).to_be_visible()
    drawing = page.request.get(site + (page.locator("figure source").first.get_attribute("srcset") or ""))
    assert 'fill="white"' not in drawing.text()
    assert drawing.ok
    page.close()
