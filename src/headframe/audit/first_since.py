"""Claims that nothing was sold, and that something happens for the first time since a day."""

from __future__ import annotations

import re
from datetime import timedelta

from headframe.audit.clock import Time
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
from headframe.ground.missing import Missing
from headframe.ground.period import Period, day_before
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

SOLD = "bitcoin_sold"


def nothing_sold(it: InHand, then: View, now: View) -> list[Claim]:
    """Return claims that nothing was sold."""
    found = []
    for match in wording("nothing_sold").finditer(it.text):
        if it.is_taken(match.start(), match.end()):
            continue
        company, certain = certain_company(it, match)
        if company is None:
            continue
        periods = periods_at(it, match.start(), match.end(), SOLD)
        since = next((time for time in it.times if time.role == "since" and time.start >= match.end() - 1), None)
        if since is not None or not periods:
            found.append(
                cannot_check_claim(it, match, Kind.NONE, "the text leaves open which months are meant", company)
            )
            continue
        figures = [(period, known_figure(then, now, company, SOLD, period)) for period in periods]
        period, figure = next(((p, f) for p, f in figures if isinstance(f, Figure) and f.value == 0), figures[0])
        verdict, corrected = Verdict.CANNOT_CHECK, ""
        reason = figure.reason if isinstance(figure, Missing) else ""
        if isinstance(figure, Figure):
            verdict = Verdict.RIGHT if figure.value == 0 else Verdict.CONTRADICTED
            reason = f"it sold {figure.value:,.10g} BTC in {period.by_months}" if figure.value else "it sold none"
            if figure.value and (not certain or any(isinstance(f, Missing) for _, f in figures)):
                verdict = Verdict.CANNOT_CHECK
            corrected = reason if verdict is Verdict.CONTRADICTED else ""
        found.append(
            word_claim(
                it,
                match,
                Kind.NONE,
                verdict,
                reason,
                figure,
                company=company,
                concept=SOLD,
                period=period,
                corrected=corrected,
            )
        )
    return found


def first_since(it: InHand, then: View, now: View) -> list[Claim]:
    """Return claims that a sale was the first since a day, or the first ever."""
    found = []
    for match in [*wording("first_since").finditer(it.text), *wording("first_ever").finditer(it.text)]:
        if it.is_taken(match.start(), match.end()):
            continue
        company, certain = certain_company(it, match)
        if not re.search(r"(?<!\w)(?:s[eo]ld?|sell\w*|sales?|disposals?|liquidat\w+)(?!\w)", it.text):
            continue
        since = next((t for t in it.times if match.end() - 2 <= t.start <= match.end() + 4 and t.meanings), None)
        if company is None:
            continue
        told = [s for s in it.told.spoken if s.concept == SOLD and s.readings and s.readings[0].period]
        periods = _periods_before(it, match, since)
        until = periods[0] if periods else (told[-1].readings[0].period if told else None)
        start = since.meanings[0] if since is not None else Period.month(2011, 1)
        if until is None or until.first_day <= start.end or not certain:
            found.append(
                cannot_check_claim(it, match, Kind.FIRST_SINCE, "the text leaves open which sale is meant", company)
            )
            continue
        end = since.end if since is not None else match.end()
        whole = re.compile(re.escape(it.text[match.start() : end])).search(it.text, match.start())
        assert whole is not None
        found.append(_judged_first(it, whole, company, start, until, then, now, bounded=since is not None))
    return found


def _periods_before(it: InHand, match: re.Match[str], since: Time | None) -> list[Period]:
    times = [time for time in it.times if time.role == "at" and time is not since and time.meanings]
    if times:
        return [month_of(times[0].meanings[0])]
    return [month_of(period) for period in it.told.clock.main[:1]]


def _judged_first(
    it: InHand,
    match: re.Match[str],
    company: str,
    start: Period,
    until: Period,
    then: View,
    now: View,
    *,
    bounded: bool,
) -> Claim:
    between = Period.span(start.end + timedelta(days=1), day_before(until.first_day))
    sales = [
        f
        for p in now.periods(company, SOLD)
        if between.covers(p) and isinstance(f := now.figure(company, SOLD, p), Figure)
    ]
    sold = [f for f in sales if f.value > 0 and f.interval.low > 0]
    months = list(between.months()) if between.first_day <= between.end else []
    if sold:
        last = max(sold, key=lambda f: (Period.parse(f.id.split()[2]).is_month, Period.parse(f.id.split()[2]).end))
        words = f"it sold {last.value:,.10g} BTC in {last.id.split()[2]}"
        return word_claim(
            it,
            match,
            Kind.FIRST_SINCE,
            Verdict.CONTRADICTED,
            words,
            last,
            company=company,
            concept=SOLD,
            period=until,
            corrected=words,
        )
    zero = all(isinstance(f := known_figure(then, now, company, SOLD, m), Figure) and f.value == 0 for m in months)
    at_start = known_figure(then, now, company, SOLD, month_of(start)) if bounded else Missing("no bound")
    if bounded and zero and isinstance(at_start, Figure) and at_start.value > 0:
        words = f"no sale is printed between {start} and {until}, and every month is known"
        return word_claim(
            it, match, Kind.FIRST_SINCE, Verdict.RIGHT, words, at_start, company=company, concept=SOLD, period=until
        )
    if bounded and isinstance(at_start, Figure) and at_start.value == 0 and month_of(start).is_month:
        earlier = [p for p in now.periods(company, SOLD) if p.end < start.first_day and p.is_month]
        dated = [(p, f) for p in earlier if isinstance(f := now.figure(company, SOLD, p), Figure) and f.value > 0]
        if dated and zero:
            period, figure = dated[-1]
            gap = Period.span(period.end + timedelta(days=1), day_before(start.first_day))
            if all(
                isinstance(f := now.figure(company, SOLD, m), Figure) and f.value == 0
                for m in gap.months()
                if gap.first_day <= gap.end
            ):
                words = f"it sold none in {start}; the sale before was {figure.value:,.10g} BTC in {period}"
                return word_claim(
                    it,
                    match,
                    Kind.FIRST_SINCE,
                    Verdict.CONTRADICTED,
                    words,
                    figure,
                    company=company,
                    concept=SOLD,
                    period=until,
                    corrected=words,
                )
    return cannot_check_claim(it, match, Kind.FIRST_SINCE, "sales are not known for every month between", company)
