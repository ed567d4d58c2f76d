"""The watchlist's rows: one company each, from the same answers as its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from headframe.accounts.behaviour import behaviour_of, net_change
from headframe.accounts.rollforward import reconcile
from headframe.briefs.numbers import shown
from headframe.briefs.sections.watch import DAYS_BACK
from headframe.conduct.watch import watch
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.company import companies
from headframe.vocabulary.figure import Figure
from headframe.web.addresses import company_address, why_address


@dataclass(frozen=True, slots=True)
class WatchCell:
    """One number of a row, or the reason why there is none."""

    text: str
    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class WatchRow:
    """One company of the watchlist."""

    ticker: str
    name: str
    address: str
    figures: int
    day: str
    held: WatchCell
    change: WatchCell
    restricted: WatchCell
    did: str
    gravest: str
    news: int


def watch_rows(view: View, as_of: date | None) -> tuple[WatchRow, ...]:
    """Return a row for each company of which anything was known, the largest holder first."""
    known = [ticker for ticker in companies() if view.facts(ticker)]
    rows = [view.lasting(("watch row", ticker, as_of), partial(_row, view, ticker, as_of)) for ticker in known]
    return tuple(row for _, row in sorted(rows, key=lambda item: (-item[0], item[1].ticker)))


def _row(view: View, ticker: str, as_of: date | None) -> tuple[float, WatchRow]:
    return _held(view, ticker), watch_row(view, ticker, as_of)


def watch_row(view: View, ticker: str, as_of: date | None) -> WatchRow:
    """Return one company's row."""
    told = reconcile(view, ticker)
    news = watch(view, ticker, view.as_of - timedelta(days=DAYS_BACK)).alerts
    last = _last_balance(view, ticker)
    step = told.steps[-1] if told.steps and last is not None and told.steps[-1].span.end == last.end else None
    none = Missing("no balance is printed")
    did = behaviour_of(step) if step else none
    return WatchRow(
        ticker=ticker,
        name=companies()[ticker].name,
        address=company_address(ticker, as_of),
        figures=len(view.facts(ticker)),
        day=str(last.end) if last else "",
        held=_cell(view.figure(ticker, "bitcoin_held", last) if last else none, as_of),
        change=_cell(
            net_change(step) if step else Missing("no month-end balance before it is known"), as_of, signed=True
        ),
        restricted=_cell(_restricted(view, ticker, last) if last else none, as_of),
        did="" if isinstance(did, Missing) else did.words,
        gravest=f"{news[0].severity.value}: {news[0].kind.value.replace('_', ' ')}" if news else "",
        news=len(news),
    )


def _restricted(view: View, ticker: str, period: Period) -> Figure | Missing:
    return view.figure(ticker, "bitcoin_restricted", Period.day(period.end))


def _last_balance(view: View, ticker: str) -> Period | None:
    """Return the newest day whose balance is known whole: of a newer one, parts alone may be printed."""
    periods = reversed(view.periods(ticker, "bitcoin_held"))
    return next((one for one in periods if isinstance(view.figure(ticker, "bitcoin_held", one), Figure)), None)


def _held(view: View, ticker: str) -> float:
    last = _last_balance(view, ticker)
    held = view.figure(ticker, "bitcoin_held", last) if last else Missing("no balance is printed")
    return held.value if isinstance(held, Figure) else 0.0


def _cell(figure: Figure | Missing, as_of: date | None, *, signed: bool = False) -> WatchCell:
    if isinstance(figure, Missing):
        return WatchCell("–", "", figure.reason)
    return WatchCell(shown(figure, signed=signed), why_address(figure, as_of), "")
