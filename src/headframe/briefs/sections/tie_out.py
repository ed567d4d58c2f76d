"""Months against quarters and years."""

from __future__ import annotations

from headframe.accounts.tie_out import TieOut, TieVerdict
from headframe.briefs.section import Column, Section, words_column

COLUMNS = (
    words_column("flow"),
    words_column("period"),
    words_column("by"),
    Column("parts add to"),
    Column("printed total"),
    words_column("verdict"),
)
ALL_ROWS = 10_000


def tie_out_section(told: TieOut) -> Section:
    """Return every total that could be checked, those that do not tie first."""
    checked = [tie for tie in told.ties if tie.verdict is not TieVerdict.CANNOT]
    checked.sort(key=lambda tie: (tie.verdict is TieVerdict.TIES, tie.concept, tie.period))
    return Section(
        key="tie-out",
        title="TIE-OUT",
        finding=f"{told.tie} total(s) tie, {told.do_not_tie} do not, {told.cannot} lack a part to be checked.",
        columns=COLUMNS,
        rows=tuple(
            (
                tie.concept,
                str(tie.period),
                tie.by.value,
                tie.parts_sum,
                tie.total,
                tie.verdict.value.replace("_", " "),
            )
            for tie in checked
        ),
        notes=tuple(tie.words for tie in checked if tie.verdict is TieVerdict.DOES_NOT_TIE),
        reaches=None,
        verb=f"headframe tie-out {told.made_from.company}",
        shown_rows=ALL_ROWS,
    )


def failing_ties(told: TieOut, concepts: tuple[str, ...]) -> tuple[str, ...]:
    """Return in words the totals of some flows that their parts do not add up to."""
    return tuple(tie.words for tie in told.ties if tie.verdict is TieVerdict.DOES_NOT_TIE and tie.concept in concepts)
