"""The plan's section of a brief where none is kept: which call makes one. A brief loads nothing more for it."""

from __future__ import annotations

from datetime import date

from headframe.briefs.section import Section


def no_plan_kept(company: str, as_of: date) -> Section:
    """Return the section that says how a plan is made where none is kept."""
    return Section(
        key="plan",
        title="PLAN",
        finding=(
            "What it should do is not worked out yet: no plan is kept for this day, this record and the packaged "
            "assumptions. The verb makes one in a minute, or says what is missing for it; this page then shows it."
        ),
        columns=(),
        rows=(),
        notes=(),
        reaches=None,
        verb=f"headframe plan {company} --as-of {as_of}",
        shown_rows=0,
    )
