"""`headframe brief`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from headframe.cli.common import Common, emit, verb

if TYPE_CHECKING:
    from headframe.briefs.section import Section
    from headframe.record.view import View


@verb("terminal", "html", "json")
def command(
    common: Common,
    company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'.")],
    price: Annotated[
        float | None, typer.Option("--price", metavar="USD", min=0.01, help="A price of bitcoin to value it at now.")
    ] = None,
    ahead: Annotated[bool, typer.Option("--ahead", help="Also what a share is worth by parts: takes seconds.")] = False,
) -> int:
    """What a company did, whether it closes, and what it means, on one page.

    Each number carries its badge: ● reported ◐ derived ○ estimated ⚠ disputed.
    """
    from headframe.briefs.brief import write_brief
    from headframe.briefs.brief_text import brief_text

    view = common.view()
    brief = write_brief(view, company, price, _ahead(view, company) if ahead else ())
    if common.form == "html":
        from headframe.briefs.brief_html import brief_html

        return emit(common, brief, {"html": lambda answer: brief_html(answer, view)})
    return emit(common, brief, {"terminal": brief_text})


def _ahead(view: View, company: str) -> tuple[Section, ...]:
    from headframe.cli.brief_ahead import sections_ahead

    return sections_ahead(view, company)
