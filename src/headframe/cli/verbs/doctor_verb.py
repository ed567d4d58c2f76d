"""`headframe doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headframe.cli.common import Common, emit, verb
from headframe.ground.errors import RecordProblem

if TYPE_CHECKING:
    from headframe.record.doctor import Check, Checkup


@verb("terminal", "json")
def command(common: Common) -> int:
    """What the record is, whether it is sound, and what it runs on. Exit code 5 where anything is not sound."""
    from headframe.cli.settings import config_path, settings
    from headframe.record.doctor import examine

    path = config_path()
    shown = {"config": str(path) if path.is_file() else f"{path} (not there: the defaults hold)"} | settings()
    answer = examine(common.record(), shown)
    emit(common, answer, {"terminal": checkup_text})
    return 0 if answer.sound else RecordProblem.exit_code


def checkup_text(answer: Checkup) -> str:
    """Return a checkup as a terminal shows it."""
    verdict = "sound" if answer.sound else "NOT SOUND"
    lines = [f"{answer.record}: {verdict}", ""]
    lines += [line for check in answer.checks for line in _check_lines(check)]
    lines += ["", *(f"  {name:<10} {value}" for name, value in answer.settings.items())]
    lines += ["", "  runs on    " + ", ".join(f"{name} {version}" for name, version in answer.libraries.items())]
    return "\n".join(lines) + "\n"


def _check_lines(check: Check) -> list[str]:
    lines = [f"{'✓' if check.sound else '✗'} {check.name:<10} {check.says}"]
    return lines if check.sound or not check.next else [*lines, f"  {'next':<10} {check.next}"]
