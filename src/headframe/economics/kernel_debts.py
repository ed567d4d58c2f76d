"""Fixed flows, convertibles and the loan against coins over a block of paths: `reference_debts`, line for line."""

from __future__ import annotations

from headframe.economics.kernel_compile import inlined, step
from headframe.economics.kernel_math import exp_
from headframe.economics.kernel_rows import COIN_LOAN, LANES, LINE, MONTHLY, NOTE, ROW, TERM
from headframe.worlds.parameters import Floats


@inlined
def cash_moved_(w: Floats, i: int) -> float:
    """Return what a path's lines so far do to its cash: `lines.CASH_SIGNS`."""
    received = (
        w[LINE.block_value_usd + i]
        + w[LINE.credits_usd + i]
        + w[LINE.noi_usd + i]
        + w[LINE.engineering_margin_usd + i]
        + w[LINE.interest_on_cash_usd + i]
        + w[LINE.project_loan_draws_usd + i]
        + w[LINE.bitcoin_sales_usd + i]
        + w[LINE.share_sales_usd + i]
        + w[LINE.funding_gap_usd + i]
    )
    paid = (
        w[LINE.power_cost_usd + i]
        + w[LINE.peak_charge_usd + i]
        + w[LINE.corporate_cost_usd + i]
        + w[LINE.commitments_usd + i]
        + w[LINE.capex_usd + i]
        + w[LINE.interest_usd + i]
        + w[LINE.principal_usd + i]
        + w[LINE.tax_paid_usd + i]
    )
    return float(received - paid)


@step
def pay_fixed(w: Floats, months: Floats, terms: Floats, loan_rate: float, month: int, log_price0: float) -> None:
    """Pay what the tables fix, interest on the loan against coins and the tax due, and move the month's cash so far."""
    engineering, corporate = months[month, MONTHLY.engineering_margin_usd], months[month, MONTHLY.corporate_cost_usd]
    commitments, worn = months[month, MONTHLY.commitments_usd], months[month, MONTHLY.depreciation_usd]
    interest, principal = months[month, MONTHLY.fixed_interest_usd], months[month, MONTHLY.fixed_principal_usd]
    on_cash, beta, share0 = terms[TERM.cash_rate_per_month], terms[TERM.share_beta], terms[TERM.share_price_usd]
    for i in range(LANES):
        cash = w[ROW.cash + i]
        w[ROW.cash_before + i] = cash
        w[LINE.engineering_margin_usd + i] = engineering
        w[LINE.corporate_cost_usd + i] = corporate
        w[LINE.commitments_usd + i] = commitments
        w[LINE.depreciation_usd + i] += worn
        w[ROW.build_service + i] = w[LINE.interest_usd + i] + w[LINE.principal_usd + i]
        w[LINE.interest_usd + i] += interest + w[ROW.coin_loan + i] * loan_rate
        w[LINE.principal_usd + i] += principal
        w[LINE.interest_on_cash_usd + i] = cash * on_cash
        w[LINE.tax_paid_usd + i] = w[ROW.tax_due + i]
        w[LINE.bitcoin_sales_usd + i] = 0.0
        w[LINE.share_sales_usd + i] = 0.0
        w[LINE.funding_gap_usd + i] = 0.0
        w[LINE.share_price_usd + i] = share0 * exp_(beta * (w[ROW.log_price + i] - log_price0))
    for i in range(LANES):
        w[ROW.cash + i] += cash_moved_(w, i)


@step
def clear_events(w: Floats) -> None:
    """Open the lines of sales, issues and events."""
    for i in range(LANES):
        w[ROW.gains + i] = 0.0
        w[LINE.bitcoin_sold_btc + i] = 0.0
        w[LINE.bitcoin_sold_by_lender_btc + i] = 0.0
        w[LINE.repaid_by_lender_sale_usd + i] = 0.0
        w[LINE.debt_converted_usd + i] = 0.0
        w[LINE.shares_issued + i] = 0.0
        w[LINE.funding_gap + i] = 0.0
        w[LINE.margin_call + i] = 0.0
        w[LINE.lender_sale + i] = 0.0


@step
def settle_notes(w: Floats, owed: Floats, notes: Floats, month: int) -> None:
    """Turn convertibles due this month into shares where these are worth more, else repay them in cash."""
    for at in range(len(notes)):
        if notes[at, NOTE.maturity] == month:
            price = notes[at, NOTE.conversion_price_usd]
            base = at * LANES
            for i in range(LANES):
                due = owed[base + i]
                converted = due if w[LINE.share_price_usd + i] > price else 0.0
                w[ROW.shares + i] += converted / price
                w[LINE.shares_issued + i] += converted / price
                w[LINE.debt_converted_usd + i] += converted
                w[LINE.principal_usd + i] += due - converted
                w[ROW.cash + i] -= due - converted
                owed[base + i] = 0.0
        if notes[at, NOTE.maturity] > month:
            for i in range(LANES):
                w[ROW.other_debts + i] += owed[at * LANES + i]


@step
def repay_coin_loan(w: Floats) -> None:
    """Repay the loan against coins at its maturity; the coins come free."""
    for i in range(LANES):
        due = w[ROW.coin_loan + i]
        held = due > 0.0
        w[ROW.cash + i] -= due
        w[LINE.principal_usd + i] += due
        w[ROW.free + i] += w[ROW.pledged + i] if held else 0.0
        w[ROW.pledged + i] = 0.0 if held else w[ROW.pledged + i]
        w[ROW.coin_loan + i] = 0.0


@step
def answer_calls(w: Floats, terms: Floats, loan: Floats) -> None:
    """Answer margin calls with free coins, then with cash above the floor."""
    call, target = loan[COIN_LOAN.call_ltv], loan[COIN_LOAN.target_ltv]
    beside, floor = loan[COIN_LOAN.cash_collateral_usd], terms[TERM.cash_floor_usd]
    for i in range(LANES):
        owed, price = w[ROW.coin_loan + i], w[LINE.price_usd_per_btc + i]
        pledged, free, cash = w[ROW.pledged + i], w[ROW.free + i], w[ROW.cash + i]
        collateral = pledged * price + beside
        called = owed > call * collateral
        moved = min(free, (owed / target - collateral) / price) if called else 0.0
        collateral = collateral + moved * price
        over = max(owed - target * collateral, 0.0) if called else 0.0
        repaid = min(over, max(cash - floor, 0.0))
        w[ROW.free + i] = free - moved
        w[ROW.pledged + i] = pledged + moved
        w[ROW.coin_loan + i] = owed - repaid
        w[ROW.cash + i] = cash - repaid
        w[LINE.principal_usd + i] += repaid
        w[LINE.margin_call + i] = 1.0 if called else 0.0


@step
def lender_sells(w: Floats, terms: Floats, loan: Floats) -> None:
    """Let the lender sell where calls were not enough."""
    sale, target = loan[COIN_LOAN.sale_ltv], loan[COIN_LOAN.target_ltv]
    beside, kept = loan[COIN_LOAN.cash_collateral_usd], 1.0 - terms[TERM.bitcoin_sale_cost]
    enough = kept > target
    for i in range(LANES):
        owed, price, pledged = w[ROW.coin_loan + i], w[LINE.price_usd_per_btc + i], w[ROW.pledged + i]
        coins = pledged + w[ROW.free + i]
        collateral = pledged * price + beside
        sells = (w[LINE.margin_call + i] > 0.0) & (owed > sale * collateral)
        net = price * kept
        sold = (owed - target * collateral) / (net - target * price) if enough else pledged
        sold = min(min(sold, pledged), owed / net) if sells else 0.0
        cost = w[ROW.coins_cost + i] * sold / coins if sold > 0.0 else 0.0
        w[ROW.gains + i] += sold * net - cost
        w[ROW.coins_cost + i] -= cost
        w[ROW.pledged + i] = pledged - sold
        w[ROW.coin_loan + i] = owed - sold * net
        w[LINE.bitcoin_sold_by_lender_btc + i] = sold
        w[LINE.repaid_by_lender_sale_usd + i] = sold * net
        w[LINE.lender_sale + i] = 1.0 if sold > 0.0 else 0.0


@step
def show_loan(w: Floats, beside: float) -> None:
    """Show the loan over its collateral, and keep the path's highest."""
    for i in range(LANES):
        owed = w[ROW.coin_loan + i]
        collateral = w[ROW.pledged + i] * w[LINE.price_usd_per_btc + i] + beside
        ltv = owed / collateral if (owed > 0.0) & (collateral > 0.0) else 0.0
        w[LINE.loan_to_value + i] = ltv
        w[ROW.highest_ltv + i] = max(w[ROW.highest_ltv + i], ltv)
        w[ROW.other_debts + i] += owed
