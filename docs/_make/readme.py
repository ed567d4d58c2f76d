"""Writes the table of verbs in README.md from the verbs themselves: `python docs/_make/readme.py`."""

from __future__ import annotations

import re
from pathlib import Path

from headframe.cli.verbs_table import PANELS, VERBS

PAGE = Path(__file__).resolve().parents[2] / "README.md"
TABLE = re.compile(r"\| verb \| answers \|\n(?:\|.*\n)+")


def page() -> str:
    """Return README.md with its table of verbs as it must be."""
    rows = [f"| `{verb.name}` | {verb.summary} |\n" for panel in PANELS for verb in VERBS if verb.panel == panel]
    table = "".join(["| verb | answers |\n", "|---|---|\n", *rows])
    text, count = TABLE.subn(lambda _: table, PAGE.read_text("utf-8"))
    if count != 1:
        raise ValueError("README.md has no table of verbs, or more than one")
    return text


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
