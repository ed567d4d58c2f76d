"""The index sheet: every finding in one table, the worst first, each leading to its cell."""

from __future__ import annotations

from headframe.audit.retrofit import Retrofit
from headframe.audit.retrofit_verdict import WORST_FIRST, CellFinding
from headframe.audit.retrofit_words import difference
from headframe.audit.workbook_fills import Fills
from headframe.audit.workbook_sheet import Written, new_sheet
from headframe.ground.missing import Missing
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.figure import Figure

HEADING = (
    *("sheet", "cell", "verdict", "yours", "put instead", "difference", "cause", "label", "company", "concept"),
    *("period", "unit", "record", "badge", "known", "source"),
)
WIDTHS = (22, 7, 23, 13, 13, 13, 40, 28, 9, 24, 11, 13, 16, 10, 11, 50)


def index_sheet(answer: Retrofit, fills: Fills) -> bytes:
    """Return the index as a worksheet part, with formats taken from `fills`."""
    rows = [*_head(answer, fills), [Written(name, fills.words(bold=True)) for name in HEADING]]
    header = len(rows)
    order = {verdict: place for place, verdict in enumerate(WORST_FIRST)}
    rows += [_row(finding, fills) for finding in sorted(answer.findings, key=lambda found: order[found.verdict])]
    return new_sheet(rows, WIDTHS, header)


def _head(answer: Retrofit, fills: Fills) -> list[list[Written]]:
    made = answer.made_from
    bold = fills.words(bold=True)
    listed = [verdict for verdict in WORST_FIRST if answer.counts[verdict.value]]
    rows = [
        [Written(f"Headframe: {answer.workbook} against the record", bold)],
        [Written(f"As known on {made.as_of}; headframe {made.version}")],
        [Written(f"Record of {made.record.snapshot}, {made.record.digest}")],
        [Written("No number and no formula was changed. Not investment advice.")],
        *([Written(note)] for note in answer.notes),
        [Written("")],
    ]
    rows += [
        [Written(verdict.words, fills.words(verdict.colour)), Written(float(answer.counts[verdict.value]))]
        for verdict in listed
    ]
    return [*rows, [Written("")]]


def _row(finding: CellFinding, fills: Fills) -> list[Written]:
    figure = finding.ours
    ours: list[str | float] = ["", "", ""]
    if isinstance(figure, Figure):
        ours = [figure.value, figure.badge.value, figure.known_at.isoformat()]
    instead: str | float = "" if isinstance(finding.instead, Missing) else finding.instead
    off: str | float = "" if isinstance(finding.instead, Missing) else difference(finding)
    label = find_concept(finding.concept).label
    values = [finding.value, instead, off, finding.cause, finding.label, finding.company, label]
    values += [finding.period, finding.unit, *ours, finding.source]
    place = "'" + finding.sheet.replace("'", "''") + f"'!{finding.cell}"
    plain, wrapped = fills.words(), fills.words(wraps=True)
    return [
        Written(finding.sheet, plain),
        Written(finding.cell, plain, place),
        Written(finding.verdict.words, fills.words(finding.verdict.colour)),
        *(Written(value, wrapped if isinstance(value, str) else plain) for value in values),
    ]
