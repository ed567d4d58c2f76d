"""Builds and leases over a block of paths: `reference_projects`, line for line."""

from __future__ import annotations

from typing import Any

import numpy as np

from headframe.economics.kernel_compile import inlined, step
from headframe.economics.kernel_inputs import DRAWN
from headframe.economics.kernel_math import upper_, word_
from headframe.economics.kernel_rows import FIRST_PROJECT, LANES, LINE, PLAN, PROJECT, PROJECT_SIZE, ROW
from headframe.economics.project_terms import KW_PER_MW, MONTHS_PER_YEAR, UNSTARTED
from headframe.economics.reference_projects import MOST_STRETCH
from headframe.worlds.parameters import Floats


@inlined
def spent_share_(progress: float) -> float:
    """Return S(u) = 3u^2 - 2u^3, u held to 0 and 1."""
    u = max(min(progress, 1.0), 0.0)
    return u * u * (3.0 - 2.0 * u)


@inlined
def again_(before: float, every: float) -> bool:
    """Say whether a span of `every` months has just ended."""
    return bool((before >= every) & (np.floor(before / every) > np.floor((before - 1.0) / every)))


@step
def fetch(w: Floats, v: Floats, k: int) -> None:
    """Take project `k` up to be worked on."""
    base = np.uint64(k * PROJECT_SIZE)
    for i in range(PROJECT_SIZE):
        w[FIRST_PROJECT + i] = v[base + np.uint64(i)]


@step
def put_back(w: Floats, v: Floats, k: int, begin: int) -> None:
    """Put project `k` back among the others, from the place `begin` in its rows on."""
    base = np.uint64(k * PROJECT_SIZE)
    for i in range(begin, PROJECT_SIZE):
        v[base + np.uint64(i)] = w[np.uint64(FIRST_PROJECT + i)]


@step
def open_project(
    w: Floats, plan: Floats, delays: Floats, key: Any, k: int, first: int, halves: int, central: float
) -> None:
    """Put a project at the opening; `central` is the delay of a still world, or far below 0 to draw one."""
    count, build, left = len(delays), plan[PLAN.build_months], plan[PLAN.left_usd]
    live, start, rent = plan[PLAN.live_at_opening] != 0.0, plan[PLAN.start], plan[PLAN.rent_usd_per_kw_month]
    share = min(plan[PLAN.loan_to_cost], rent * plan[PLAN.loan_per_rent])
    elapsed, begun = max(1.0 - start, 0.0), start < UNSTARTED
    for i in range(PROJECT_SIZE):
        w[FIRST_PROJECT + i] = 0.0
    for i in range(LANES):
        u = upper_(word_(key, (first + i) // halves, k))
        u = 1.0 - u if halves == 2 and i % 2 == 1 else u
        slip = delays[int(u * count)] if central <= DRAWN else central
        slip = 0.0 if live else slip
        months = build if live else max(build + slip, elapsed + 1.0)
        spend = min(months, MOST_STRETCH * build)
        unspent = 1.0 - spent_share_(elapsed / spend)
        w[PROJECT.slip + i] = slip
        w[PROJECT.start + i] = start
        w[PROJECT.done + i] = start + months if begun else UNSTARTED
        w[PROJECT.spend + i] = spend if begun else 1.0
        w[PROJECT.rent + i] = rent
        w[PROJECT.per_share + i] = left / unspent if begun and unspent > 0.0 else 0.0
        w[PROJECT.at_once + i] = left if begun and unspent <= 0.0 else 0.0
        w[PROJECT.loan_share + i] = share if begun else 0.0


@step
def clear_projects(w: Floats) -> None:
    """Open the lines that projects add to."""
    for i in range(LANES):
        w[LINE.capex_usd + i] = 0.0
        w[LINE.project_loan_draws_usd + i] = 0.0
        w[LINE.interest_usd + i] = 0.0
        w[LINE.interest_capitalised_usd + i] = 0.0
        w[LINE.principal_usd + i] = 0.0
        w[LINE.rent_revenue_usd + i] = 0.0
        w[LINE.noi_usd + i] = 0.0
        w[LINE.depreciation_usd + i] = 0.0
        w[LINE.live_mw_it + i] = 0.0
        w[LINE.building_mw_it + i] = 0.0
        w[LINE.displaced_mw + i] = 0.0
        w[ROW.equity_ahead + i] = 0.0
        w[ROW.other_debts + i] = 0.0


@step
def rent_and_build(w: Floats, plan: Floats, month: int, ahead: float, life: float) -> None:
    """One project's rent, spending and megawatts in a month."""
    first_live = month == 1 and plan[PLAN.live_at_opening] != 0.0
    term, grown = plan[PLAN.term_months], 1.0 if first_live else 1.0 + plan[PLAN.escalator_per_year]
    per_rent, margin = plan[PLAN.mw_it] * KW_PER_MW, plan[PLAN.noi_margin]
    mw, displaced, worth = plan[PLAN.mw_it], plan[PLAN.displaced_mw], plan[PLAN.depreciable_usd] / life
    first = 1.0 if month == 1 else 0.0
    for i in range(LANES):
        begun = 1.0 if w[PROJECT.start + i] <= month else 0.0
        before = month - w[PROJECT.done + i]
        live = max(min(before + 1.0, 1.0), 0.0)
        market, rent = w[LINE.rent_usd_per_kw_month + i], w[PROJECT.rent + i]
        rent = market if (live > 0.0) & (rent == 0.0) else rent
        rent = rent * grown if again_(before, MONTHS_PER_YEAR) else rent
        rent = market if before >= term else rent
        w[PROJECT.rent + i] = rent
        billed = per_rent * rent * live
        w[ROW.noi + i] = billed * margin
        w[LINE.rent_revenue_usd + i] += billed
        w[LINE.noi_usd + i] += billed * margin
        w[LINE.live_mw_it + i] += mw if live > 0.0 else 0.0
        w[LINE.building_mw_it + i] += 0.0 if live > 0.0 else mw * begun
        w[LINE.displaced_mw + i] += displaced * begun
        w[LINE.depreciation_usd + i] += worth * max(min(before + 1.0, life) - max(before, 0.0), 0.0)
    for i in range(LANES):
        since, spend = month + 1.0 - w[PROJECT.start + i], w[PROJECT.spend + i]
        so_far, per_share = spent_share_(since / spend), w[PROJECT.per_share + i]
        capex = per_share * (so_far - spent_share_((since - 1.0) / spend)) + first * w[PROJECT.at_once + i]
        equity = 1.0 - w[PROJECT.loan_share + i]
        w[ROW.equity_ahead + i] += equity * per_share * (spent_share_((since + ahead) / spend) - so_far)
        w[PROJECT.paid + i] += capex
        w[ROW.capex + i] = capex


@step
def renew_chips(w: Floats, plan: Floats, month: int) -> None:
    """Buy a GPU cloud's chips anew at each end of their life, and wear them out."""
    chips, life = plan[PLAN.chips_usd], plan[PLAN.chip_life_months]
    for i in range(LANES):
        before = month - w[PROJECT.done + i]
        live = max(min(before + 1.0, 1.0), 0.0)
        w[ROW.capex + i] += chips if again_(before, life) else 0.0
        w[LINE.depreciation_usd + i] += chips / life * live


@step
def serve_loan(w: Floats, plan: Floats, month: int, d: float, d_own: float) -> None:
    """Draw on a project's loan, add interest while building, pay it level from the first whole month of rent; value it
    all."""
    rate, factor = plan[PLAN.loan_rate_per_month], plan[PLAN.payment_factor]
    for i in range(LANES):
        loan, payment = w[PROJECT.loan + i], w[PROJECT.payment + i]
        before, capex = month - w[PROJECT.done + i], w[ROW.capex + i]
        draw = w[PROJECT.loan_share + i] * capex if before < 0.0 else 0.0
        interest = loan * rate
        payment = loan * factor if (payment == 0.0) & (before >= 0.0) else payment
        pays = payment > 0.0
        principal = min(payment, loan + interest) - interest if pays else 0.0
        capitalised = 0.0 if pays else interest
        paid = interest if pays else 0.0
        w[PROJECT.payment + i] = payment
        w[PROJECT.loan + i] = loan + capitalised - principal + draw
        noi, flow = w[ROW.noi + i], draw - paid - principal
        w[PROJECT.value_noi + i] += d_own * noi
        w[PROJECT.value_cost + i] -= d_own * capex
        w[PROJECT.value_loan + i] += d_own * flow
        w[ROW.ledger + i] += (d_own - d) * (noi - capex + flow)
        w[LINE.capex_usd + i] += capex
        w[LINE.project_loan_draws_usd + i] += draw
        w[LINE.interest_usd + i] += paid
        w[LINE.interest_capitalised_usd + i] += capitalised
        w[LINE.principal_usd + i] += principal
        w[ROW.other_debts + i] += loan + capitalised - principal + draw
