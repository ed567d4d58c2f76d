"""Hash price of past months, from the record, and now, at a price that somebody states.

No price is guessed: beyond the last month of the packaged series there is a hash price only where a bitcoin price is
given, on the network of the last known difficulty and the last month's fees; the figure says how old they are.
"""

from __future__ import annotations

from headframe.accounts.backcast_network import last_epoch, month_of_work
from headframe.ground.errors import UsageProblem
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.mining.hash_price import coins_per_ph_day
from headframe.mining.subsidy import subsidy_btc_per_block
from headframe.record.market import EPOCHS
from headframe.record.view import View
from headframe.vocabulary.fact import Source, Witness
from headframe.vocabulary.figure import Badge, Figure, derive

STATED = Source(Witness.OWN, "stated with the question (--price)")


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
        id="stated bitcoin_price",
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
    difficulty = Figure(
        id=f"market difficulty {epoch.start}",
        value=epoch.difficulty,
        interval=Interval.exact(epoch.difficulty),
        unit="ratio",
        badge=Badge.REPORTED,
        known_at=epoch.known_at,
        sources=(EPOCHS,),
    )
    subsidy = subsidy_btc_per_block(epoch.start_height)
    coins = coins_per_ph_day(epoch.difficulty, subsidy, work.fees_btc_per_block)
    return derive(
        f"market hash_price at {price.value:,.0f} USD/BTC",
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
