"""`headframe backcast`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb


@verb("terminal", "json", "csv")
def command(
    common: Common, company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'.")]
) -> int:
    """Does production confirm the reported hash rate: expected coins against reported, month by month."""
    from headframe.accounts.backcast import backcast
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.backcast import backcast_section
    from headframe.cli.forms import csv_text

    told = backcast(common.view(), company)
    return emit(
        common,
        told,
        {"terminal": lambda answer: page_text(answer, "backcast", backcast_section(answer)), "csv": csv_text},
    )
