"""What the reference carries from month to month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from headframe.economics.company_tables import CompanyTables
from headframe.economics.lines import LINES
from headframe.economics.reference_projects import ProjectState, opening_state


@dataclass(slots=True)
class CompanyState:
    """Balances and memory of one path.

    Coins [BTC] with their tax cost [USD]; cash, the loan against coins, what the programme may still sell [USD];
    shares; each convertible's principal still owed [USD]; projects; for tax: income and tax of the year so far, losses
    forward, tax accrued and not yet paid [USD].
    """

    free_btc: float
    pledged_btc: float
    coins_cost_usd: float
    cash_usd: float
    coin_loan_usd: float
    programme_usd: float
    shares: float
    notes_usd: list[float]
    projects: list[ProjectState]
    year_income_usd: float
    year_tax_usd: float
    losses_usd: float
    tax_due_usd: float
    lines: dict[str, float] = field(default_factory=dict)
    had_gap: float = 0.0
    """1 from the first funding gap on."""
    gains_usd: float = 0.0
    """On coins sold in the month, for tax [USD]."""

    @property
    def bitcoin_btc(self) -> float:
        """All coins [BTC]."""
        return self.free_btc + self.pledged_btc

    @property
    def other_debts_usd(self) -> Iterator[float]:
        """Yield debts other than term debts [USD]."""
        yield self.coin_loan_usd
        yield from self.notes_usd
        yield from (project.loan_usd for project in self.projects)

    def new_month(self) -> None:
        """Open a month's lines at 0."""
        self.lines = dict.fromkeys(LINES, 0.0)
        self.gains_usd = 0.0

    def add(self, line: str, amount: float) -> None:
        """Add to one of the month's lines."""
        self.lines[line] += amount


def opening_company(tables: CompanyTables, slips: tuple[float, ...]) -> CompanyState:
    """Return the state at the opening, each project with its delay [months]."""
    opening, terms = tables.opening, tables.terms
    return CompanyState(
        free_btc=opening.bitcoin_free_btc,
        pledged_btc=opening.bitcoin_pledged_btc,
        coins_cost_usd=terms.bitcoin_cost_usd,
        cash_usd=opening.cash_usd,
        coin_loan_usd=tables.coin_loan.principal_usd,
        programme_usd=terms.programme_usd,
        shares=opening.shares,
        notes_usd=[note.principal_usd for note in tables.notes],
        projects=[opening_state(each, slip) for each, slip in zip(tables.projects, slips, strict=True)],
        year_income_usd=0.0,
        year_tax_usd=0.0,
        losses_usd=terms.losses_forward_usd,
        tax_due_usd=0.0,
    )
