"""`headframe simulate`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

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
from headframe.cli.policies import BEST, PolicyOption, announce, policy_of_call

if TYPE_CHECKING:
    from headframe.vocabulary.assumptions import Assumptions

WORLDS, MONTHS = 100_000, 120


@verb("terminal", "json", "csv", "svg")
def command(
    common: Common,
    company: CompanyOrFile,
    paths: Annotated[
        int | None, typer.Option("--paths", min=1, help="Worlds drawn: 100,000; 100 with --policy best.")
    ] = None,
    months: Annotated[
        int | None, typer.Option("--months", min=1, help="How far: 120; a saved plan has its own horizon.")
    ] = None,
    policy: PolicyOption = "hold-all",
    tail: Annotated[float, typer.Option("--tail", help="Worst fraction of worlds, in (0, 1].")] = 0.05,
    seed: SeedOption = 7,
    scenario: ScenarioOption = "base",
    assumptions: AssumptionsOption = None,
    set_: SetOption = None,
) -> int:
    """What could happen: a company in many worlds at once, its coins, cash and debt, and what can go wrong.

    With --policy best it follows the saved plan, quarter by quarter, on worlds that neither taught nor certified it.
    The first start compiles the engine for this machine and says so; the next finds it compiled.
    """
    if policy == BEST:
        held = assumptions_of_call(assumptions, set_, scenario)
        return _followed(common, company, held, paths, months, tail, seed)
    from headframe.briefs.charts import svg_of
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
        paths=WORLDS if paths is None else paths,
        months=MONTHS if months is None else months,
        seed=seed,
        tail=tail,
        announce=announce,
    )
    forms = {
        "terminal": lambda answer: ahead_text(company, answer, "simulation", *simulated_pages(answer)),
        "csv": csv_text,
        "svg": lambda answer: svg_of(fans_chart(answer)),
    }
    return emit(common, told, forms)


def _followed(
    common: Common, company: str, held: Assumptions, paths: int | None, months: int | None, tail: float, seed: int
) -> int:
    """Follow the saved plan on fresh paths and set it against its certificate."""
    from headframe.ground.errors import UsageProblem

    if months is not None:
        raise UsageProblem(
            "a saved plan is followed to its own horizon", where="--months", next="leave it out, or headframe plan"
        )
    if common.form == "svg":
        raise UsageProblem("a followed plan has no picture", where="--form svg", next="headframe plan --form svg")
    from headframe.briefs.sections.followed import followed_pages
    from headframe.cli.forms import csv_text
    from headframe.cli.runs_folder import runs_store
    from headframe.planning.follow_plan import PATHS, follow_plan

    view = common.view()
    told = follow_plan(
        view,
        miner_of_call(view, company, held),
        held,
        runs_store(),
        paths=PATHS if paths is None else paths,
        seed=seed,
        tail=tail,
        workers=PROCESSES,
    )
    forms = {
        "terminal": lambda answer: ahead_text(company, answer, "saved plan", *followed_pages(answer)),
        "csv": csv_text,
    }
    return emit(common, told, forms)


PROCESSES = 2
"""As `headframe plan` has by default; the answer is the same for any number."""
