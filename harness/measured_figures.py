"""What the harnesses measured: one JSON file a harness, from which docs/why/trust.md is written and nothing else."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).parent / "measured"
Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Measured:
    """One table: what was asked, the command that repeats it, when and on what it ran, and its rows."""

    title: str
    says: str
    command: str
    day: str
    machine: str
    rows: tuple[Mapping[str, Cell], ...]


def keep(name: str, title: str, says: str, command: str, rows: Sequence[Mapping[str, Cell]]) -> None:
    """Write a harness's table for the page, in place of its table before."""
    FOLDER.mkdir(exist_ok=True)
    table = Measured(title, says, command, datetime.now(UTC).date().isoformat(), machine(), tuple(rows))
    (FOLDER / f"{name}.json").write_text(json.dumps(asdict(table), indent=1, ensure_ascii=False) + "\n", "utf-8")


def kept() -> list[Measured]:
    """Return every table that was measured, in the order of their files' names."""
    found = [json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))]
    return [Measured(**(table | {"rows": tuple(table["rows"])})) for table in found]


def machine() -> str:
    """Return what the figures were measured on, without any name; the load says how far seconds can be trusted."""
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    load = f"load {os.getloadavg()[1]:.1f}" if hasattr(os, "getloadavg") else "load not known"
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores ({load}), {versions}"
