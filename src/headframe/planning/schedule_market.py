"""The market that a block meets: price and volatility from the record, volume and impact as assumptions."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.accounts.margins_hash_price import stated_price
from headframe.ground.errors import NotEnoughData
from headframe.ground.missing import Missing
from headframe.planning.schedule_impact import Impact, square_root_impact
from headframe.planning.schedule_volatility import daily_volatility, newest_price
from headframe.record.view import View
from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.figure import Figure

NAMES = ("market_volume_btc_per_day", "impact_prefactor", "impact_memory", "fee")
WINDOW = "schedule.volatility_window_months"


@dataclass(frozen=True, slots=True)
class SaleMarket:
    """What a sale meets: price [USD/BTC], daily volatility [ratio], volume [BTC a day], and how the price gives way."""

    price: Figure
    volatility: Figure
    volume: Figure
    prefactor: Figure
    memory: Figure
    fee: Figure

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All six, the price first."""
        return (self.price, self.volatility, self.volume, self.prefactor, self.memory, self.fee)

    @property
    def impact(self) -> Impact:
        """The impact at each assumption's own value."""
        return square_root_impact(
            self.price.value,
            self.volatility.value,
            self.volume.value,
            self.prefactor.value,
            self.memory.value,
            self.fee.value,
        )

    @property
    def gentlest(self) -> Impact:
        """The impact with every assumption at the end of its range that costs least."""
        lows = (part.interval.low for part in (self.prefactor, self.memory, self.fee))
        return square_root_impact(
            self.price.interval.low, self.volatility.interval.low, self.volume.interval.high, *lows
        )

    @property
    def harshest(self) -> Impact:
        """The impact with every assumption at the end of its range that costs most."""
        highs = (part.interval.high for part in (self.prefactor, self.memory, self.fee))
        return square_root_impact(
            self.price.interval.high, self.volatility.interval.high, self.volume.interval.low, *highs
        )

    @property
    def risk_usd_per_btc(self) -> float:
        """Standard deviation of a day's price change [USD/BTC]."""
        return self.price.value * self.volatility.value


def sale_market(view: View, assumptions: Assumptions, price_usd: float | None, memory: float | None) -> SaleMarket:
    """Return the market as it was known on the view's day.

    Parameters
    ----------
    view : View
        What was known.
    assumptions : Assumptions
        With the `schedule` entries.
    price_usd : float or None
        A stated price [USD/BTC]; None for the newest price the record holds.
    memory : float or None
        Share of a day's sale that weighs on the next [ratio]; None for the assumption's.

    Raises
    ------
    NotEnoughData
        Where the series holds too few months for a volatility.
    """
    if memory is not None:
        assumptions = assumptions.with_changes({"schedule.impact_memory": memory})
    volatility = daily_volatility(view, round(assumptions.value(WINDOW)))
    if isinstance(volatility, Missing):
        raise NotEnoughData("the volatility of bitcoin is not known", where=str(view.as_of), why=volatility.reason)
    stated = stated_price(view, price_usd) if price_usd is not None else newest_price(view)
    if isinstance(stated, Missing):
        raise NotEnoughData("no bitcoin price is known", where=str(view.as_of), why=stated.reason, next="give --price")
    volume, prefactor, kept, fee = (assumptions.figure(f"schedule.{name}") for name in NAMES)
    return SaleMarket(stated, volatility, volume, prefactor, kept, fee)
