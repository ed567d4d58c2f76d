"""`headframe simulate`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.ahead import (
    AssumptionsOption,
    CompanyOrFile,
    ScenarioOption,
    SeedOption,
    SetOption,
    assumptions_of_call,
    miner_of_call,
    ready_engine,
)
from headframe.cli.common import Common, emit, verb
from headframe.cli.policies import PolicyOption, announce, policy_of_call


@verb("terminal", "json", "csv", "svg")
def command(
    common: Common,
    company: CompanyOrFile,
    paths: Annotated[int, typer.Option("--paths", min=1, help="Worlds drawn.")] = 100_000,
    months: Annotated[int, typer.Option("--months", min=1, help="How far.")] = 120,
    policy: PolicyOption = "hold-all",
    tail: Annotated[float, typer.Option("--tail", help="Worst fraction of worlds, in (0, 1].")] = 0.05,
    seed: SeedOption = 7,
    scenario: ScenarioOption = "base",
    assumptions: AssumptionsOption = None,
    set_: SetOption = None,
) -> int:
    """What could happen: a company in many worlds at once, its coins, cash and debt, and what can go wrong.

    The first start compiles the engine for this machine and says so; the next finds it compiled.
    """
    from headframe.briefs.charts import svg_of
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.simulated import simulated_pages
    from headframe.briefs.simulated_charts import fans_chart
    from headframe.cli.forms import csv_text

    ready_engine()
    from headframe.economics.simulated import simulate_company

    view, held = common.view(), assumptions_of_call(assumptions, set_, scenario)
    miner = miner_of_call(view, company, held)
    named, rule = policy_of_call(view, miner, held, policy)
    told = simulate_company(
        view,
        miner,
        held,
        policy=named,
        rule=rule,
        paths=paths,
        months=months,
        seed=seed,
        tail=tail,
        announce=announce,
    )
    forms = {
        "terminal": lambda answer: page_text(answer, "simulation", *simulated_pages(answer)),
        "csv": csv_text,
        "svg": lambda answer: svg_of(fans_chart(answer)),
    }
    return emit(common, told, forms)
