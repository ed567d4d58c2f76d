"""`headframe brief`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb


@verb("terminal", "html", "json")
def command(
    common: Common,
    company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'.")],
    price: Annotated[
        float | None, typer.Option("--price", metavar="USD", min=0.01, help="A price of bitcoin to value it at now.")
    ] = None,
) -> int:
    """What a company did, whether it closes, and what it means, on one page.

    Each number carries its badge: ● reported ◐ derived ○ estimated ⚠ disputed.
    """
    from headframe.briefs.brief import write_brief
    from headframe.briefs.brief_text import brief_text

    view = common.view()
    brief = write_brief(view, company, price)
    if common.form == "html":
        from headframe.briefs.brief_html import brief_html

        return emit(common, brief, {"html": lambda answer: brief_html(answer, view)})
    return emit(common, brief, {"terminal": brief_text})
