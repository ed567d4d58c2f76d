"""The floors of the house hold: a room imports only rooms below it, also inside functions."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import headframe

SOURCE = Path(headframe.__file__).parent
FLOORS = {
    "ground": 0,
    "solver": 1,
    "vocabulary": 2,
    "record": 3,
    "reading": 4,
    "sources": 4,
    "mining": 4,
    "sites": 5,
    "accounts": 6,
    "intake": 7,
    "conduct": 8,
    "worlds": 8,
    "economics": 9,
    "planning": 10,
    "worth": 11,
    "audit": 12,
    "briefs": 13,
    "cli": 15,  # the command line also starts the pages and the assistant's door
    "web": 14,
    "mcp": 14,
}
OUTSIDE_THE_ROOMS = {"version"}
ROOF = {"cli", "web", "mcp"}
FILES = sorted(SOURCE.rglob("*.py"))


def imports_of(path: Path) -> set[str]:
    """Return every dotted name a file imports, at the top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", [f for f in FILES if room_of(f) in FLOORS], ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_go_downward(path: Path) -> None:
    own = room_of(path)
    for name in imports_of(path):
        if not name.startswith("headframe."):
            continue
        room = name.split(".")[1]
        if room in OUTSIDE_THE_ROOMS or room == "__version__":
            continue
        assert room == own or FLOORS[room] < FLOORS[own], f"{own} must not import {name}"


def test_every_room_stands_on_a_floor() -> None:
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert rooms <= set(FLOORS)


@pytest.mark.parametrize("library", ["sqlalchemy", "alembic", "sqlite3"])
def test_only_the_record_opens_a_database(library: str) -> None:
    users = {room_of(path) for path in FILES if any(n.split(".")[0] == library for n in imports_of(path))}
    assert users <= {"record"}


@pytest.mark.parametrize("library", ["socket", "httpx", "urllib.request", "http.client"])
def test_only_sources_opens_a_socket(library: str) -> None:
    users = {room_of(p) for p in FILES if any(n == library or n.startswith(library + ".") for n in imports_of(p))}
    assert users <= {"sources", "web"}


def test_below_the_roof_nothing_reads_clock_or_environment() -> None:
    guilty = []
    for path in FILES:
        if room_of(path) in ROOF:
            continue
        text = path.read_text("utf-8")
        for word in ("os.environ", "os.getenv", ".today()", ".now(", "time.time(", "utcnow"):
            if word in text:
                guilty.append(f"{path.relative_to(SOURCE)}: {word}")
    assert guilty == []
