"""`headframe megawatts`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb


@verb("terminal", "json", "csv")
def command(
    common: Common, company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'.")]
) -> int:
    """A company's megawatts from the grid's queue to the rent, by site, and what was delivered of what was promised.

    Each figure is gross or critical IT; the two are never added.
    """
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.delivery import delivery_page
    from headframe.briefs.sections.megawatts import megawatts_page, sites_page
    from headframe.cli.forms import csv_text
    from headframe.sites.megawatts import MegawattReport, count_megawatts

    def terminal(told: MegawattReport) -> str:
        delivery = delivery_page(told.delivery, told.made_from.company) if told.delivery.deliveries else None
        return page_text(told, "megawatts", megawatts_page(told), sites_page(told), delivery)

    return emit(common, count_megawatts(common.view(), company), {"terminal": terminal, "csv": csv_text})
