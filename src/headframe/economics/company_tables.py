"""A miner as arrays by month: everything of the company that is the same on every path."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from headframe.economics.company_checks import refuse_impossible
from headframe.economics.debt_plan import CoinLoanTerms, NoteTerms, debt_plan
from headframe.economics.lines import Opening
from headframe.economics.miner import Miner
from headframe.economics.months import MONTHS_PER_YEAR, month_number
from headframe.economics.project_terms import ProjectTerms, project_terms
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.mining.fleet import best_first
from headframe.vocabulary.assumptions import Assumptions
from headframe.worlds.parameters import WorldParameters, WorldTables

Floats = NDArray[np.float64]
HOURS_PER_DAY = 24.0


@dataclass(frozen=True, slots=True)
class TierTerms:
    """A fleet tier: efficiency [J/TH], 1 where its power is a flat tariff [ratio], that tariff [USD/MWh]."""

    efficiency_j_per_th: float
    flat: float
    flat_usd_per_mwh: float


@dataclass(frozen=True, slots=True)
class CompanyTerms:
    """Numbers that hold in every month.

    Units: price at the opening [USD/BTC]; developed megawatts [MW]; uptime, pool's part, share price's beta, sale cost,
    discounts, commission, tax rate, offset limit [ratio]; adder [USD/MWh]; peak charge of a megawatt not avoided
    [USD/MW-month]; floor, programme, restricted cash, losses forward, tax cost of coins [USD]; share price [USD/share],
    0 for a private company; programme's share of market value [1/month]; arrivals: chance that a tenant comes in a
    month [ratio]; interest on cash [1/month]; depreciation [months]; exit yield [1/year]; exit value of a mining
    megawatt [USD/MW].
    """

    opening_price_usd_per_btc: float
    developed_mw: float
    uptime: float
    pool_fee: float
    adder_usd_per_mwh: float
    peak_usd_per_mw_month: float
    cash_floor_usd: float
    cash_restricted_usd: float
    bitcoin_cost_usd: float
    losses_forward_usd: float
    share_price_usd: float
    share_beta: float
    programme_usd: float
    programme_share_per_month: float
    programme_discount: float
    programme_commission: float
    emergency_discount: float
    bitcoin_sale_cost: float
    cash_rate_per_month: float
    tax_rate: float
    offset_limit: float
    depreciation_months: float
    arrival_chance: float
    arrivals_per_month: float
    exit_yield: float
    mining_exit_usd_per_mw: float


@dataclass(frozen=True, slots=True, eq=False)
class CompanyTables:
    """The company over T months; arrays have shape (T + 1,), index 0 being the opening.

    Parameters
    ----------
    company : str
    months : tuple of Period
        Month 0 to T.
    opening : Opening
    terms : CompanyTerms
    tiers : tuple of TierTerms
        Lowest J/TH first: the order in which megawatts are filled.
    projects : tuple of ProjectTerms
    project_names : tuple of str
    notes : tuple of NoteTerms
        Convertibles.
    coin_loan : CoinLoanTerms
    tier_ehs : float64 array, shape (T + 1, tiers)
        Hash rate left after attrition [EH/s].
    hours : float64 array
        Of each month [hours].
    block_mw, block_cost_usd : float64 arrays
        Power bought ahead, and its price over the month [MW], [USD].
    credits_usd, corporate_cost_usd, engineering_margin_usd, commitments_usd : float64 arrays
        By month [USD]; credits while all developed megawatts mine.
    depreciation_usd : float64 array
        For tax, of what stands and of commitments [USD].
    fixed_interest_usd, fixed_principal_usd, term_balance_usd : float64 arrays
        Of debts whose service is fixed [USD].
    discount, discount_contracted, discount_coins : float64 arrays
        Of operating flows, of signed leases and debts, of coins [ratio].
    hub_notes : tuple of str
        Where a tier's hub is not the one the world draws.
    """

    company: str
    months: tuple[Period, ...]
    opening: Opening
    terms: CompanyTerms
    tiers: tuple[TierTerms, ...]
    tier_names: tuple[str, ...]
    projects: tuple[ProjectTerms, ...]
    project_names: tuple[str, ...]
    notes: tuple[NoteTerms, ...]
    coin_loan: CoinLoanTerms
    tier_ehs: Floats
    hours: Floats
    block_mw: Floats
    block_cost_usd: Floats
    credits_usd: Floats
    corporate_cost_usd: Floats
    engineering_margin_usd: Floats
    commitments_usd: Floats
    depreciation_usd: Floats
    fixed_interest_usd: Floats
    fixed_principal_usd: Floats
    term_balance_usd: Floats
    discount: Floats
    discount_contracted: Floats
    discount_coins: Floats
    hub_notes: tuple[str, ...]

    @property
    def horizon(self) -> int:
        """How many months lie ahead."""
        return len(self.months) - 1


def company_tables(
    miner: Miner, parameters: WorldParameters, world: WorldTables, assumptions: Assumptions
) -> CompanyTables:
    """Lay a miner out by month.

    Parameters
    ----------
    miner : Miner
        Its opening must be the world's month 0.
    parameters, world : WorldParameters, WorldTables
        For the price and hub at the opening, the months and their days.
    assumptions : Assumptions
        Every number that is not a fact.

    Raises
    ------
    InputRefused
        For an opening that is not month 0, megawatts that do not add up, a negative floor, or terms that cannot be.
    """
    refuse_impossible(miner, world.months[0])
    opening, horizon = miner.opening, world.horizon
    hours = world.days * HOURS_PER_DAY
    debts = debt_plan(miner.debts, opening, horizon, miner.bitcoin_pledged_btc, exp(parameters.log_price), assumptions)
    order = best_first(tier.machines for tier in miner.tiers)
    tiers = sorted(miner.tiers, key=lambda tier: order.index(tier.machines))
    flows = _flows(miner, horizon, hours, assumptions)
    return CompanyTables(
        company=miner.company,
        months=world.months,
        opening=_opening(miner, debts.opening_usd),
        terms=_terms(miner, exp(parameters.log_price), assumptions),
        tiers=tuple(
            TierTerms(each.machines.efficiency_j_per_th, float(not each.hub), each.flat_usd_per_mwh) for each in tiers
        ),
        tier_names=tuple(each.machines.name for each in tiers),
        projects=tuple(project_terms(each, opening) for each in miner.projects),
        project_names=tuple(each.name for each in miner.projects),
        notes=debts.notes,
        coin_loan=debts.coin_loan,
        tier_ehs=_tier_ehs([each.machines.hash_rate_ehs for each in tiers], miner.attrition_per_year, horizon),
        hours=hours,
        fixed_interest_usd=debts.fixed_interest_usd,
        fixed_principal_usd=debts.fixed_principal_usd,
        term_balance_usd=debts.term_balance_usd,
        hub_notes=_hub_notes(miner, parameters.hub),
        **flows,
        **_discounts(horizon, assumptions),
    )


def _opening(miner: Miner, debt_usd: float) -> Opening:
    return Opening(
        bitcoin_free_btc=miner.bitcoin_free_btc,
        bitcoin_pledged_btc=miner.bitcoin_pledged_btc,
        cash_usd=miner.cash_usd,
        cash_restricted_usd=miner.cash_restricted_usd,
        debt_usd=debt_usd,
        shares=miner.shares,
        mining_mw=miner.developed_mw,
    )


def _terms(miner: Miner, price: float, assumptions: Assumptions) -> CompanyTerms:
    said = assumptions.value
    arrivals = said("ai.lease_arrivals_per_year") / MONTHS_PER_YEAR
    peak = said("power.coincident_peak_usd_per_mw_year") * (1.0 - said("power.coincident_peak_success"))
    return CompanyTerms(
        opening_price_usd_per_btc=price,
        developed_mw=miner.developed_mw,
        uptime=miner.uptime,
        pool_fee=miner.pool_fee,
        adder_usd_per_mwh=miner.power_adder_usd_per_mwh,
        peak_usd_per_mw_month=peak / MONTHS_PER_YEAR,
        cash_floor_usd=miner.cash_floor_usd,
        cash_restricted_usd=miner.cash_restricted_usd,
        bitcoin_cost_usd=miner.bitcoin_cost_usd,
        losses_forward_usd=miner.nol_usd,
        share_price_usd=0.0 if isinstance(miner.share_price_usd, Missing) else miner.share_price_usd,
        share_beta=said("economics.share_beta_to_bitcoin"),
        programme_usd=miner.atm_remaining_usd,
        programme_share_per_month=said("economics.atm_share_of_market_value_per_month"),
        programme_discount=said("economics.atm_discount"),
        programme_commission=said("economics.atm_commission"),
        emergency_discount=said("economics.emergency_equity_discount"),
        bitcoin_sale_cost=said("economics.bitcoin_sale_cost"),
        cash_rate_per_month=said("economics.interest_on_cash_per_year") / MONTHS_PER_YEAR,
        tax_rate=said("economics.income_tax_rate"),
        offset_limit=said("economics.nol_offset_limit"),
        depreciation_months=said("economics.depreciation_years") * MONTHS_PER_YEAR,
        arrival_chance=1.0 - exp(-arrivals),
        arrivals_per_month=arrivals,
        exit_yield=said("ai.exit_yield"),
        mining_exit_usd_per_mw=said("economics.mining_exit_usd_per_mw"),
    )


def _tier_ehs(rates_ehs: list[float], attrition_per_year: float, horizon: int) -> Floats:
    left = (1.0 - attrition_per_year) ** (np.arange(horizon + 1) / MONTHS_PER_YEAR)
    return np.outer(left, np.array(rates_ehs, dtype=np.float64))


def _flows(miner: Miner, horizon: int, hours: Floats, assumptions: Assumptions) -> dict[str, Floats]:
    block_mw, block_cost, commitments, worn = (np.zeros(horizon + 1) for _ in range(4))
    calendar = np.array([(miner.opening.end.month - 1 + at) % MONTHS_PER_YEAR for at in range(horizon + 1)])
    for block in miner.blocks:
        inside = _between(block.first, block.last, miner.opening, horizon)
        inside &= np.isin(calendar + 1, block.months_of_year)
        block_mw += inside * block.mw
        block_cost += inside * block.mw * block.fixed_usd_per_mwh * hours
    life = assumptions.value("economics.depreciation_years") * MONTHS_PER_YEAR
    for promised in miner.commitments:
        inside = _between(promised.first, promised.last, miner.opening, horizon)
        length = month_number(promised.last, promised.first) + 1
        commitments += inside * promised.usd / length
    steps = np.arange(1, horizon + 1)
    worn[1:] = miner.depreciation_usd_per_month * np.clip(miner.depreciation_months_left - steps + 1.0, 0.0, 1.0)
    for paid_at in np.flatnonzero(commitments):
        worn[1:] += commitments[paid_at] / life * np.clip(life - (steps - paid_at) + 1.0, 0.0, 1.0) * (steps > paid_at)
    after_opening = np.arange(horizon + 1) > 0
    return {
        "block_mw": block_mw,
        "block_cost_usd": block_cost,
        "credits_usd": np.array(miner.credits_usd_by_month_of_year, dtype=np.float64)[calendar] * after_opening,
        "corporate_cost_usd": miner.corporate_cost_usd_per_month * after_opening,
        "engineering_margin_usd": miner.engineering_margin_usd_per_month * after_opening,
        "commitments_usd": commitments,
        "depreciation_usd": worn,
    }


def _between(first: Period, last: Period, opening: Period, horizon: int) -> NDArray[np.bool_]:
    steps = np.arange(horizon + 1)
    inside: NDArray[np.bool_] = (steps >= max(1, month_number(first, opening))) & (steps <= month_number(last, opening))
    return inside


def _discounts(horizon: int, assumptions: Assumptions) -> dict[str, Floats]:
    years = np.arange(horizon + 1) / MONTHS_PER_YEAR

    def at(rate: float) -> Floats:
        factors: Floats = np.exp(-years * rate)
        return factors

    return {
        "discount": at(log(1.0 + assumptions.value("economics.discount_rate_per_year"))),
        "discount_contracted": at(log(1.0 + assumptions.value("economics.contracted_rate_per_year"))),
        "discount_coins": at(log(1.0 + assumptions.value("worlds.risk_free_rate_per_year"))),
    }


def _hub_notes(miner: Miner, hub: str) -> tuple[str, ...]:
    return tuple(
        f"{tier.machines.name}: priced at {hub}, not at its own hub {tier.hub}"
        for tier in miner.tiers
        if tier.hub and tier.hub != hub
    )


def numbers_of(terms: object) -> Floats:
    """Return a dataclass of numbers as an array, in the order of its fields."""
    return np.array(astuple(terms), dtype=np.float64)  # type: ignore[call-overload]
