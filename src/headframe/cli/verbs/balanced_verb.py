"""`headframe balanced`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb


@verb("terminal", "json", "csv")
def command(
    common: Common, company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'.")]
) -> int:
    """Best figures for all periods at once, beside the reported ones, and what had to move most.

    Least squares weighted by how finely each figure was printed, subject to the roll-forward. Nothing is replaced.
    """
    from headframe.accounts.balanced import balance
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.balanced import balanced_section
    from headframe.cli.forms import csv_text

    told = balance(common.view(), company)
    return emit(
        common,
        told,
        {"terminal": lambda answer: page_text(answer, "balanced estimate", balanced_section(answer)), "csv": csv_text},
    )
