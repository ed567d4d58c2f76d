"""Claims of behaviour: holdings rose, more was sold than mined, coins were accumulated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from headframe.audit.sentence import InHand, month_of
from headframe.audit.verdict import Claim, Kind, Verdict
from headframe.audit.word_claim import (
    cannot_check_claim,
    certain_company,
    known_figure,
    periods_at,
    word_claim,
)
from headframe.audit.wording import wording
from headframe.ground.period import Period, day_before
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

SOLD, HELD, PRODUCED = "bitcoin_sold", "bitcoin_held", "bitcoin_produced"
ACCUMULATES_BELOW, SELLS_FROM = 0.20, 0.80
"""A company that sells less than a fifth of what it mines accumulates; from four fifths on it does not."""
NEARLY_FLAT = 0.005
"""A balance said to be flat is not contradicted by a move below half a percent."""
LAST_MONTHS = 3
UP = re.compile(r"^(?:rose|ris|gr[eo]w|increas|climb|expand|swell)", re.IGNORECASE)
FLAT = re.compile(r"flat|unchanged", re.IGNORECASE)


def moved(it: InHand, then: View, now: View) -> list[Claim]:
    """Return claims that holdings rose, fell or stayed flat."""
    found = []
    for match in wording("holdings_moved").finditer(it.text):
        if it.is_taken(match.start(), match.end()):
            continue
        company, certain = certain_company(it, match)
        if company is None or re.search(
            r"restricted|pledged|encumbered|cash|free", it.text[max(0, match.start() - 16) : match.end()], re.IGNORECASE
        ):
            continue
        periods = [p for p in periods_at(it, match.start(), match.end(), HELD) if not p.is_day]
        verb = match["verb"]
        said = 0 if FLAT.search(verb) else 1 if UP.search(verb) else -1
        judged = [(p, c) for p in periods if (c := _change(then, now, company, p)) is not None]
        if not judged:
            found.append(
                cannot_check_claim(it, match, Kind.BEHAVIOUR, "a balance on one end of it is not known", company)
            )
            continue
        fits = [(p, c) for p, c in judged if _sign(c) == said]
        period, (later, earlier) = (fits or judged)[0]
        change = later.value - earlier.value
        words = f"{earlier.value:,.10g} to {later.value:,.10g} BTC over {period.by_months}: {change:+,.10g}"
        single = certain and len(judged) == len(periods) and not any(time.role == "since" for time in it.times)
        verdict = _verdict(bool(fits), single and not (said == 0 and abs(change) < NEARLY_FLAT * earlier.value))
        found.append(_behaviour(it, match, verdict, words, (later, earlier), company, HELD, period))
    return found


def _verdict(fits: bool, certain: bool) -> Verdict:
    if fits:
        return Verdict.RIGHT
    return Verdict.CONTRADICTED if certain else Verdict.CANNOT_CHECK


def _behaviour(
    it: InHand,
    match: re.Match[str],
    verdict: Verdict,
    words: str,
    figures: Sequence[Figure],
    company: str,
    concept: str,
    period: Period,
) -> Claim:
    """Return a claim of behaviour, judged by the first of the figures beside the others."""
    return word_claim(
        it,
        match,
        Kind.BEHAVIOUR,
        verdict,
        words,
        figures[0],
        company=company,
        concept=concept,
        period=period,
        corrected=words if verdict is Verdict.CONTRADICTED else "",
        also=tuple(figures[1:]),
    )


def _change(then: View, now: View, company: str, period: Period) -> tuple[Figure, Figure] | None:
    later = known_figure(then, now, company, HELD, Period.day(period.end))
    earlier = known_figure(then, now, company, HELD, Period.day(day_before(period.first_day)))
    return (later, earlier) if isinstance(later, Figure) and isinstance(earlier, Figure) else None


def _sign(pair: tuple[Figure, Figure]) -> int:
    change = pair[0].interval - pair[1].interval
    return 1 if change.low > 0 else -1 if change.high < 0 else 0


def sold_against_mined(it: InHand, then: View, now: View) -> list[Claim]:
    """Return claims that more, less or all of what was mined was sold."""
    found = []
    for match in [*wording("sold_against_mined").finditer(it.text), *wording("sold_all").finditer(it.text)]:
        company, certain = certain_company(it, match)
        if company is None:
            continue
        periods = periods_at(it, match.start(), match.end(), SOLD)
        pairs = [
            (p, s, m)
            for p in periods
            if isinstance(s := known_figure(then, now, company, SOLD, p), Figure)
            and isinstance(m := known_figure(then, now, company, PRODUCED, p), Figure)
        ]
        if not pairs:
            found.append(
                cannot_check_claim(it, match, Kind.BEHAVIOUR, "sales or production are not known for it", company)
            )
            continue
        word = match.groupdict().get("word") or "all"
        fits = [(p, s, m) for p, s, m in pairs if _as_said(word, s.value, m.value)]
        period, sold, made = (fits or pairs)[0]
        words = f"it sold {sold.value:,.10g} and mined {made.value:,.10g} BTC in {period.by_months}"
        verdict = _verdict(bool(fits), certain and len(pairs) == len(periods))
        found.append(_behaviour(it, match, verdict, words, (sold, made), company, SOLD, period))
        it.taken.pop()
    return found


def _as_said(word: str, sold: float, made: float) -> bool:
    if word.lower() == "more":
        return sold > made
    return sold < made if word.lower() in ("less", "fewer") else abs(sold - made) <= 0.05 * made


def accumulating(it: InHand, then: View, now: View) -> list[Claim]:
    """Judge "was accumulating": against what it sold of its production in the months meant, three at least."""
    found = []
    for match in [*wording("accumulating").finditer(it.text), *wording("holding_policy").finditer(it.text)]:
        if it.is_taken(match.start(), match.end()):
            continue
        company, certain = certain_company(it, match)
        if company is None:
            continue
        times = [t for t in it.times if t.meanings]
        base = times[-1].meanings[0] if times else (it.told.clock.main[:1] or (it.told.clock.month_before(),))[0]
        months = _months_to(base) if base.is_day or base.is_month else list(base.months())
        sold = [known_figure(then, now, company, SOLD, m) for m in months]
        made = [known_figure(then, now, company, PRODUCED, m) for m in months]
        known = [(s, m) for s, m in zip(sold, made, strict=True) if isinstance(s, Figure) and isinstance(m, Figure)]
        total = sum(m.value for _, m in known)
        if not total:
            found.append(cannot_check_claim(it, match, Kind.BEHAVIOUR, "sales are not known for these months", company))
            continue
        share = sum(s.value for s, _ in known) / total
        span = Period.span(months[0].first_day, months[-1].end)
        words = f"it sold {100 * share:.0f} % of what it mined over {span.by_months}"
        verdict = Verdict.CANNOT_CHECK
        if share < ACCUMULATES_BELOW and len(known) == len(months):
            verdict = Verdict.RIGHT
        elif share >= SELLS_FROM and certain:
            verdict = Verdict.CONTRADICTED
        figures = [figure for pair in known for figure in pair]
        found.append(_behaviour(it, match, verdict, words, figures, company, SOLD, span))
    return found


def _months_to(period: Period) -> list[Period]:
    month = month_of(period)
    months = [month]
    for _ in range(LAST_MONTHS - 1):
        first = months[0].first_day - timedelta(days=1)
        months.insert(0, Period.month(first.year, first.month))
    return months
