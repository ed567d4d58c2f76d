"""The compiled engine: world and company together, one block of paths at a time, month by month.

`reference.forecast_path` is the same in plain Python; a law holds the two equal.
"""

from __future__ import annotations

import numpy as np

from headframe.economics import kernel_books as books
from headframe.economics import kernel_debts as debts
from headframe.economics import kernel_mining as mining
from headframe.economics import kernel_policy as policy
from headframe.economics import kernel_projects as projects
from headframe.economics import kernel_world as worlds
from headframe.economics.kernel_compile import kept, merged, step, summing
from headframe.economics.kernel_inputs import EngineInputs
from headframe.economics.kernel_rows import (
    COIN_LOAN,
    END_FIELDS,
    FIRST_LINE,
    FIRST_PART,
    LANES,
    MONTHLY,
    MOVING,
    NOTE,
    PLAN,
    PROJECT_SIZE,
    ROW,
    RULE,
    SHARED_SIZE,
    STRIDE,
    TERM,
    WORLD,
)
from headframe.economics.parts import COMPANY_PARTS, PROJECT_PARTS
from headframe.economics.project_terms import UNSTARTED
from headframe.economics.rules import NEVER
from headframe.worlds.parameters import Floats, Integers

DECEMBER = 11.0
CHECKED_EVERY = 12
"""Every month carries balances forward by its lines; once a year and at the end they must equal the books [months]."""
OWN_PARTS, ENDS = len(PROJECT_PARTS), len(END_FIELDS)
COMPANY_ENDS = ENDS + len(COMPANY_PARTS)


@merged
def mine(w: Floats, shape_at: Integers, given: EngineInputs, month: int) -> None:
    """Run the fleet for a month."""
    months, terms, still = given.months, given.terms, given.still
    calendar = int(months[month, MONTHLY.calendar_month])
    years, scales, grid = given.years[calendar], given.scales[calendar], given.grid[calendar]
    mining.choose_shapes(w, shape_at, scales, given.means[calendar], given.step, years, still)
    mining.open_mining(w, months, terms, month)
    before, hours = 0.0, months[month, MONTHLY.hours] * terms[TERM.uptime]
    for n in range(len(given.tiers)):
        efficiency, flat, tariff = given.tiers[n, 0], given.tiers[n, 1], given.tiers[n, 2]
        if flat != 0.0:
            mining.flat_hours(w, efficiency, terms[TERM.pool_fee], tariff)
        else:
            mining.wanted_limits(w, efficiency, terms[TERM.pool_fee], terms[TERM.adder_usd_per_mwh])
            if still:
                mining.mean_hub_hours(w, grid, scales, given.points, given.step, years)
            else:
                mining.hub_hours(w, shape_at, grid, given.points)
        tier_mw = given.tier_ehs[month, n] * efficiency
        mining.run_tier(w, efficiency, terms[TERM.pool_fee], before, tier_mw, hours, 1.0 - flat)
        before += tier_mw
    mining.close_mining(w, terms)


@step
def is_idle(plan: Floats, rule: Floats, month: int) -> bool:
    """Say whether no path can have anything of this project in the month or the months looked ahead."""
    if plan[PLAN.start] >= UNSTARTED:
        return bool(rule[RULE.start_rent_usd_per_kw_month] >= NEVER)
    return bool(plan[PLAN.start] > month + 1.0 + rule[RULE.fund_ahead_months])


@merged
def build(w: Floats, v: Floats, given: EngineInputs, month: int) -> None:
    """Carry all projects through a month."""
    projects.clear_projects(w)
    ahead, life = given.rule[RULE.fund_ahead_months], given.terms[TERM.depreciation_months]
    d, d_signed = given.months[month, MONTHLY.discount], given.months[month, MONTHLY.discount_contracted]
    for k in range(len(given.plans)):
        plan = given.plans[k]
        if is_idle(plan, given.rule, month):
            continue
        projects.fetch(w, v, k)
        projects.rent_and_build(w, plan, month, ahead, life)
        if plan[PLAN.chip_life_months] > 0.0:
            projects.renew_chips(w, plan, month)
        projects.serve_loan(w, plan, month, d, d_signed if plan[PLAN.contracted] != 0.0 else d)
        projects.put_back(w, v, k, MOVING)


@merged
def live_month(
    w: Floats, v: Floats, owed: Floats, shape_at: Integers, given: EngineInputs, month: int, laws: Floats
) -> None:
    """Carry a block's companies through a month, in the order of `reference`."""
    months, terms, loan = given.months, given.terms, given.coin_loan
    build(w, v, given, month)
    mine(w, shape_at, given, month)
    debts.pay_fixed(w, months, terms, loan[COIN_LOAN.rate_per_month], month, given.world[WORLD.log_price])
    debts.clear_events(w)
    debts.settle_notes(w, owed, given.notes, month)
    if loan[COIN_LOAN.principal_usd] > 0.0:
        if month >= loan[COIN_LOAN.maturity]:
            debts.repay_coin_loan(w)
        else:
            debts.answer_calls(w, terms, loan)
            debts.lender_sells(w, terms, loan)
    policy.follow_rule(w, terms, given.rule, months[month, MONTHLY.needs], loan[COIN_LOAN.rate_per_month])
    debts.show_loan(w, loan[COIN_LOAN.cash_collateral_usd])
    books.accrue_tax(w, terms, months[month, MONTHLY.calendar_month] == DECEMBER)
    books.close_month(w, months[month, MONTHLY.term_balance_usd])
    d, d_signed = months[month, MONTHLY.discount], months[month, MONTHLY.discount_contracted]
    books.add_values(w, d, d_signed, months[month, MONTHLY.discount_coins])
    books.carry_forward(w)
    if month % CHECKED_EVERY == 0 or month == len(months) - 1:
        books.check_laws(w, laws, terms[TERM.developed_mw], given.opening[0] + given.opening[1])
    if given.rule[RULE.start_rent_usd_per_kw_month] < NEVER:
        policy.start_builds(w, v, given.plans, terms, given.rule, month, terms[TERM.arrival_chance])


@summing
def add_lines(w: Floats, sums: Floats, count: int) -> None:
    """Add a month's lines of the first `count` paths of a block."""
    for at in range(len(sums)):
        row, total = np.uint64(FIRST_LINE + at * STRIDE), 0.0
        for i in range(count):
            total += w[row + np.uint64(i)]
        sums[at] += total


@merged
def close(w: Floats, v: Floats, owed: Floats, given: EngineInputs, ends: Floats) -> None:
    """Value what is left at the horizon, and lay out each path's end: `END_FIELDS`, then its parts."""
    months, terms, last = given.months, given.terms, len(given.months) - 1
    books.close_company(w, terms, months[last], owed, len(given.notes))
    books.value_fixed(w, months)
    for k in range(len(given.plans)):
        plan = given.plans[k]
        column = MONTHLY.discount_contracted if plan[PLAN.contracted] != 0.0 else MONTHLY.discount
        d_own, rate = months[last, column], -np.log(months[1, column])
        projects.fetch(w, v, k)
        out = ends[COMPANY_ENDS + k * OWN_PARTS : COMPANY_ENDS + (k + 1) * OWN_PARTS]
        books.close_project(w, plan, last, terms[TERM.exit_yield], d_own, rate, out)
    listed = terms[TERM.share_price_usd] > 0.0
    for i in range(LANES):
        value, shares = w[ROW.ledger + i], w[ROW.shares + i]
        ends[0, i] = value
        ends[1, i] = w[ROW.equity + i]
        ends[2, i] = (value + w[ROW.raised + i]) / shares if listed else value
        ends[3, i] = shares
        ends[4, i] = w[ROW.raised + i]
        ends[5, i] = w[ROW.total_gap + i]
        ends[6, i] = w[ROW.highest_ltv + i]
        for at in range(ENDS, COMPANY_ENDS):
            ends[at, i] = w[FIRST_PART + (at - ENDS) * STRIDE + i]
        total = 0.0
        for at in range(ENDS, len(ends)):
            total += ends[at, i]
        ends[7, i] = total - value


@step
def keep_fans(w: Floats, fans: Floats, rows: Integers, month: int, at: int, count: int) -> None:
    """Keep chosen lines of single paths."""
    for chosen in range(len(rows)):
        for i in range(count):
            fans[chosen, month - 1, at + i] = w[FIRST_LINE + rows[chosen] * STRIDE + i]


@step
def keep_ends(ends: Floats, out: Floats, totals: Floats, laws: Floats, at: int, count: int) -> None:
    """Keep each path's end where asked, and add up all of them with their squares."""
    for each in range(len(ends)):
        total = squares = 0.0
        for i in range(count):
            total += ends[each, i]
            squares += ends[each, i] * ends[each, i]
        totals[0, each] += total
        totals[1, each] += squares
    for i in range(count):
        laws[5] = max(laws[5], abs(ends[7, i]) / max(abs(ends[0, i]), 1e6))
    if out.shape[1] > 0:
        for each in range(len(ends)):
            for i in range(count):
                out[each, at + i] = ends[each, i]


@kept
def run_paths(
    given: EngineInputs,
    first: int,
    count: int,
    sums: Floats,
    totals: Floats,
    laws: Floats,
    fans: Floats,
    fan_rows: Integers,
    out: Floats,
) -> None:
    """Carry paths `first` to `first + count` to the horizon, and add to the sums.

    Parameters
    ----------
    given : EngineInputs
        World, company and rule.
    first, count : int
        Which paths; `first` is a multiple of `LANES`.
    sums : float64 array, shape (T, lines)
        Of each line by month, over the paths; added to.
    totals : float64 array, shape (2, ends)
        Of ends and of their squares; added to.
    laws : float64 array, shape (6,)
        Largest relative miss of each law; raised.
    fans : float64 array, shape (lines kept, T, count or 0)
        Lines of single paths; filled.
    fan_rows : int64 array
        Which lines are kept, by their place.
    out : float64 array, shape (ends, count or 0)
        Ends of single paths; filled.
    """
    horizon, notes = len(given.months) - 1, len(given.notes)
    projects_count = len(given.plans)
    w, v = np.zeros(SHARED_SIZE), np.zeros(max(projects_count, 1) * PROJECT_SIZE)
    owed, shape_at = np.zeros(max(notes, 1) * LANES), np.zeros(LANES, dtype=np.int64)
    ends = np.zeros((COMPANY_ENDS + projects_count * OWN_PARTS, LANES))
    for at in range(0, count, LANES):
        here, block = min(LANES, count - at), first + at
        worlds.open_world(w, given.world, given.keys, block, given.halves)
        books.open_company(w, given.terms, given.opening)
        for i in range(LANES):
            w[ROW.coin_loan + i] = given.coin_loan[COIN_LOAN.principal_usd]
        for each in range(notes):
            for i in range(LANES):
                owed[each * LANES + i] = given.notes[each, NOTE.principal_usd]
        for k in range(projects_count):
            plan, key = given.plans[k], given.keys[4]
            projects.open_project(w, plan, given.delays, key, k, block, given.halves, given.central_delay)
            projects.put_back(w, v, k, 0)
        for month in range(1, horizon + 1):
            worlds.draw(w, given.keys, block, month, given.halves)
            if given.still:
                came = given.arrivals[month] > given.arrivals[month - 1]
                for i in range(LANES):
                    w[ROW.arrival + i] = -1.0 if came else 2.0
            worlds.correlate(w, given.cholesky)
            worlds.move_prices(w, given.world, given.months, month)
            worlds.move_costs(w, given.world, given.months, month)
            live_month(w, v, owed, shape_at, given, month, laws)
            add_lines(w, sums[month - 1], here)
            if fans.shape[2] > 0:
                keep_fans(w, fans, fan_rows, month, at, here)
        close(w, v, owed, given, ends)
        keep_ends(ends, out, totals, laws, at, here)
