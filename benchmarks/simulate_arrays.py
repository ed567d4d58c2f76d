"""The engine's model written for arrays of paths: one month, for numpy and for JAX alike, under the rule `hold-all`.

It is what a careful user of arrays would write: no loop over paths, the same world, company, taxes, loans, funding and
values as `headframe.economics.reference`; chips of a GPU cloud and tuned rules are left out, and only values are kept.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from headframe.economics.company_tables import CompanyTables
from headframe.economics.needs import needs_ahead
from headframe.economics.reference_projects import opening_state
from headframe.worlds.parameters import MONTH_YEARS, NEAR_STEPS, WIDENING, WorldParameters, WorldTables

Arrays = dict[str, Any]


def month_constants(world: WorldTables, tables: CompanyTables, dtype: Any) -> Arrays:
    """Return what changes by month, shape (T, ...) each."""
    t = slice(1, None)
    calendar = world.calendar_month[t]
    shapes = world.shapes
    names = ("drift", "subsidy_btc_day", "log_efficiency", "hash_rate_scale", "power_level", "log_rent_mean")
    found = {name: getattr(world, name)[t] for name in names}
    own = ("hours", "block_mw", "block_cost_usd", "credits_usd", "corporate_cost_usd", "engineering_margin_usd")
    own += ("commitments_usd", "depreciation_usd", "fixed_interest_usd", "fixed_principal_usd", "term_balance_usd")
    own += ("discount", "discount_contracted", "discount_coins", "tier_ehs")
    found |= {name: getattr(tables, name)[t] for name in own}
    found |= {"below": shapes.below[calendar], "up": shapes.up[calendar], "scale": shapes.scale[calendar]}
    found |= {"mean": shapes.mean[calendar], "years": shapes.years[calendar].astype(float)}
    found |= {"december": (calendar == 11).astype(float), "month": np.arange(1.0, tables.horizon + 1)}
    found["needs"] = needs_ahead(tables, 0.0)[t]
    return {name: np.asarray(value, dtype=dtype) for name, value in found.items()}


def opening(
    tables: CompanyTables, p: WorldParameters, count: int, slips: Any, margin: Any, xp: Any, dtype: Any
) -> Arrays:
    """Return the state of `count` paths at the opening."""

    def full(value: float) -> Any:
        return xp.full(count, value, dtype)

    o, terms = tables.opening, tables.terms
    state: Arrays = {
        "s": full(p.log_price), "y": full(p.variance_start), "f": full(p.fee_start), "h": full(p.log_hash_rate),
        "x": full(p.power_start), "a": full(p.log_rent), "margin": margin,
        "free": full(o.bitcoin_free_btc), "pledged": full(o.bitcoin_pledged_btc), "cost": full(terms.bitcoin_cost_usd),
        "cash": full(o.cash_usd), "loan": full(tables.coin_loan.principal_usd), "programme": full(terms.programme_usd),
        "shares": full(o.shares), "income": full(0.0), "year_tax": full(0.0), "losses": full(terms.losses_forward_usd),
        "due": full(0.0), "value": full(o.cash_usd + terms.cash_restricted_usd), "raised": full(0.0), "gap": full(0.0),
    }  # fmt: skip
    for at, note in enumerate(tables.notes):
        state[f"note{at}"] = full(note.principal_usd)
    for at, plan in enumerate(tables.projects):
        if plan.start < 1e9:
            begun = opening_state(plan, 0.0)
            state[f"done{at}"] = (
                full(begun.done)
                if plan.live_at_opening
                else plan.start + xp.maximum(plan.build_months + slips[at], max(1.0 - plan.start, 0.0) + 1.0)
            )
            state[f"rent{at}"] = full(plan.rent_usd_per_kw_month)
            state[f"paid{at}"], state[f"loan{at}"], state[f"pay{at}"] = full(0.0), full(0.0), full(0.0)
    return state


def spent(xp: Any, u: Any) -> Any:
    u = xp.clip(u, 0.0, 1.0)
    return u * u * (3.0 - 2.0 * u)


def step(
    xp: Any, tables: CompanyTables, p: WorldParameters, shape_step: float, s: Arrays, c: Arrays, z: Any, u: Any
) -> Arrays:
    """Carry all paths through one month: z are six correlated normals, u two uniforms (spike, shape), each (paths,)."""
    n, terms = dict(s), tables.terms
    sigma = p.price_volatility * xp.exp(s["y"] / 2 - p.variance_variance / 4)
    n["s"] = s["s"] + (c["drift"] - sigma**2 / 2) * MONTH_YEARS + sigma * np.sqrt(MONTH_YEARS) * z[0]
    n["y"] = p.variance_persistence * s["y"] + p.variance_volatility * z[5]
    n["f"] = s["f"] * (1 - p.fee_reversion) + p.fee_volatility * z[2]
    phi = xp.exp(p.fee_log_mean + n["f"] + xp.where(u[0] < p.spike_probability, p.spike_log_size, 0.0))
    reward = c["subsidy_btc_day"] * (1 + phi)
    rest = p.network_log_margin + p.network_margin_spread * s["margin"]
    gap = xp.log(reward) + n["s"] - c["log_efficiency"] - s["h"] - rest
    heavy = (z[1] + p.network_tail * z[1] ** 3) / np.sqrt(1 + 6 * p.network_tail + 15 * p.network_tail**2)
    speed = xp.where(gap > 0, p.network_speed_up, p.network_speed_down)
    n["h"] = s["h"] + p.network_drift + speed * gap + p.network_volatility * heavy
    n["x"] = s["x"] * (1 - p.power_reversion) + p.power_volatility * z[3]
    n["a"] = s["a"] + p.rent_reversion * (c["log_rent_mean"] - s["a"]) + p.rent_volatility * z[4]
    price, network = xp.exp(n["s"]), c["hash_rate_scale"] * xp.exp(n["h"])
    hash_price = reward * price / (1000 * network)
    level, rent = c["power_level"] * xp.exp(n["x"] - p.power_variance / 2), xp.exp(n["a"])
    share_price = terms.share_price_usd * (price / terms.opening_price_usd_per_btc) ** terms.share_beta
    flows = _projects(xp, tables, n, c, rent)
    mined = _mining(xp, tables, c, hash_price, level, u[1], flows["displaced"], shape_step)
    return _company(xp, tables, n, c, price, share_price, flows, mined)


def _projects(xp: Any, tables: CompanyTables, n: Arrays, c: Arrays, market: Any) -> Arrays:
    month, life, zero = c["month"], tables.terms.depreciation_months, xp.zeros_like(market)
    total = dict.fromkeys(
        ("noi", "capex", "draw", "interest", "added", "principal", "worn", "displaced", "signed"), zero
    )
    for at, plan in enumerate(tables.projects):
        if plan.start >= 1e9:
            continue
        done, r, loan, pay = n[f"done{at}"], n[f"rent{at}"], n[f"loan{at}"], n[f"pay{at}"]
        before, begun = month - done, month >= plan.start
        live = xp.clip(before + 1, 0.0, 1.0)
        spend = xp.minimum(done - plan.start, 2 * plan.build_months)
        first = spent(xp, max(1.0 - plan.start, 0.0) / spend)
        per_share = xp.where(first < 1, plan.left_usd / xp.where(first < 1, 1 - first, 1.0), 0.0)
        since = month + 1 - plan.start
        capex = per_share * (spent(xp, since / spend) - spent(xp, (since - 1) / spend))
        capex = capex + xp.where((first >= 1) & (month == 1), plan.left_usd, 0.0)
        fixed = (month == 1) & (plan.live_at_opening > 0)
        year = (before >= 12) & (xp.floor(before / 12) > xp.floor((before - 1) / 12)) & ~fixed
        r = xp.where((live > 0) & (r == 0), market, r)
        r = xp.where(year, r * (1 + plan.escalator_per_year), r)
        r = xp.where(before >= plan.term_months, market, r)
        share = min(plan.loan_to_cost, plan.rent_usd_per_kw_month * plan.loan_per_rent)
        draw = xp.where(before < 0, share * capex, 0.0)
        interest = loan * plan.loan_rate_per_month
        pay = xp.where((pay == 0) & (before >= 0), loan * plan.payment_factor, pay)
        principal = xp.where(pay > 0, xp.minimum(pay, loan + interest) - interest, 0.0)
        paid, added = xp.where(pay > 0, interest, 0.0), xp.where(pay > 0, 0.0, interest)
        noi = plan.mw_it * 1000 * r * live * plan.noi_margin
        worn = plan.depreciable_usd / life * xp.maximum(xp.minimum(before + 1, life) - xp.maximum(before, 0.0), 0.0)
        n[f"rent{at}"], n[f"pay{at}"], n[f"loan{at}"] = r, pay, loan + added - principal + draw
        n[f"paid{at}"] = n[f"paid{at}"] + capex
        own = c["discount_contracted"] if plan.contracted else c["discount"]
        signed = (own - c["discount"]) * (noi - capex + draw - paid - principal)
        moved = (noi, capex, draw, paid, added, principal, worn, plan.displaced_mw * begun, signed)
        total = {name: total[name] + flow for name, flow in zip(total, moved, strict=True)}
    return total


def _mining(
    xp: Any, tables: CompanyTables, c: Arrays, hash_price: Any, level: Any, u: Any, displaced: Any, step_size: float
) -> Arrays:
    terms = tables.terms
    year = (u * c["years"]).astype(np.int32)
    stretch, last = level * c["scale"][year], c["below"].shape[1] - 1
    mw = xp.maximum(terms.developed_mw - displaced, 0.0)
    revenue = power = hub_mw = xp.zeros_like(level)
    before = 0.0
    for at, tier in enumerate(tables.tiers):
        wanted = c["tier_ehs"][at] * tier.efficiency_j_per_th
        used = xp.clip(mw - before, 0.0, wanted)
        before = before + wanted
        gross = hash_price * (1 - terms.pool_fee) * 1000 / (24 * tier.efficiency_j_per_th)
        if tier.flat:
            margin = xp.maximum(gross - tier.flat_usd_per_mwh, 0.0)
            share = (gross > tier.flat_usd_per_mwh) * 1.0
        else:
            steps = xp.maximum(gross - terms.adder_usd_per_mwh, 0.0) / (stretch * step_size)
            q = xp.minimum(steps, NEAR_STEPS) + xp.maximum(steps - NEAR_STEPS, 0.0) / WIDENING
            point = xp.minimum(q.astype(np.int32), last)
            after, part = xp.minimum(point + 1, last), q - point
            b0, u0 = c["below"][year, point], c["up"][year, point]
            rise = xp.where(point < last, c["below"][year, after] - b0, step_size * WIDENING * u0)
            margin = stretch * (b0 + part * rise)
            share = u0 + xp.minimum(part, 1.0) * (c["up"][year, after] - u0)
            hub_mw = hub_mw + used
        mwh = used * c["hours"] * terms.uptime
        revenue, power = revenue + mwh * share * gross, power + mwh * (share * gross - margin)
    blocks = c["block_mw"] * c["hours"] * level * c["mean"][year] - c["block_cost_usd"]
    credits = c["credits_usd"] * mw / terms.developed_mw
    return {"revenue": revenue, "power": power, "blocks": blocks, "credits": credits,
            "peak": hub_mw * terms.peak_usd_per_mw_month, "mw": mw}  # fmt: skip


def _company(
    xp: Any, tables: CompanyTables, n: Arrays, c: Arrays, price: Any, share_price: Any, f: Arrays, m: Arrays
) -> Arrays:
    terms, loan, month = tables.terms, tables.coin_loan, c["month"]
    floor, kept = terms.cash_floor_usd, 1 - terms.bitcoin_sale_cost
    opening_cash = n["cash"]
    n["free"], n["cost"] = n["free"] + m["revenue"] / price, n["cost"] + m["revenue"]
    interest = f["interest"] + c["fixed_interest_usd"] + n["loan"] * loan.rate_per_month
    service = interest - f["interest"] + c["fixed_principal_usd"]
    on_cash, due = n["cash"] * terms.cash_rate_per_month, n["due"]
    cash = n["cash"] + m["blocks"] + m["credits"] + f["noi"] + c["engineering_margin_usd"] + on_cash + f["draw"]
    cash = cash - m["power"] - m["peak"] - c["corporate_cost_usd"] - c["commitments_usd"] - f["capex"]
    cash = cash - interest - f["principal"] - c["fixed_principal_usd"] - due
    for at, note in enumerate(tables.notes):
        owed = xp.where(month == note.maturity, n[f"note{at}"], 0.0)
        turned = xp.where(share_price > note.conversion_price_usd, owed, 0.0)
        n["shares"] = n["shares"] + turned / note.conversion_price_usd
        cash, service = cash - (owed - turned), service + owed - turned
        n[f"note{at}"] = n[f"note{at}"] - owed
    # the loan against coins: maturity, call, cash, sale
    ends = month >= loan.maturity
    repaid = xp.where(ends, n["loan"], 0.0)
    freed = xp.where(ends, n["pledged"], 0.0)
    owed, pledged, free = n["loan"] - repaid, n["pledged"] - freed, n["free"] + freed
    cash, service = cash - repaid, service + repaid
    collateral = pledged * price + loan.cash_collateral_usd
    called = owed > loan.call_ltv * collateral
    moved = xp.where(called, xp.minimum(free, (owed / loan.target_ltv - collateral) / price), 0.0)
    free, pledged = free - moved, pledged + moved
    collateral = collateral + moved * price
    repaid = xp.where(called, xp.maximum(owed - loan.target_ltv * collateral, 0.0), 0.0)
    repaid = xp.minimum(repaid, xp.maximum(cash - floor, 0.0))
    owed, cash, service = owed - repaid, cash - repaid, service + repaid
    net = price * kept
    sells = called & (owed > loan.sale_ltv * collateral)
    taken = (owed - loan.target_ltv * collateral) / (net - loan.target_ltv * price)
    taken = xp.where(sells, xp.minimum(xp.minimum(taken, pledged), owed / net), 0.0)
    held = xp.maximum(free + pledged, 1e-30)
    cost = n["cost"] * taken / held
    gains, n["cost"] = taken * net - cost, n["cost"] - cost
    pledged, owed, by_lender = pledged - taken, owed - taken * net, taken * net
    # hold-all: the programme, then coins, then need
    wanted = xp.maximum(floor - cash, 0.0)
    most = xp.minimum(n["programme"], terms.programme_share_per_month * share_price * n["shares"])
    gross = xp.minimum(wanted / (1 - terms.programme_commission), most)
    n["programme"], n["shares"] = (
        n["programme"] - gross,
        n["shares"] + gross / (share_price * (1 - terms.programme_discount)),
    )
    cash = cash + gross * (1 - terms.programme_commission)
    sold = xp.minimum(xp.maximum(floor - cash, 0.0) / net, free)
    cost = n["cost"] * sold / xp.maximum(free + pledged, 1e-30)
    gains, n["cost"], free, cash = gains + sold * net - cost, n["cost"] - cost, free - sold, cash + sold * net
    need = floor - cash
    need = xp.where(need > 0.01, need, 0.0)
    n["shares"] = n["shares"] + need / (share_price * (1 - terms.emergency_discount))
    cash, n["gap"] = cash + need, n["gap"] + need
    # tax on the year so far
    income = m["revenue"] + m["blocks"] + m["credits"] + f["noi"] + c["engineering_margin_usd"] + on_cash + gains
    income = income - m["power"] - m["peak"] - c["corporate_cost_usd"] - interest - f["added"]
    income = income - f["worn"] - c["depreciation_usd"]
    year = n["income"] + income
    offset = xp.minimum(n["losses"], terms.offset_limit * xp.maximum(year, 0.0))
    tax = terms.tax_rate * (xp.maximum(year, 0.0) - offset)
    n["due"] = tax - n["year_tax"]
    n["losses"] = n["losses"] + c["december"] * (xp.maximum(-year, 0.0) - offset)
    n["income"], n["year_tax"] = year * (1 - c["december"]), tax * (1 - c["december"])
    raised = gross * (1 - terms.programme_commission) + need
    d, d_signed, d_coins = c["discount"], c["discount_contracted"], c["discount_coins"]
    n["raised"] = n["raised"] + d_coins * raised
    n["value"] = n["value"] + d * (cash - opening_cash - on_cash - raised) + (d - d_coins) * (m["revenue"] - sold * net)
    n["value"] = n["value"] + d_coins * by_lender + (d - d_signed) * service - d_signed * by_lender + f["signed"]
    n["free"], n["pledged"], n["loan"], n["cash"], n["mw"], n["price"] = free, pledged, owed, cash, m["mw"], price
    return n


def close(xp: Any, tables: CompanyTables, n: Arrays) -> tuple[Any, Any]:
    """Return each path's value [USD] and the money it had to find in need [USD]."""
    terms, last = tables.terms, tables.horizon
    d, d_signed, d_coins = (
        float(curve[last]) for curve in (tables.discount, tables.discount_contracted, tables.discount_coins)
    )
    debts = float(tables.term_balance_usd[last]) + n["loan"] + sum(n[f"note{at}"] for at in range(len(tables.notes)))
    value = n["value"] + d_coins * (n["free"] + n["pledged"]) * n["price"] - d * n["due"] - d_signed * debts
    value = value + d * terms.mining_exit_usd_per_mw * n["mw"]
    for at, plan in enumerate(tables.projects):
        if plan.start < 1e9:
            curve = tables.discount_contracted if plan.contracted else tables.discount
            rent = xp.where(n[f"rent{at}"] > 0, n[f"rent{at}"], xp.exp(n["a"]))
            noi = plan.mw_it * 1000 * rent * plan.noi_margin * 12 / terms.exit_yield
            waiting = xp.maximum(n[f"done{at}"] - (last + 1.0), 0.0)
            left = plan.left_usd - n[f"paid{at}"]
            value = value + float(curve[last]) * (noi * float(curve[1]) ** waiting - left - n[f"loan{at}"])
    return value, n["gap"]
