"""`headframe hindsight`."""

from __future__ import annotations

import sys
from datetime import date
from typing import Annotated

import typer

from headframe.cli.ahead import AssumptionsOption, ScenarioOption, SeedOption, SetOption, assumptions_of_call
from headframe.cli.common import Common, emit, verb


@verb("terminal", "json", "csv")
def command(
    common: Common,
    company: Annotated[str, typer.Argument(metavar="COMPANY", help="Ticker or name.")],
    start: Annotated[str, typer.Option("--from", metavar="DAY", help="The first quarter-end.")] = "2023-12-31",
    risk: Annotated[
        float, typer.Option("--risk", metavar="WEIGHT", help="Weight of the worst outcomes, 0 to 1.")
    ] = 0.0,
    tail: Annotated[float, typer.Option("--tail", metavar="FRACTION", help="The worst fraction of outcomes.")] = 0.1,
    seconds: Annotated[float, typer.Option("--seconds", metavar="S", help="For all quarter-ends together.")] = 60.0,
    quarters: Annotated[int, typer.Option("--quarters", metavar="N", help="Horizon of each plan.")] = 24,
    nodes: Annotated[int, typer.Option("--nodes", metavar="N", help="Nodes of the lattice a quarter.")] = 12,
    trials: Annotated[
        int | None,
        typer.Option("--trials", metavar="N", help="End learning after N trial paths."),
    ] = None,
    seed: SeedOption = 1,
    assumptions: AssumptionsOption = None,
    scenario: ScenarioOption = "base",
    set_: SetOption = None,
) -> int:
    """At each quarter-end: what the plan would have said from what was known, what was done, what followed."""
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.hindsight import hindsight_page
    from headframe.cli.forms import csv_text
    from headframe.ground.period import parse_day
    from headframe.planning.hindsight import hindsight
    from headframe.planning.plan_question import PlanQuestion

    question = PlanQuestion(
        risk=risk, tail=tail, seconds=seconds, quarters=quarters, nodes=nodes, seed=seed, trials=trials
    )
    held = assumptions_of_call(assumptions, set_, scenario)
    told = hindsight(common.view(), company, held, parse_day(start), question, _tell)
    forms = {"terminal": lambda answer: page_text(answer, "hindsight", hindsight_page(answer)), "csv": csv_text}
    return emit(common, told, forms)


def _tell(day: date) -> None:
    sys.stderr.write(f"{day}\n")
