"""`headframe schedule`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.ahead import AssumptionsOption, ScenarioOption, SetOption, assumptions_of_call
from headframe.cli.common import Common, emit, verb
from headframe.cli.spans import FromOption, ToOption, span_of


@verb("terminal", "json", "csv", "svg")
def command(
    common: Common,
    coins: Annotated[float, typer.Argument(metavar="BTC", help="How many coins to sell: 2201.")],
    days: Annotated[int, typer.Option("--days", metavar="N", help="Within how many days, up to 366.")],
    by: Annotated[str, typer.Option("--by", metavar="cost|risk", help="What is made least.")] = "cost",
    cash_by: Annotated[
        list[str] | None,
        typer.Option("--cash-by", metavar="USD@Nd", help="Money that must be in by a day: 50e6@10d. May be repeated."),
    ] = None,
    sure: Annotated[
        float, typer.Option("--sure", metavar="CHANCE", help="Chance at which cash dates are met; 0.5 is on average.")
    ] = 0.5,
    cap: Annotated[
        float | None,
        typer.Option("--cap", metavar="SHARE", help="Most to sell in a day, of the volume: 0.02."),
    ] = None,
    impact: Annotated[
        str, typer.Option("--impact", metavar="square-root|linear", help="How the price gives way to a sale.")
    ] = "square-root",
    memory: Annotated[
        float | None, typer.Option("--memory", metavar="SHARE", help="Share of a day's sale that weighs on the next.")
    ] = None,
    tail: Annotated[
        float | None, typer.Option("--tail", metavar="FRACTION", help="The worst outcomes that --by risk looks at.")
    ] = None,
    price: Annotated[float | None, typer.Option("--price", metavar="USD", help="A price of bitcoin.")] = None,
    company: Annotated[
        str | None, typer.Option("--company", help="Whose coins: its own sales stand beside, its holdings bound it.")
    ] = None,
    start: FromOption = None,
    end: ToOption = None,
    assumptions: AssumptionsOption = None,
    scenario: ScenarioOption = "base",
    set_: SetOption = None,
) -> int:
    """Sell a block of bitcoin day by day: least cost or least risk, under a cap and cash dates.

    With --company, what its own sales made against the month's average: the last six, or those of --from and --to.
    """
    from headframe.briefs.charts import svg_of
    from headframe.briefs.page import page_text
    from headframe.briefs.schedule_charts import schedule_chart
    from headframe.briefs.sections.schedule import schedule_sections
    from headframe.cli.forms import csv_text
    from headframe.planning.schedule import schedule_block
    from headframe.planning.schedule_cash import parse_cash_need
    from headframe.planning.schedule_question import Limits, asked

    question = asked(
        by=by,
        law=impact,
        limits=Limits(tuple(parse_cash_need(text) for text in cash_by or ()), sure, cap),
        price_usd=price,
        memory=memory,
        tail=tail,
        company=company,
        span=span_of(start, end),
    )
    held = assumptions_of_call(assumptions, set_, scenario)
    told = schedule_block(common.view(), coins, days, question, held)
    return emit(
        common,
        told,
        {
            "terminal": lambda answer: page_text(answer, "schedule", *schedule_sections(answer)),
            "csv": csv_text,
            "svg": lambda answer: svg_of(schedule_chart(answer)),
        },
    )
