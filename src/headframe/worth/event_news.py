"""What else was announced around an event, by the company and by its peers: the return may be its."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from headframe.conduct.evidence_choices import events_of
from headframe.conduct.peers_companies import peers_known
from headframe.record.deals import deals
from headframe.record.view import View


@dataclass(frozen=True, slots=True)
class News:
    """A step of events.csv or a deal of deals.csv with a full date."""

    day: date
    company: str
    what: str
    own: bool


def news_between(view: View, company: str, first: date, last: date) -> tuple[News, ...]:
    """Return dated news of a company and its peers between two days, both included, known on the view's day.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> found = news_between(Record().view(), "RIOT", date(2026, 1, 16), date(2026, 1, 16))
    >>> {news.company for news in found}
    {'RIOT'}
    """
    found = (*_steps(view, company), *_deals(view, company))
    inside = {news for news in found if first <= news.day <= last}
    return tuple(sorted(inside, key=lambda news: (news.day, not news.own, news.company, news.what)))


def _steps(view: View, company: str) -> Iterator[News]:
    for peer in peers_known(view):
        for event in events_of(view, peer.ticker):
            if event.days.is_day:
                yield News(event.days.end, peer.ticker, event.words, peer.ticker == company)


def _deals(view: View, company: str) -> Iterator[News]:
    for deal in deals(view.as_of):
        if deal.announced.is_day:
            what = f"{deal.kind.value.replace('_', ' ')} with {deal.tenant_known(view.as_of)}"
            yield News(deal.announced.end, deal.company, what, deal.company == company)
