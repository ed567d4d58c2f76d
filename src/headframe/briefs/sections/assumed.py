"""The assumptions as sections: the numbers, the scenarios, what two sets differ in."""

from __future__ import annotations

from headframe.briefs.section import Column, Section, words_column
from headframe.economics.assumed import Assumed


def assumptions_page(told: Assumed) -> Section:
    """Return every assumption with its range and what it rests on."""
    return Section(
        key="assumptions",
        title="ASSUMPTIONS",
        finding=f"{len(told.assumptions)} numbers that are not facts. `--set name=value` changes one.",
        columns=(words_column("name"), Column("value"), words_column("unit"), words_column("from"), words_column("to")),
        rows=tuple(
            (
                each.name,
                each.figure,
                each.figure.unit,
                f"{each.figure.interval.low:,g}",
                f"{each.figure.interval.high:,g}",
            )
            for each in told.assumptions
        ),
        notes=tuple(f"{each.name}: {each.why} ({each.source})" for each in told.assumptions),
        reaches=None,
        verb="headframe assumptions",
        shown_rows=len(told.assumptions),
    )


def scenarios_page(told: Assumed) -> Section:
    """Return the named sets of changes."""
    return Section(
        key="scenarios",
        title="SCENARIOS",
        finding="Named sets of changes, for `--scenario`.",
        columns=(words_column("name"), words_column("why"), words_column("changes")),
        rows=tuple((each.name, each.why, "; ".join(each.changes) or "none") for each in told.scenarios),
        notes=(),
        reaches=None,
        verb="headframe assumptions",
        shown_rows=len(told.scenarios),
    )


def differences_page(told: Assumed) -> Section:
    """Return what the second set holds differently."""
    return Section(
        key="differences",
        title="DIFFERENCES",
        finding=f"{len(told.differences)} assumptions differ.",
        columns=(words_column("name"), Column("first"), Column("second")),
        rows=tuple((each.name, each.first, each.second) for each in told.differences),
        notes=(),
        reaches=None,
        verb="headframe assumptions diff",
        shown_rows=len(told.differences),
    )
