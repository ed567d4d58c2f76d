"""`headframe import`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headframe.cli.common import Common, emit, verb
from headframe.ground.errors import InputRefused, UsageProblem

if TYPE_CHECKING:
    from headframe.intake.receipt import Conflict, Receipt

SHOWN = 20


@verb("terminal", "json")
def command(
    common: Common, file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="Your own figures, one row each.")]
) -> int:
    """Add your own figures to the record: all of the file, or nothing and every problem in it.

    Columns: company, concept, period, value, unit. Where you like: known_at, title, url, place, quote, note,
    approximate, witness, low, high. Print the value with the digits of its source: 18,005 or 161.6. A figure whose row
    names no known_at became known on the day of --as-of, or today. `headframe export` writes such files.
    """
    from headframe.intake.import_csv import import_csv

    receipt = import_csv(common.record(), _bytes(file), file.name, datetime.now(UTC), common.as_of)
    return emit(common, receipt, {"terminal": receipt_text})


def _bytes(file: Path) -> bytes:
    from headframe.intake.csv_file import LARGEST_FILE

    if not file.is_file():
        raise UsageProblem(f"there is no file {file.name}", where=str(file), next="check the path")
    try:
        if (size := file.stat().st_size) > LARGEST_FILE:
            what = f"{file.name} has {size:,} bytes, more than {LARGEST_FILE:,}"
            raise InputRefused(what, where=str(file), next="import it in parts")
        return file.read_bytes()
    except OSError as error:
        raise InputRefused(f"{file.name} cannot be read", where=str(file), why=str(error.strerror or error)) from error


def receipt_text(receipt: Receipt) -> str:
    """Return a receipt as a terminal shows it."""
    by_company = ", ".join(f"{ticker} {count:,}" for ticker, count in receipt.companies.items())
    lines = [
        f"{receipt.file}  {receipt.rows:,} figures read, digest {receipt.digest}",
        f"  new            {receipt.new:,}" + (f"   ({by_company})" if by_company else ""),
        f"  already known  {receipt.already_known:,}",
        f"  contradicting  {len(receipt.conflicts):,}",
        f"The record stands at position {receipt.made_from.record.position:,}.",
    ]
    if receipt.undated:
        lines.append(f"{receipt.undated:,} of the new figures name no day: known since {receipt.known_at}.")
    if receipt.conflicts:
        lines += ["", "CONTRADICTING THE RECORD (both stay as witnesses; ⚠ is a disputed figure)"]
        lines += [line for conflict in receipt.conflicts[:SHOWN] for line in _conflict_lines(conflict)]
    if len(receipt.conflicts) > SHOWN:
        lines.append(f"  and {len(receipt.conflicts) - SHOWN:,} more: --form json lists all")
    return "\n".join(lines) + "\n"


def _conflict_lines(conflict: Conflict) -> list[str]:
    from headframe.briefs.numbers import quantity, shown

    before = conflict.before
    said = ", ".join(dict.fromkeys(source.title for source in before.sources[:2]))
    return [
        f"  row {conflict.row}  {conflict.id}",
        f"    yours   {quantity(conflict.value, conflict.unit)}",
        f"    record  {quantity(before.value, before.unit)}  {said}",
        f"    now     {shown(conflict.now)}",
    ]
