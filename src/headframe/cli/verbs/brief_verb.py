"""`headframe brief`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headframe.cli.ahead import AssumptionsOption, ScenarioOption, SeedOption, SetOption
from headframe.cli.common import Common, emit, verb, write_out
from headframe.ground.errors import UsageProblem

if TYPE_CHECKING:
    from headframe.briefs.pictures import Drawing
    from headframe.cli.brief_ahead import Ahead

MONTHS = 120
PLAN_SECONDS = 60.0


@verb("terminal", "html", "json", "xlsx")
def command(
    common: Common,
    company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'.")],
    price: Annotated[
        float | None, typer.Option("--price", metavar="USD", min=0.01, help="A price of bitcoin to value it at now.")
    ] = None,
    ahead: Annotated[
        bool, typer.Option("--ahead", help="Also worth by parts, and a plan: the kept one, or made now.")
    ] = False,
    seconds: Annotated[
        float, typer.Option("--seconds", metavar="S", help="--ahead: for a plan that is not kept.")
    ] = PLAN_SECONDS,
    policy: Annotated[str, typer.Option("--policy", help="Workbook: hold-all, sell-production, sell-to-fund.")] = (
        "hold-all"
    ),
    months: Annotated[int, typer.Option("--months", min=1, max=240, help="Workbook: horizon, in months.")] = MONTHS,
    paths: Annotated[
        int, typer.Option("--paths", min=0, help="Workbook: worlds of the pasted distribution; 0 for none.")
    ] = 0,
    seed: SeedOption = 7,
    set_: SetOption = None,
    assumptions: AssumptionsOption = None,
    scenario: ScenarioOption = "base",
) -> int:
    """What a company did, whether it closes, and what it means, on one page; as xlsx, a model with live formulas.

    Each number carries its badge: ● reported ◐ derived ○ estimated ⚠ disputed. The options of the workbook say so.
    """
    if common.form == "xlsx":
        _refuse(ahead or seconds != PLAN_SECONDS, "--ahead, --seconds", "the workbook is ahead already, without a plan")
        _refuse(price is not None, "--price", "the workbook starts from the market's last known month")
        return _workbook(common, company, policy, months, paths, seed, (assumptions, set_, scenario))
    changed = bool(set_ or assumptions or paths or scenario != "base" or policy != "hold-all" or months != MONTHS)
    _refuse(changed, "--set, --assumptions, --scenario, --policy, --months, --paths", "the page looks back, not ahead")
    _refuse(seconds != PLAN_SECONDS and not ahead, "--seconds", "no plan is made without --ahead")
    from headframe.briefs.brief import write_brief
    from headframe.briefs.brief_text import brief_text
    from headframe.cli.brief_ahead import kept_ahead, worked_ahead

    view = common.view()
    found = worked_ahead(view, company, seconds, later=common.record().view()) if ahead else kept_ahead(view, company)
    brief = write_brief(view, company, price, found.sections)
    if common.form == "html":
        from headframe.briefs.brief_html import brief_html

        return emit(common, brief, {"html": lambda answer: brief_html(answer, view, _drawn(found))})
    return emit(common, brief, {"terminal": brief_text})


def _drawn(found: Ahead) -> tuple[Drawing, ...]:
    """Return the pictures of the plan that the page shows; drawing is loaded only where there is one."""
    if found.plan is None:
        return ()
    from headframe.briefs.plan_pictures import plan_drawings

    return plan_drawings(found.plan)


def _refuse(given: bool, where: str, why: str) -> None:
    """Refuse an option that the asked form does not read: an option without effect would mislead."""
    if given:
        raise UsageProblem(
            "this form does not read that option", where=where, why=why, next="leave it out, or change --form"
        )


def _workbook(
    common: Common,
    company: str,
    policy: str,
    months: int,
    paths: int,
    seed: int,
    held: tuple[Path | None, list[str] | None, str],
) -> int:
    """Write the deterministic case as a spreadsheet's file; with paths, the distribution beside it."""
    from headframe.briefs.workbook.workbook import write_workbook
    from headframe.cli.ahead import assumptions_of_call, miner_of_call
    from headframe.cli.parquet import refuse_screen
    from headframe.worth.worth import value_parts

    refuse_screen(common)
    view, assumed = common.view(), assumptions_of_call(*held)
    miner = miner_of_call(view, company, assumed)
    worth = value_parts(view, miner, assumed, policy=policy, paths=paths, months=months, seed=seed) if paths else None
    write_out(common, write_workbook(view, miner, assumed, policy, months, worth))
    return 0
