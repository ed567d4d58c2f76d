"""What a miner must satisfy before it is carried through months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from math import isfinite
from typing import Any

from headframe.economics.miner import Miner
from headframe.economics.months import month_number
from headframe.ground.errors import InputRefused
from headframe.ground.period import Period

NOT_NEGATIVE = (
    "bitcoin_free_btc",
    "bitcoin_pledged_btc",
    "bitcoin_cost_usd",
    "cash_usd",
    "cash_restricted_usd",
    "developed_mw",
    "cash_floor_usd",
    "atm_remaining_usd",
    "nol_usd",
    "depreciation_usd_per_month",
)
SHARES_OF_ONE = ("uptime", "pool_fee", "attrition_per_year")


def refuse_impossible(miner: Miner, month0: Period) -> None:
    """Refuse a miner that cannot be simulated, naming the field and the fix.

    Raises
    ------
    InputRefused
        For an opening other than the world's month 0, a number that is none, a negative balance or floor, a share
        outside 0 to 1, or builds that displace more mining megawatts than there are.
    """
    if month_number(miner.opening, month0) != 0:
        raise _refusal(
            "opening",
            f"balances of {miner.opening} cannot open a world whose last known month is {month0}",
            "months between them would be skipped, or lived twice",
            "calibrate the world at the opening, or carry the balances to its month",
        )
    for name, value in _numbers(miner, ""):
        if not isfinite(value):
            raise _refusal(name, f"{name} is {value}", "every month after it would be no number", "give a number")
    for name in NOT_NEGATIVE:
        if getattr(miner, name) < 0:
            raise _refusal(name, f"{name} is negative", "balances and floors are not", f"give {name} of 0 or more")
    for name in SHARES_OF_ONE:
        if not 0 <= getattr(miner, name) <= 1:
            raise _refusal(name, f"{name} = {getattr(miner, name)}", "it is a share", f"give {name} between 0 and 1")
    if len(miner.credits_usd_by_month_of_year) != 12:
        raise _refusal("credits_usd_by_month_of_year", "credits are not twelve", "they go by calendar month", "give 12")
    given_up = sum(each.mining_mw_displaced for each in miner.projects if _ahead(each.start, month0))
    if given_up > miner.developed_mw * (1 + 1e-9):
        raise _refusal(
            "projects",
            f"builds ahead displace {given_up:,.0f} MW of mining where {miner.developed_mw:,.0f} MW are developed",
            "megawatts do not add up",
            "lower mining_mw_displaced, or raise developed_mw",
        )


def _ahead(start: Period | None, month0: Period) -> bool:
    return start is None or month_number(start, month0) >= 1


def _numbers(value: Any, path: str) -> Iterator[tuple[str, float]]:
    """Yield every number inside the miner with its path; figures and gaps answer for themselves."""
    for each in fields(value):
        if each.name in ("stated", "gaps"):
            continue
        found, name = getattr(value, each.name), f"{path}{each.name}"
        for at, item in enumerate(found if isinstance(found, tuple) else (found,)):
            where = f"{name}[{at}]" if isinstance(found, tuple) else name
            if isinstance(item, float):
                yield where, item
            elif is_dataclass(item) and type(item).__module__.startswith("headframe.economics"):
                yield from _numbers(item, f"{where}.")


def _refusal(name: str, what: str, why: str, fix: str) -> InputRefused:
    return InputRefused(what, where=f"miner.{name}", why=why, next=fix)
