"""Hindsight as a section: quarter by quarter, what would have been said, what was done, what followed."""

from __future__ import annotations

from headframe.briefs.numbers import quantity
from headframe.briefs.section import Cell, Column, Section, Style, words_column
from headframe.ground.missing import Missing
from headframe.planning.hindsight_shown import Hindsight, PastDecision

COLUMNS = (
    words_column("as of"),
    Column("BTC held"),
    words_column("would\nstart"),
    Column("would sell\n[BTC]"),
    Column("sold\n[BTC]"),
    Column("produced\n[BTC]"),
    Column("price\nthen"),
    Column("price at\nthe end"),
    Column("gained by\nthe plan", Style.SIGNED),
    words_column("hindsight"),
)


def hindsight_page(told: Hindsight) -> Section:
    """Return the walk forward as a table."""
    return Section(
        key="hindsight",
        title="WHAT IT WOULD HAVE SAID",
        finding=_finding(told),
        columns=COLUMNS,
        rows=tuple(_row(each) for each in told.decisions),
        notes=(
            *(f"{each.as_of}: {each.said.reason}" for each in told.decisions if isinstance(each.said, Missing)),
            *told.notes,
            "hindsight: assumptions younger than the day",
        ),
        reaches=told.decisions[-1].quarter.end,
        verb=f"headframe hindsight {told.made_from.company} --from {told.decisions[0].as_of}",
        shown_rows=len(told.decisions),
    )


def _finding(told: Hindsight) -> str:
    made = len(told.decisions) - told.missing
    said = f"{made} of {len(told.decisions)} quarter-ends have a plan."
    if isinstance(told.gained, Missing):
        return f"{said} {told.gained.reason[0].upper()}{told.gained.reason[1:]}."
    amount = quantity(told.gained.value, "USD", signed=True)
    return f"{said} Its sales in place of the company's would have come to {amount} by each quarter's end, in sum."


def _row(each: PastDecision) -> tuple[Cell, ...]:
    starts = "–" if isinstance(each.said, Missing) else f"{each.phases:.0f}"
    return (
        each.as_of.isoformat(),
        each.held,
        starts,
        each.would_sell,
        each.sold,
        each.produced,
        each.price_then,
        each.price_after,
        each.gained,
        str(each.look_ahead),
    )
