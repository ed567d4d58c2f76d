"""Pages still read as they did. `pytest tests/golden --update-golden` rewrites them; read the difference first."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from headframe.cli.main import main
from headframe.record.snapshot_stamp import snapshot_digest

FOLDER = Path(__file__).parent / "files"
GOLDEN = {
    "brief_riot_2026-01-10.txt": ("brief", "RIOT", "--as-of", "2026-01-10"),
    "brief_riot.txt": ("brief", "RIOT"),
    "brief_argo.txt": ("brief", "ARBK"),
    "reconcile_riot_2025.csv": ("reconcile", "RIOT", "--as-of", "2026-01-10", "--form", "csv"),
    "why_riot_held_december.json": (
        *("why", "RIOT", "bitcoin_held", "2025-12-31", "--as-of", "2026-01-10"),
        *("--form", "json"),
    ),
    "help.txt": ("--help",),
}


def printed(arguments: tuple[str, ...], capfd: pytest.CaptureFixture[str]) -> str:
    assert main(arguments) == 0
    text = capfd.readouterr().out.replace(snapshot_digest(), "the digest of the packaged tables")
    if "csv" in arguments:
        lines = text.splitlines()
        text = "\n".join([lines[0], *(line for line in lines if " 2025-" in line.split(",")[1])]) + "\n"
    return text


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_a_page_reads_as_it_did(name: str, capfd: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> None:
    now = printed(GOLDEN[name], capfd)
    file = FOLDER / name
    if request.config.getoption("--update-golden"):
        FOLDER.mkdir(exist_ok=True)
        file.write_bytes(now.encode())
        return
    before = file.read_bytes().decode()
    changed = list(difflib.unified_diff(before.splitlines(), now.splitlines(), "golden", "now", lineterm="", n=0))
    assert not changed, "\n".join(changed[:60]) + "\n(pytest tests/golden --update-golden accepts it)"


def test_no_golden_file_is_left_over() -> None:
    assert {file.name for file in FOLDER.iterdir()} == set(GOLDEN)
