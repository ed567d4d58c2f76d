"""`headframe export`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb, write_out


@verb("csv", "parquet", "json")
def command(
    common: Common,
    company: Annotated[str | None, typer.Argument(help="Ticker or name; all companies without one.")] = None,
    own: Annotated[bool, typer.Option("--own", help="Your own facts only, without the packaged snapshot.")] = False,
) -> int:
    """Every printing with all it says: interval, day known, source, quote. `headframe import` reads the CSV back."""
    from headframe.cli.parquet import parquet_bytes, refuse_screen
    from headframe.record.export import Export, export_facts

    if common.form == "parquet":
        refuse_screen(common)
    answer = export_facts(common.view(), company, own=own)
    if common.form == "parquet":
        write_out(common, parquet_bytes(answer))
        return 0
    return emit(common, answer, {"csv": Export.csv_text})
