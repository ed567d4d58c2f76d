"""The loan against coins, and convertibles at their maturity."""

from __future__ import annotations

from headframe.economics.company_tables import CompanyTables
from headframe.economics.reference_state import CompanyState


def coin_loan_interest(state: CompanyState, tables: CompanyTables) -> float:
    """Return the month's interest on the loan against coins [USD]."""
    return state.coin_loan_usd * tables.coin_loan.rate_per_month


def settle_coin_loan(state: CompanyState, tables: CompanyTables, month: int, price: float) -> None:
    """Repay the loan at maturity, or answer the lender's triggers: coins, then cash above the floor, then a forced
    sale."""
    loan = tables.coin_loan
    if state.coin_loan_usd <= 0.0:
        return
    if month >= loan.maturity:
        _repay(state, state.coin_loan_usd)
        state.free_btc, state.pledged_btc = state.free_btc + state.pledged_btc, 0.0
        return
    if state.coin_loan_usd > loan.call_ltv * _collateral(state, tables, price):
        state.lines["margin_call"] = 1.0
        _answer_call(state, tables, price)
        if state.coin_loan_usd > loan.sale_ltv * _collateral(state, tables, price):
            _lender_sells(state, tables, price)


def settle_notes(state: CompanyState, tables: CompanyTables, month: int, share_price: float) -> None:
    """Turn convertibles into shares where these are worth more, else repay them in cash."""
    for at, note in enumerate(tables.notes):
        if month != note.maturity:
            continue
        if share_price > note.conversion_price_usd:
            issued = state.notes_usd[at] / note.conversion_price_usd
            state.shares += issued
            state.add("shares_issued", issued)
            state.add("debt_converted_usd", state.notes_usd[at])
        else:
            state.cash_usd -= state.notes_usd[at]
            state.add("principal_usd", state.notes_usd[at])
        state.notes_usd[at] = 0.0


def loan_to_value(state: CompanyState, tables: CompanyTables, price: float) -> float:
    """Return the loan over its collateral [ratio]; 0 without a loan."""
    collateral = _collateral(state, tables, price)
    return state.coin_loan_usd / collateral if state.coin_loan_usd > 0.0 and collateral > 0.0 else 0.0


def _collateral(state: CompanyState, tables: CompanyTables, price: float) -> float:
    return state.pledged_btc * price + tables.coin_loan.cash_collateral_usd


def _answer_call(state: CompanyState, tables: CompanyTables, price: float) -> None:
    loan = tables.coin_loan
    wanted = (state.coin_loan_usd / loan.target_ltv - _collateral(state, tables, price)) / price
    moved = min(state.free_btc, wanted)
    state.free_btc -= moved
    state.pledged_btc += moved
    over = max(state.coin_loan_usd - loan.target_ltv * _collateral(state, tables, price), 0.0)
    _repay(state, min(over, max(state.cash_usd - tables.terms.cash_floor_usd, 0.0)))


def _repay(state: CompanyState, usd: float) -> None:
    state.coin_loan_usd -= usd
    state.cash_usd -= usd
    state.add("principal_usd", usd)


def _lender_sells(state: CompanyState, tables: CompanyTables, price: float) -> None:
    """Sell coins until the rest stands at its target: loan - sold * net = target * (collateral - sold * price)."""
    target, net = tables.coin_loan.target_ltv, price * (1.0 - tables.terms.bitcoin_sale_cost)
    over = state.coin_loan_usd - target * _collateral(state, tables, price)
    freed = net - target * price
    sold = over / freed if freed > 0.0 else state.pledged_btc
    sold = min(sold, state.pledged_btc, state.coin_loan_usd / net)
    if sold <= 0.0:
        return
    state.lines["lender_sale"] = 1.0
    cost = state.coins_cost_usd * sold / state.bitcoin_btc
    state.gains_usd += sold * net - cost
    state.coins_cost_usd -= cost
    state.pledged_btc -= sold
    state.coin_loan_usd -= sold * net
    state.add("bitcoin_sold_by_lender_btc", sold)
    state.add("repaid_by_lender_sale_usd", sold * net)
