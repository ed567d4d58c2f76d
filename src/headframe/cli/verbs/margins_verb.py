"""`headframe margins`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb


@verb("terminal", "json", "csv")
def command(
    common: Common,
    company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'.")],
    price: Annotated[
        float | None, typer.Option("--price", metavar="USD", min=0.01, help="A price of bitcoin, to see now.")
    ] = None,
) -> int:
    """Is mining squeezed: hash price, hash cost, break-even power, a coin's cost in four definitions that reconcile."""
    from headframe.accounts.margins import weigh_margins
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.cost_steps import cost_steps_section
    from headframe.briefs.sections.margins import margins_page
    from headframe.cli.forms import csv_text

    told = weigh_margins(common.view(), company, price)
    return emit(
        common,
        told,
        {
            "terminal": lambda answer: page_text(answer, "margins", margins_page(answer), cost_steps_section(answer)),
            "csv": csv_text,
        },
    )
