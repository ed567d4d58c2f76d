"""The words of a cell's comment: what the record has, what the cell has, what to put, and where it was printed."""

from __future__ import annotations

from headframe.audit.retrofit_verdict import CellFinding, CellVerdict
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure, plain

LONGEST_URL = 220


def comment_of(finding: CellFinding) -> str:
    """Return the text of a finding's comment, a fact a line."""
    lines = [f"Headframe: {finding.verdict.words}"]
    if finding.cause:
        lines.append(finding.cause)
    if isinstance(finding.ours, Figure):
        lines += _of_figure(finding, finding.ours)
    elif finding.verdict is CellVerdict.UNKNOWN:
        lines.append(
            "read as: " + " ".join(filter(None, (finding.company or "?", finding.concept, finding.period or "?")))
        )
    if finding.source:
        lines.append(finding.source[:LONGEST_URL])
    return "\n".join(lines)


def _of_figure(finding: CellFinding, figure: Figure) -> list[str]:
    lines = [
        f"Record: {number(figure.value)} {figure.unit} {figure.badge.mark} {figure.badge}, known {figure.known_at}"
    ]
    if not isinstance(finding.instead, Missing):
        lines.append(f"Put: {number(finding.instead)} ({finding.unit}); off by {off_by(finding)}")
    return [*lines, f"headframe why {figure.id}"]


def off_by(finding: CellFinding) -> str:
    """Return by how much a number misses what belongs there, in its own unit and as a share.

    Examples
    --------
    >>> share_of(18050, 18005)
    '+0.25 %'
    """
    if isinstance(finding.instead, Missing):
        return ""
    return f"{difference(finding):+,.12g} ({share_of(finding.value, finding.instead)})"


def difference(finding: CellFinding) -> float:
    """Return the number less what belongs there, in its own unit; 0 where nothing else belongs there."""
    return 0.0 if isinstance(finding.instead, Missing) else float(plain(finding.value - finding.instead))


def share_of(value: float, right: float) -> str:
    """Return by which share of the right number another is over or under it; words where that says nothing."""
    if not right:
        return "of nothing"
    share = value / right - 1
    return f"{share:+.2%}".replace("%", " %") if abs(share) < 10 else f"{value / right:,.0f} times"


def number(value: float) -> str:
    """Return a number with thousands marks and no noise."""
    return f"{plain(value):,}"
