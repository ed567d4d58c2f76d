"""`headframe fetch`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb
from headframe.cli.door import open_door
from headframe.ground.period import Period


@verb("terminal", "json")
def command(
    common: Common,
    company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'.")],
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="First filing day: 2026-01-01.")],
) -> int:
    """Filings from EDGAR into your record: 8-K and 6-K with their exhibits, 10-Q, 10-K.

    Cached and resumable: run it again after an interruption. EDGAR asks who is calling: set HEADFRAME_IDENTITY.
    """
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.fetch import fetch_sections
    from headframe.intake.fetch import fetch_filings

    with open_door(common, needs_identity=True) as door:
        told = fetch_filings(common.record(), company, Period.parse(since).first_day, door, datetime.now(UTC))
    return emit(common, told, {"terminal": lambda answer: page_text(answer, "fetch", *fetch_sections(answer))})
