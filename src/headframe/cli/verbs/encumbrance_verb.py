"""`headframe encumbrance`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb


@verb("terminal", "json", "csv")
def command(
    common: Common, company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'.")]
) -> int:
    """Free and restricted bitcoin through time, and each bitcoin-backed loan against its collateral."""
    from headframe.accounts.encumbrance import encumbrance
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.encumbrance import encumbrance_section
    from headframe.cli.forms import csv_text

    told = encumbrance(common.view(), company)
    return emit(
        common,
        told,
        {"terminal": lambda answer: page_text(answer, "encumbrance", encumbrance_section(answer)), "csv": csv_text},
    )
