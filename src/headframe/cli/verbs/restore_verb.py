"""`headframe restore`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headframe.cli.common import Common, emit, verb
from headframe.ground.errors import InputRefused

if TYPE_CHECKING:
    from headframe.record.restore import Restored


@verb("terminal", "json")
def command(
    common: Common,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `headframe backup` wrote.")],
    check: Annotated[bool, typer.Option("--check", help="Only look whether it is whole; take nothing in.")] = False,
) -> int:
    """A backup into an empty record: every line and digest is checked first, and all of it taken in, or nothing.

    A record that holds facts is never overwritten. A damaged backup is refused with the line that fails.
    """
    from headframe.record.restore import restore

    try:
        with file.open(encoding="utf-8", errors="surrogatepass", newline="\n") as backup:
            told = restore(common.record(), backup, file.name, check_only=check)
    except UnicodeDecodeError as error:
        raise InputRefused(f"{file.name} is no backup", where=str(file), why="it is no UTF-8 text") from error
    except OSError as error:
        why = str(error.strerror or error)
        raise InputRefused(f"{file.name} cannot be read", where=str(file), why=why, next="check the name") from error
    return emit(common, told, {"terminal": restored_text})


def restored_text(told: Restored) -> str:
    """Return what was restored, as a terminal shows it."""
    did = "taken in" if told.taken_in else "whole; nothing was taken in"
    return (
        f"{told.file}  made {told.made_at[:19]}: {told.facts:,} facts in {told.batches:,} batches, {did}.\n"
        f"  record  {told.record_digest}\n"
    )
