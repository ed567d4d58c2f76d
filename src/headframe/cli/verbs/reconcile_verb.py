"""`headframe reconcile`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb


@verb("terminal", "json", "csv")
def command(
    common: Common, company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'.")]
) -> int:
    """The roll-forward of a company's bitcoin, step by step: residual, tolerance, verdict.

    A step runs between two known month-end balances. Residual = closing − expected.
    """
    from headframe.accounts.rollforward import reconcile
    from headframe.briefs.reconcile_text import reconcile_text
    from headframe.cli.forms import csv_text

    return emit(common, reconcile(common.view(), company), {"terminal": reconcile_text, "csv": csv_text})
