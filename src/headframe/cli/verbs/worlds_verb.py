"""`headframe worlds`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from headframe.cli.ahead import AssumptionsOption, ScenarioOption, SeedOption, SetOption, assumptions_of_call
from headframe.cli.common import Common, emit, verb
from headframe.cli.curve_files import curve_text


@verb("terminal", "html", "json", "csv")
def command(
    common: Common,
    months: Annotated[int, typer.Option("--months", help="How far ahead.")] = 120,
    hub: Annotated[str, typer.Option("--hub", help="Where power is priced: HB_WEST, HB_NORTH…")] = "HB_WEST",
    paths: Annotated[int, typer.Option("--paths", help="How many are drawn.")] = 10_000,
    sampling: Annotated[
        str, typer.Option("--sampling", metavar="plain|antithetic|sobol", help="Plain for tails, the others for means.")
    ] = "plain",
    price: Annotated[
        float | None, typer.Option("--price", metavar="USD", help="Start from this price of bitcoin.")
    ] = None,
    price_path: Annotated[
        Path | None, typer.Option("--price-path", metavar="FILE", help="CSV: month, price_usd_per_btc.")
    ] = None,
    curves: Annotated[
        Path | None,
        typer.Option(
            "--curves",
            metavar="FILE",
            help="CSV of forwards: month and any of bitcoin_usd_per_btc, power_usd_per_mwh, hash_price_usd_per_ph_day.",
        ),
    ] = None,
    correlations: Annotated[
        Path | None, typer.Option("--correlations", metavar="FILE", help="CSV of the six drivers, both ways.")
    ] = None,
    assumptions: AssumptionsOption = None,
    scenario: ScenarioOption = "base",
    set_: SetOption = None,
    seed: SeedOption = 1,
) -> int:
    """What could happen: price, network, hash price, fees, power and AI rent, drawn jointly by month."""
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.worlds import worlds_sections
    from headframe.briefs.worlds_html import worlds_html
    from headframe.cli.forms import csv_text
    from headframe.worlds.asked import Asked, asked_worlds

    asked = Asked(
        months=months,
        hub=hub,
        paths=paths,
        sampling=sampling,
        price_usd_per_btc=price,
        price_path=curve_text(price_path),
        curves=curve_text(curves),
        correlations=curve_text(correlations),
    )
    view = common.view()
    told = asked_worlds(view, asked, assumptions_of_call(assumptions, set_, scenario), seed)
    return emit(
        common,
        told,
        {
            "terminal": lambda answer: page_text(answer, "worlds", *worlds_sections(answer)),
            "html": lambda answer: worlds_html(answer, view),
            "csv": csv_text,
        },
    )
