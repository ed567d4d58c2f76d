"""The options of verbs that look ahead: assumptions, scenario, changes, seed, and who is asked about."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headframe.ground.errors import InputRefused, UsageProblem

if TYPE_CHECKING:
    from headframe.briefs.section import Section
    from headframe.economics.miner import Miner
    from headframe.record.view import View
    from headframe.vocabulary.answer import Answer
    from headframe.vocabulary.assumptions import Assumptions

LARGEST_TOML = 1_000_000
"""A profile or a set of assumptions is a few kilobytes [bytes]."""

CompanyOrFile = Annotated[
    str, typer.Argument(metavar="COMPANY|FILE.toml", help="Ticker or name, or the profile of a private company.")
]
SetOption = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="Change an assumption: --set ai.capex_usd_per_mw_it=10e6."),
]
AssumptionsOption = Annotated[
    Path | None, typer.Option("--assumptions", metavar="FILE", help="A TOML file of assumptions of your own.")
]
ScenarioOption = Annotated[str, typer.Option("--scenario", help="A named set of changes: `headframe assumptions`.")]
SeedOption = Annotated[int, typer.Option("--seed", help="Of the random numbers: the same seed, the same answer.")]


def assumptions_of_call(file: Path | None, changes: list[str] | None, scenario: str = "base") -> Assumptions:
    """Return the packaged assumptions under a scenario, a user's file and single changes, in this order."""
    from headframe.vocabulary.assumptions import packaged_assumptions, parse_changes
    from headframe.vocabulary.scenarios import under_scenario

    held = under_scenario(packaged_assumptions(), scenario)
    if file is not None:
        held = held.replaced_by(toml_text(file), file.name)
    return held.with_changes(parse_changes(tuple(changes or ())))


def miner_of_call(view: View, label: str, assumptions: Assumptions) -> Miner:
    """Return the miner a call asks about: a listed company as of the view's day, or a private one's file."""
    from headframe.economics.build_miner import build_miner, miner_of
    from headframe.economics.profile import is_profile_path, profile_of

    if not is_profile_path(label):
        return build_miner(view, label, assumptions)
    path = Path(label)
    return miner_of(profile_of(toml_text(path), path.name), view, assumptions, path.name)


def toml_text(file: Path) -> str:
    """Return the text of a TOML file, refused where it is absent, too long or not UTF-8."""
    if not file.is_file():
        raise UsageProblem(f"there is no file {file.name}", where=str(file), next="check the path")
    if (size := file.stat().st_size) > LARGEST_TOML:
        raise InputRefused(f"{file.name} has {size:,} bytes", where=str(file), next="give a TOML file of a few pages")
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputRefused(
            f"{file.name} cannot be read", where=str(file), why=str(error), next="save it as UTF-8"
        ) from error


def ahead_text(label: str, answer: Answer, title: str, *sections: Section | None) -> str:
    """Return sections as text; their lines name a private company by its file, which `label` is: it has no ticker."""
    from headframe.briefs.page import page_text
    from headframe.economics.profile import is_profile_path

    company = answer.made_from.company
    if company is None or not is_profile_path(label):
        return page_text(answer, title, *sections)
    named = re.compile(rf"(headframe [a-z-]+) {re.escape(company)}(?= |$)")

    def typed(text: str) -> str:
        return named.sub(lambda found: f"{found[1]} {shlex.quote(label)}", text)

    found = (one and replace(one, verb=typed(one.verb), notes=tuple(map(typed, one.notes))) for one in sections)
    return page_text(answer, title, *found)


def ready_engine() -> None:
    """Say where compiled code may be kept where the package is read-only: before the engine is imported."""
    from headframe.cli.runs_folder import cache_folder
    from headframe.economics.kernel_compile import keep_compiled_code_in

    keep_compiled_code_in(cache_folder())
