"""`headframe shifts`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb


@verb("terminal", "json")
def command(
    common: Common,
    company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'.")],
    false_alarms: Annotated[
        float, typer.Option("--false-alarms", metavar="RATE", help="False alarms a decade to put up with.")
    ] = 1.0,
) -> int:
    """The months at which treasury policy changed: from and to, probability, when it could be called, rival reading.

    A call uses only what was known on its day. The promised rate of false alarms rests on simulation.
    """
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.shifts import shifts_section
    from headframe.conduct.shifts import find_shifts

    told = find_shifts(common.view(), company, false_alarms)
    return emit(common, told, {"terminal": lambda answer: page_text(answer, "policy", shifts_section(answer))})
