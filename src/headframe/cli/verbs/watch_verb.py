"""`headframe watch`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb
from headframe.ground.period import Period

FINDINGS = 1
"""The exit code where an alert of a kind in --fail-on was found."""


@verb("terminal", "json", "csv")
def command(
    common: Common,
    company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'.")],
    since: Annotated[str, typer.Option("--since", metavar="DAY", help="Compare with what was known through this day.")],
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            metavar="KINDS",
            help="Exit with 1 where an alert of these kinds is found: any, or some of ladder, liquidation, "
            "sell_through, residual, restricted_share, shift, dispute, restatement, slip, lease, event, new_figures.",
        ),
    ] = None,
) -> int:
    """What changed since a day: new and restated figures, residuals, restricted share, sell-through, slips, loans.

    Exits with 0 unless --fail-on names a kind that is found: then 1, for cron and chat hooks.
    """
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.watch import watch_page
    from headframe.cli.forms import csv_text
    from headframe.conduct.watch import watch
    from headframe.conduct.watch_alert import kinds_to_fail_on

    kinds = kinds_to_fail_on(fail_on)
    told = watch(common.view(), company, Period.parse(since).end)
    emit(common, told, {"terminal": lambda answer: page_text(answer, "watch", watch_page(answer)), "csv": csv_text})
    return FINDINGS if told.any_of(kinds) else 0
