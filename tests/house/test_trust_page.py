"""docs/why/trust.md holds nothing but what was measured, and the harness that measured it is named by its command."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLES = sorted((ROOT / "harness" / "measured").glob("*.json"))


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the page's maker defines."""
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    return runpy.run_path(str(ROOT / "harness" / "trust_page.py"))


def test_the_page_is_the_one_that_its_tables_give(page: dict[str, Any]) -> None:
    assert page["PAGE"].read_text("utf-8") == page["page"](page["kept"]()), "run python -m harness.trust_page"


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_table_says_how_to_repeat_it(path: Path) -> None:
    told = json.loads(path.read_text("utf-8"))
    module = told["command"].split()[2]
    assert (ROOT / Path(*module.split("."))).with_suffix(".py").exists()
    assert told["day"] and told["machine"] and told["rows"]
    assert "/tmp" not in path.read_text("utf-8")
