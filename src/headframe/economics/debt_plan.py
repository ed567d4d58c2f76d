"""Debts as the engine reads them: what falls due month by month whatever happens, and what depends on bitcoin or
shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headframe.economics.miner import Debt, DebtKind
from headframe.economics.months import MONTHS_PER_YEAR, month_number
from headframe.economics.project_terms import UNSTARTED
from headframe.ground.errors import InputRefused
from headframe.ground.period import Period
from headframe.vocabulary.assumptions import Assumptions

Floats = NDArray[np.float64]
CENT_USD = 0.01


@dataclass(frozen=True, slots=True)
class NoteTerms:
    """A convertible: month of maturity [month number], principal [USD], conversion price [USD/share]."""

    maturity: float
    principal_usd: float
    conversion_price_usd: float


@dataclass(frozen=True, slots=True)
class CoinLoanTerms:
    """All loans against coins, as one.

    Parameters
    ----------
    principal_usd, rate_per_month : float
        Owed, and its interest [USD], [1/month].
    maturity : float
        Extension included; the earliest where there are several [month number].
    call_ltv, sale_ltv, target_ltv : float
        Ratios at which the lender calls and sells, and to which both bring the loan back [ratio].
    cash_collateral_usd : float
        Cash pledged beside the coins [USD].
    """

    principal_usd: float
    rate_per_month: float
    maturity: float
    call_ltv: float
    sale_ltv: float
    target_ltv: float
    cash_collateral_usd: float


@dataclass(frozen=True, slots=True, eq=False)
class DebtPlan:
    """Debts over the horizon.

    Parameters
    ----------
    fixed_interest_usd, fixed_principal_usd, term_balance_usd : float64 arrays, shape (T + 1,)
        Of term debts (and interest of convertibles); the balance at each month's end, term debts alone [USD].
    notes : tuple of NoteTerms
    coin_loan : CoinLoanTerms
        With principal 0 where there is none.
    """

    fixed_interest_usd: Floats
    fixed_principal_usd: Floats
    term_balance_usd: Floats
    notes: tuple[NoteTerms, ...]
    coin_loan: CoinLoanTerms

    @property
    def opening_usd(self) -> float:
        """Everything owed at the opening [USD]."""
        notes = sum(note.principal_usd for note in self.notes)
        return float(self.term_balance_usd[0]) + notes + self.coin_loan.principal_usd


def debt_plan(
    debts: Sequence[Debt],
    opening: Period,
    horizon: int,
    pledged_btc: float,
    price_usd_per_btc: float,
    assumptions: Assumptions,
) -> DebtPlan:
    """Return the plan of all debts.

    Parameters
    ----------
    debts : sequence of Debt
        As owed at the opening.
    opening : Period
        Month 0.
    horizon : int
        Months ahead [months].
    pledged_btc, price_usd_per_btc : float
        Collateral and its price at the opening [BTC], [USD/BTC]: the loan's opening loan to value.
    assumptions : Assumptions
        Triggers where no contract prints them, and for how long a loan against coins is extended.

    Raises
    ------
    InputRefused
        For a debt that was due before the first month, repayments above its principal, or a loan against coins without
        pledged coins.
    """
    interest, principal, balance = (np.zeros(horizon + 1) for _ in range(3))
    for debt in debts:
        _refuse_impossible(debt, opening)
        if debt.kind is DebtKind.TERM:
            _add_term(debt, opening, interest, principal, balance)
        elif debt.kind is DebtKind.CONVERTIBLE:
            last = month_number(debt.maturity, opening)
            interest[1 : last + 1] += debt.principal_usd * debt.rate_per_year / MONTHS_PER_YEAR
    notes = tuple(_note(debt, opening) for debt in debts if debt.kind is DebtKind.CONVERTIBLE)
    backed = [debt for debt in debts if debt.kind is DebtKind.BITCOIN_BACKED and debt.principal_usd > 0]
    loan = _coin_loan(backed, opening, pledged_btc * price_usd_per_btc, assumptions)
    return DebtPlan(interest, principal, balance, notes, loan)


def _add_term(debt: Debt, opening: Period, interest: Floats, principal: Floats, balance: Floats) -> None:
    left = debt.principal_usd
    due: dict[int, float] = {}
    for paid_in, usd in debt.repayments:
        at = month_number(paid_in, opening)
        due[at] = due.get(at, 0.0) + usd
    last = month_number(debt.maturity, opening)
    balance[0] += left
    for month in range(1, len(balance)):
        interest[month] += left * debt.rate_per_year / MONTHS_PER_YEAR
        paid = left if month >= last else min(due.get(month, 0.0), left)
        principal[month] += paid
        left -= paid
        balance[month] += left


def _note(debt: Debt, opening: Period) -> NoteTerms:
    return NoteTerms(float(month_number(debt.maturity, opening)), debt.principal_usd, debt.conversion_price_usd)


def _coin_loan(
    backed: Sequence[Debt], opening: Period, collateral_usd: float, assumptions: Assumptions
) -> CoinLoanTerms:
    call, sale = (assumptions.value(f"economics.loan_{name}_ltv") for name in ("margin_call", "sale"))
    total = sum(debt.principal_usd for debt in backed)
    if not backed:
        return CoinLoanTerms(0.0, 0.0, UNSTARTED, call, sale, call, 0.0)
    weights = [debt.principal_usd / total for debt in backed]
    call = sum(w * (debt.margin_call_ltv or call) for w, debt in zip(weights, backed, strict=True))
    sale = sum(w * (debt.sale_ltv or sale) for w, debt in zip(weights, backed, strict=True))
    cash = sum(debt.cash_collateral_usd for debt in backed)
    if collateral_usd + cash <= 0.0 or not 0.0 < call <= sale:
        raise InputRefused(
            f"{backed[0].name}: {total:,.0f} USD against no collateral, or a call above the sale",
            where=f"debts.{backed[0].name}",
            why="margin calls could not be followed",
            next="give bitcoin_pledged_btc, and margin_call_ltv below sale_ltv",
        )
    return CoinLoanTerms(
        principal_usd=total,
        rate_per_month=sum(w * debt.rate_per_year for w, debt in zip(weights, backed, strict=True)) / MONTHS_PER_YEAR,
        maturity=float(min(month_number(debt.maturity, opening) for debt in backed)),
        call_ltv=call,
        sale_ltv=sale,
        target_ltv=min(total / (collateral_usd + cash), call),
        cash_collateral_usd=cash,
    )


def _refuse_impossible(debt: Debt, opening: Period) -> None:
    repaid = sum(usd for _, usd in debt.repayments)
    early = month_number(debt.maturity, opening) < 1
    too_much = repaid > debt.principal_usd + CENT_USD
    past = any(month_number(month, opening) < 1 for month, _ in debt.repayments)
    unpriced = debt.kind is DebtKind.CONVERTIBLE and debt.conversion_price_usd <= 0
    if early or too_much or past or unpriced or debt.principal_usd < 0 or debt.rate_per_year < 0:
        raise InputRefused(
            f"debt {debt.name}: its terms do not fit an opening at the end of {opening}",
            where=f"debts.{debt.name}",
            why="due or repaid before the first month, repaid above principal, negative, or without conversion price",
            next="give what is owed at the opening, and only repayments and a maturity after it",
        )
