"""A miner as of a day: what it owns, owes, has promised and pays, as plain numbers with their units in the names.

Every number answers for itself in `Miner.stated`: the figure it was taken from, by the field's path.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.mining.fleet import FleetTier
from headframe.vocabulary.figure import Figure


class DebtKind(StrEnum):
    """What a lender may do, and how a debt ends."""

    TERM = "term"
    """Interest each month, principal by its schedule or at maturity."""
    CONVERTIBLE = "convertible"
    """Paid at maturity in cash, or in shares where these are worth more."""
    BITCOIN_BACKED = "bitcoin_backed"
    """Against pledged coins: called and sold out at ratios of loan to value."""


class LeaseKind(StrEnum):
    """Who pays a site's costs, and who owns the chips."""

    TRIPLE_NET = "triple_net"
    MODIFIED_GROSS = "modified_gross"
    GPU_CLOUD = "gpu_cloud"
    """The company's own chips: on its books, and worn out in four to five years."""


@dataclass(frozen=True, slots=True)
class PowerBlock:
    """Power bought ahead: `mw` in every hour of the months from `first` to `last`, at a fixed price [USD/MWh]."""

    name: str
    mw: float
    fixed_usd_per_mwh: float
    first: Period
    last: Period
    months_of_year: tuple[int, ...] = tuple(range(1, 13))


@dataclass(frozen=True, slots=True)
class Tier:
    """Machines of one kind at one place: the tier and where its power is priced.

    `hub` names a packaged price hub, or is empty where `flat_usd_per_mwh` is the tariff of every hour.
    """

    machines: FleetTier
    hub: str
    flat_usd_per_mwh: float = 0.0


@dataclass(frozen=True, slots=True)
class Project:
    """Data-center capacity being built, leased or open to be started.

    Parameters
    ----------
    name : str
        As shown.
    mw_it, mw_gross : float
        Critical IT megawatts leased, and approved megawatts they take [MW].
    mining_mw_displaced : float
        Mining megawatts that stop when the build starts [MW].
    capex_usd, spent_usd : float
        Whole cost of the build, and what was paid before the first month [USD].
    start : Period or None
        Month in which building starts or started; None for an option that a policy may start.
    build_months : float
        From the start to the first rent, before slip [months].
    rent_usd_per_kw_month : float
        Of critical IT, in the first year [USD/kW-month]; 0 for an option, whose rent is the market's when it starts.
    escalator_per_year, term_months, noi_margin : float
        Of the lease [ratio], [months], [ratio].
    kind : LeaseKind
        Who pays what.
    chips_usd, chip_life_months : float
        Chips the company owns, for a GPU cloud [USD], [months].
    debt_loan_to_cost, debt_dscr, debt_rate_per_year, debt_term_months : float
        Of the project's own loan [ratio], [ratio], [ratio], [months]; loan to cost 0 for none.
    contracted : bool
        Whether a tenant has signed.
    owned_share : float
        Of the project, by the company's own holders; the rest is a partner's [ratio].
    """

    name: str
    mw_it: float
    mw_gross: float
    mining_mw_displaced: float
    capex_usd: float
    spent_usd: float
    start: Period | None
    build_months: float
    rent_usd_per_kw_month: float
    escalator_per_year: float
    term_months: float
    noi_margin: float
    kind: LeaseKind
    debt_loan_to_cost: float
    debt_dscr: float
    debt_rate_per_year: float
    debt_term_months: float
    contracted: bool
    chips_usd: float = 0.0
    chip_life_months: float = 0.0
    owned_share: float = 1.0


@dataclass(frozen=True, slots=True)
class Debt:
    """Money owed.

    `repayments` are scheduled before maturity [USD by month]; what is left falls due at `maturity`.
    `conversion_price_usd` is a convertible's [USD/share]; `margin_call_ltv` and `sale_ltv` are a bitcoin-backed loan's.
    """

    name: str
    kind: DebtKind
    principal_usd: float
    rate_per_year: float
    maturity: Period
    repayments: tuple[tuple[Period, float], ...] = ()
    conversion_price_usd: float = 0.0
    collateral_btc: float = 0.0
    margin_call_ltv: float = 0.0
    sale_ltv: float = 0.0
    cash_collateral_usd: float = 0.0


@dataclass(frozen=True, slots=True)
class Commitment:
    """Cash promised outside any project: `usd` spread evenly over the months from `first` to `last`."""

    name: str
    usd: float
    first: Period
    last: Period


@dataclass(frozen=True, slots=True)
class Miner:
    """A company as of a day, ready to be carried through months.

    Parameters
    ----------
    company : str
        Ticker, or the name of a private company.
    as_of : date
        Through whose end everything here was known.
    opening : Period
        The month whose end the balances speak of; the first month ahead is the next.
    bitcoin_free_btc, bitcoin_pledged_btc : float
        Coins held, free of and under pledge [BTC].
    bitcoin_cost_usd : float
        Tax cost of all coins held [USD].
    cash_usd, cash_restricted_usd : float
        Free and restricted cash [USD].
    shares, share_awards : float
        Shares outstanding, and unvested awards [shares].
    share_price_usd : float or Missing
        Price of a share at the opening [USD/share].
    tiers : tuple of Tier
        The fleet by place and efficiency.
    uptime, pool_fee, attrition_per_year : float
        Share of paying hours in which machines run, pool's share, hash rate lost a year [ratio].
    developed_mw : float
        Megawatts that can be powered [MW]; tiers draw no more.
    blocks : tuple of PowerBlock
        Power bought ahead.
    power_adder_usd_per_mwh : float
        On top of the hub [USD/MWh].
    credits_usd_by_month_of_year : tuple of 12 float
        Credits for stopping, beside resale, by calendar month [USD/month].
    projects : tuple of Project
        Leases and builds, contracted ones and options.
    debts : tuple of Debt
    commitments : tuple of Commitment
    corporate_cost_usd_per_month, engineering_margin_usd_per_month : float
        Cash cost of the company, and gross margin of other business [USD/month].
    nol_usd, depreciation_usd_per_month : float
        Losses carried forward, and tax depreciation of what stands [USD], [USD/month].
    depreciation_months_left : float
        For how long it lasts [months].
    atm_remaining_usd : float
        What the share programme may still sell [USD].
    cash_floor_usd : float
        Least cash ever planned [USD].
    minority_share_of_mining : float
        Of mining and its power contract, by others [ratio].
    stated : mapping of str to Figure
        For each field's path, the figure it was taken from.
    gaps : mapping of str to Missing
        Fields that nobody disclosed, with the reason; each of these is taken as absent and shown.
    """

    company: str
    as_of: date
    opening: Period
    bitcoin_free_btc: float
    bitcoin_pledged_btc: float
    bitcoin_cost_usd: float
    cash_usd: float
    cash_restricted_usd: float
    shares: float
    share_awards: float
    share_price_usd: float | Missing
    tiers: tuple[Tier, ...]
    uptime: float
    pool_fee: float
    attrition_per_year: float
    developed_mw: float
    blocks: tuple[PowerBlock, ...]
    power_adder_usd_per_mwh: float
    credits_usd_by_month_of_year: tuple[float, ...]
    projects: tuple[Project, ...]
    debts: tuple[Debt, ...]
    commitments: tuple[Commitment, ...]
    corporate_cost_usd_per_month: float
    engineering_margin_usd_per_month: float
    nol_usd: float
    depreciation_usd_per_month: float
    depreciation_months_left: float
    atm_remaining_usd: float
    cash_floor_usd: float
    minority_share_of_mining: float = 0.0
    stated: Mapping[str, Figure] = field(default_factory=dict)
    gaps: Mapping[str, Missing] = field(default_factory=dict)

    @property
    def bitcoin_btc(self) -> float:
        """All coins held [BTC]."""
        return self.bitcoin_free_btc + self.bitcoin_pledged_btc

    @property
    def hash_rate_ehs(self) -> float:
        """Hash rate of the whole fleet [EH/s]."""
        return sum(tier.machines.hash_rate_ehs for tier in self.tiers)
