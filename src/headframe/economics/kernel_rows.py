"""Where the compiled engine keeps things: one row of `LANES` paths for each quantity, all in one flat array.

A row is a constant distance from every other, so the compiler knows that writing one cannot change another, and can
work on several paths at once. Names that end in `_` are rows; lines have theirs in `LINE`.
"""

from __future__ import annotations

from collections import namedtuple
from dataclasses import fields
from typing import Any

from headframe.economics.company_tables import CompanyTerms
from headframe.economics.debt_plan import CoinLoanTerms, NoteTerms
from headframe.economics.lines import LINES
from headframe.economics.parts import COMPANY_PARTS
from headframe.economics.project_terms import ProjectTerms
from headframe.economics.rules import RULE_FIELDS
from headframe.worlds.parameters import WorldParameters

LANES = 128
"""Paths in a block: few enough that a block's rows stay in the processor's cache."""
STRIDE = LANES + 8
"""From one row to the next: not a power of two, or all rows would contend for the same few places of the cache."""


def _rows(*names: str) -> dict[str, int]:
    return {name: at * STRIDE for at, name in enumerate(names)}


def _named(kind: str, places: dict[str, int]) -> Any:
    """Return places under their names, in a form that compiled code reads as constants."""
    return namedtuple(kind, places)(**places)


def _columns(names: tuple[str, ...]) -> Any:
    return _named("Columns", {name: at for at, name in enumerate(names)})


def _fields(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


_PROJECT = (
    *("slip", "start", "done", "spend", "per_share", "at_once", "loan_share"),
    *("rent", "paid", "loan", "payment", "value_noi", "value_cost", "value_loan"),
)
_SHARED = _rows(
    *("log_price", "variance", "fees", "fee_ratio", "log_hash", "power", "log_rent", "margin"),
    *("z0", "z1", "z2", "z3", "z4", "z5", "spike", "shape", "arrival"),
    *("level", "stretch", "per_step", "wanted", "below", "up", "mean_price", "hub_mw"),
    *("free", "pledged", "coins_cost", "cash", "coin_loan", "programme", "shares", "gains"),
    *("year_income", "year_tax", "losses", "tax_due", "had_gap"),
    *(
        "cash_before",
        "cash_carried",
        "coins_carried",
        "debt_carried",
        "shares_carried",
        "equity_ahead",
        "build_service",
        "start_month",
    ),
    *("ledger", "raised", "equity", "other_debts", "total_gap", "highest_ltv"),
    *("noi", "capex"),
    *(f"line {name}" for name in LINES),
    *(f"part {name}" for name in COMPANY_PARTS),
    *(f"project {name}" for name in _PROJECT),
)
ROW = _named("Row", {name: row for name, row in _SHARED.items() if " " not in name})
"""Rows of state and of what a month works with."""
LINE = _named("Line", {name: _SHARED[f"line {name}"] for name in LINES})
"""Rows of the month's lines."""
PART = _named("Part", {name.replace(" ", "_"): _SHARED[f"part {name}"] for name in COMPANY_PARTS})
"""Rows of the company's present values."""
PROJECT = _named("Project", {name: _SHARED[f"project {name}"] for name in _PROJECT})
"""Rows of the one project being worked on; those of all projects lie in an array of their own."""
FIRST_LINE, FIRST_PART, FIRST_PROJECT = LINE[0], PART[0], PROJECT[0]
SHARED_SIZE = len(_SHARED) * STRIDE
PROJECT_SIZE = len(_PROJECT) * STRIDE
MOVING = _PROJECT.index("rent") * STRIDE
"""Where the rows of a project start that every month may change; those before change when it starts."""


TERM, PLAN, NOTE, COIN_LOAN = (
    _columns(_fields(kind)) for kind in (CompanyTerms, ProjectTerms, NoteTerms, CoinLoanTerms)
)
"""Places in the arrays of numbers that the dataclasses of the same name become."""
WORLD_FIELDS = tuple(each.name for each in fields(WorldParameters) if each.type in ("float", "bool"))
WORLD = _columns(WORLD_FIELDS)
RULE = _columns(RULE_FIELDS)
MONTHLY_FIELDS = (
    *(
        "calendar_month",
        "drift",
        "subsidy_btc_day",
        "log_efficiency",
        "hash_rate_scale",
        "power_level",
        "log_rent_mean",
    ),
    *("hours", "block_mw", "block_cost_usd", "credits_usd", "corporate_cost_usd", "engineering_margin_usd"),
    *("commitments_usd", "depreciation_usd", "fixed_interest_usd", "fixed_principal_usd", "term_balance_usd"),
    *("discount", "discount_contracted", "discount_coins", "needs"),
)
MONTHLY = _columns(MONTHLY_FIELDS)
"""Columns of the array of months."""

END_FIELDS = (
    *("value_usd", "end_equity_usd", "value_per_share_usd", "shares", "raised_usd", "funding_gap_usd"),
    *("highest_loan_to_value", "parts_less_value_usd"),
)
"""What is kept of a path's end, before its parts."""
LAWS = ("bitcoin", "cash", "debt", "megawatts", "shares", "value")
"""What is checked on every path of every run; value at the end only."""
