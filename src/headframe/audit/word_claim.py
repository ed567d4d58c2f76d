"""What every claim in words needs: its company, its periods, the figure it rests on."""

from __future__ import annotations

import re

from headframe.audit.ours import our_figure
from headframe.audit.sentence import InHand, fitted, month_of
from headframe.audit.verdict import Claim, Kind, Verdict
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

HELD = "bitcoin_held"


def word_claim(
    it: InHand,
    match: re.Match[str],
    kind: Kind,
    verdict: Verdict,
    reason: str,
    ours: Figure | Missing,
    *,
    company: str | None,
    concept: str,
    period: Period | None,
    corrected: str = "",
    also: tuple[Figure, ...] = (),
) -> Claim:
    """Return one claim in words, with its place, verdict and figures."""
    start, end = match.start(), match.start() + len(match[0].rstrip(" ,."))
    it.taken.append((start, end))
    figures = (*((ours,) if isinstance(ours, Figure) else ()), *also)
    return Claim(
        span=(it.start + start, it.start + end),
        text="",
        kind=kind,
        verdict=verdict,
        company=company,
        concept=concept,
        period=period,
        stated=None,
        ours=ours,
        also=also,
        computed=None,
        tolerance=None,
        sources=tuple(dict.fromkeys(source for figure in figures for source in figure.sources)),
        corrected=corrected,
        reason=reason,
        verdict_now=verdict,
    )


def known_figure(then: View, now: View, company: str, concept: str, period: Period) -> Figure | Missing:
    """Return the figure of the article's day, or today's where the day had none."""
    figure = our_figure(then, company, concept, period)
    return our_figure(now, company, concept, period) if isinstance(figure, Missing) else figure


def periods_at(it: InHand, start: int, end: int, concept: str) -> list[Period]:
    """Return the periods a wording speaks of: the sentence's nearest time, else what was spoken of before."""
    at = [time for time in it.times if time.role == "at" and time.meanings]
    after = [time for time in at if 0 <= time.start - end <= 40 or (time.start < end and time.end > start)]
    before = [time for time in at if time.end <= start]
    chosen = (after[:1] or before[-1:])[:1]
    meanings = list(chosen[0].meanings) if chosen else list(it.told.clock.main or it.told.clock.carried()[:1])
    spans = [month_of(period) for period in meanings]
    return [period for one in spans if (period := fitted(one, concept) if concept != HELD else one) is not None]


def certain_company(it: InHand, match: re.Match[str]) -> tuple[str | None, bool]:
    """Return the company that a claim is about, and whether that is certain."""
    company, certain = it.company_at(match.start(), match.end())
    if company is not None and (it.is_future(match.start()) or is_denied(it, match)):
        return None, False
    return company, certain


def is_denied(it: InHand, match: re.Match[str]) -> bool:
    """Say whether the words before a claim deny it."""
    return bool(
        re.search(
            r"(?<!\w)(?:not|never|no longer|whether|if|claim\w*|wrongly|supposedly)\s(?:\w+\s)?$",
            it.text[max(0, match.start() - 24) : match.start()],
        )
    )


def cannot_check_claim(it: InHand, match: re.Match[str], kind: Kind, reason: str, company: str | None) -> Claim:
    """Return a claim that cannot be checked, with the reason."""
    return word_claim(
        it, match, kind, Verdict.CANNOT_CHECK, reason, Missing(reason), company=company, concept="", period=None
    )
