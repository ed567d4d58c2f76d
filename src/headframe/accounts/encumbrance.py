"""Free and encumbered bitcoin through time, in the company's own words, and the loans that it secures.

Coins pledged, loaned, in a managed account or posted as collateral are still owned: they are in the holdings and cannot
be sold. Where a source is silent about a day, the free coins of that day are not known; silence is not a zero.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from headframe.accounts.encumbrance_loans import BackedLoan, backed_loans
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import choose, figure_id
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.fact import Basis, Standing
from headframe.vocabulary.figure import Figure, derive

HELD, RESTRICTED, UNRESTRICTED = "bitcoin_held", "bitcoin_restricted", "bitcoin_unrestricted"
OTHER_NAMES = {
    "bitcoin_as_collateral": "posted as collateral, booked as a receivable",
    "bitcoin_pledged": "pledged",
}


@dataclass(frozen=True, slots=True)
class EncumberedPart:
    """Coins under one of the company's words: loaned, pledged, managed [BTC]."""

    word: str
    coins: Figure | Missing


@dataclass(frozen=True, slots=True)
class EncumbranceDay:
    """What was held on a day, and how much of it could be sold. Coins in BTC, share as a ratio."""

    day: date
    held: Figure | Missing
    restricted: Figure | Missing
    word: str
    """The company's word for the encumbered coins."""
    parts: tuple[EncumberedPart, ...]
    free: Figure | Missing
    restricted_share: Figure | Missing


@dataclass(frozen=True, kw_only=True)
class Encumbrance(Answer):
    """Free and encumbered bitcoin of a company, and its bitcoin-backed loans, as known on a day."""

    verb: ClassVar[str] = "encumbrance"

    days: tuple[EncumbranceDay, ...]
    loans: tuple[BackedLoan, ...]
    missing: Missing | None = None


def encumbrance(view: View, company: str, price: Figure | None = None) -> Encumbrance:
    """Return free and encumbered coins on every day known, and each loan that bitcoin secures.

    Parameters
    ----------
    view : View
        What was known, from `Record.view`.
    company : str
        Ticker or any name of the company, exactly.
    price : Figure, optional
        A bitcoin price [USD/BTC] for the loans as they stand; without it, the last month's close.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> days = encumbrance(Record().view(), "RIOT").days
    >>> [day.free.value for day in days if day.day.isoformat() == "2025-12-31"]
    [14028.0]
    """
    ticker = find_company(company).ticker
    every = [encumbrance_on(view, ticker, day) for day in _days(view, ticker)]
    last = max((day.day for day in every if isinstance(day.held, Figure)), default=None)
    days = tuple(day for day in every if isinstance(day.free, Figure) or day.day == last)
    loans = backed_loans(view, ticker, price)
    nothing = not days and not loans
    return Encumbrance(
        made_from=view.made_from(ticker),
        days=days,
        loans=loans,
        missing=Missing(f"no source speaks of encumbered bitcoin of {ticker}") if nothing else None,
    )


def encumbrance_on(view: View, company: str, day: date) -> EncumbranceDay:
    """Return what a company held and what of it was free on `day`."""
    at = Period.day(day)
    held = view.figure(company, HELD, at)
    restricted, word = restricted_on(view, company, day)
    return EncumbranceDay(
        day=day,
        held=held,
        restricted=restricted,
        word=word,
        parts=_parts(view, company, at),
        free=free_on(view, company, day),
        restricted_share=_share(company, at, held, restricted),
    )


def restricted_on(view: View, company: str, day: date) -> tuple[Figure | Missing, str]:
    """Return the encumbered coins on `day` [BTC] and the company's word for them.

    They are printed as such, or as collateral outside the holdings' note, or follow from the unrestricted coins.
    """
    at = Period.day(day)
    printed = view.figure(company, RESTRICTED, at)
    if isinstance(printed, Figure):
        return printed, _word(view, company, at)
    id = figure_id(company, RESTRICTED, at)
    for concept, word in OTHER_NAMES.items():
        other = view.figure(company, concept, at)
        if isinstance(other, Figure):
            return derive(id, concept, other.value, other.interval, "BTC", other), word
    held, loose = view.figure(company, HELD, at), view.figure(company, UNRESTRICTED, at)
    if isinstance(held, Figure) and isinstance(loose, Figure):
        value, interval = held.value - loose.value, held.interval - loose.interval
        return derive(id, "held − unrestricted", value, interval, "BTC", held, loose), "not unrestricted"
    return Missing(_unknown(view, company, day)), ""


def free_on(view: View, company: str, day: date) -> Figure | Missing:
    """Return coins held less coins encumbered on the same day [BTC]."""
    at = Period.day(day)
    id = figure_id(company, "bitcoin_free", at)
    loose = view.figure(company, UNRESTRICTED, at)
    restricted, _ = restricted_on(view, company, day)
    held = view.figure(company, HELD, at)
    if isinstance(held, Figure) and isinstance(restricted, Figure):
        value, interval = held.value - restricted.value, held.interval - restricted.interval
        return derive(id, "held − restricted", value, interval, "BTC", held, restricted)
    if isinstance(loose, Figure):
        return derive(id, "unrestricted, as printed", loose.value, loose.interval, "BTC", loose)
    return restricted if isinstance(restricted, Missing) else Missing(f"holdings of {day} are not known")


def _share(company: str, at: Period, held: Figure | Missing, restricted: Figure | Missing) -> Figure | Missing:
    if isinstance(restricted, Missing):
        return restricted
    if isinstance(held, Missing):
        return held
    if held.interval.low <= 0:
        return Missing("the holdings may be zero")
    id = figure_id(company, "bitcoin_restricted_share", at)
    share = restricted.interval / held.interval
    interval = Interval(max(0.0, share.low), min(1.0, share.high))
    return derive(id, "restricted / held", restricted.value / held.value, interval, "ratio", restricted, held)


def _word(view: View, company: str, at: Period) -> str:
    chosen = view.printings(company, RESTRICTED, at).chosen
    if chosen is None:
        return " and ".join(part.word for part in _parts(view, company, at))
    lowered = chosen.note.lower()
    said = [word for word in ("loaned", "managed", "pledged", "collateral", "posted") if word in lowered]
    return " or ".join(said) or "restricted"


def _parts(view: View, company: str, at: Period) -> tuple[EncumberedPart, ...]:
    printings = view.printings(company, RESTRICTED, at)
    facts = [fact for fact in printings.others if fact.basis is Basis.PART and fact.standing is not Standing.UNRELIABLE]
    parts = []
    for word in dict.fromkeys(fact.part for fact in facts):
        figure = choose([replace(fact, basis=Basis.AS_DEFINED) for fact in facts if fact.part == word]).figure
        named = (
            replace(figure, id=f"{figure_id(company, RESTRICTED, at)} {word}") if isinstance(figure, Figure) else figure
        )
        parts.append(EncumberedPart(word, named))
    return tuple(parts)


def _days(view: View, company: str) -> list[date]:
    concepts = (RESTRICTED, UNRESTRICTED, *OTHER_NAMES)
    days = {period.end for concept in concepts for period in view.periods(company, concept) if period.is_day}
    held = [
        period.end for period in view.periods(company, HELD) if isinstance(view.figure(company, HELD, period), Figure)
    ]
    return sorted(days | set(held[-1:])) if days else []


def _unknown(view: View, company: str, day: date) -> str:
    known = [
        (period.end, figure)
        for period in view.periods(company, RESTRICTED)
        if isinstance(figure := view.figure(company, RESTRICTED, period), Figure)
    ]
    if not known:
        return f"no source known by {view.as_of} prints restricted coins of {company}: that is not a zero"
    last, figure = max((item for item in known if item[0] <= day), default=known[0], key=lambda item: item[0])
    return f"restricted coins of {day} are not known; known are {figure.value:,.0f} BTC on {last}"
