"""`headframe tie-out`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb


@verb("terminal", "json", "csv")
def command(
    common: Common, company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'.")]
) -> int:
    """Do the months add up to the printed quarters and years, for every flow."""
    from headframe.accounts.tie_out import tie_out
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.tie_out import tie_out_section
    from headframe.cli.forms import csv_text

    told = tie_out(common.view(), company)
    return emit(
        common,
        told,
        {"terminal": lambda answer: page_text(answer, "tie-out", tie_out_section(answer)), "csv": csv_text},
    )
