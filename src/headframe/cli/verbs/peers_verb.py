"""`headframe peers`."""

from __future__ import annotations

from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb


@verb("terminal", "json", "csv")
def command(
    common: Common,
    over_time: Annotated[bool, typer.Option("--over-time", help="Add the industry by quarter.")] = False,
    weights: Annotated[
        str | None,
        typer.Option(
            metavar="PART=N,…",
            help="Weights of the pivot score: leased, revenue, sold, restricted, hash_rate. Equal by default; "
            "parts not named weigh 0.",
        ),
    ] = None,
) -> int:
    """Every company on the same measures, on one definition each, with the day of each figure; and the pivot to AI.

    What a company prints on another definition stands beside it, never in its place.
    """
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.peers import peers_pages
    from headframe.cli.forms import csv_text
    from headframe.conduct.peers import compare_peers
    from headframe.conduct.pivot_weights import parse_weights

    told = compare_peers(common.view(), parse_weights(weights), over_time=over_time)
    terminal = {"terminal": lambda answer: page_text(answer, "peers", *peers_pages(answer)), "csv": csv_text}
    return emit(common, told, terminal)
