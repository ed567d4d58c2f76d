"""The company's own numbers on the Inputs sheet: balances, fleet, power, costs."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.briefs.workbook.calls import MAX, MIN, total
from headframe.briefs.workbook.entries import Entries
from headframe.briefs.workbook.expression import Expr
from headframe.briefs.workbook.references import Cell
from headframe.briefs.workbook.stated import Stated, same
from headframe.economics.ahead import Ahead
from headframe.economics.miner import Commitment, Miner, PowerBlock, Tier
from headframe.economics.months import month_number
from headframe.ground.missing import Missing
from headframe.mining.fleet import best_first


@dataclass(frozen=True, slots=True)
class TierCells:
    """A fleet tier: hash rate [EH/s], efficiency [J/TH], its tariff [USD/MWh] or None where a hub prices it."""

    name: str
    ehs: Cell
    efficiency: Cell
    tariff: Cell | None


@dataclass(frozen=True, slots=True)
class BlockCells:
    """Power bought ahead: megawatts, price, first and last month [month number], calendar months left out."""

    name: str
    mw: Cell
    price: Cell
    first: Cell
    last: Cell
    without: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PromiseCells:
    """A commitment: dollars, first and last month [month number]."""

    name: str
    usd: Cell
    first: Cell
    last: Cell


@dataclass(frozen=True, slots=True)
class CompanyCells:
    """Cells of the company; units as the names of `Miner`."""

    opening_price: Cell
    free_btc: Cell
    pledged_btc: Cell
    coins_cost: Cell
    cash: Cell
    cash_restricted: Cell
    shares: Cell
    share_price: Cell
    tiers: tuple[TierCells, ...]
    developed_mw: Cell
    uptime: Cell
    pool_fee: Cell
    attrition: Cell
    adder: Cell
    credits: Expr
    corporate_cost: Cell
    engineering_margin: Cell
    losses: Cell
    depreciation: Cell
    depreciation_left: Cell
    programme: Cell
    blocks: tuple[BlockCells, ...]
    promises: tuple[PromiseCells, ...]


def company_inputs(entries: Entries, ahead: Ahead, miner: Miner, price: Cell) -> CompanyCells:
    """Add the company's sections and return its cells; `price` is bitcoin's at the opening."""
    stated = Stated(entries, miner)
    entries.section("Company: balances at the opening")
    held = stated.field("bitcoin_held_btc", "bitcoin held", miner.bitcoin_btc, "BTC")
    restricted = stated.field("bitcoin_restricted_btc", "of it pledged", _restricted(miner), "BTC")
    pledged = entries.derived("bitcoin pledged", MIN(restricted, held), "BTC")
    free = entries.derived("bitcoin free", held - pledged, "BTC")
    share = miner.share_price_usd
    balances = {
        "coins_cost": _coins_cost(entries, stated, held, price),
        "cash": stated.field("cash_usd", "cash", miner.cash_usd, "USD"),
        "cash_restricted": stated.field("cash_restricted_usd", "restricted cash", miner.cash_restricted_usd, "USD"),
        "shares": stated.field("shares", "shares outstanding", miner.shares, "shares"),
        "share_price": stated.field(
            "share_price_usd", "price of a share", 0.0 if isinstance(share, Missing) else share, "USD/share"
        ),
        "losses": stated.field("nol_usd", "tax losses carried forward", miner.nol_usd, "USD"),
        "depreciation": stated.field(
            "depreciation_usd_per_month",
            "tax depreciation of what stands, a month",
            miner.depreciation_usd_per_month,
            "USD",
        ),
        "depreciation_left": stated.field(
            "depreciation_months_left", "for how long it lasts", miner.depreciation_months_left, "months"
        ),
        "programme": stated.field(
            "atm_remaining_usd", "what the share programme may still sell", miner.atm_remaining_usd, "USD"
        ),
    }
    entries.section("Company: fleet, power and costs")
    tiers = tuple(_tier(stated, each, miner.tiers.index(each)) for each in _in_order(miner))
    developed = _developed(entries, stated, tiers)
    plain = {
        "uptime": stated.field("uptime", "share of paying hours in which machines run", miner.uptime, "ratio"),
        "pool_fee": stated.field("pool_fee", "pool's share", miner.pool_fee, "ratio"),
        "attrition": stated.field("attrition_per_year", "hash rate lost a year", miner.attrition_per_year, "ratio"),
        "adder": stated.field(
            "power_adder_usd_per_mwh", "on top of the hub's price", miner.power_adder_usd_per_mwh, "USD/MWh"
        ),
        "corporate_cost": stated.field(
            "corporate_cost_usd_per_month",
            "cash cost of the company, a month",
            miner.corporate_cost_usd_per_month,
            "USD",
        ),
        "engineering_margin": stated.field(
            "engineering_margin_usd_per_month",
            "gross margin of other business, a month",
            miner.engineering_margin_usd_per_month,
            "USD",
        ),
    }
    credit = miner.stated.get("credits_usd_per_month")
    credits = entries.column(
        "credits for stopping", list(miner.credits_usd_by_month_of_year), "USD", credit, "nobody discloses credits"
    )
    taken: set[int] = set()
    blocks = tuple(_block(stated, each, taken) for each in miner.blocks)
    promised: set[int] = set()
    promises = tuple(_promise(stated, each, promised) for each in miner.commitments)
    return CompanyCells(
        opening_price=price,
        free_btc=free,
        pledged_btc=pledged,
        tiers=tiers,
        developed_mw=developed,
        credits=credits,
        blocks=blocks,
        promises=promises,
        **balances,
        **plain,
    )


def _restricted(miner: Miner) -> float:
    figure = miner.stated.get("bitcoin_restricted_btc")
    return miner.bitcoin_pledged_btc if figure is None else figure.value


def _coins_cost(entries: Entries, stated: Stated, held: Cell, price: Cell) -> Cell:
    if "bitcoin_cost_usd" in stated.miner.stated:
        return stated.field("bitcoin_cost_usd", "tax cost of the coins", stated.miner.bitcoin_cost_usd, "USD")
    return entries.derived(
        "tax cost of the coins", held * price, "USD", "nobody prints it: taken as their value at the opening"
    )


def _in_order(miner: Miner) -> list[Tier]:
    order = best_first(tier.machines for tier in miner.tiers)
    return sorted(miner.tiers, key=lambda tier: order.index(tier.machines))


def _tier(stated: Stated, tier: Tier, at: int) -> TierCells:
    name, path = tier.machines.name, f"tiers[{at}]"
    return TierCells(
        name,
        stated.field(f"{path}.hash_rate_ehs", f"{name}: hash rate", tier.machines.hash_rate_ehs, "EH/s"),
        stated.field(f"{path}.efficiency_j_per_th", f"{name}: efficiency", tier.machines.efficiency_j_per_th, "J/TH"),
        None
        if tier.hub
        else stated.field(f"{path}.flat_usd_per_mwh", f"{name}: tariff", tier.flat_usd_per_mwh, "USD/MWh"),
    )


def _developed(entries: Entries, stated: Stated, tiers: tuple[TierCells, ...]) -> Cell:
    miner = stated.miner
    figure = miner.stated.get("developed_mw")
    if figure is None:
        base, value = (
            total([tier.ehs * tier.efficiency for tier in tiers]),
            sum(t.machines.power_mw for t in miner.tiers),
        )
    else:
        base, value = entries.figure("megawatts that can be powered", figure), figure.value
    gone = 0.0 if same(value, miner.developed_mw) else value - miner.developed_mw
    words = "gross megawatts of builds begun by the opening that nothing idle made room for"
    given_up = entries.given("of them given up to builds begun", gone, "MW", words)
    return entries.derived("megawatts for machines", MAX(base - given_up, 0.0), "MW")


def _block(stated: Stated, block: PowerBlock, taken: set[int]) -> BlockCells:
    miner, entries = stated.miner, stated.entries
    path = stated.place("blocks", taken, mw=block.mw, price=block.fixed_usd_per_mwh)
    words = f"{block.name}: {block.first} to {block.last}"
    left_out = [month for month in range(1, 13) if month not in block.months_of_year]
    return BlockCells(
        block.name,
        stated.field(f"{path}.mw", f"{block.name}: megawatts", block.mw, "MW"),
        stated.field(f"{path}.price", f"{block.name}: price", block.fixed_usd_per_mwh, "USD/MWh"),
        entries.given(
            f"{block.name}: first month", max(1.0, month_number(block.first, miner.opening)), "month number", words
        ),
        entries.given(f"{block.name}: last month", month_number(block.last, miner.opening), "month number", words),
        tuple(
            entries.given(f"{block.name}: not bought in", month, "month of the year", block.name) for month in left_out
        ),
    )


def _promise(stated: Stated, promise: Commitment, taken: set[int]) -> PromiseCells:
    opening, entries = stated.miner.opening, stated.entries
    path = stated.place("commitments", taken, usd=promise.usd)
    words = f"spread evenly over {promise.first} to {promise.last}"
    return PromiseCells(
        promise.name,
        stated.field(f"{path}.usd", f"{promise.name}: promised", promise.usd, "USD"),
        entries.given(f"{promise.name}: first month", month_number(promise.first, opening), "month number", words),
        entries.given(f"{promise.name}: last month", month_number(promise.last, opening), "month number", words),
    )
