"""`headframe funding`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb
from headframe.cli.spans import FromOption, ToOption, span_of


@verb("terminal", "json", "csv")
def command(
    common: Common,
    company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'.")],
    start: FromOption = None,
    end: ToOption = None,
) -> int:
    """What a sale can have paid for: sources and uses, bounds, and coverage in its scope.

    Without --from and --to, the last sale whose proceeds are known.
    """
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.funding import bounds_page, money_page, scopes_page
    from headframe.cli.forms import csv_text
    from headframe.conduct.funding import bound_funding

    told = bound_funding(common.view(), company, span_of(start, end))
    return emit(
        common,
        told,
        {
            "terminal": lambda answer: page_text(
                answer,
                "funding",
                money_page(answer),
                bounds_page(answer),
                scopes_page(answer) if answer.scopes else None,
            ),
            "csv": csv_text,
        },
    )
