"""The brief for a terminal: one page of 100 columns."""

from __future__ import annotations

from headframe.accounts.rollforward import Reconciliation
from headframe.briefs.brief import Brief, HoldingsRow
from headframe.briefs.numbers import GAP, shown, times, tolerance
from headframe.briefs.reconcile_text import VERDICTS
from headframe.briefs.terminal import table, text_of

ROWS_SHOWN = 8


def brief_text(brief: Brief) -> str:
    """Return the brief as text."""
    made = brief.made_from
    parts: list[object] = [
        f"{made.company}  {brief.name}    as known on {made.as_of}    record {made.record.snapshot}"
        f"    headframe {made.version}",
        "",
        brief.headline,
        "",
    ]
    if brief.holdings:
        parts += [_holdings(brief.holdings), ""]
    if isinstance(brief.reconciliation, Reconciliation) and brief.reconciliation.steps:
        parts += [_closes(brief.reconciliation), ""]
    parts += [f"Missing: {gap.reason}" for gap in brief.missing]
    parts.append(
        f"`headframe why {made.company} bitcoin_held {_last_day(brief)}` explains a number.    Not investment advice."
    )
    return text_of(*parts)


def _holdings(rows: tuple[HoldingsRow, ...]) -> object:
    columns = ("HOLDINGS [BTC]", "held", "change", "mined", "sold", "sold/mined", "restricted", "what it did")
    cells = [
        [
            row.day.isoformat(),
            shown(row.held),
            shown(row.change, signed=True),
            shown(row.produced),
            shown(row.sold),
            times(row.sell_through),
            shown(row.restricted),
            row.words,
        ]
        for row in rows[-ROWS_SHOWN:]
    ]
    return table("", columns, cells, left=(0, 7))


def _closes(told: Reconciliation) -> object:
    columns = ("DOES IT CLOSE", "opening", "+ mined", "− sold", "= expected", "reported", "residual", "tolerance", "")
    rows = [
        [
            step.end,
            *(shown(part) for part in (step.opening, step.produced, step.sold, step.expected, step.closing)),
            shown(step.residual, signed=True),
            tolerance(step.tolerance),
            VERDICTS[step.verdict] if step.verdict else GAP,
        ]
        for step in told.steps[-ROWS_SHOWN:]
    ]
    return table("", columns, rows, left=(0, 8))


def _last_day(brief: Brief) -> str:
    return brief.holdings[-1].day.isoformat() if brief.holdings else "2025-12-31"
