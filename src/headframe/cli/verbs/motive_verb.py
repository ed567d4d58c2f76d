"""`headframe motive`."""

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
    """Was a sale forced or strategic: score, interval, evidence for and against; "cannot tell" when so.

    Without --from and --to, the last sale known.
    """
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.motive import motive_page
    from headframe.cli.forms import csv_text
    from headframe.conduct.motive import weigh_motive

    told = weigh_motive(common.view(), company, span_of(start, end))
    return emit(
        common, told, {"terminal": lambda answer: page_text(answer, "motive", motive_page(answer)), "csv": csv_text}
    )
