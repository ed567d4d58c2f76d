"""Claims of rank: the largest holder, the second largest."""

from __future__ import annotations

import re
from datetime import date

from headframe.audit.search import PEERS
from headframe.audit.sentence import InHand
from headframe.audit.verdict import Claim, Kind, Verdict
from headframe.audit.word_claim import (
    cannot_check_claim,
    is_denied,
    word_claim,
)
from headframe.audit.wording import wording
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

HELD, PRODUCED = "bitcoin_held", "bitcoin_produced"
FRESH_DAYS = 200
"""Holdings older than this take no part in a ranking."""
CLEARLY_MORE = 1.02
RANKS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5}


def ranking(it: InHand, then: View, now: View) -> list[Claim]:
    """Return claims of rank among holders and producers."""
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
            if company is None or world or is_denied(it, match):
                found.append(cannot_check_claim(it, match, Kind.RANKING, "the record holds miners only", company))
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
        return cannot_check_claim(
            it, match, Kind.RANKING, "not every miner's production is known for the same month", company
        )
    times = [t.meanings[0].end for t in it.times if t.role == "at" and t.meanings]
    day = min([*(times[:1] or [then.as_of]), then.as_of])
    held = {ticker: f for ticker in PEERS if (f := _latest_held(now, ticker, day)) is not None}
    mine = held.get(company)
    if mine is None:
        return cannot_check_claim(it, match, Kind.RANKING, f"no recent holdings of {company} are known", company)
    above = sorted(
        (f for t, f in held.items() if t != company and f.interval.low > mine.interval.high), key=lambda f: -f.value
    )
    if len(above) + 1 == rank:
        words = f"of {len(held)} miners with known holdings, {rank - 1 if rank > 1 else 'none'} held more around {day}"
        return word_claim(
            it, match, Kind.RANKING, Verdict.RIGHT, words, mine, company=company, concept=HELD, period=Period.day(day)
        )
    clear = [f for f in above if f.value > CLEARLY_MORE * mine.value]
    if certain and len(clear) >= rank:
        words = f"{clear[0].id.split()[0]} held {clear[0].value:,.10g} BTC on {clear[0].id.split()[2]}, more "
        f"than {mine.value:,.10g}"
        return word_claim(
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
    return cannot_check_claim(it, match, Kind.RANKING, "not every miner's holdings are known for that day", company)


def _latest_held(view: View, ticker: str, day: date) -> Figure | None:
    for period in reversed(view.periods(ticker, HELD)):
        if period.end <= day and (day - period.end).days <= FRESH_DAYS:
            figure = view.figure(ticker, HELD, period)
            if isinstance(figure, Figure):
                return figure
    return None
