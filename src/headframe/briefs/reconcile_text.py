"""The roll-forward as a terminal shows it."""

from __future__ import annotations

from collections.abc import Sequence

from headframe.accounts.rollforward import Reconciliation, Step, Verdict
from headframe.briefs.numbers import GAP, shown, tolerance
from headframe.briefs.terminal import table, text_of

COLUMNS = (
    "to",
    "opening",
    "+ mined",
    "+ bought",
    "+ received",
    "− sold",
    "− paid",
    "= closing",
    "residual",
    "tolerance",
    "verdict",
)
VERDICTS = {Verdict.CLOSES: "closes", Verdict.WITHIN_USUAL: "within usual", Verdict.UNEXPLAINED: "unexplained"}


def reconcile_text(answer: Reconciliation) -> str:
    """Return every step, the flags, and what filings explain."""
    made = answer.made_from
    head = f"{made.company}  roll-forward of bitcoin [BTC], as known on {made.as_of}"
    parts: list[object] = [head, ""]
    if answer.missing is not None:
        return text_of(*parts, answer.missing.reason)
    parts.append(table(COLUMNS, [step_row(step) for step in answer.steps], left=(0, 10), width=130))
    parts += notes_of(answer.steps)
    if answer.explanations:
        parts += ["", "WHAT FILINGS EXPLAIN"] + [f"  {said.words}" for said in answer.explanations]
    return text_of(*parts, width=130)


def step_row(step: Step) -> list[str]:
    """Return one step as a row of `COLUMNS`."""
    balances = [shown(step.opening), shown(step.produced), shown(step.purchased), shown(step.received)]
    taken = [shown(step.sold), shown(step.paid), shown(step.closing)]
    judged = [shown(step.residual, signed=True, badge=False), tolerance(step.tolerance)]
    return [step.end, *balances, *taken, *judged, VERDICTS[step.verdict] if step.verdict else GAP]


def notes_of(steps: Sequence[Step]) -> list[object]:
    """Return the flags of all steps, and the sales that are implied where none was printed."""
    lines: list[object] = []
    for step in steps:
        lines += [f"  {step.start} to {step.end}: {flag}" for flag in step.flags]
    return ["", "FLAGS", *lines] if lines else []
