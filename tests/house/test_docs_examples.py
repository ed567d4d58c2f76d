"""Every example in the documentation runs, and prints what the page shows."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONSOLE: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "_make" / "console.py"))
HOW_TO_RENEW = "python docs/_make/console.py brings the pages up to date"
PAGES = [path for path in CONSOLE["pages"]() if path.is_file()]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_examples_of_a_page_print_what_it_shows(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    shell = CONSOLE["Shell"](folder)
    for block in CONSOLE["blocks"](path.read_text("utf-8")):
        if block.file:
            (folder / block.file).write_text(block.body, "utf-8")
        elif block.kind == "python":
            shell.run_python(block.body)
        elif block.kind == "console":
            for command in CONSOLE["commands"](block.body):
                printed = shell.run(command.line)
                now = "\n".join(CONSOLE["renewed"](command.shown, printed))
                shown = "\n".join(command.shown)
                assert CONSOLE["matches"](command.shown, printed), (
                    f"$ {command.line}\n--- shown\n{shown}\n--- now\n{now}\n{HOW_TO_RENEW}"
                )


def test_the_comparison_tells_pages_apart() -> None:
    matches = CONSOLE["matches"]
    assert matches(("a", "...", "d"), ["a", "b", "c", "d"])
    assert matches(("held ... BTC",), ["held 18,005 BTC"])
    assert not matches(("a", "...", "d"), ["a", "b"])
    assert not matches(("a",), ["a", "b"])
    assert not matches(("held 18,006 BTC",), ["held 18,005 BTC"])


def test_a_page_is_renewed_where_the_program_prints_something_else() -> None:
    renewed = CONSOLE["renewed"]
    assert renewed(("held 18,004 BTC", "...", "the end"), ["held 18,005 BTC", "more", "the end"]) == [
        "held 18,005 BTC",
        "...",
        "the end",
    ]
