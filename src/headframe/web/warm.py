"""Making pages before anyone asks, while nobody waits: the watchlist first, then every company with its pictures."""

from __future__ import annotations

import asyncio
import contextlib

from headframe.vocabulary.company import companies
from headframe.web.ask import Ask
from headframe.web.content import Content
from headframe.web.kitchen import Kitchen
from headframe.web.state import State
from headframe.web.worker import WHEN_IDLE

EVERY_SECONDS = 2.0
CHARTS = ("holdings", "closes", "shifts", "motive", "coverage", "megawatts", "delivery", "peers")
"""Pictures worth making ahead; one that a company lacks costs an empty look."""


async def keep_warm(state: State) -> None:
    """Warm the pages, and again whenever the record moves on; runs until it is cancelled."""
    warmed = -1
    while True:
        with contextlib.suppress(Exception):
            # A record that cannot be read now is said on the page that a reader asks for.
            position = await state.position.now()
            if position != warmed:
                state.pages.forget_other_positions(position)
                warmed = position
                await _warm(state, position)
        await asyncio.sleep(EVERY_SECONDS)


async def _warm(state: State, position: int) -> None:
    tickers = list(companies())
    asks = [
        Ask("watchlist", position=position),
        Ask("vega", position=position),
        Ask("peers", position=position),
        *(Ask("company", (("company", ticker),), (), position) for ticker in tickers),
        *(_chart(ticker, name, position) for ticker in tickers for name in CHARTS),
        Ask("alerts", position=position),
        Ask("assumptions", position=position),
        Ask("worlds", position=position),
    ]
    for ask in asks:
        if await state.position.now() != position:
            return
        if not state.pages.has(ask):
            await state.pages.get(ask, lambda asked: _when_idle(state.kitchen, asked))


def _chart(ticker: str, name: str, position: int) -> Ask:
    return Ask("chart", (("company", ticker), ("form", "svg"), ("name", name)), (), position)


async def _when_idle(kitchen: Kitchen, ask: Ask) -> Content:
    return await kitchen.make(ask, WHEN_IDLE)
