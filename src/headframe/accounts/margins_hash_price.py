"""Hash price of past months, from the record, and now, at a price that somebody states.

No price is guessed: beyond the last month of the packaged series there is a hash price only where a bitcoin price is
given, on the network of the last known difficulty and the last month's fees; the figure says how old they are.
"""

from __future__ import annotations

import re

from headframe.accounts.backcast_network import last_epoch, month_of_work
from headframe.ground.errors import UsageProblem
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.mining.hash_price import coins_per_ph_day
from headframe.mining.subsidy import subsidy_btc_per_block
from headframe.record.market import EPOCHS, Epoch
from headframe.record.view import View
from headframe.vocabulary.fact import Source, Witness
from headframe.vocabulary.figure import Badge, Figure, derive, plain

STATED = Source(Witness.OWN, "stated with the question (--price)")


def at_price(price_usd_per_btc: float) -> str:
    """Return the words that end the id of a figure which rests on a stated price."""
    return f"at {plain(price_usd_per_btc)} USD/BTC"


def price_in(words: str) -> float | None:
    """Return the stated price that an id's last words name [USD/BTC], if they name one.

    Examples
    --------
    >>> price_in(at_price(90_000))
    90000.0
    """
    found = re.fullmatch(r"at (\d+(?:\.\d+)?) USD/BTC", words)
    return float(found[1]) if found else None


def stated_price(view: View, price_usd_per_btc: float | None) -> Figure | Missing:
    """Return the price somebody states as a figure, or the reason why there is none [USD/BTC]."""
    if price_usd_per_btc is None:
        month = view.market.last_month()
        return Missing(f"the packaged price series ends with {month}: state a bitcoin price to see now (--price)")
    if not 0 < price_usd_per_btc < float("inf"):
        raise UsageProblem(
            f"{price_usd_per_btc} is no bitcoin price",
            where="--price",
            why="hash price would lose its meaning",
            next="give dollars for one bitcoin, above 0",
        )
    return Figure(
        id=f"market bitcoin_price_stated {view.as_of} {at_price(price_usd_per_btc)}",
        value=price_usd_per_btc,
        interval=Interval.exact(price_usd_per_btc),
        unit="USD/BTC",
        badge=Badge.REPORTED,
        known_at=view.as_of,
        sources=(STATED,),
    )


def hash_price_at(view: View, price: Figure | Missing) -> Figure | Missing:
    """Return the hash price at a stated price, on the last known network [USD/PH/day]; estimated."""
    if isinstance(price, Missing):
        return price
    month, epoch = view.market.last_month(), last_epoch(view)
    work = month_of_work(view, month)
    if isinstance(work, Missing):
        return work
    if isinstance(epoch, Missing):
        return epoch
    difficulty = difficulty_from(epoch)
    subsidy = subsidy_btc_per_block(epoch.start_height)
    coins = coins_per_ph_day(epoch.difficulty, subsidy, work.fees_btc_per_block)
    return derive(
        f"market hash_price {view.as_of} {at_price(price.value)}",
        "stated price x coins that 1 PH/s earns in a day at the last known difficulty and fees",
        coins * price.value,
        price.interval.scaled(coins),
        "USD/PH/day",
        price,
        difficulty,
        *work.inputs,
        estimated=True,
        note=f"network of {epoch.start}, fees of {month}; {(view.as_of - epoch.start).days} days before {view.as_of}",
    )


def difficulty_from(epoch: Epoch) -> Figure:
    """Return the difficulty in force from an epoch's first day on [ratio]."""
    return Figure(
        id=f"market difficulty {epoch.start}",
        value=epoch.difficulty,
        interval=Interval.exact(epoch.difficulty),
        unit="ratio",
        badge=Badge.REPORTED,
        known_at=epoch.known_at,
        sources=(EPOCHS,),
    )
