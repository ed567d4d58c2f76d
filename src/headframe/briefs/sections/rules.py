"""Published valuation rules on our record, side by side, and the printed ones recomputed."""

from __future__ import annotations

from headframe.briefs.numbers import quantity
from headframe.briefs.section import Cell, Column, Section, Style, words_column
from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.vocabulary.figure import Figure
from headframe.worth.rule_audit import RuleAudit, RuleClass
from headframe.worth.rule_run import RuleRun
from headframe.worth.rules import RulesAnswer, run_rules

RUN_COLUMNS = (
    words_column("published"),
    words_column("rule"),
    words_column("gives"),
    Column("value"),
    words_column("a share, low to high"),
    Column("against\nthe price", Style.SIGNED),
)
AUDIT_COLUMNS = (
    words_column("row"),
    words_column("published"),
    words_column("broker on"),
    words_column("class"),
    words_column("stated"),
    words_column("ours"),
    Column("apart", Style.SIGNED),
)
GIVES = {"ev": "EV, whole", "equity": "equity, whole", "ev_part": "part", "equity_part": "equity, part"}
ALL_ROWS = 90


def rules_section(view: View, company: str) -> Section | None:
    """Return the rules on a company's record; None where none gives a value."""
    told = run_rules(view, company)
    return runs_page(told) if any(isinstance(run.value, Figure) for run in told.runs) else None


def runs_page(told: RulesAnswer) -> Section:
    """Return every published rule on one record, as a section."""
    return Section(
        key="rules",
        title="PUBLISHED RULES ON THIS RECORD",
        finding=_finding(told),
        columns=RUN_COLUMNS,
        rows=tuple(_run_row(run) for run in told.runs),
        notes=tuple(_notes(told)),
        reaches=told.day,
        verb=f"headframe worth {told.made_from.company} --rules all",
        shown_rows=ALL_ROWS,
    )


def audit_page(told: RulesAnswer) -> Section:
    """Return the printed rules that could be recomputed, and how the rest is classed."""
    shown = [row for row in told.printed if row.rule_class is RuleClass.RECOMPUTED]
    counts = ", ".join(f"{count} {name}" for name, count in sorted(told.printed_by_class.items()))
    return Section(
        key="printed_rules",
        title="DO THE PRINTED RULES HOLD",
        finding=(
            f"Of {len(told.printed)} printed rules and anchors: {counts}. {told.independent_within_5_percent} of "
            f"{told.independent} with independent inputs come within 5 %; a circular row proves nothing and counts as "
            "no success."
        ),
        columns=AUDIT_COLUMNS,
        rows=tuple(_audit_row(row) for row in shown),
        notes=(*(f"row {row.row}: {row.reason}" for row in shown), "--form json gives class and reason of every row"),
        reaches=told.printed[-1].published if told.printed else None,
        verb=f"headframe worth {told.made_from.company} --rules all",
        shown_rows=ALL_ROWS,
    )


def _finding(told: RulesAnswer) -> str:
    whole = [run.per_share for run in told.runs if run.gives.is_whole and isinstance(run.per_share, Figure)]
    parts = [run for run in told.runs if not run.gives.is_whole and isinstance(run.value, Figure)]
    unrun = sum(isinstance(run.value, Missing) for run in told.runs)
    said = []
    if whole:
        low, high = min(f.value for f in whole), max(f.value for f in whole)
        price = told.at.price
        beside = f" beside a price of ${price.value:,.2f} ({told.day})" if isinstance(price, Figure) else ""
        said.append(f"{len(whole)} rules for the whole company make a share ${low:,.2f} to ${high:,.2f}{beside}")
    if parts:
        said.append(f"{len(parts)} value a part of it alone")
    if unrun:
        said.append(f"{unrun} cannot be run: what they lack is named below")
    return "; ".join(said) + "." if said else "No published rule was known by then."


def _run_row(run: RuleRun) -> tuple[Cell, ...]:
    return (
        str(run.published),
        f"{run.broker}: {run.title}",
        GIVES[run.gives.value],
        run.value,
        _ends(run.per_share),
        run.against_price,
    )


def _ends(figure: Figure | Missing) -> str:
    if isinstance(figure, Missing):
        return "–"
    low, high = figure.interval.low, figure.interval.high
    if high - low < 0.01 * max(abs(figure.value), 1e-9):
        return f"${figure.value:,.2f} {figure.badge.mark}"
    return f"${low:,.2f} to ${high:,.2f} {figure.badge.mark}"


def _notes(told: RulesAnswer) -> list[str]:
    notes = [
        f"{run.broker} {run.published}, {run.title}: lacks {lack}" for run in told.runs for lack in run.missing_inputs
    ]
    stands: dict[str, list[str]] = {}
    for run in told.runs:
        if run.stands_for:
            stands.setdefault(run.stands_for, []).append(f"{run.broker} {run.published}")
        for note in run.partly:
            stands.setdefault(note, []).append(f"{run.broker} {run.published}")
    notes += [f"{', '.join(dict.fromkeys(who))}: {what}" for what, who in stands.items()]
    return [*notes, "a part stands beside the price, not against it: the rest of the company is not in it"]


def _audit_row(row: RuleAudit) -> tuple[Cell, ...]:
    return (
        str(row.row),
        str(row.published),
        f"{row.broker} on {row.company}",
        row.rule_class.value,
        _amount(row.stated, row.unit),
        _amount(row.recomputed, row.unit),
        row.difference,
    )


def _amount(figure: Figure | Missing, unit: str) -> str:
    if isinstance(figure, Missing):
        return "–"
    if unit == "USD/share":
        return quantity(figure.value, unit)
    return f"{quantity(figure.value, 'USD')} {unit.removeprefix('USD').strip()}".strip()
