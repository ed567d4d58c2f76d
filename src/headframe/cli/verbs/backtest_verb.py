"""`headframe backtest`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.ahead import AssumptionsOption, ScenarioOption, SeedOption, SetOption, assumptions_of_call
from headframe.cli.common import Common, emit, verb


@verb("terminal", "html", "json", "csv")
def command(
    common: Common,
    company: Annotated[
        str | None, typer.Option("--company", help="Forecast its production too, given its operating hash rate.")
    ] = None,
    paths: Annotated[int, typer.Option("--paths", help="Drawn at each month.")] = 2000,
    assumptions: AssumptionsOption = None,
    scenario: ScenarioOption = "base",
    set_: SetOption = None,
    seed: SeedOption = 1,
) -> int:
    """The worlds against what came: at every month since 2019, fitted on what was known; bands, errors, rivals."""
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.backtest import backtest_sections
    from headframe.briefs.worlds_html import backtest_html
    from headframe.cli.forms import csv_text
    from headframe.worlds.backtest import backtest

    told = backtest(common.view(), company, assumptions_of_call(assumptions, set_, scenario), paths, seed)
    return emit(
        common,
        told,
        {
            "terminal": lambda answer: page_text(answer, "backtest", *backtest_sections(answer)),
            "html": backtest_html,
            "csv": csv_text,
        },
    )
