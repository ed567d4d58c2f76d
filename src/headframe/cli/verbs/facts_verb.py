"""`headframe facts`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from headframe.cli.common import Common, emit, verb, write_out

if TYPE_CHECKING:
    from headframe.record.listing import Listed, Listing

COLUMNS = ("period", "value", "unit", "stands for", "known", "source", "others")
WIDTH = 120


@verb("table", "csv", "json", "parquet")
def command(
    common: Common,
    company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'.")],
    concept: Annotated[str | None, typer.Option("--concept", help="One concept: bitcoin_held. All without it.")] = None,
) -> int:
    """The chosen figures of a company by period: badge, interval, day known, source, number of other printings.

    Each number carries its badge: ● reported ◐ derived ○ estimated ⚠ disputed. `headframe why` shows the others.
    """
    from headframe.cli.forms import csv_text
    from headframe.cli.parquet import parquet_bytes, refuse_screen
    from headframe.record.listing import list_facts

    if common.form == "parquet":
        refuse_screen(common)
    answer = list_facts(common.view(), company, concept)
    if common.form == "parquet":
        write_out(common, parquet_bytes(answer))
        return 0
    return emit(common, answer, {"table": listing_text, "csv": csv_text})


def listing_text(answer: Listing) -> str:
    """Return a listing as a terminal shows it: one table a concept."""
    from itertools import groupby

    from headframe.briefs.terminal import table, text_of

    made = answer.made_from
    parts: list[object] = [f"{made.company}  what the record says, as known on {made.as_of}"]
    for concept, listed in groupby(answer.facts, key=lambda listed: listed.concept):
        rows = [_row(one) for one in listed]
        parts += ["", concept, table(COLUMNS, rows, left=(0, 2, 3, 4, 5), width=WIDTH)]
    return text_of(*parts, width=WIDTH)


def _row(listed: Listed) -> list[str]:
    from headframe.briefs.numbers import GAP, shown
    from headframe.ground.missing import Missing
    from headframe.vocabulary.figure import plain

    figure, others = listed.figure, str(listed.others or GAP)
    if isinstance(figure, Missing):
        return [str(listed.period), GAP, "", figure.reason, "", "", others]
    bounds = f"{plain(figure.interval.low):,} to {plain(figure.interval.high):,}"
    source = f"{figure.sources[0].witness}, {figure.sources[0].title}" if figure.sources else figure.formula
    return [str(listed.period), shown(figure), figure.unit, bounds, figure.known_at.isoformat(), source, others]
