"""Which parts a company's present value is made of, and at which rate each is brought to today.

Operating flows go at the discount rate, signed leases, their builds and all debts at the contracted rate, coins at the
risk-free rate: a coin that grows at the risk-free rate is worth its price today. Cash is worth its face, so interest on
it is in no part. Coins mined are revenue of mining when mined, at the month's price, and leave the part of coins by as
much.
"""

from __future__ import annotations

COMPANY_PARTS = (
    "cash",
    "coins",
    "mining",
    "power blocks",
    "credits less peak charges",
    "engineering",
    "corporate cost",
    "commitments",
    "tax",
    "debts",
    "mining sites at the horizon",
)
PROJECT_PARTS = ("NOI", "cost", "loan", "at the horizon")


def part_names(projects: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of all parts, in the order of every array of them.

    Examples
    --------
    >>> part_names(("Hall 1",))[-4:]
    ('Hall 1: NOI', 'Hall 1: cost', 'Hall 1: loan', 'Hall 1: at the horizon')
    """
    return (*COMPANY_PARTS, *(f"{project}: {part}" for project in projects for part in PROJECT_PARTS))
