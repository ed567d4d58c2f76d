"""Northfield, a made-up miner, and a made-up world for it: no number here is anybody's."""

from __future__ import annotations

from datetime import date
from math import exp, log

import numpy as np

from headframe.economics.miner import (
    Commitment,
    Debt,
    DebtKind,
    LeaseKind,
    Miner,
    PowerBlock,
    Project,
    Tier,
)
from headframe.ground.period import Period
from headframe.mining.fleet import FleetTier
from headframe.worlds.parameters import PowerShapes, WorldParameters, WorldTables

OPENING = Period.month(2026, 6)
HUB = "HB_WEST"
YEARS = 4
GRID = 201
DRIVERS_APART = np.array(
    [
        [1.0, 0.25, 0.3, 0.05, 0.15, -0.1],
        [0.25, 1.0, 0.1, 0.0, 0.0, 0.0],
        [0.3, 0.1, 1.0, 0.0, 0.0, 0.0],
        [0.05, 0.0, 0.0, 1.0, 0.1, 0.0],
        [0.15, 0.0, 0.0, 0.1, 1.0, 0.0],
        [-0.1, 0.0, 0.0, 0.0, 0.0, 1.0],
    ]
)


def northfield(**changes: object) -> Miner:
    """A listed miner with three tiers, two power blocks, a lease, a build, three options and five debts."""
    fields: dict[str, object] = {
        "company": "Northfield",
        "as_of": date(2026, 7, 15),
        "opening": OPENING,
        "bitcoin_free_btc": 6_000.0,
        "bitcoin_pledged_btc": 4_000.0,
        "bitcoin_cost_usd": 520e6,
        "cash_usd": 260e6,
        "cash_restricted_usd": 40e6,
        "shares": 380e6,
        "share_awards": 12e6,
        "share_price_usd": 11.0,
        "tiers": (
            Tier(FleetTier("new", 17.5, 22.0), HUB),
            Tier(FleetTier("middle", 21.0, 9.0), HUB),
            Tier(FleetTier("old", 29.0, 3.0), "", flat_usd_per_mwh=43.0),
        ),
        "uptime": 0.93,
        "pool_fee": 0.002,
        "attrition_per_year": 0.04,
        "developed_mw": 700.0,
        "blocks": (
            PowerBlock("long", 200.0, 28.0, Period.month(2024, 1), Period.month(2030, 4)),
            PowerBlock("summer", 50.0, 44.0, Period.month(2026, 1), Period.month(2028, 12), (6, 7, 8, 9)),
        ),
        "power_adder_usd_per_mwh": 6.0,
        "credits_usd_by_month_of_year": tuple(1.5e6 + 0.5e6 * (month in (7, 8)) for month in range(1, 13)),
        "projects": (lease(), build(), *(option(at) for at in range(3))),
        "debts": (
            Debt("mortgage", DebtKind.TERM, 60e6, 0.08, Period.month(2030, 6), ((Period.month(2028, 6), 20e6),)),
            Debt("notes", DebtKind.CONVERTIBLE, 500e6, 0.0075, Period.month(2030, 1), conversion_price_usd=15.0),
            Debt("later notes", DebtKind.CONVERTIBLE, 90e6, 0.02, Period.month(2033, 1), conversion_price_usd=40.0),
            Debt("coin loan", DebtKind.BITCOIN_BACKED, 200e6, 0.0875, Period.month(2028, 3), cash_collateral_usd=10e6),
        ),
        "commitments": (Commitment("machines", 90e6, Period.month(2026, 7), Period.month(2027, 3)),),
        "corporate_cost_usd_per_month": 12e6,
        "engineering_margin_usd_per_month": 1e6,
        "nol_usd": 300e6,
        "depreciation_usd_per_month": 9e6,
        "depreciation_months_left": 40.0,
        "atm_remaining_usd": 500e6,
        "cash_floor_usd": 50e6,
    }
    return Miner(**(fields | changes))  # type: ignore[arg-type]


def lease(**changes: object) -> Project:
    """A hall that was billing before the opening."""
    return _project(
        {"name": "Hall 1", "start": Period.month(2024, 3), "build_months": 18.0, "spent_usd": 520e6} | changes
    )


def build(**changes: object) -> Project:
    """A signed lease under construction."""
    return _project({"name": "Hall 2", "start": Period.month(2026, 2), "spent_usd": 30e6} | changes)


def option(at: int, **changes: object) -> Project:
    """A phase that nobody has signed for."""
    unsigned = {"start": None, "rent_usd_per_kw_month": 0.0, "contracted": False, "mining_mw_displaced": 100.0}
    return _project({"name": f"Phase {at + 3}", **unsigned} | changes)


def _project(changes: dict[str, object]) -> Project:
    fields: dict[str, object] = {
        "mw_it": 60.0,
        "mw_gross": 80.0,
        "mining_mw_displaced": 80.0,
        "capex_usd": 520e6,
        "spent_usd": 0.0,
        "build_months": 18.0,
        "rent_usd_per_kw_month": 118.0,
        "escalator_per_year": 0.03,
        "term_months": 120.0,
        "noi_margin": 0.82,
        "kind": LeaseKind.TRIPLE_NET,
        "debt_loan_to_cost": 0.65,
        "debt_dscr": 1.3,
        "debt_rate_per_year": 0.075,
        "debt_term_months": 120.0,
        "contracted": True,
    }
    return Project(**(fields | changes))  # type: ignore[arg-type]


def made_up_parameters(**changes: object) -> WorldParameters:
    """A lively world: everything moves."""
    persistence, eta = 0.89, 0.25
    reversion, sigma = 0.35, 0.22
    fields: dict[str, object] = {
        "as_of": date(2026, 7, 15),
        "month0": OPENING,
        "hub": HUB,
        "log_price": log(88_000.0),
        "price_volatility": 0.55,
        "variance_start": 0.1,
        "variance_persistence": persistence,
        "variance_volatility": eta,
        "variance_variance": eta**2 / (1 - persistence**2),
        "fee_ratio": 0.02,
        "fee_log_mean": log(0.03),
        "fee_start": 0.1,
        "fee_reversion": 0.2,
        "fee_volatility": 0.3,
        "spike_probability": 0.05,
        "spike_log_size": 1.0,
        "log_hash_rate": log(1_020.0),
        "network_log_margin": log(24.0 * 92.0),
        "network_margin_spread": 0.1,
        "network_drift": 0.0,
        "network_speed_up": 0.10,
        "network_speed_down": 0.05,
        "network_volatility": 0.05,
        "network_tail": 0.05,
        "network_same_month": True,
        "power_start": 0.1,
        "power_reversion": reversion,
        "power_volatility": sigma,
        "power_variance": sigma**2 / (1 - (1 - reversion) ** 2),
        "log_rent": log(125.0),
        "rent_reversion": 0.03,
        "rent_volatility": 0.04,
    }
    return WorldParameters(**(fields | changes))  # type: ignore[arg-type]


def made_up_world(months: int, **changes: object) -> WorldTables:
    """The same world by month."""
    at = np.arange(months + 1)
    calendar = (OPENING.end.month - 1 + at) % 12
    periods = tuple(_months(months))
    fields: dict[str, object] = {
        "months": periods,
        "calendar_month": calendar.astype(np.int64),
        "days": np.array([float(month.days) for month in periods]),
        "drift": np.full(months + 1, 0.04),
        "subsidy_btc_day": np.where(at < 22, 450.0, np.where(at < 70, 225.0, 112.5)),
        "log_efficiency": np.log(19.0) - 0.006 * at,
        "hash_rate_scale": np.ones(months + 1),
        "power_level": 38.0 * (1.0 + 0.25 * np.cos(2 * np.pi * (calendar - 7) / 12)),
        "log_rent_mean": np.full(months + 1, log(128.0)),
        "correlation": DRIVERS_APART,
        "cholesky": np.linalg.cholesky(DRIVERS_APART),
        "shapes": made_up_shapes(),
        "delay_months": np.append(np.linspace(-1.0, 14.0, 60), [np.inf] * 4),
    }
    return WorldTables(**(fields | changes))  # type: ignore[arg-type]


def made_up_shapes() -> PowerShapes:
    """Hours log-normal about a mean of the year, so that below and up are the Black put's."""
    from scipy.stats import norm

    step, sigma = 0.04, 0.6
    q = step * np.arange(GRID)
    mean = 1.0 + 0.3 * np.cos(np.arange(12)[:, None] + np.arange(YEARS)[None, :])
    mean /= mean.mean(axis=1, keepdims=True)
    d = (np.log(np.maximum(q, 1e-12)) + sigma**2 / 2) / sigma
    up, below = norm.cdf(d), q * norm.cdf(d) - norm.cdf(d - sigma)
    below[0] = up[0] = 0.0
    everywhere = (12, YEARS, GRID)
    return PowerShapes(
        step=step,
        years=np.full(12, YEARS, dtype=np.int64),
        labels=((2022, 2023, 2024, 2025),) * 12,
        scale=mean.copy(),
        below=np.broadcast_to(below, everywhere).copy(),
        up=np.broadcast_to(up, everywhere).copy(),
        mean=mean,
    )


def _months(count: int) -> list[Period]:
    first = OPENING.end.year * 12 + OPENING.end.month - 1
    return [Period.month((first + at) // 12, (first + at) % 12 + 1) for at in range(count + 1)]


OPENING_PRICE_USD = exp(made_up_parameters().log_price)
