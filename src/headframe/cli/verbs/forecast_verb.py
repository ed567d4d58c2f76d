"""`headframe forecast`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.ahead import (
    AssumptionsOption,
    ScenarioOption,
    SetOption,
    ahead_text,
    assumptions_of_call,
    miner_of_call,
)
from headframe.cli.common import Common, emit, verb, write_out
from headframe.ground.errors import UsageProblem

PolicyOption = Annotated[
    str, typer.Option("--policy", metavar="NAME", help="hold-all, sell-production or sell-to-fund.")
]


@verb("terminal", "json", "csv")
def command(
    common: Common,
    company: Annotated[
        str | None, typer.Argument(metavar="COMPANY|FILE.toml", help="Ticker or name, or a private company's profile.")
    ] = None,
    months: Annotated[int, typer.Option("--months", min=1, help="How far.")] = 24,
    policy: PolicyOption = "hold-all",
    scenario: ScenarioOption = "base",
    assumptions: AssumptionsOption = None,
    set_: SetOption = None,
    template: Annotated[bool, typer.Option("--template", help="Print a commented profile to start from.")] = False,
) -> int:
    """What the months ahead look like if nothing varies: coins, megawatts, revenue, cost, NOI, capex, debt, cash.

    By quarter, on the middle path of the world. It equals one path of `headframe simulate` at zero volatility.
    """
    from headframe.briefs.sections.forecast import forecast_pages
    from headframe.cli.forms import csv_text
    from headframe.economics.forecast import forecast
    from headframe.economics.profile import template as template_text

    if template:
        write_out(common, template_text())
        return 0
    if company is None:
        raise UsageProblem("no company is named", where="COMPANY", next="headframe forecast RIOT, or --template")
    label, view, held = company, common.view(), assumptions_of_call(assumptions, set_, scenario)
    told = forecast(view, miner_of_call(view, company, held), held, months, policy)
    forms = {"terminal": lambda answer: ahead_text(label, answer, "forecast", *forecast_pages(answer)), "csv": csv_text}
    return emit(common, told, forms)
