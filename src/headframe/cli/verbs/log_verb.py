"""`headframe log`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headframe.cli.common import Common, emit, verb

if TYPE_CHECKING:
    from headframe.record.append_log import AppendLine, AppendLog


@verb("terminal", "json", "csv")
def command(common: Common) -> int:
    """What was appended to your record: when, from what, how many facts, from which address by which token."""
    from headframe.cli.forms import rows_csv
    from headframe.record.append_log import append_log

    return emit(common, append_log(common.record()), {"terminal": log_text, "csv": lambda told: rows_csv(told.lines)})


def log_text(told: AppendLog) -> str:
    """Return the log as a terminal shows it."""
    if not told.lines:
        return "Nothing was appended yet.\n"
    return "\n".join(_line(line) for line in told.lines) + "\n"


def _line(line: AppendLine) -> str:
    by = f" by {line.token}" if line.token else ""
    return f"{line.batch:>6}  {line.recorded_at[:19]}  {line.facts:>7,} facts  {line.address}{by}  {line.what}"
