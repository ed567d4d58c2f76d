"""`headframe leases`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb


@verb("terminal", "json", "csv")
def command(
    common: Common,
    company: Annotated[
        str | None, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'; all companies without one.")
    ] = None,
) -> int:
    """The lease register: terms, rent per kW-month of critical IT, NOI, yield on cost, payback and debt cover."""
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.leases import leases_page, noi_page
    from headframe.cli.forms import csv_text
    from headframe.sites.register import lease_register

    told = lease_register(common.view(), company)
    forms = {"terminal": lambda answer: page_text(answer, "leases", leases_page(answer), noi_page(answer))}
    return emit(common, told, forms | {"csv": csv_text})
