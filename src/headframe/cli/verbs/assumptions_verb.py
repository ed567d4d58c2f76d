"""`headframe assumptions`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headframe.cli.ahead import AssumptionsOption, ScenarioOption, SetOption, assumptions_of_call
from headframe.cli.common import Common, emit, verb
from headframe.ground.errors import UsageProblem

if TYPE_CHECKING:
    from headframe.vocabulary.assumptions import Assumptions

WORDS = ("show", "diff")


@verb("terminal", "json", "csv")
def command(
    common: Common,
    what: Annotated[
        str, typer.Argument(metavar="[show|diff]", help="All of them, or what two sets differ in.")
    ] = "show",
    first: Annotated[str | None, typer.Argument(metavar="A", help="For diff: a scenario or a TOML file.")] = None,
    second: Annotated[str | None, typer.Argument(metavar="B", help="For diff: another.")] = None,
    assumptions: AssumptionsOption = None,
    scenario: ScenarioOption = "base",
    set_: SetOption = None,
) -> int:
    """Every number that is not a fact: value, range, unit, what it rests on, and why."""
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.assumed import assumptions_page, differences_page, scenarios_page
    from headframe.cli.forms import csv_text
    from headframe.economics.assumed import show_assumptions

    if what not in WORDS or (what == "diff") != (first is not None and second is not None):
        raise UsageProblem(
            "this is neither show nor diff A B", where="assumptions", next="assumptions diff base dear-build"
        )
    one = _named(first) if first else assumptions_of_call(assumptions, set_, scenario)
    told = show_assumptions(common.view(), one, _named(second) if second else None)
    pages = (differences_page,) if what == "diff" else (assumptions_page, scenarios_page)
    forms = {"terminal": lambda answer: page_text(answer, "assumptions", *(page(answer) for page in pages))}
    return emit(common, told, forms | {"csv": csv_text})


def _named(name: str) -> Assumptions:
    if name.endswith(".toml"):
        return assumptions_of_call(Path(name), None)
    return assumptions_of_call(None, None, name)
