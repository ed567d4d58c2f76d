"""A real browser for the page: the system's Chromium, driven through Playwright. Skipped where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from headframe.cli.main import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on this system")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The brief of RIOT as of 2026-01-10, written by the command line."""
    folder = tmp_path_factory.mktemp("page")
    file = folder / "riot.html"
    own = str(folder / "none.sqlite")
    asked = ["brief", "RIOT", "--as-of", "2026-01-10", "--form", "html", "--out", str(file), "--record", own]
    assert main(asked) == 0
    return file
