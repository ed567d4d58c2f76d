"""A release as a user gets it: built, installed into an empty environment, driven with the checkout out of sight.

Usage: python -m harness.release
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from harness.measured_figures import Cell, keep
from harness.trust_page import main as write_page

PROJECT = Path(__file__).resolve().parents[1]
NEVER_PACKED = ("tests/", "harness/", "benchmarks/", ".ci/", "__pycache__", ".env")
CSV = "company,concept,period,value,unit\nBITZERO,bitcoin_held,2026-09-30,11500,BTC\n"
SAYS = (
    "`uv build`, then the wheel alone installed with its dependencies into a new environment, run in an empty folder "
    "with no other path to the sources."
)


def main() -> int:
    """Build, install, run, and return 0 where everything held."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        wheel = _built(folder)
        programs = _installed(wheel, folder)
        (folder / "work").mkdir()
        (folder / "work" / "own.csv").write_text(CSV, "utf-8")
        rows = [_driven(programs, folder / "work", words) for words in COMMANDS]
    keep("6-release", "A release in an empty environment", SAYS, "python -m harness.release", rows)
    write_page()
    sys.stdout.write("\n".join(map(str, rows)) + "\n")
    return 0 if all(row["exit code"] == 0 and row["bytes printed"] for row in rows) else 1


COMMANDS = (
    ("headframe", "brief", "RIOT"),
    ("headframe", "why", "RIOT", "bitcoin_held", "2025-12-31"),
    ("headframe", "--version"),
    ("headframe", "import", "own.csv", "--record", "record.sqlite"),
    ("headframe", "backup", "record.backup", "--record", "record.sqlite"),
    ("headframe", "restore", "record.backup", "--record", "again.sqlite"),
    ("headframe", "doctor", "--record", "again.sqlite"),
    ("python", "-c", "import headframe; print(headframe.__all__)"),
)


def _built(folder: Path) -> Path:
    """Build both forms, and refuse a wheel with anything in it that is not the package."""
    _run(["uv", "build", "--quiet", "--out-dir", str(folder / "dist")], PROJECT)
    wheel = next((folder / "dist").glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        strange = [name for name in archive.namelist() if any(part in name for part in NEVER_PACKED)]
    if strange:
        raise RuntimeError(f"the wheel holds {strange[:5]}")
    return wheel


def _installed(wheel: Path, folder: Path) -> Path:
    """Install the wheel into an empty environment and return the folder of its programs."""
    _run(["uv", "venv", "--quiet", "--python", sys.executable, str(folder / "empty")], folder)
    python = next(folder.glob("empty/[bS]*/python*"))
    _run(["uv", "pip", "install", "--quiet", "--python", str(python), str(wheel)], folder)
    return python.parent


def _driven(programs: Path, work: Path, words: tuple[str, ...]) -> dict[str, Cell]:
    began = time.perf_counter()
    command = [str(programs / words[0]), *words[1:]]
    done = subprocess.run(command, cwd=work, env=_bare(work), capture_output=True, check=False)
    seconds = round(time.perf_counter() - began, 2)
    if done.returncode:
        sys.stdout.write(done.stderr.decode()[-2_000:])
    return {
        "command": f"`{' '.join(words)}`",
        "exit code": done.returncode,
        "seconds": seconds,
        "bytes printed": len(done.stdout),
    }


def _bare(work: Path) -> dict[str, str]:
    """Return an environment that knows nothing of the checkout, with folders of its own."""
    home = {"HOME": str(work), "XDG_DATA_HOME": str(work), "XDG_CONFIG_HOME": str(work), "XDG_CACHE_HOME": str(work)}
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | home


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:3])}: {done.stderr[-2_000:]}")


if __name__ == "__main__":
    sys.exit(main())
