"""`headframe lots`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.accounts.lots_queue import Method
from headframe.cli.common import Common, emit, verb
from headframe.cli.spans import FromOption, ToOption, span_of


@verb("terminal", "json", "csv")
def command(
    common: Common,
    company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'.")],
    start: FromOption = None,
    end: ToOption = None,
    method: Annotated[Method, typer.Option("--method", help="Which coins leave first.")] = Method.FIFO,
) -> int:
    """What sold coins had cost: proceeds, cost, realised gain, gain against the last mark.

    Mined coins enter at the month's average price, bought coins at cost. Proceeds are never called profit.
    """
    from headframe.accounts.lots import value_lots
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.lots import lots_section
    from headframe.cli.forms import csv_text

    report = value_lots(common.view(), company, span_of(start, end), method)
    return emit(
        common, report, {"terminal": lambda answer: page_text(answer, "lots", lots_section(answer)), "csv": csv_text}
    )
