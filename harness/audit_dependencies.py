"""Known weaknesses of what Headframe is built from: every package of the bill of materials, looked up by pip-audit.

Usage: python -m harness.audit_dependencies — leaves with 0 where every package was looked up and none is known to be
weak, 1 where one is, and 3 where some or all could not be looked up: that is not a pass.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from harness.materials import Material, materials

WEAK, NOT_CHECKED = 1, 3
LONGEST_SECONDS = 300
OPTIONS = ("--disable-pip", "--no-deps", "--format", "json", "--progress-spinner", "off", "--timeout", "20")


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of it: packages looked up, packages that were not, weaknesses in words; why, where none was."""

    checked: int
    unchecked: tuple[str, ...]
    weak: tuple[str, ...]
    why: str = ""

    @property
    def code(self) -> int:
        """The exit code: a known weakness before what is not known."""
        if self.weak:
            return WEAK
        return 0 if self.checked and not self.unchecked else NOT_CHECKED

    @property
    def words(self) -> str:
        """What to say."""
        if not self.checked:
            return f"could not be reached: nothing was checked ({self.why or 'no package is known there'})"
        told = f"{self.checked} package(s) checked, {len(self.weak)} known weakness(es)"
        missed = f"; NOT checked: {', '.join(self.unchecked)}" if self.unchecked else ""
        return "\n".join([*self.weak, told + missed])


def looked_up(found: Sequence[Material]) -> Looked:
    """Look packages up in the service of known weaknesses, exactly as they are installed."""
    names = tuple(one.name for one in found)
    if find_spec("pip_audit") is None:
        return Looked(0, names, (), "pip-audit is not installed: uv run --group audit")
    with tempfile.TemporaryDirectory() as place:
        wanted = Path(place) / "requirements.txt"
        wanted.write_text("".join(f"{one.name}=={one.version}\n" for one in found), "utf-8")
        command = [sys.executable, "-m", "pip_audit", *OPTIONS, "--requirement", str(wanted)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return Looked(0, names, (), f"no answer within {LONGEST_SECONDS} s")
    return understood(names, done.stdout, done.stderr)


def understood(names: Sequence[str], out: str, err: str) -> Looked:
    """Return what pip-audit's answer says. A package that it passes over is not checked, whatever its exit code."""
    try:
        told = json.loads(out)["dependencies"]
    except (ValueError, KeyError, TypeError):
        lines = err.strip().splitlines() or ["it said nothing"]
        return Looked(0, tuple(names), (), lines[-1][:200])
    checked = {one["name"]: one["vulns"] for one in told if "vulns" in one}
    reasons = sorted({one["skip_reason"].partition(":")[0] for one in told if "skip_reason" in one})
    weak = tuple(
        f"WEAK {name}: {each['id']}, mended in {', '.join(each.get('fix_versions', [])) or 'no version yet'}"
        for name, weaknesses in checked.items()
        for each in weaknesses
    )
    unchecked = tuple(name for name in names if name not in checked)
    return Looked(len(checked), unchecked, weak, "; ".join(reasons))


def main() -> int:
    """Look up, say what came of it, and return the exit code."""
    looked = looked_up(materials())
    sys.stdout.write(f"Known weaknesses: {looked.words}\n")
    return looked.code


if __name__ == "__main__":
    sys.exit(main())
