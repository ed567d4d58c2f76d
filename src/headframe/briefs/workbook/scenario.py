"""The Scenario sheet: the world's middle path, every volatility 0, in live formulas.

Price, fees, network, hash price, power and rent follow the text of `headframe.worlds.parameters`, step by step.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from headframe.briefs.workbook.calls import DAY, EOMONTH, EXP, IF, INDEX, LN, MONTH
from headframe.briefs.workbook.entries import Entries
from headframe.briefs.workbook.expression import Expr
from headframe.briefs.workbook.functions import serial
from headframe.briefs.workbook.model import Model, Row
from headframe.briefs.workbook.references import Cell
from headframe.economics.ahead import Ahead
from headframe.economics.reference_world import central_delay
from headframe.ground.errors import InputRefused
from headframe.vocabulary.figure import Figure
from headframe.worlds.parameters import WorldTables

SHEET = "Scenario"


@dataclass(frozen=True, slots=True)
class WorldCells:
    """The world's numbers on the Inputs sheet."""

    opening_day: Cell
    price: Cell
    fee_start: Cell
    fee_mean: Cell
    fee_reversion: Cell
    network_start: Cell
    network_margin: Cell
    speed_up: Cell
    speed_down: Cell
    network_drift: Cell
    power_start: Cell
    power_reversion: Cell
    season: Expr
    hub_mean: Expr
    rent_start: Cell
    delay: Cell


@dataclass(frozen=True, slots=True)
class Scenario:
    """Rows of the Scenario sheet."""

    number: Row
    day: Row
    days: Row
    month_of_year: Row
    price: Row
    network: Row
    hash_price: Row
    level: Row
    hub: Row
    rent: Row
    share_price: Row


def world_inputs(entries: Entries, ahead: Ahead) -> WorldCells:
    """Add what calibration found to the Inputs sheet."""
    world, tables = ahead.world.parameters, ahead.world.tables
    entries.section("World: what calibration found on the market's months (headframe worlds)")
    end = ahead.miner.opening.end
    close = ahead.view.market.month("bitcoin_price_month_close", ahead.miner.opening)
    usd = exp(world.log_price)
    given = entries.given
    words = "fitted to the months known on the day"
    return WorldCells(
        opening_day=given(
            "opening: the day balances speak of", serial(end), "day", f"the market's last known month, {end}"
        ),
        price=entries.figure("bitcoin's price at the opening", close, usd)
        if isinstance(close, Figure)
        else given("bitcoin's price at the opening", usd, "USD/BTC", "the last known month's close"),
        fee_start=given("fees over subsidy, deviation at the opening", world.fee_start, "log", words),
        fee_mean=given("fees over subsidy, mean", world.fee_log_mean, "log", words),
        fee_reversion=given("fees: share of a deviation gone a month", world.fee_reversion, "1/month", words),
        network_start=given("network's hash rate at the opening", exp(world.log_hash_rate), "EH/s", words),
        network_margin=given(
            "revenue of a megawatt-day at which the network stands still",
            exp(world.network_log_margin),
            "USD/MW-day",
            words,
        ),
        speed_up=given("network's speed upward", world.network_speed_up, "1/month", words),
        speed_down=given("network's speed downward", world.network_speed_down, "1/month", words),
        network_drift=given("network's own growth", world.network_drift, "log/month", words),
        power_start=given("power: deviation from the season at the opening", world.power_start, "log", words),
        power_reversion=given("power: share of a deviation gone a month", world.power_reversion, "1/month", words),
        season=entries.column(
            f"{world.hub}: level of the season", _by_month(tables, tables.power_level), "USD/MWh", None, words
        ),
        hub_mean=entries.column(
            f"{world.hub}: mean of the hours over the level", _hub_means(tables), "ratio", None, words
        ),
        rent_start=given(
            "market rent of critical IT at the opening",
            ahead.world.fits.rent.usd_per_kw_month,
            "USD/kW-month",
            ahead.world.fits.rent.words,
        ),
        delay=given(
            "delay of a build, median", central_delay(tables.delay_months), "months", ahead.world.fits.delay_words
        ),
    )


def scenario_sheet(model: Model, entries: Entries, ahead: Ahead, world: WorldCells, share_price: Cell) -> Scenario:
    """Fill the Scenario sheet and return its rows."""
    tables, assumed = ahead.world.tables, entries.assumed
    if not ahead.world.parameters.network_same_month:
        raise InputRefused(
            "a network that answers to the month before", where="workbook", next="calibrate the packaged way"
        )
    line, given = model.line, model.given
    number = line(SHEET, "month", "number", None, 0.0)
    model.fill(number, number.before + 1.0, "number")
    day = line(SHEET, "last day of the month", "day", None, world.opening_day)
    model.fill(day, EOMONTH(day.before, 1), "day")
    days = line(SHEET, "days", "days", DAY(day.now))
    month = line(SHEET, "month of the year", "1 to 12", MONTH(day.now), MONTH(day.now))
    model.section(SHEET, "Bitcoin")
    drift = line(
        SHEET,
        "drift of the price",
        "1/year",
        LN(1.0 + assumed("worlds.risk_free_rate_per_year")) + assumed("worlds.bitcoin_drift_premium"),
        note="log(1 + risk-free rate) + premium",
    )
    price = line(SHEET, "price of bitcoin", "USD/BTC", None, world.price, "before × exp(drift/12)")
    model.fill(price, price.before * EXP(drift.now / 12.0), "USD/BTC")
    fee_off = line(SHEET, "fees: deviation", "log", None, world.fee_start, "before × (1 − share gone)")
    model.fill(fee_off, fee_off.before * (1.0 - world.fee_reversion), "log")
    fees = line(SHEET, "fees over subsidy", "ratio", EXP(world.fee_mean + fee_off.now), note="exp(mean + deviation)")
    subsidy = given(
        SHEET,
        "coins created a day",
        "BTC/day",
        [float(x) for x in tables.subsidy_btc_day[1:]],
        "subsidy of the whole network by block height",
    )
    efficiency = given(
        SHEET,
        "efficiency of the network's fleet",
        "J/TH",
        [exp(float(x)) for x in tables.log_efficiency[1:]],
        "machines on sale, aged and replaced",
    )
    model.section(SHEET, "Network")
    gap = line(
        SHEET, "revenue over what holds the network still", "log", None, note="log(revenue of a megawatt-day / margin)"
    )
    network = line(SHEET, "network's hash rate", "EH/s", None, world.network_start, "before × exp(speed × gap)")
    at_before = subsidy.now * (1.0 + fees.now) * price.now / (efficiency.now * network.before)
    model.fill(gap, LN(at_before / world.network_margin), "log")
    speed = IF(gap.now > 0.0, world.speed_up, world.speed_down)
    model.fill(network, network.before * EXP(world.network_drift + speed * gap.now), "EH/s")
    hash_price = line(
        SHEET,
        "hash price",
        "USD/PH/day",
        subsidy.now * (1.0 + fees.now) * price.now / (1000.0 * network.now),
        note="coins a day with fees × price / hash rate",
    )
    model.section(SHEET, f"Power at {ahead.world.parameters.hub}")
    off = line(SHEET, "power: deviation from the season", "log", None, world.power_start, "before × (1 − share gone)")
    model.fill(off, off.before * (1.0 - world.power_reversion), "log")
    level = line(
        SHEET,
        "level of the month",
        "USD/MWh",
        INDEX(world.season, month.now) * EXP(off.now),
        note="season × exp(deviation)",
    )
    hub = line(SHEET, "mean price at the hub", "USD/MWh", level.now * INDEX(world.hub_mean, month.now))
    model.section(SHEET, "Rent and shares")
    scale = assumed("ai.market_rent_scale")
    gone = 1.0 - 0.5 ** (1.0 / (12.0 * assumed("worlds.ai_rent_half_life_years")))
    rent_mean = line(
        SHEET,
        "where rent returns to",
        "USD/kW-month",
        world.rent_start * scale * (1.0 + assumed("worlds.ai_rent_growth_per_year")) ** (number.now / 12.0),
        note="opening × scale × (1 + growth)^years",
    )
    rent = line(
        SHEET,
        "market rent of critical IT",
        "USD/kW-month",
        None,
        world.rent_start * scale,
        "before × (mean / before)^share gone",
    )
    model.fill(rent, rent.before * (rent_mean.now / rent.before) ** gone, "USD/kW-month")
    share = line(
        SHEET,
        "price of a share",
        "USD/share",
        share_price * (price.now / world.price) ** assumed("economics.share_beta_to_bitcoin"),
        share_price,
        "opening × (bitcoin / its opening)^beta; 0 for a private company",
    )
    return Scenario(number, day, days, month, price, network, hash_price, level, hub, rent, share)


def _by_month(tables: WorldTables, values: object) -> list[float]:
    """Return the level of each calendar month; those that the horizon does not reach are its first month's."""
    held = {int(at): float(level) for at, level in zip(tables.calendar_month[1:], tables.power_level[1:], strict=True)}
    return [held.get(month, float(tables.power_level[0])) for month in range(12)]


def _hub_means(tables: WorldTables) -> list[float]:
    shapes = tables.shapes
    return [
        sum(float(shapes.mean[m, y]) for y in range(int(shapes.years[m]))) / int(shapes.years[m]) for m in range(12)
    ]
