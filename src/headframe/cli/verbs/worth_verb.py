"""`headframe worth`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

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
from headframe.cli.policies import PolicyOption, announce, policy_of_call
from headframe.ground.errors import UsageProblem
from headframe.ground.period import Period

if TYPE_CHECKING:
    from headframe.briefs.section import Section
    from headframe.record.view import View
    from headframe.vocabulary.answer import Answer


PATHS, MONTHS, SEED = 20_000, 120, 7
OF_THE_MONTHS = "--policy, --paths, --months, --seed, --scenario, --assumptions, --set"
"""What only a value that carries the company through months reads."""


@verb("terminal", "json", "csv", "svg")
def command(
    common: Common,
    company: CompanyOrFile,
    price: Annotated[float | None, typer.Option("--price", metavar="USD", help="A price of the share.")] = None,
    bitcoin_price: Annotated[
        float | None, typer.Option("--bitcoin-price", metavar="USD", help="A price of bitcoin, for --rules, --through.")
    ] = None,
    rules: Annotated[
        str | None, typer.Option("--rules", metavar="all|NAME,…", help="Brokers' published rules on this record.")
    ] = None,
    through: Annotated[bool, typer.Option("--through", help="mNAV and its kin through time.")] = False,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DAY", help="The bridge from that day's value to this one's.")
    ] = None,
    policy: PolicyOption = None,
    paths: Annotated[int, typer.Option("--paths", min=2, help="Worlds drawn.")] = PATHS,
    months: Annotated[int, typer.Option("--months", min=1, help="How far.")] = MONTHS,
    seed: SeedOption = SEED,
    scenario: ScenarioOption = "base",
    assumptions: AssumptionsOption = None,
    set_: SetOption = None,
) -> int:
    """What a share is worth by parts, in many worlds and on the middle path; mNAV; brokers' rules side by side.

    Without --policy, the tuned rule: found once for a company, day and set of assumptions, and kept. --rules runs
    published rules on this record; --since explains the change between two days; --through shows multiples over time.
    """
    if sum((rules is not None, through, since is not None)) > 1:
        raise UsageProblem(
            "these are questions of their own", where="--rules, --through, --since", next="ask them one at a time"
        )
    carried = bool(policy or set_ or assumptions or paths != PATHS or months != MONTHS or seed != SEED)
    carried = carried or scenario != "base"
    view = common.view()
    if rules is not None:
        _refuse_file(company, "--rules")
        _refuse_unread(carried, OF_THE_MONTHS, "--rules")
        return _rules(common, view, company, rules, price, bitcoin_price)
    if through:
        _refuse_file(company, "--through")
        _refuse_unread(carried, OF_THE_MONTHS, "--through")
        return _yardsticks(common, view, company, price, bitcoin_price)
    _refuse_unread(bitcoin_price is not None, "--bitcoin-price", "the value by parts")
    _refuse_unread(price is not None and since is not None, "--price", "--since")
    ready_engine()
    from headframe.worth.share_value import Draw

    held = assumptions_of_call(assumptions, set_, scenario)
    miner = miner_of_call(view, company, held)
    named, rule = policy_of_call(view, miner, held, policy)
    if since is not None:
        _refuse_file(company, "--since")
        from headframe.briefs.sections.worth import bridge_page
        from headframe.worth.bridge import bridge_worth

        draw = Draw(paths, months, seed)
        bridge = bridge_worth(view, company, Period.parse(since).end, held, policy=named, rule=rule, draw=draw)
        return _shown(common, company, bridge, "bridge", bridge_page, "bridge_chart")
    from headframe.briefs.sections.worth import parts_page
    from headframe.worth.worth import value_parts

    told = value_parts(
        view,
        miner,
        held,
        policy=named,
        rule=rule,
        price_usd=price,
        paths=paths,
        months=months,
        seed=seed,
        announce=announce,
    )
    return _shown(common, company, told, "worth", parts_page, "parts_chart")


def _shown(common: Common, company: str, told: Answer, title: str, page: Callable[[Any], Section], chart: str) -> int:
    from headframe.briefs import parts_charts
    from headframe.briefs.charts import svg_of
    from headframe.cli.forms import csv_text

    forms = {
        "terminal": lambda answer: ahead_text(company, answer, title, page(answer)),
        "csv": csv_text,
        "svg": lambda answer: svg_of(getattr(parts_charts, chart)(answer)),
    }
    return emit(common, told, forms)


def _refuse_unread(given: bool, options: str, question: str) -> None:
    """Refuse options that a question does not read: an option without effect would mislead."""
    if given:
        raise UsageProblem(
            f"{question} does not read that option",
            where=options,
            why="the answer would be the same without it, and seem to rest on it",
            next="leave it out; `headframe worth --help` says which question reads what",
        )


def _refuse_file(company: str, option: str) -> None:
    """Refuse a private company where only the record can answer."""
    from headframe.economics.profile import is_profile_path

    if is_profile_path(company):
        raise UsageProblem(
            f"{option} looks into the record, and a private company has no rows there",
            where=company,
            next=f"leave out {option}, or name a listed company",
        )


def _rules(common: Common, view: View, company: str, which: str, price: float | None, bitcoin: float | None) -> int:
    from headframe.briefs.charts import svg_of
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.rules import audit_page, runs_page
    from headframe.briefs.worth_charts import football_field
    from headframe.cli.forms import csv_text
    from headframe.worth.rules import run_rules

    told = run_rules(view, company, which, price, bitcoin)
    forms = {
        "terminal": lambda answer: page_text(answer, "worth by rules", runs_page(answer), audit_page(answer)),
        "csv": csv_text,
        "svg": lambda answer: svg_of(football_field(answer)),
    }
    return emit(common, told, forms)


def _yardsticks(common: Common, view: View, company: str, price: float | None, bitcoin: float | None) -> int:
    from headframe.briefs.charts import svg_of
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.yardsticks import yardsticks_page
    from headframe.briefs.worth_charts import mnav_chart
    from headframe.cli.forms import csv_text
    from headframe.worth.yardsticks import measure_yardsticks

    told = measure_yardsticks(view, company, price, bitcoin)
    forms = {
        "terminal": lambda answer: page_text(answer, "worth", yardsticks_page(answer)),
        "csv": csv_text,
        "svg": lambda answer: svg_of(mnav_chart(answer)),
    }
    return emit(common, told, forms)
