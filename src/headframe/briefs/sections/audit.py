"""An audit in a terminal: one row a claim, the wrong ones first."""

from __future__ import annotations

from headframe.audit.verdict import Audit, Claim
from headframe.briefs.section import Column, Section, words_column

COLUMNS = (words_column(""), words_column("claim"), words_column("verdict"), Column("ours"), words_column("why"))
ALL_ROWS = 100_000
CLAIM_SHOWN, WHY_SHOWN = 40, 110
ORDER = ("wrong", "unsupported", "cannot_check", "right")
TITLES = {"wrong": "WRONG", "unsupported": "UNSUPPORTED", "cannot_check": "CANNOT BE CHECKED", "right": "RIGHT"}
FINDINGS = {
    "wrong": "What the article should say instead stands in the last column.",
    "unsupported": "Causes and motives: no figure proves one.",
    "cannot_check": "Nothing in the record speaks for or against these.",
    "right": "Confirmed by recomputing.",
}


def audit_sections(told: Audit) -> tuple[Section | None, ...]:
    """Return the summary, and one section for each family of verdicts that has claims."""
    dated = f"published {told.published_on}" if told.published_on else "without a day"
    head = Section(
        key="audit",
        title="AUDIT",
        finding=f"{told.summary} {told.words:,} words, {dated}, judged by what was known on {told.judged_on}.",
        columns=(),
        rows=(),
        notes=told.notes,
        reaches=None,
        verb=f"headframe audit {told.document} --form html",
        shown_rows=ALL_ROWS,
    )
    return head, *(_family(told, name) for name in ORDER)


def _family(told: Audit, name: str) -> Section | None:
    claims = [claim for claim in told.claims if claim.verdict.family == name]
    if not claims:
        return None
    return Section(
        key=name,
        title=TITLES[name],
        finding=FINDINGS[name],
        columns=COLUMNS,
        rows=tuple((c.verdict.mark, _short(c.text, CLAIM_SHOWN), c.verdict.words, c.ours, why(c)) for c in claims),
        notes=(),
        reaches=None,
        verb="headframe why …",
        shown_rows=ALL_ROWS,
    )


def why(claim: Claim) -> str:
    """Return why a verdict is what it is, with the verdict of today where that is another."""
    words = _short(claim.reason, WHY_SHOWN)
    if claim.verdict_now is not claim.verdict:
        words += f" (by what is known now: {claim.verdict_now.words})"
    return words


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
