"""Causes and motives: no figure proves one, so each is unsupported, with what the evidence weighs."""

from __future__ import annotations

import re

from headframe.audit.sentence import InHand
from headframe.audit.verdict import Claim, Kind, Verdict
from headframe.audit.wording import wording
from headframe.ground.missing import Missing

ENDS = re.compile(r",\s(?:say|says|said)\b|[;.?!]|,\s(?:but|while|and)\s|\s[–—-]\s", re.IGNORECASE)
NEUTRAL = re.compile(
    r"(?<!\w)(?:because (?:the (?:record|figure|month|report))|due to (?:be|report|publish|rounding)|thanks to "
    r"everyone|"
    r"restricted because|difficulty|rounding|is due|curtail\w*|weather|storm|heat|downtime|maintenance)(?!\w)",
    re.IGNORECASE,
)
WHY = "a cause: no figure in the record proves it; `headframe motive` weighs the evidence both ways"


def cause_claims(it: InHand) -> list[Claim]:
    """Return the causes that a sentence gives for what a company did with its coins."""
    about = wording("about_selling")
    asked = it.text.rstrip().endswith("?")
    if not about.search(it.text) and not it.told.asked_why:
        it.told.asked_why = False
        return []
    found: list[Claim] = []
    last_end = -1
    for match in wording("cause").finditer(it.text):
        if match.start() < last_end or NEUTRAL.search(it.text[max(0, match.start() - 10) : match.end() + 40]):
            continue
        company, _ = it.company_at(match.start(), match.end())
        if company is None and not it.told.cast.main:
            continue
        stop = ENDS.search(it.text, match.end())
        end = stop.start() if stop else len(it.text.rstrip(".!?"))
        end = max(match.end(), min(end, match.start() + 160))
        last_end = end
        found.append(_unsupported(it, match.start(), end, company or it.told.cast.main))
    it.told.asked_why = bool(found) or asked
    return found


def _unsupported(it: InHand, start: int, end: int, company: str | None) -> Claim:
    return Claim(
        span=(it.start + start, it.start + end),
        text="",
        kind=Kind.CAUSE,
        verdict=Verdict.UNSUPPORTED,
        company=company,
        concept="",
        period=None,
        stated=None,
        ours=Missing("a cause has no figure"),
        also=(),
        computed=None,
        tolerance=None,
        sources=(),
        corrected="",
        reason=WHY,
        verdict_now=Verdict.UNSUPPORTED,
    )
