"""`headframe drivers`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.ahead import AssumptionsOption, SeedOption, SetOption, assumptions_of_call
from headframe.cli.closes_of_call import BitcoinOption, PricesOption, closes_of_call
from headframe.cli.common import Common, emit, verb


@verb("terminal", "json", "csv", "svg")
def command(
    common: Common,
    company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'.")],
    prices: PricesOption = None,
    bitcoin: BitcoinOption = None,
    seed: SeedOption = 0,
    assumptions: AssumptionsOption = None,
    set_: SetOption = None,
) -> int:
    """What drives the share: betas on bitcoin, AI infrastructure and the market that drift, and who explains most.

    Monthly from the packaged closes; daily, and far sharper, from your own with --prices.
    """
    from headframe.briefs.charts import svg_of
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.drivers import drivers_pages
    from headframe.briefs.worth_charts import drivers_chart
    from headframe.cli.forms import csv_text
    from headframe.worth.drivers import find_drivers

    view = common.view()
    held = assumptions_of_call(assumptions, set_)
    told = find_drivers(view, company, closes_of_call(prices, bitcoin, view.as_of), held, seed)
    return emit(
        common,
        told,
        {
            "terminal": lambda answer: page_text(answer, "drivers", *drivers_pages(answer)),
            "csv": csv_text,
            "svg": lambda answer: svg_of(drivers_chart(answer)),
        },
    )
