"""`headframe brief`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb


@verb("terminal", "json")
def command(
    common: Common, company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'.")]
) -> int:
    """What a company did, whether it closes, and what it means, on one page.

    Each number carries its badge: ● reported ◐ derived ○ estimated ⚠ disputed.
    """
    from headframe.briefs.brief import write_brief
    from headframe.briefs.brief_text import brief_text

    return emit(common, write_brief(common.view(), company), {"terminal": brief_text})
