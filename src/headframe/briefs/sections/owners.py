"""Who holds the stock, as sections."""

from __future__ import annotations

from headframe.briefs.section import Column, Section, Style, words_column
from headframe.ground.missing import Missing
from headframe.worth.owners import Owners

QUARTER_COLUMNS = (
    words_column("quarter"),
    words_column("holders"),
    words_column("in both"),
    Column("shares of those handed in"),
    Column("net change, those in both", Style.SIGNED),
)
HOLDER_COLUMNS = (
    words_column("quarter"),
    words_column("holder"),
    Column("before"),
    Column("after"),
    Column("change", Style.SIGNED),
)
SHOWN_HOLDERS = 40


def owners_pages(told: Owners) -> tuple[Section | None, ...]:
    """Return the sections of an answer."""
    verb = f"headframe owners {told.made_from.company} --holdings …"
    if isinstance(told.missing, Missing):
        finding = f"{told.verdict.value.replace('_', ' ')}: {told.missing.reason}."
        return (Section("owners", "WHO HOLDS THE STOCK", finding, (), (), (), None, verb, SHOWN_HOLDERS),)
    last = told.quarters[-1]
    quarters = Section(
        key="owners",
        title="WHO HOLDS THE STOCK",
        finding=f"{last.holders} holders handed in for {last.quarter}; {last.in_both} of them for the one before too.",
        columns=QUARTER_COLUMNS,
        rows=tuple((str(q.quarter), str(q.holders), str(q.in_both), q.shares, q.net_change) for q in told.quarters),
        notes=("only what was handed in: not all holders", "options and notes are no shares and are left out"),
        reaches=last.quarter,
        verb=verb,
        shown_rows=SHOWN_HOLDERS,
    )
    changes = [change for change in told.changes if change.quarter == last.quarter]
    if not changes:
        return (quarters,)
    holders = Section(
        key="holders",
        title="BY HOLDER",
        finding="The largest changes first; a dash is not a zero: not among the rows handed in.",
        columns=HOLDER_COLUMNS,
        rows=tuple((str(c.quarter), c.holder, c.before, c.after, c.change) for c in changes[:SHOWN_HOLDERS]),
        notes=(),
        reaches=last.quarter,
        verb=verb,
        shown_rows=SHOWN_HOLDERS,
    )
    return quarters, holders
