"""What a workbook's hard-coded numbers are to the record."""

from __future__ import annotations

from headframe.audit.retrofit import Retrofit
from headframe.audit.retrofit_verdict import WORST_FIRST, CellFinding, CellVerdict
from headframe.audit.retrofit_words import number
from headframe.briefs.section import Cell, Section, words_column
from headframe.ground.missing import Missing

COLUMNS = tuple(words_column(name) for name in ("sheet", "cell", "label", "period", "yours", "put", "verdict", "cause"))
ALL_ROWS = 100_000
LABEL_SHOWN, CAUSE_SHOWN = 30, 52


def retrofit_section(answer: Retrofit, *, every: bool = False) -> Section:
    """Return the findings that somebody should look at, the worst first; with `every`, the rest after them."""
    order = {verdict: place for place, verdict in enumerate(WORST_FIRST)}
    shown = [found for found in answer.findings if every or found.verdict.is_error]
    rows = tuple(_row(found) for found in sorted(shown, key=lambda found: order[found.verdict]))
    return Section(
        key="retrofit",
        title="HARD-CODED NUMBERS",
        finding=_finding(answer),
        columns=COLUMNS,
        rows=rows,
        notes=(*answer.notes, "No number and no formula is changed. --out checked.xlsx writes the commented copy."),
        reaches=None,
        verb=f"headframe retrofit {answer.workbook} --form json",
        shown_rows=ALL_ROWS,
    )


def _finding(answer: Retrofit) -> str:
    known = sum(one.identified for one in answer.sheets)
    read = sum(one.hard_coded for one in answer.sheets)
    counted = ", ".join(
        f"{answer.counts[verdict.value]:,} {verdict.words}"
        for verdict in WORST_FIRST
        if answer.counts[verdict.value] and verdict is not CellVerdict.UNKNOWN
    )
    if not known:
        return f"Nothing in {answer.workbook} that the record can judge ({read:,} numbers beside a label it knows)."
    return f"{known:,} of {read:,} labelled numbers can be judged: {counted}."


def _row(found: CellFinding) -> tuple[Cell, ...]:
    put = "" if isinstance(found.instead, Missing) else number(found.instead)
    label, cause = _short(found.label, LABEL_SHOWN), _short(found.cause, CAUSE_SHOWN)
    return (found.sheet, found.cell, label, found.period, number(found.value), put, found.verdict.words, cause)


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
