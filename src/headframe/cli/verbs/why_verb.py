"""`headframe why`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb


@verb("terminal", "json")
def command(
    common: Common,
    company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'; market for its series.")],
    concept: Annotated[str, typer.Argument(help="A name from `headframe concepts`: bitcoin_held.")],
    period: Annotated[str, typer.Argument(help="2025-12 for a flow, 2025-12-31 for a balance, 2025-Q4, 2025.")],
    which: Annotated[
        list[str] | None, typer.Argument(help="The further words of an id, where a number is one of several: in cash.")
    ] = None,
) -> int:
    """Where one number comes from: source, day known, quote, other printings, restatements, or its formula."""
    from headframe.briefs.why_text import why_text
    from headframe.worth.why import explain

    return emit(common, explain(common.view(), company, concept, period, " ".join(which or [])), {"terminal": why_text})
