"""A release as a user gets it: built, installed into an empty environment, driven with the checkout out of sight.

Usage: python -m harness.release [--only-first] [--tests PATH …] — the README's first command and its kin on the wheel,
its second, the whole test suite or the tests named, in the unpacked source release with an environment of its own.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

from harness.measured_figures import Cell, keep
from harness.trust_page import main as write_page

PROJECT = Path(__file__).resolve().parents[1]
NEVER_PACKED = ("tests/", "harness/", "benchmarks/", ".ci/", "__pycache__", ".env")
CSV = "company,concept,period,value,unit\nBITZERO,bitcoin_held,2026-09-30,11500,BTC\n"
SAYS = (
    "`uv build`, then the wheel alone installed with its dependencies into a new environment, run in an empty folder "
    "with no other path to the sources; the tests in the unpacked source release, in an environment of their own."
)
LEADS_BACK = ("VIRTUAL_ENV", "PYTHONPATH", "UV_PROJECT_ENVIRONMENT", "UV_PROJECT", "PYTHONHOME")
COUNTED = re.compile(rb"^[0-9]+ (?:passed|failed).*$", re.MULTILINE)
LONGEST_SECONDS = 3_600
"""For the test suite; it is given up then, and fails."""


def main(arguments: list[str]) -> int:
    """Build, install, run, and return 0 where everything held."""
    asked = argparse.ArgumentParser(prog="python -m harness.release", description=__doc__)
    asked.add_argument("--only-first", action="store_true", help="leave the test suite out")
    asked.add_argument("--tests", nargs="*", default=[], metavar="PATH", help="only these tests")
    given = asked.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o755)  # as a folder of a user's is: a test that gives up its rights must still find the source
        wheel = _built(folder)
        programs = _installed(wheel, folder)
        (folder / "work").mkdir()
        (folder / "work" / "own.csv").write_text(CSV, "utf-8")
        rows = [_driven([str(programs / words[0]), *words[1:]], folder / "work", words) for words in COMMANDS]
        if not given.only_first:
            rows.append(_tested(folder, given.tests))
    keep("6-release", "A release in an empty environment", SAYS, _command(given), rows)
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


def _tested(folder: Path, tests: Sequence[str]) -> dict[str, Cell]:
    """Run the README's second command in the unpacked source release, in the environment that it makes there."""
    with tarfile.open(next((folder / "dist").glob("*.tar.gz"))) as archive:
        archive.extractall(folder / "source", filter="data")
    source = next((folder / "source").iterdir())
    words = ("uv", "run", "--group", "test", "pytest", *tests)
    # How this machine reaches packages stays as it is; what leads to the checkout or its environment does not.
    environment = {name: value for name, value in os.environ.items() if name not in LEADS_BACK}
    return _driven(list(words), source, words, environment)


def _driven(
    command: list[str], work: Path, words: Sequence[str], environment: dict[str, str] | None = None
) -> dict[str, Cell]:
    began = time.perf_counter()
    env = environment or _bare(work)
    done = subprocess.run(command, cwd=work, env=env, capture_output=True, check=False, timeout=LONGEST_SECONDS)
    seconds = round(time.perf_counter() - began, 2)
    if done.returncode:
        sys.stdout.write((done.stdout + done.stderr).decode()[-2_000:])
    counted = COUNTED.findall(done.stdout)
    return {
        "command": f"`{' '.join(words)}`",
        "exit code": done.returncode,
        "seconds": seconds,
        "bytes printed": len(done.stdout),
        "counted": counted[-1].decode() if counted else "",
    }


def _command(given: argparse.Namespace) -> str:
    options = [*(["--only-first"] if given.only_first else []), *(["--tests", *given.tests] if given.tests else [])]
    return " ".join(["python -m harness.release", *options])


def _bare(work: Path) -> dict[str, str]:
    """Return an environment that knows nothing of the checkout, with folders of its own."""
    home = {"HOME": str(work), "XDG_DATA_HOME": str(work), "XDG_CONFIG_HOME": str(work), "XDG_CACHE_HOME": str(work)}
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | home


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:3])}: {done.stderr[-2_000:]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
