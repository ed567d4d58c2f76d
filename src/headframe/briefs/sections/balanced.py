"""The balanced estimate beside the reported figures."""

from __future__ import annotations

from headframe.accounts.balanced import Balanced, BalancedEntry
from headframe.briefs.section import Cell, Column, Section, words_column
from headframe.ground.missing import Missing

COLUMNS = (
    words_column("to"),
    Column("mined [BTC]"),
    Column("best"),
    Column("sold"),
    Column("best"),
    Column("closing"),
    Column("best"),
    words_column("± (closing)"),
)
MOVES_NAMED = 6
ALL_ROWS = 10_000


def balanced_section(told: Balanced) -> Section:
    """Return reported and best figures step by step, and the entries that had to move most."""
    rows = tuple(
        (step.end, *_pair(step.produced), *_pair(step.sold), *_pair(step.closing), _error(step.closing))
        for step in told.steps
    )
    moved = [
        f"{move.what}: {move.reported:,.1f} to {move.best:,.1f} ({move.moved:+,.1f}, {abs(move.sigmas):.1f} sigmas)"
        for move in told.moved_most[:MOVES_NAMED]
    ]
    return Section(
        key="balanced",
        title="BALANCED",
        finding=told.missing.reason
        if told.missing is not None
        else "Moved most, in its own standard deviations, is named below.",
        columns=COLUMNS,
        rows=rows,
        notes=tuple(moved),
        reaches=None,
        verb=f"headframe balanced {told.made_from.company}",
        shown_rows=ALL_ROWS,
    )


def _pair(entry: BalancedEntry) -> tuple[Cell, Cell]:
    return entry.reported, entry.best


def _error(entry: BalancedEntry) -> str:
    return "–" if isinstance(entry.best, Missing) or entry.standard_error is None else f"± {entry.standard_error:,.1f}"
