"""`headframe plan`."""

from __future__ import annotations

import sys
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
)
from headframe.cli.common import Common, emit, verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from headframe.solver.solve import Progress

INTERRUPTED = 130
"""Exit code where Ctrl-C ended learning and the best so far was printed."""
SHOWN_EVERY = 1.3
"""Progress is told each time the trial paths have grown by this factor."""


@verb("terminal", "json", "csv", "svg")
def command(
    common: Common,
    company: CompanyOrFile,
    risk: Annotated[
        float, typer.Option("--risk", metavar="WEIGHT", help="Weight of the worst outcomes, 0 to 1.")
    ] = 0.0,
    tail: Annotated[float, typer.Option("--tail", metavar="FRACTION", help="The worst fraction of outcomes.")] = 0.1,
    seconds: Annotated[
        float, typer.Option("--seconds", metavar="S", help="For everything; more narrows the gap.")
    ] = 60.0,
    frontier: Annotated[bool, typer.Option("--frontier", help="Plans for five weights of risk.")] = False,
    compare: Annotated[
        str, typer.Option("--compare", metavar="NAMES", help="Policies beside it, with commas between.")
    ] = "hold-all,sell-production,sell-to-fund,actual",
    quarters: Annotated[int, typer.Option("--quarters", metavar="N", help="Horizon.")] = 40,
    nodes: Annotated[int, typer.Option("--nodes", metavar="N", help="Nodes of the lattice a quarter.")] = 30,
    trials: Annotated[
        int | None,
        typer.Option("--trials", metavar="N", help="End learning after N trial paths: the same answer anywhere."),
    ] = None,
    workers: Annotated[int, typer.Option("--workers", metavar="N", help="Processes.")] = 2,
    rescue: Annotated[bool, typer.Option("--rescue/--no-rescue", help="Whether shares may be sold in need.")] = True,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Forget what an earlier run of the same question learned.")
    ] = False,
    seed: SeedOption = 1,
    assumptions: AssumptionsOption = None,
    scenario: ScenarioOption = "base",
    set_: SetOption = None,
) -> int:
    """The best allocation of megawatts, bitcoin and debt under uncertainty, with a proof of how far from the best.

    Ctrl-C ends learning and prints the best so far with bounds that hold. The same question again goes on from there.
    """
    from headframe.briefs.charts import svg_of
    from headframe.briefs.plan_charts import plan_chart
    from headframe.briefs.sections.plan import plan_sections
    from headframe.cli.forms import csv_text
    from headframe.cli.runs_folder import runs_store
    from headframe.ground.errors import UsageProblem
    from headframe.planning.plan import choose_plan
    from headframe.planning.plan_answer import Plan
    from headframe.planning.plan_question import PlanQuestion
    from headframe.solver.solve import Ended

    asked = PlanQuestion(
        risk=risk,
        tail=tail,
        seconds=seconds,
        quarters=quarters,
        nodes=nodes,
        seed=seed,
        trials=trials,
        frontier=frontier,
        compare=tuple(name.strip() for name in compare.split(",") if name.strip()),
        rescue=rescue,
        workers=workers,
    )
    view, held = common.view(), assumptions_of_call(assumptions, set_, scenario)
    told = choose_plan(
        view,
        miner_of_call(view, company, held),
        held,
        asked,
        later=common.record().view() if "actual" in asked.compare else None,
        remake=lambda other: miner_of_call(view, company, other),
        store=None if fresh or trials is not None else runs_store(),
        progress=_teller(),
    )
    if common.form == "svg" and not isinstance(told, Plan):
        raise UsageProblem("there is no plan to draw", where="--form svg", why=told.sentence, next="--form terminal")
    code = emit(
        common,
        told,
        {
            "terminal": lambda answer: ahead_text(company, answer, "plan", *plan_sections(answer)),
            "csv": csv_text,
            "svg": lambda answer: svg_of(plan_chart(answer)) if isinstance(answer, Plan) else "",
        },
    )
    return INTERRUPTED if isinstance(told, Plan) and told.ended == Ended.STOPPED.value else code


def _teller() -> Callable[[Progress], None]:
    """Return what prints both bounds to standard error as they close in."""
    last = [0]

    def tell(step: Progress) -> None:
        if step.trials >= last[0] * SHOWN_EVERY:
            last[0] = step.trials
            lower = "" if step.lower is None else f", plan about {step.lower:,.1f}"
            sys.stderr.write(f"{step.seconds:6.1f} s  no plan exceeds {step.upper:,.1f}{lower} million USD\n")

    return tell
