"""The Ledger sheet: bitcoin, cash, debt and shares as corkscrews, and the month in the order in which it runs."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.briefs.workbook.calls import IF, MAX, total
from headframe.briefs.workbook.company import CompanyCells
from headframe.briefs.workbook.corkscrews import Corkscrew, corkscrew, residual
from headframe.briefs.workbook.debt_terms import CoinLoanCells, DebtCells, TermRows, term_rows
from headframe.briefs.workbook.expression import Expr
from headframe.briefs.workbook.funding import Funding, Meeting, fund_month
from headframe.briefs.workbook.leases import LeaseSums
from headframe.briefs.workbook.loan import LoanMonth, LoanRows, loan_rows, no_loan
from headframe.briefs.workbook.megawatts import Mining
from headframe.briefs.workbook.model import Model, Row
from headframe.briefs.workbook.other_business import Fixed, fixed_rows
from headframe.briefs.workbook.policy_terms import PolicyCells
from headframe.briefs.workbook.scenario import Scenario
from headframe.briefs.workbook.spending import TINY
from headframe.briefs.workbook.tax import TaxRows, tax_rows
from headframe.economics.lines import CASH_SIGNS
from headframe.economics.miner import DebtKind

SHEET = "Ledger"
FUNDING_FLOWS = ("principal_usd", "bitcoin_sales_usd", "share_sales_usd", "funding_gap_usd")
"""Lines of cash that are not known before the lender, the rule and the floor have been met."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Rows of the Ledger that others read. `flows` are the engine's lines of cash, by name [USD]."""

    flows: dict[str, Row]
    bitcoin: Corkscrew
    cash: Corkscrew
    debt: Corkscrew
    shares: Corkscrew
    free: Row
    pledged: Row
    loan: LoanRows
    term: TermRows
    tax: TaxRows
    depreciation: Row
    funding: Funding
    residuals: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """What the Ledger rests on."""

    company: CompanyCells
    policy: PolicyCells
    world: Scenario
    mining: Mining
    leases: LeaseSums
    debts: tuple[DebtCells, ...]
    loan: CoinLoanCells | None


def ledger_sheet(model: Model, given: Before) -> Ledger:
    """Fill the Ledger sheet and return its rows."""
    company, mining = given.company, given.mining
    coins = {"bitcoin mined": 1, "sold": -1, "sold by the lender": -1}
    bitcoin = corkscrew(model, SHEET, "Bitcoin", "BTC", company.free_btc + company.pledged_btc, coins)
    free = model.line(SHEET, "of it free", "BTC", None, company.free_btc)
    pledged = model.line(SHEET, "of it pledged", "BTC", None, company.pledged_btc)
    names = {name: name.removesuffix("_usd").replace("_", " ") for name in CASH_SIGNS}
    cash = corkscrew(
        model, SHEET, "Cash", "USD", company.cash, {names[name]: sign for name, sign in CASH_SIGNS.items()}
    )
    flows = {name: cash.flows[names[name]] for name in CASH_SIGNS}
    moves = {
        "drawn on project loans": 1,
        "interest added to loans": 1,
        "principal": -1,
        "repaid by the lender's sale": -1,
    }
    debt = corkscrew(model, SHEET, "Debt, convertibles left out", "USD", _debt_opening(given), moves)
    shares = corkscrew(
        model, SHEET, "Shares", "shares", company.shares, {"sold through the programme": 1, "issued in need": 1}
    )
    fixed = fixed_rows(model, SHEET, company, given.policy, given.world)
    model.section(SHEET, "Debts of fixed service")
    term = term_rows(model, SHEET, given.debts, given.world)
    model.section(SHEET, "Loan against coins")
    interest = model.line(SHEET, "loan's interest", "USD", None)
    balance = model.line(SHEET, "loan against coins", "USD", None, 0.0 if given.loan is None else given.loan.principal)
    accrued = model.line(SHEET, "tax accrued, paid next month", "USD", None, 0.0)
    _known_flows(model, given, flows, fixed, term, interest, accrued, cash)
    price = given.world.price.now
    net = price * (1.0 - given.policy.sale_cost)
    met = total_signed(flows, cash) - term.principal - given.leases.all_of("principal")
    in_hand = model.line(SHEET, "cash before the lender and the floor", "USD", met)
    free_now = model.line(SHEET, "free coins after mining", "BTC", free.before + mining.coins.now)
    if given.loan is None:
        loan = no_loan(model, SHEET)
        model.fill(interest, 0.0, "USD")
        model.fill(balance, 0.0, "USD")
    else:
        met_by = LoanMonth(
            given.world.number.now,
            price,
            free_now.now,
            pledged.before,
            pledged.now,
            in_hand.now,
            given.policy.floor,
            net,
        )
        loan = loan_rows(model, SHEET, given.loan, met_by, interest, balance)
    meeting = Meeting(
        world=given.world,
        policy=given.policy,
        cash=in_hand.now - loan.repaid.now,
        free=free_now.now - loan.pledged_more.now + loan.released.now,
        net=net,
        mined=mining.coins.now,
        shares_before=shares.closing.before,
        loan_balance=balance.now,
        loan_rate=None if given.loan is None else given.loan.rate,
        noi=given.leases.all_of("noi"),
    )
    known = fixed.needs + term.interest + term.principal
    funding = fund_month(model, SHEET, meeting, given.leases, company.programme, known)
    tax, worn = _tax(model, given, flows, loan, funding, bitcoin, accrued, fixed.depreciation, net)
    _fill(model, given, flows, bitcoin, debt, shares, term, loan, funding)
    model.fill(free, free_now.now - loan.pledged_more.now + loan.released.now - funding.sold.now, "BTC")
    model.fill(pledged, pledged.before + loan.pledged_more.now - loan.released.now - loan.lender_sold.now, "BTC")
    project_loans = given.leases.all_of("loan")
    model.section(SHEET, "What must be 0")
    residuals = (
        residual(model, SHEET, "bitcoin less free and pledged", "BTC", bitcoin.closing, free.now + pledged.now),
        residual(
            model, SHEET, "debt less the balances owed", "USD", debt.closing, term.balance + balance.now + project_loans
        ),
        residual(model, SHEET, "cash less cash met month by month", "USD", cash.closing, meeting.cash + funding.raised),
    )
    return Ledger(flows, bitcoin, cash, debt, shares, free, pledged, loan, term, tax, worn, funding, residuals)


def total_signed(flows: dict[str, Row], cash: Corkscrew) -> Expr:
    """Return cash at the opening with every flow that is known before the lender and the floor are met."""
    whole = cash.opening.now
    for name, sign in CASH_SIGNS.items():
        if name not in FUNDING_FLOWS:
            whole = whole + flows[name].now if sign > 0 else whole - flows[name].now
    return whole


def _debt_opening(given: Before) -> Expr:
    terms: list[Expr] = [debt.principal for debt in given.debts if debt.kind is DebtKind.TERM]
    return total([*terms, *([] if given.loan is None else [given.loan.principal])])


def _known_flows(
    model: Model,
    given: Before,
    flows: dict[str, Row],
    fixed: Fixed,
    term: TermRows,
    interest: Row,
    accrued: Row,
    cash: Corkscrew,
) -> None:
    mining, leases = given.mining, given.leases
    held: dict[str, Expr] = {
        "power_cost_usd": mining.power.now,
        "block_value_usd": mining.block_value.now,
        "credits_usd": mining.credits.now,
        "peak_charge_usd": mining.peak.now,
        "noi_usd": leases.all_of("noi"),
        "engineering_margin_usd": given.company.engineering_margin,
        "corporate_cost_usd": given.company.corporate_cost,
        "commitments_usd": fixed.commitments.now,
        "capex_usd": leases.all_of("capex"),
        "interest_on_cash_usd": cash.opening.now * given.policy.cash_rate / 12.0,
        "interest_usd": term.interest + interest.now + leases.all_of("interest"),
        "project_loan_draws_usd": leases.all_of("draw"),
        "tax_paid_usd": accrued.before,
    }
    for name, formula in held.items():
        model.fill(flows[name], formula, "USD")


def _tax(
    model: Model,
    given: Before,
    flows: dict[str, Row],
    loan: LoanRows,
    funding: Funding,
    bitcoin: Corkscrew,
    accrued: Row,
    worn: Row,
    net: Expr,
) -> tuple[TaxRows, Row]:
    model.section(SHEET, "Tax")
    sold = funding.sold.now + loan.lender_sold.now
    basis = model.line(SHEET, "tax cost of coins, with those mined", "USD", None)
    average = model.line(SHEET, "average tax cost of a coin", "USD/BTC", None)
    cost = model.line(SHEET, "tax cost of coins held", "USD", None, given.company.coins_cost)
    model.fill(basis, cost.before + given.mining.revenue.now, "USD")
    had = bitcoin.opening.now + given.mining.coins.now
    model.fill(average, IF(had > 0.0, basis.now / MAX(had, TINY), 0.0), "USD/BTC")
    model.fill(cost, basis.now - average.now * sold, "USD")
    gains = model.line(SHEET, "gain on coins sold", "USD", sold * (net - average.now))
    depreciation = model.line(SHEET, "tax depreciation", "USD", worn.now + given.leases.all_of("depreciation"))
    earned = given.mining.revenue.now + flows["block_value_usd"].now + flows["credits_usd"].now + flows["noi_usd"].now
    earned = earned + flows["engineering_margin_usd"].now + flows["interest_on_cash_usd"].now
    spent = flows["power_cost_usd"].now + flows["peak_charge_usd"].now + flows["corporate_cost_usd"].now
    spent = spent + flows["interest_usd"].now + given.leases.all_of("capitalised") + depreciation.now
    income = earned - spent + gains.now
    rows = tax_rows(model, SHEET, given.world, given.policy, given.company.losses, accrued, income)
    return rows, depreciation


def _fill(
    model: Model,
    given: Before,
    flows: dict[str, Row],
    bitcoin: Corkscrew,
    debt: Corkscrew,
    shares: Corkscrew,
    term: TermRows,
    loan: LoanRows,
    funding: Funding,
) -> None:
    """Give the corkscrews the flows that the month has found."""
    model.fill(flows["principal_usd"], term.principal + given.leases.all_of("principal") + loan.repaid.now, "USD")
    model.fill(flows["bitcoin_sales_usd"], funding.proceeds.now, "USD")
    model.fill(flows["share_sales_usd"], funding.programme_net.now, "USD")
    model.fill(flows["funding_gap_usd"], funding.gap.now, "USD")
    model.fill(bitcoin.flows["bitcoin mined"], given.mining.coins.now, "BTC")
    model.fill(bitcoin.flows["sold"], funding.sold.now, "BTC")
    model.fill(bitcoin.flows["sold by the lender"], loan.lender_sold.now, "BTC")
    model.fill(debt.flows["drawn on project loans"], flows["project_loan_draws_usd"].now, "USD")
    model.fill(debt.flows["interest added to loans"], given.leases.all_of("capitalised"), "USD")
    model.fill(debt.flows["principal"], flows["principal_usd"].now, "USD")
    model.fill(debt.flows["repaid by the lender's sale"], loan.by_lender.now, "USD")
    model.fill(shares.flows["sold through the programme"], funding.programme_shares.now, "shares")
    model.fill(shares.flows["issued in need"], funding.need_shares.now, "shares")
