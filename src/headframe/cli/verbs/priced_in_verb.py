"""`headframe priced-in`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.ahead import (
    AssumptionsOption,
    CompanyOrFile,
    ScenarioOption,
    SeedOption,
    SetOption,
    ahead_text,
    assumptions_of_call,
    miner_of_call,
    ready_engine,
)
from headframe.cli.common import Common, emit, verb
from headframe.cli.policies import PolicyOption, policy_of_call


@verb("terminal", "json", "csv")
def command(
    common: Common,
    company: CompanyOrFile,
    price: Annotated[float | None, typer.Option("--price", metavar="USD", help="A price of the share.")] = None,
    solve: Annotated[
        str, typer.Option("--solve", metavar="WHAT", help="mw, usd-per-mw, rent or bitcoin-drift.")
    ] = "mw",
    policy: PolicyOption = None,
    paths: Annotated[int, typer.Option("--paths", min=2, help="Worlds drawn.")] = 20_000,
    months: Annotated[int, typer.Option("--months", min=1, help="How far.")] = 120,
    seed: SeedOption = 7,
    scenario: ScenarioOption = "base",
    assumptions: AssumptionsOption = None,
    set_: SetOption = None,
) -> int:
    """What the price supposes: megawatts, dollars a megawatt, rent or bitcoin's drift, one unknown at a time."""
    ready_engine()
    from headframe.briefs.sections.worth import priced_in_page
    from headframe.cli.forms import csv_text
    from headframe.worth.priced_in import priced_in
    from headframe.worth.share_value import Draw
    from headframe.worth.worth import price_of

    view, held = common.view(), assumptions_of_call(assumptions, set_, scenario)
    miner = miner_of_call(view, company, held)
    named, rule = policy_of_call(view, miner, held, policy)
    told = priced_in(
        view,
        lambda changed: miner_of_call(view, company, changed),
        held,
        price_of(view, miner, price),
        solve,
        policy=named,
        rule=rule,
        draw=Draw(paths, months, seed),
    )
    forms = {
        "terminal": lambda answer: ahead_text(company, answer, "priced in", priced_in_page(answer)),
        "csv": csv_text,
    }
    return emit(common, told, forms)
