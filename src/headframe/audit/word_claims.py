"""Claims without a number of their own: sold nothing, first since, largest, rose, accumulating, and why."""

from __future__ import annotations

import re
from datetime import date, timedelta

from headframe.audit.clock import Time
from headframe.audit.ours import our_figure
from headframe.audit.search import PEERS
from headframe.audit.sentence import InHand, fitted, month_of
from headframe.audit.verdict import Claim, Kind, Verdict
from headframe.audit.wording import wording
from headframe.ground.missing import Missing
from headframe.ground.period import Period, day_before
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

SOLD, HELD, PRODUCED = "bitcoin_sold", "bitcoin_held", "bitcoin_produced"
ACCUMULATES_BELOW, SELLS_FROM = 0.20, 0.80
"""A company that sells less than a fifth of what it mines accumulates; from four fifths on it does not."""
LAST_MONTHS = 3
FRESH_DAYS = 200
"""Holdings older than this take no part in a ranking."""
CLEARLY_MORE = 1.02
RANKS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5}
UP = re.compile(r"^(?:rose|ris|gr[eo]w|increas|climb|expand|swell)", re.IGNORECASE)
FLAT = re.compile(r"flat|unchanged", re.IGNORECASE)


def word_claims(it: InHand, then: View, now: View) -> list[Claim]:
    """Return the claims that a sentence makes in words alone, judged; their stretches are marked as taken."""
    found: list[Claim] = []
    for ask in (_first_since, _nothing_sold, _ranking, _moved, _sold_against_mined, _accumulating):
        found += ask(it, then, now)
    return found


def _claim(
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


def _known(then: View, now: View, company: str, concept: str, period: Period) -> Figure | Missing:
    """Return the figure of the article's day, or today's where the day had none."""
    figure = our_figure(then, company, concept, period)
    return our_figure(now, company, concept, period) if isinstance(figure, Missing) else figure


def _periods_at(it: InHand, start: int, end: int, concept: str) -> list[Period]:
    """Return the periods a wording speaks of: the sentence's nearest time, else what was spoken of before."""
    at = [time for time in it.times if time.role == "at" and time.meanings]
    after = [time for time in at if 0 <= time.start - end <= 40 or (time.start < end and time.end > start)]
    before = [time for time in at if time.end <= start]
    chosen = (after[:1] or before[-1:])[:1]
    meanings = list(chosen[0].meanings) if chosen else list(it.told.clock.carried()[:1])
    spans = [month_of(period) for period in meanings]
    return [period for one in spans if (period := fitted(one, concept) if concept != HELD else one) is not None]


def _certain(it: InHand, match: re.Match[str]) -> tuple[str | None, bool]:
    company, certain = it.company_at(match.start(), match.end())
    if company is not None and (it.is_future(match.start()) or _is_denied(it, match)):
        return None, False
    return company, certain


def _is_denied(it: InHand, match: re.Match[str]) -> bool:
    return bool(
        re.search(
            r"(?<!\w)(?:not|never|no longer|whether|if|claim\w*|wrongly|supposedly)\s(?:\w+\s)?$",
            it.text[max(0, match.start() - 24) : match.start()],
        )
    )


def _nothing_sold(it: InHand, then: View, now: View) -> list[Claim]:
    found = []
    for match in wording("nothing_sold").finditer(it.text):
        if it.is_taken(match.start(), match.end()):
            continue
        company, certain = _certain(it, match)
        if company is None:
            continue
        periods = _periods_at(it, match.start(), match.end(), SOLD)
        since = next((time for time in it.times if time.role == "since" and time.start >= match.end() - 1), None)
        if since is not None or not periods:
            found.append(_cannot(it, match, Kind.NONE, "the text leaves open which months are meant", company))
            continue
        figures = [(period, _known(then, now, company, SOLD, period)) for period in periods]
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
            _claim(
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


def _cannot(it: InHand, match: re.Match[str], kind: Kind, reason: str, company: str | None) -> Claim:
    return _claim(
        it, match, kind, Verdict.CANNOT_CHECK, reason, Missing(reason), company=company, concept="", period=None
    )


def _first_since(it: InHand, then: View, now: View) -> list[Claim]:
    found = []
    for match in [*wording("first_since").finditer(it.text), *wording("first_ever").finditer(it.text)]:
        if it.is_taken(match.start(), match.end()):
            continue
        company, certain = _certain(it, match)
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
            found.append(_cannot(it, match, Kind.FIRST_SINCE, "the text leaves open which sale is meant", company))
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
        return _claim(
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
    zero = all(isinstance(f := _known(then, now, company, SOLD, m), Figure) and f.value == 0 for m in months)
    at_start = _known(then, now, company, SOLD, month_of(start)) if bounded else Missing("no bound")
    if bounded and zero and isinstance(at_start, Figure) and at_start.value > 0:
        words = f"no sale is printed between {start} and {until}, and every month is known"
        return _claim(
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
                return _claim(
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
    return _cannot(it, match, Kind.FIRST_SINCE, "sales are not known for every month between", company)


def _ranking(it: InHand, then: View, now: View) -> list[Claim]:
    found = []
    for name, concept in (("largest_holder", HELD), ("largest_producer", PRODUCED)):
        for match in wording(name).finditer(it.text):
            if it.is_taken(match.start(), match.end()):
                continue
            company, certain = _nearest_company(it, match)
            rank = RANKS.get((match["rank"] or "").strip(" -").lower(), 1)
            world = re.search(
                r"(?<!\w)(?:world|globe|earth|public(?:ly traded)? compan\w+|corporate|firm|any compan\w+|"
                r"listed compan\w+)",
                match[0],
            )
            if company is None or world or _is_denied(it, match):
                found.append(_cannot(it, match, Kind.RANKING, "the record holds miners only", company))
                continue
            found.append(_judged_rank(it, match, company, certain, concept, rank, then, now))
    return found


def _nearest_company(it: InHand, match: re.Match[str]) -> tuple[str | None, bool]:
    company, certain = it.company_at(match.start(), match.end())
    named = [s for s in it.subjects if s.ticker and not s.is_pronoun and 0 <= s.start - match.end() <= 12]
    if named and not [s for s in it.subjects if s.end <= match.start()]:
        return named[0].ticker, True
    return company, certain


def _judged_rank(
    it: InHand, match: re.Match[str], company: str, certain: bool, concept: str, rank: int, then: View, now: View
) -> Claim:
    if concept != HELD:
        return _cannot(it, match, Kind.RANKING, "not every miner's production is known for the same month", company)
    times = [t.meanings[0].end for t in it.times if t.role == "at" and t.meanings]
    day = min([*(times[:1] or [then.as_of]), then.as_of])
    held = {ticker: f for ticker in PEERS if (f := _latest_held(now, ticker, day)) is not None}
    mine = held.get(company)
    if mine is None:
        return _cannot(it, match, Kind.RANKING, f"no recent holdings of {company} are known", company)
    above = sorted(
        (f for t, f in held.items() if t != company and f.interval.low > mine.interval.high), key=lambda f: -f.value
    )
    if len(above) + 1 == rank:
        words = f"of {len(held)} miners with known holdings, {rank - 1 if rank > 1 else 'none'} held more around {day}"
        return _claim(
            it, match, Kind.RANKING, Verdict.RIGHT, words, mine, company=company, concept=HELD, period=Period.day(day)
        )
    clear = [f for f in above if f.value > CLEARLY_MORE * mine.value]
    if certain and len(clear) >= rank:
        words = f"{clear[0].id.split()[0]} held {clear[0].value:,.10g} BTC on {clear[0].id.split()[2]}, more "
        f"than {mine.value:,.10g}"
        return _claim(
            it,
            match,
            Kind.RANKING,
            Verdict.CONTRADICTED,
            words,
            mine,
            company=company,
            concept=HELD,
            period=Period.day(day),
            corrected=words,
            also=(clear[0],),
        )
    return _cannot(it, match, Kind.RANKING, "not every miner's holdings are known for that day", company)


def _latest_held(view: View, ticker: str, day: date) -> Figure | None:
    for period in reversed(view.periods(ticker, HELD)):
        if period.end <= day and (day - period.end).days <= FRESH_DAYS:
            figure = view.figure(ticker, HELD, period)
            if isinstance(figure, Figure):
                return figure
    return None


def _moved(it: InHand, then: View, now: View) -> list[Claim]:
    found = []
    for match in wording("holdings_moved").finditer(it.text):
        if it.is_taken(match.start(), match.end()):
            continue
        company, certain = _certain(it, match)
        if company is None or re.search(
            r"restricted|pledged|encumbered|cash|free", it.text[max(0, match.start() - 16) : match.end()], re.IGNORECASE
        ):
            continue
        periods = [p for p in _periods_at(it, match.start(), match.end(), HELD) if not p.is_day]
        verb = match["verb"]
        said = 0 if FLAT.search(verb) else 1 if UP.search(verb) else -1
        judged = [(p, c) for p in periods if (c := _change(then, now, company, p)) is not None]
        if not judged:
            found.append(_cannot(it, match, Kind.BEHAVIOUR, "a balance on one end of it is not known", company))
            continue
        fits = [(p, c) for p, c in judged if _sign(c) == said]
        period, (later, earlier) = (fits or judged)[0]
        change = later.value - earlier.value
        words = f"{earlier.value:,.10g} to {later.value:,.10g} BTC over {period.by_months}: {change:+,.10g}"
        single = certain and len(judged) == len(periods) and not any(time.role == "since" for time in it.times)
        wrong = (
            Verdict.CONTRADICTED
            if single and not (said == 0 and abs(change) < 0.005 * earlier.value)
            else Verdict.CANNOT_CHECK
        )
        verdict = Verdict.RIGHT if fits else wrong
        corrected = words if verdict is Verdict.CONTRADICTED else ""
        found.append(
            _claim(
                it,
                match,
                Kind.BEHAVIOUR,
                verdict,
                words,
                later,
                company=company,
                concept=HELD,
                period=period,
                corrected=corrected,
                also=(earlier,),
            )
        )
    return found


def _change(then: View, now: View, company: str, period: Period) -> tuple[Figure, Figure] | None:
    later = _known(then, now, company, HELD, Period.day(period.end))
    earlier = _known(then, now, company, HELD, Period.day(day_before(period.first_day)))
    return (later, earlier) if isinstance(later, Figure) and isinstance(earlier, Figure) else None


def _sign(pair: tuple[Figure, Figure]) -> int:
    change = pair[0].interval - pair[1].interval
    return 1 if change.low > 0 else -1 if change.high < 0 else 0


def _sold_against_mined(it: InHand, then: View, now: View) -> list[Claim]:
    found = []
    for match in [*wording("sold_against_mined").finditer(it.text), *wording("sold_all").finditer(it.text)]:
        company, certain = _certain(it, match)
        if company is None:
            continue
        periods = _periods_at(it, match.start(), match.end(), SOLD)
        pairs = [
            (p, s, m)
            for p in periods
            if isinstance(s := _known(then, now, company, SOLD, p), Figure)
            and isinstance(m := _known(then, now, company, PRODUCED, p), Figure)
        ]
        if not pairs:
            found.append(_cannot(it, match, Kind.BEHAVIOUR, "sales or production are not known for it", company))
            continue
        word = match.groupdict().get("word") or "all"
        fits = [(p, s, m) for p, s, m in pairs if _as_said(word, s.value, m.value)]
        period, sold, made = (fits or pairs)[0]
        words = f"it sold {sold.value:,.10g} and mined {made.value:,.10g} BTC in {period.by_months}"
        wrong = Verdict.CONTRADICTED if certain and len(pairs) == len(periods) else Verdict.CANNOT_CHECK
        verdict = Verdict.RIGHT if fits else wrong
        corrected = words if verdict is Verdict.CONTRADICTED else ""
        found.append(
            _claim(
                it,
                match,
                Kind.BEHAVIOUR,
                verdict,
                words,
                sold,
                company=company,
                concept=SOLD,
                period=period,
                corrected=corrected,
                also=(made,),
            )
        )
        it.taken.pop()
    return found


def _as_said(word: str, sold: float, made: float) -> bool:
    if word.lower() == "more":
        return sold > made
    return sold < made if word.lower() in ("less", "fewer") else abs(sold - made) <= 0.05 * made


def _accumulating(it: InHand, then: View, now: View) -> list[Claim]:
    """Judge "was accumulating": against what it sold of its production in the months meant, three at least."""
    found = []
    for match in [*wording("accumulating").finditer(it.text), *wording("holding_policy").finditer(it.text)]:
        if it.is_taken(match.start(), match.end()):
            continue
        company, certain = _certain(it, match)
        if company is None:
            continue
        times = [t for t in it.times if t.meanings]
        base = times[-1].meanings[0] if times else (it.told.clock.main[:1] or (it.told.clock.month_before(),))[0]
        months = _months_to(base) if base.is_day or base.is_month else list(base.months())
        sold = [_known(then, now, company, SOLD, m) for m in months]
        made = [_known(then, now, company, PRODUCED, m) for m in months]
        known = [(s, m) for s, m in zip(sold, made, strict=True) if isinstance(s, Figure) and isinstance(m, Figure)]
        total = sum(m.value for _, m in known)
        if not total:
            found.append(_cannot(it, match, Kind.BEHAVIOUR, "sales are not known for these months", company))
            continue
        share = sum(s.value for s, _ in known) / total
        span = Period.span(months[0].first_day, months[-1].end)
        words = f"it sold {100 * share:.0f} % of what it mined over {span.by_months}"
        verdict = Verdict.CANNOT_CHECK
        if share < ACCUMULATES_BELOW and len(known) == len(months):
            verdict = Verdict.RIGHT
        elif share >= SELLS_FROM and certain:
            verdict = Verdict.CONTRADICTED
        corrected = words if verdict is Verdict.CONTRADICTED else ""
        figures = [figure for pair in known for figure in pair]
        found.append(
            _claim(
                it,
                match,
                Kind.BEHAVIOUR,
                verdict,
                words,
                figures[0],
                company=company,
                concept=SOLD,
                period=span,
                corrected=corrected,
                also=tuple(figures[1:]),
            )
        )
    return found


def _months_to(period: Period) -> list[Period]:
    month = month_of(period)
    months = [month]
    for _ in range(LAST_MONTHS - 1):
        first = months[0].first_day - timedelta(days=1)
        months.insert(0, Period.month(first.year, first.month))
    return months
