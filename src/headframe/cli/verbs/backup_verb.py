"""`headframe backup`."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headframe.cli.common import Common, emit, verb
from headframe.ground.errors import RecordProblem, UsageProblem

if TYPE_CHECKING:
    from headframe.record.backup import Backup


@verb("terminal", "json")
def command(
    common: Common, file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it; it must be new.")]
) -> int:
    """A copy of your record as of one moment, while others go on reading and writing.

    Text, the same from a SQLite file and from a server; every line, batch and source file with its digest.
    `headframe restore` takes it back in, and `headframe restore FILE --check` only looks whether it is whole.
    """
    return emit(common, _written(common, file), {"terminal": backup_text})


def _written(common: Common, file: Path) -> Backup:
    from headframe.record.backup import back_up

    if file.exists():
        raise UsageProblem(f"{file.name} is there already", where=str(file), next="name a new file")
    draft = file.with_name(file.name + ".part")
    try:
        with draft.open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as sink:
            told = back_up(common.record(), sink, file.name, datetime.now(UTC))
            sink.flush()
            os.fsync(sink.fileno())
        draft.replace(file)
    except OSError as error:
        why = str(error.strerror or error)
        raise RecordProblem(f"{file.name} could not be written", where=str(file), why=why) from error
    finally:
        draft.unlink(missing_ok=True)
    return told


def backup_text(told: Backup) -> str:
    """Return what was copied, as a terminal shows it."""
    lines = [
        f"{told.file}  {told.facts:,} facts in {told.batches:,} batches, up to position {told.position:,}",
        f"  source files  {len(set(told.sources)):,}, the digest of each beside its facts",
        f"  record        {told.record_digest}",
        f"  this file     {told.file_digest}",
        "Tokens are not in it. `headframe restore FILE --check` looks whether a copy of it is whole.",
    ]
    return "\n".join(lines) + "\n"
