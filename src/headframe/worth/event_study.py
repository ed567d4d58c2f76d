"""An event study by the book: what a share did around its news beyond the market and bitcoin (docs/why/events.md)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from headframe.ground.errors import NotEnoughData
from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.assumptions import Assumptions, packaged_assumptions
from headframe.vocabulary.company import company as find_company
from headframe.worth.driver_figures import Maker
from headframe.worth.event_list import Event
from headframe.worth.event_news import News, news_between
from headframe.worth.event_returns import (
    FIRST,
    LAST,
    WINDOWS,
    SessionReturn,
    WindowReturn,
    factors,
    mean_returns,
    session_return,
    window_return,
)

if TYPE_CHECKING:
    from headframe.worth.abnormal import NormalReturn
    from headframe.worth.closes import Closes
    from headframe.worth.market_returns import Returns


@dataclass(frozen=True, slots=True)
class EventResult:
    """One event: where it was learned, what was left over, and which other news lies inside its widest window."""

    event: date
    what: str
    after_close: bool | None
    session: date | None
    """The first session that could price it."""
    learned_from: date | None
    learned_to: date | None
    windows: tuple[WindowReturn, ...]
    sessions: tuple[SessionReturn, ...]
    overlapping: tuple[News, ...]
    missing: Missing | None


@dataclass(frozen=True, kw_only=True)
class EventStudy(Answer):
    """Abnormal returns around one event or several."""

    verb: ClassVar[str] = "event-study"

    closes: str
    market: str
    events: tuple[EventResult, ...]
    mean_car: tuple[WindowReturn, ...]
    """Over all events that could be studied, where there is more than one; errors taken as independent."""
    left_out: tuple[str, ...]


def study_events(
    view: View,
    company: str,
    events: Sequence[Event],
    closes: Closes | None,
    assumptions: Assumptions | None = None,
) -> EventStudy:
    """Return the abnormal returns around events.

    Parameters
    ----------
    view : View
        What was known; closes after its day are not used.
    company : str
        Ticker or any name of the company, exactly.
    events : sequence of Event
        The days, each with whether its news came after the close.
    closes : Closes or None
        Daily closes of the company, SPY and bitcoin.
    assumptions : Assumptions, optional
        The packaged ones where none are given.

    Raises
    ------
    NotEnoughData
        Without daily closes, or where they cover the windows of no event.
    """
    ticker = find_company(company).ticker
    if closes is None:
        raise NotEnoughData(
            "an event study needs daily closes, and only month-end closes are packaged",
            where="--prices",
            why="a month holds twenty other days: the return around one day cannot be told from them",
            next=f"hand in --prices closes.csv with date,ticker,close of {ticker}, SPY and BTC",
        )
    from headframe.worth.market_returns import MARKET, daily_returns

    held = assumptions or packaged_assumptions()
    returns = daily_returns(closes, ticker, held, basket=())
    results = tuple(_result(view, returns, event, held) for event in events)
    known = [result for result in results if result.missing is None]
    if not known:
        why = "; ".join(f"{r.event}: {r.missing.reason}" for r in results if r.missing is not None)
        raise NotEnoughData(
            "no event's windows are covered",
            where=closes.source,
            why=why or "no event is given",
            next="add the sessions",
        )
    ahead = tuple(name for name in held.look_ahead(view.as_of) if name.startswith("worth."))
    return EventStudy(
        made_from=replace(view.made_from(ticker), assumptions=held.digest, look_ahead=ahead),
        closes=returns.source,
        market=MARKET,
        events=results,
        mean_car=_mean_of(returns, known) if len(known) > 1 else (),
        left_out=returns.left_out,
    )


def _result(view: View, returns: Returns, event: Event, assumptions: Assumptions) -> EventResult:
    at = _session(returns, event)
    estimation = int(assumptions.value("worth.event_estimation_sessions"))
    gap = int(assumptions.value("worth.event_gap_sessions"))
    end = at + FIRST - gap
    why = _not_covered(returns, event, at, end - estimation)
    if why is not None:
        return EventResult(event.day, event.what, event.after_close, None, None, None, (), (), (), why)
    model = _learn(returns, end - estimation, end)
    maker = Maker(returns.company, returns.source, returns.known_at(at + LAST), returns.often)
    reach = int(assumptions.value("worth.event_overlap_sessions"))
    first = returns.days[max(0, at - reach)]
    last = returns.days[min(len(returns.days) - 1, at + reach)]
    news = news_between(view, returns.company, first, last)
    return EventResult(
        event=event.day,
        what=event.what,
        after_close=event.after_close,
        session=returns.days[at],
        learned_from=returns.days[end - estimation],
        learned_to=returns.days[end - 1],
        windows=tuple(window_return(returns, model, maker, at, window) for window in WINDOWS),
        sessions=tuple(session_return(returns, model, maker, at, offset) for offset in range(FIRST, LAST + 1)),
        overlapping=tuple(each for each in news if not (each.own and each.day == event.day)),
        missing=None,
    )


def _session(returns: Returns, event: Event) -> int:
    """Return the step of the first session that could price the news."""
    at = bisect_left(returns.days, event.day)
    on_the_day = at < len(returns.days) and returns.days[at] == event.day
    return at + 1 if event.after_close and on_the_day else at


def _not_covered(returns: Returns, event: Event, at: int, first: int) -> Missing | None:
    if first < 0 or at + LAST >= len(returns.days):
        span = f"{returns.days[0]} to {returns.days[-1]}"
        return Missing(f"the windows around {event.day} need sessions beyond {span}")
    if (returns.days[at] - event.day).days > MOST_DAYS_TO_SESSION:
        return Missing(f"the first session after {event.day} is {returns.days[at]}: the closes have a hole")
    inside = [words for words in returns.left_out if _in_windows(returns, words, first, at + LAST)]
    return Missing(f"sessions are missing inside the windows: {', '.join(inside[:3])}") if inside else None


MOST_DAYS_TO_SESSION = 5


def _in_windows(returns: Returns, words: str, first: int, last: int) -> bool:
    day = date.fromisoformat(words.split(":")[0])
    return returns.days[first] <= day <= returns.days[last]


def _learn(returns: Returns, first: int, last: int) -> NormalReturn:
    from headframe.worth.abnormal import learn_normal

    try:
        return learn_normal(returns.share[first:last], factors(returns)[first:last])
    except ValueError as error:
        raise NotEnoughData(str(error), where=returns.source, next="hand in closes that move") from error


def _mean_of(returns: Returns, known: Sequence[EventResult]) -> tuple[WindowReturn, ...]:
    return mean_returns(returns, max(each.event for each in known), [each.windows for each in known])
