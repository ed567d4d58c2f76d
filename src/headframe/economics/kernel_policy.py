"""The rule's sales, the cash floor and new starts over a block of paths: `reference_policy`, line for line."""

from __future__ import annotations

from headframe.economics import kernel_projects as projects
from headframe.economics.kernel_compile import inlined, merged, step
from headframe.economics.kernel_rows import LANES, LINE, PLAN, PROJECT, ROW, RULE, TERM
from headframe.economics.project_terms import UNSTARTED
from headframe.economics.reference_policy import CENT_USD
from headframe.economics.reference_projects import MOST_STRETCH
from headframe.worlds.parameters import Floats


@inlined
def sell_(w: Floats, i: int, coins: float, kept: float) -> None:
    """Sell coins of one path at their average cost."""
    proceeds = coins * w[LINE.price_usd_per_btc + i] * kept
    held = w[ROW.free + i] + w[ROW.pledged + i]
    cost = w[ROW.coins_cost + i] * coins / held if coins > 0.0 else 0.0
    w[ROW.gains + i] += proceeds - cost
    w[ROW.coins_cost + i] -= cost
    w[ROW.free + i] -= coins
    w[ROW.cash + i] += proceeds
    w[LINE.bitcoin_sold_btc + i] += coins
    w[LINE.bitcoin_sales_usd + i] += proceeds


@step
def sell_production(w: Floats, share: float, kept: float) -> None:
    """Sell a share of the month's coins."""
    for i in range(LANES):
        sell_(w, i, min(share * w[LINE.bitcoin_mined_btc + i], w[ROW.free + i]), kept)


@step
def sell_above(w: Floats, price: float, share: float, kept: float) -> None:
    """Sell a share of free coins where the price stands high enough."""
    for i in range(LANES):
        high = w[LINE.price_usd_per_btc + i] > price
        sell_(w, i, share * w[ROW.free + i] if high else 0.0, kept)


@step
def sell_ahead(w: Floats, needs: float, ahead: float, loan_rate: float, floor: float, kept: float) -> None:
    """Sell coins for the needs of the months ahead."""
    for i in range(LANES):
        path_needs = w[ROW.equity_ahead + i] + (w[ROW.coin_loan + i] * loan_rate - w[LINE.noi_usd + i]) * ahead
        wanted = max(floor + max(needs + path_needs, 0.0) - w[ROW.cash + i], 0.0)
        sell_(w, i, min(wanted / (w[LINE.price_usd_per_btc + i] * kept), w[ROW.free + i]), kept)


@step
def sell_to_floor(w: Floats, floor: float, kept: float) -> None:
    """Sell coins until cash stands at its floor."""
    for i in range(LANES):
        wanted = max(floor - w[ROW.cash + i], 0.0)
        sell_(w, i, min(wanted / (w[LINE.price_usd_per_btc + i] * kept), w[ROW.free + i]), kept)


@step
def sell_shares(w: Floats, terms: Floats, floor: float) -> None:
    """Sell shares through the programme until cash stands at its floor, as far as the month allows."""
    part, kept = terms[TERM.programme_share_per_month], 1.0 - terms[TERM.programme_commission]
    off = 1.0 - terms[TERM.programme_discount]
    for i in range(LANES):
        price, left = w[LINE.share_price_usd + i], w[ROW.programme + i]
        wanted = max(floor - w[ROW.cash + i], 0.0)
        gross = min(wanted / kept, min(left, part * price * w[ROW.shares + i]))
        issued = gross / (price * off)
        w[ROW.programme + i] = left - gross
        w[ROW.cash + i] += gross * kept
        w[ROW.shares + i] += issued
        w[LINE.shares_issued + i] += issued
        w[LINE.share_sales_usd + i] += gross * kept


@step
def in_need(w: Floats, floor: float, off: float, listed: bool) -> None:
    """Count what nothing else paid for as a funding gap; a listed company issues shares for it."""
    for i in range(LANES):
        wanted = floor - w[ROW.cash + i]
        gap = wanted if wanted > CENT_USD else 0.0
        issued = gap / (w[LINE.share_price_usd + i] * off) if listed else 0.0
        any_gap = 1.0 if gap > 0.0 else 0.0
        w[ROW.cash + i] += gap
        w[ROW.shares + i] += issued
        w[ROW.had_gap + i] = max(w[ROW.had_gap + i], any_gap)
        w[ROW.total_gap + i] += gap
        w[LINE.shares_issued + i] += issued
        w[LINE.funding_gap_usd + i] = gap
        w[LINE.funding_gap + i] = any_gap
        w[LINE.funding_gap_so_far + i] = w[ROW.had_gap + i]


@merged
def follow_rule(w: Floats, terms: Floats, rule: Floats, needs: float, loan_rate: float) -> None:
    """Sell by the rule, then bring cash back to its floor in the rule's order."""
    kept, floor = 1.0 - terms[TERM.bitcoin_sale_cost], terms[TERM.cash_floor_usd]
    if rule[RULE.sell_share_of_production] > 0.0:
        sell_production(w, rule[RULE.sell_share_of_production], kept)
    if rule[RULE.sell_above_share] > 0.0:
        sell_above(w, rule[RULE.sell_above_usd_per_btc], rule[RULE.sell_above_share], kept)
    if rule[RULE.fund_ahead_months] > 0.0:
        sell_ahead(w, needs, rule[RULE.fund_ahead_months], loan_rate, floor, kept)
    listed, first = terms[TERM.share_price_usd] > 0.0, rule[RULE.programme_first] >= 0.5
    if listed and first:
        sell_shares(w, terms, floor)
    sell_to_floor(w, floor, kept)
    if listed and not first:
        sell_shares(w, terms, floor)
    in_need(w, floor, 1.0 - terms[TERM.emergency_discount], listed)


@step
def start_builds(
    w: Floats, v: Floats, plans: Floats, terms: Floats, rule: Floats, month: int, arrival_chance: float
) -> None:
    """Start the first open build, from next month, where a tenant came, pays enough, and its equity is at hand."""
    least, cover, floor = rule[RULE.start_rent_usd_per_kw_month], rule[RULE.start_cover], terms[TERM.cash_floor_usd]
    for i in range(LANES):
        came = (w[ROW.arrival + i] < arrival_chance) & (w[LINE.rent_usd_per_kw_month + i] >= least)
        w[ROW.start_month + i] = 1.0 if came else 0.0
    for k in range(len(plans)):
        if plans[k, PLAN.start] < UNSTARTED:
            continue
        projects.fetch(w, v, k)
        ltc, per_rent, left = plans[k, PLAN.loan_to_cost], plans[k, PLAN.loan_per_rent], plans[k, PLAN.left_usd]
        build = plans[k, PLAN.build_months]
        for i in range(LANES):
            waits = (w[ROW.start_month + i] > 0.0) & (w[PROJECT.start + i] >= UNSTARTED)
            rent = w[LINE.rent_usd_per_kw_month + i]
            share = min(ltc, rent * per_rent)
            funds = w[ROW.cash + i] - floor + w[ROW.free + i] * w[LINE.price_usd_per_btc + i]
            starts = waits & (funds >= cover * (1.0 - share) * left)
            months = max(build + w[PROJECT.slip + i], 1.0)
            spend = min(months, MOST_STRETCH * build)
            start = month + 1.0
            w[PROJECT.start + i] = start if starts else w[PROJECT.start + i]
            w[PROJECT.done + i] = start + months if starts else w[PROJECT.done + i]
            w[PROJECT.spend + i] = spend if starts else w[PROJECT.spend + i]
            w[PROJECT.rent + i] = rent if starts else w[PROJECT.rent + i]
            w[PROJECT.per_share + i] = left if starts else w[PROJECT.per_share + i]
            w[PROJECT.loan_share + i] = share if starts else w[PROJECT.loan_share + i]
            w[ROW.start_month + i] = 0.0 if waits else w[ROW.start_month + i]
        projects.put_back(w, v, k, 0)
