"""Writes docs/why/trust.md from what the harnesses measured.

Usage: python -m harness.trust_page
"""

from __future__ import annotations

import sys
from pathlib import Path

from harness.measured_figures import Cell, Measured, kept

PAGE = Path(__file__).resolve().parents[1] / "docs" / "why" / "trust.md"
HEAD = """# What the record withstands

<!-- Written by `python -m harness.trust_page` from harness/measured. Nothing here is typed by hand. -->

A record is only worth having if it cannot be lost or corrupted. Each table below was written by a harness that
breaks Headframe on purpose and counts what is left. *Acknowledged* means that the command answered: it left with exit
code 0, or printed its receipt to the end. After each fault four things are asked: is every acknowledged fact still
there; is nothing half-written (each batch whole and its digest right, or not there at all); does the next command work;
does `headframe doctor` call the record sound and say what happened.

Repeat a table with the command under it, all of them with `.ci/long`. Limits of the evidence: a killed process is
not a lost power supply (SQLite writes with `synchronous=FULL`, and what a disk does with that is the disk's), and
made-up facts of one company stand for all.
"""


def page(tables: list[Measured]) -> str:
    """Return the page."""
    return "\n".join([HEAD, *(_section(table) for table in tables)])


def _section(table: Measured) -> str:
    columns = list(table.rows[0])
    lines = [f"## {table.title}", "", table.says, "", _row(columns), _row(["---"] * len(columns))]
    lines += [_row([_cell(row[name]) for name in columns]) for row in table.rows]
    lines += ["", f"Measured {table.day} on {table.machine}:", "", "```sh", table.command, "```", ""]
    return "\n".join(lines)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: Cell) -> str:
    if isinstance(value, float):
        return f"{value:,.4g}"
    return f"{value:,}" if isinstance(value, int) else value.replace("|", "\\|")


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(kept()), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
