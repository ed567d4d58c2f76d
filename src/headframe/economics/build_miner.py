"""A profile, a view and assumptions → a Miner, or every field that is missing, by name."""

from __future__ import annotations

from datetime import date

from headframe.economics.balance_dates import OLDEST
from headframe.economics.build_debts import commitments_of, debts_of
from headframe.economics.build_projects import campus_options, extra_megawatts, leased_projects, stated_projects
from headframe.economics.formulas_of_fleet import credits_by_month_of_year
from headframe.economics.miner import Miner, PowerBlock, Project, Tier
from headframe.economics.miner_checks import refuse_impossible
from headframe.economics.profile import Profile, Value, packaged_profile
from headframe.economics.profile_values import Resolver
from headframe.economics.tally import Tally
from headframe.ground.errors import InputRefused, NotEnoughData
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.mining.fleet import FleetTier
from headframe.record.view import View
from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure

PER_MONTH = 1 / 12
UNTIL_REFUSED_J_PER_TH = 1.0
"""Holds the place of an efficiency that nobody prints until all gaps are refused together."""


def build_miner(view: View, company: str, assumptions: Assumptions) -> Miner:
    """Return a listed company as of the view's day, from its profile.

    Raises
    ------
    NotEnoughData
        Naming every field without which no month can be carried.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> from headframe.vocabulary.assumptions import packaged_assumptions
    >>> build_miner(Record().view(date(2026, 1, 10)), "RIOT", packaged_assumptions()).bitcoin_btc
    18005.0
    """
    ticker = find_company(company).ticker
    return miner_of(packaged_profile(ticker), view, assumptions, f"profile {ticker}")


def miner_of(profile: Profile, view: View, assumptions: Assumptions, where: str) -> Miner:
    """Return the miner that a profile describes, as known on the view's day; a private one states all itself."""
    opening = view.market.last_month() if profile.opening is None else Period.parse(profile.opening)
    resolver = Resolver(None if profile.private else view, profile.company, assumptions, where, opening)
    tally = Tally(resolver)
    held, restricted = (
        tally.balance("bitcoin_held_btc", profile.bitcoin_held_btc, "BTC"),
        tally.number("bitcoin_restricted_btc", profile.bitcoin_restricted_btc, "BTC"),
    )
    # Printed counts may be of different days; a private company states both of one.
    pledged = restricted if profile.private else min(restricted, held)
    cost = _bitcoin_cost(profile, tally, held, view)
    price = tally.figure("share_price_usd", profile.share_price_usd, "USD/share")
    tiers = tuple(_tier(tally, profile, at) for at in range(len(profile.tiers)))
    debts = debts_of(profile, tally, opening)
    leased = () if profile.private else leased_projects(view, profile, tally, assumptions)
    projects = (
        *leased,
        *stated_projects(profile, tally),
        *extra_megawatts(view, tally, assumptions),
        *campus_options(profile, tally, assumptions, leased),
    )
    corporate = tally.needed("corporate_cost_usd_per_month", profile.corporate_cost_usd_per_month, "USD")
    miner = Miner(
        company=profile.company,
        as_of=view.as_of,
        opening=opening,
        bitcoin_free_btc=held - pledged,
        bitcoin_pledged_btc=pledged,
        bitcoin_cost_usd=cost,
        cash_usd=tally.balance("cash_usd", profile.cash_usd, "USD"),
        cash_restricted_usd=tally.number("cash_restricted_usd", profile.cash_restricted_usd, "USD"),
        shares=tally.balance("shares", profile.shares, "shares"),
        share_awards=tally.number("share_awards", profile.share_awards, "shares"),
        share_price_usd=price.value if isinstance(price, Figure) else price,
        tiers=tiers,
        uptime=tally.needed("uptime", profile.uptime, "ratio"),
        pool_fee=tally.needed("pool_fee", profile.pool_fee, "ratio"),
        attrition_per_year=tally.needed("attrition_per_year", profile.attrition_per_year, "ratio"),
        developed_mw=max(_developed(tally, profile, tiers) - _given_up(projects, opening), 0.0),
        blocks=tuple(block for at in range(len(profile.blocks)) if (block := _block(tally, profile, at)) is not None),
        power_adder_usd_per_mwh=tally.needed("power_adder_usd_per_mwh", profile.power_adder_usd_per_mwh, "USD/MWh"),
        credits_usd_by_month_of_year=_credits(tally, profile, view, opening),
        projects=projects,
        debts=debts,
        commitments=commitments_of(profile, tally, opening),
        corporate_cost_usd_per_month=corporate,
        engineering_margin_usd_per_month=tally.number(
            "engineering_margin_usd_per_month", profile.engineering_margin_usd_per_month, "USD"
        ),
        nol_usd=tally.number("nol_usd", profile.nol_usd, "USD"),
        depreciation_usd_per_month=tally.number(
            "depreciation_usd_per_month", profile.depreciation_usd_per_month, "USD"
        ),
        depreciation_months_left=tally.number("depreciation_months_left", profile.depreciation_months_left, "months"),
        atm_remaining_usd=tally.number("atm_remaining_usd", profile.atm_remaining_usd, "USD"),
        minority_share_of_mining=tally.needed("minority_share_of_mining", profile.minority_share_of_mining, "ratio"),
        cash_floor_usd=_floor(tally, profile, corporate, sum(d.principal_usd * d.rate_per_year for d in debts)),
        stated=tally.stated,
        gaps=tally.gaps,
    )
    _refuse_gaps(tally, profile, view.as_of)
    refuse_impossible(miner, where)
    return miner


def _bitcoin_cost(profile: Profile, tally: Tally, held: float, view: View) -> float:
    """Return the tax cost of the coins; where none is printed, their value at the opening, so that no gain is taxed."""
    known = tally.figure("bitcoin_cost_usd", profile.bitcoin_cost_usd, "USD")
    if isinstance(known, Figure):
        return float(known.value)
    price = view.market.month("bitcoin_price_month_close", view.market.last_month())
    return held * price.value if isinstance(price, Figure) else 0.0


def _tier(tally: Tally, profile: Profile, at: int) -> Tier:
    spec, path = profile.tiers[at], f"tiers[{at}]"
    rate = tally.needed(f"{path}.hash_rate_ehs", spec.hash_rate_ehs, "EH/s")
    efficiency = tally.needed(f"{path}.efficiency_j_per_th", spec.efficiency_j_per_th, "J/TH")
    if f"{path}.efficiency_j_per_th" in tally.must:
        efficiency = UNTIL_REFUSED_J_PER_TH
    if spec.hub:
        return Tier(FleetTier(spec.name, efficiency, rate), spec.hub)
    flat = tally.needed(f"{path}.flat_usd_per_mwh", _or_missing(spec.flat_usd_per_mwh, path), "USD/MWh")
    return Tier(FleetTier(spec.name, efficiency, rate), "", flat)


def _or_missing(value: Value | None, path: str) -> Value:
    if value is None:
        raise InputRefused(
            f"{path} has neither a hub nor a tariff", where="profile", next="give hub or flat_usd_per_mwh"
        )
    return value


def _developed(tally: Tally, profile: Profile, tiers: tuple[Tier, ...]) -> float:
    drawn = sum(tier.machines.power_mw for tier in tiers)
    known = tally.figure("developed_mw", profile.developed_mw, "MW")
    return max(known.value, 0.0) if isinstance(known, Figure) else drawn


def _given_up(projects: tuple[Project, ...], opening: Period) -> float:
    """Return the mining megawatts that builds begun by the opening have taken: they no longer power machines [MW]."""
    return sum(each.mining_mw_displaced for each in projects if each.start is not None and each.start <= opening)


def _block(tally: Tally, profile: Profile, at: int) -> PowerBlock | None:
    spec, path = profile.blocks[at], f"blocks[{at}]"
    mw, price = (
        tally.figure(f"{path}.mw", spec.mw, "MW"),
        tally.figure(f"{path}.price", spec.fixed_usd_per_mwh, "USD/MWh"),
    )
    last = tally.resolver.month(f"{path}.last", spec.last)
    first = tally.resolver.month(f"{path}.first", spec.first) if spec.first is not None else tally.resolver.opening
    gap = next((each for each in (mw, price, last, first) if isinstance(each, Missing)), None)
    if gap is not None:
        tally.gaps[path] = Missing(f"{spec.name}: {gap.reason}")
        return None
    assert (
        isinstance(mw, Figure) and isinstance(price, Figure) and isinstance(last, Period) and isinstance(first, Period)
    )
    months = tuple(month for month in range(1, 13) if month not in spec.excluded_months_of_year)
    return PowerBlock(spec.name, mw.value, price.value, first, last, months)


def _credits(tally: Tally, profile: Profile, view: View, opening: Period) -> tuple[float, ...]:
    if profile.credits_usd_per_month is None:
        return (0.0,) * 12
    known = tally.figure("credits_usd_per_month", profile.credits_usd_per_month, "USD")
    if isinstance(known, Missing):
        return (0.0,) * 12
    if tally.resolver.view is None:
        return (known.value,) * 12
    return credits_by_month_of_year(view, profile.company, opening)[1]


def _floor(tally: Tally, profile: Profile, corporate: float, interest_per_year: float) -> float:
    if profile.cash_floor_usd is not None:
        return tally.needed("cash_floor_usd", profile.cash_floor_usd, "USD")
    months = tally.needed("cash_floor_months", _assumed("economics.cash_floor_months"), "months")
    return months * (corporate + interest_per_year * PER_MONTH)


def _assumed(name: str) -> Value:
    from headframe.economics.profile import Ref

    return Ref(assumption=name)


def _refuse_gaps(tally: Tally, profile: Profile, as_of: date) -> None:
    if tally.must:
        raise NotEnoughData(
            f"{profile.company} cannot be carried forward: {_count(len(tally.must))} missing",
            where=", ".join(sorted(tally.must)),
            why="; ".join(tally.gaps[path].reason for path in sorted(tally.must))[:600],
            next=f"choose a later --as-of than {as_of}, import the figures, or state them in a profile of your own"
            + (f"; --set {OLDEST}=DAYS takes an older balance" if _only_old(tally) else ""),
        )


def _count(fields: int) -> str:
    return "1 field is" if fields == 1 else f"{fields} fields are"


def _only_old(tally: Tally) -> bool:
    return all(OLDEST in tally.gaps[path].reason for path in tally.must)
