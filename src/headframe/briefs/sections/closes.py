"""Does it close: the roll-forward with its residual."""

from __future__ import annotations

from headframe.accounts.rollforward import Reconciliation, Step, Verdict
from headframe.briefs.numbers import tolerance
from headframe.briefs.section import Cell, Column, Section, Style, words_column
from headframe.ground.missing import Missing

COLUMNS = (
    words_column("to"),
    Column("opening"),
    Column("+ mined"),
    Column("+ bought"),
    Column("− sold"),
    Column("= expected"),
    Column("reported [BTC]"),
    Column("residual", Style.SIGNED),
    words_column("tolerance"),
    words_column("verdict"),
)
VERDICTS = {Verdict.CLOSES: "closes", Verdict.WITHIN_USUAL: "within usual", Verdict.UNEXPLAINED: "unexplained"}
NOTES_SHOWN = 2


def closes_section(company: str, told: Reconciliation, ties: tuple[str, ...] = ()) -> Section | None:
    """Return the roll-forward as a section, its flags and the filings' explanations as notes."""
    if not told.steps:
        return None
    flags = [f"to {step.end}: {flag}" for step in told.steps for flag in step.flags]
    said = [explanation.words for explanation in told.explanations]
    return Section(
        key="closes",
        title="DOES IT CLOSE",
        finding=_finding(told),
        columns=COLUMNS,
        rows=tuple(_row(step) for step in told.steps),
        notes=(*_usual_words(told), *flags[-NOTES_SHOWN:], *said[-NOTES_SHOWN:], *ties[-NOTES_SHOWN:]),
        reaches=told.steps[-1].span.end,
        verb=f"headframe reconcile {company}",
        shown_rows=8,
    )


def _row(step: Step) -> tuple[Cell, ...]:
    verdict = VERDICTS[step.verdict] if step.verdict else "cannot tell"
    flows = (step.opening, step.produced, step.purchased, step.sold)
    return (step.end, *flows, step.expected, step.closing, step.residual, tolerance(step.tolerance), verdict)


def _usual_words(told: Reconciliation) -> tuple[str, ...]:
    usual = told.steps[-1].usual
    if usual is None:
        return ()
    return (f"within usual: beyond the printed rounding by no more than {usual:,.0f} BTC, learned from earlier steps",)


def _finding(told: Reconciliation) -> str:
    judged = [step for step in told.steps if not isinstance(step.residual, Missing)]
    if not judged:
        return "No step can be checked: a flow is missing in each."
    counts = {verdict: sum(step.verdict is verdict for step in judged) for verdict in Verdict}
    words = [f"{counts[verdict]} {VERDICTS[verdict]}" for verdict in Verdict if counts[verdict]]
    open_steps = len(told.steps) - len(judged)
    tail = f"; {open_steps} cannot be checked for want of a flow" if open_steps else ""
    return f"Of {len(judged)} checked steps: {', '.join(words)}{tail}."
