"""Cash by given days: read from "50e6@10d", checked against what the block can raise, and explained where it cannot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from math import inf, isfinite

from headframe.ground.errors import HeadframeError, InputRefused, UsageProblem
from headframe.planning.schedule_block import Block, CashNeed, fastest_slices
from headframe.planning.schedule_conic import RETRIES, Programme, Unproved, modelling, most_cash

WRITTEN = re.compile(r"\s*([0-9][0-9.,_]*(?:[eE][+-]?[0-9]+)?)\s*@\s*([0-9]+)\s*d\s*")
ENOUGH = 1e-6
"""A need is met within this share of itself: what a conic solver's tolerance leaves open [ratio]."""
HALVINGS = 30


def parse_cash_need(text: str) -> CashNeed:
    """Read money that must be in by the end of a day of the schedule.

    Raises
    ------
    UsageProblem
        Where the text is not dollars@days.

    Examples
    --------
    >>> parse_cash_need("50e6@10d")
    CashNeed(usd=50000000.0, day=10)
    """
    found = WRITTEN.fullmatch(text)
    try:
        usd = float(found[1].replace(",", "").replace("_", "")) if found else 0.0
    except ValueError:
        usd = 0.0
    if found is None or not (isfinite(usd) and usd > 0):
        raise UsageProblem(
            f"'{text[:40]}' is no cash date",
            where="--cash-by",
            next="write dollars@days, such as 50e6@10d for $50 million by the end of the tenth day",
        )
    return CashNeed(usd, int(found[2]))


def require_possible(block: Block) -> None:
    """Refuse limits that no schedule can meet, by how much, and with what would relax them.

    Raises
    ------
    UsageProblem
        For a cash date outside the schedule.
    InputRefused
        Where the cap is too small for the days, or the cash is more than the block can raise by its day.
    """
    _require_room(block)
    for need in block.cash:
        if not 1 <= need.day <= block.days:
            raise UsageProblem(
                f"day {need.day} lies outside a schedule of {block.days} days",
                where="--cash-by",
                next=f"name a day from 1 to {block.days}, or give more --days",
            )
    short = [need for need in block.cash if _most(block, need.day) < need.usd * (1 - ENOUGH)]
    if short:
        raise _too_much(block, min(short, key=lambda need: need.day))
    if len(block.cash) > 1:
        _require_together(block)


def _require_room(block: Block) -> None:
    room = block.cap_btc_per_day * block.days
    if room >= block.coins_btc * (1 - ENOUGH):
        return
    days, cap = _days_at(block), block.coins_btc / block.days
    raise InputRefused(
        f"{block.coins_btc:,.0f} BTC cannot be sold in {block.days} days at {block.cap_btc_per_day:,.1f} BTC a day",
        where="participation cap",
        why=f"the cap leaves room for {room:,.0f} BTC, {block.coins_btc - room:,.0f} too few",
        next=f"give {days} days, or a cap of {cap:,.1f} BTC a day ({cap / block.cap_btc_per_day:.1f} times as much)",
    )


def _days_at(block: Block) -> int:
    from math import ceil

    return ceil(block.coins_btc / block.cap_btc_per_day)


def _enough(block: Block, day: int, need: CashNeed) -> bool:
    """Say whether the money is proved possible by a day: a hint that no proof stands behind is not given."""
    try:
        return _most(block, day) >= need.usd
    except Unproved:
        return False


def _most(block: Block, day: int) -> float:
    return most_cash(replace(block, cash=()), day)


def _too_much(block: Block, need: CashNeed) -> InputRefused:
    most = _most(block, need.day)
    return InputRefused(
        f"the block cannot raise ${need.usd:,.0f} by the end of day {need.day}",
        where="--cash-by",
        why=f"at the most it raises ${most:,.0f} by then, ${need.usd - most:,.0f} too little{_surely(block)}",
        next="; or ".join(_relaxed(block, need, most)),
    )


def _surely(block: Block) -> str:
    if block.cash_multiplier == 0:
        return ""
    return f", {block.cash_multiplier:.2f} deviations of the price below the mean"


def _relaxed(block: Block, need: CashNeed, most: float) -> list[str]:
    """Return what would make one need possible: less money, a later day, a wider cap, more coins."""
    ways = [f"ask for ${most:,.0f} or less by day {need.day}"]
    later, cap = _first_day(block, need), _least_cap(block, need)
    if later is not None:
        ways.append(f"give it until day {later}")
    if cap is not None:
        ways.append(f"allow {cap:,.1f} BTC a day instead of {block.cap_btc_per_day:,.1f}")
    if later is None and cap is None:
        ways.append(f"sell about {need.usd / max(most, 1.0) * _sold_by(block, need.day):,.0f} BTC or more")
    return ways


def _sold_by(block: Block, day: int) -> float:
    return float(fastest_slices(block)[:day].sum())


def _first_day(block: Block, need: CashNeed) -> int | None:
    """Return the first later day by which the money is proved possible, if any."""
    if not _enough(block, block.days, need):
        return None
    early, late = need.day, block.days
    while late - early > 1:
        middle = (early + late) // 2
        early, late = (early, middle) if _enough(block, middle, need) else (middle, late)
    return late


def _least_cap(block: Block, need: CashNeed) -> float | None:
    """Return the smallest cap [BTC/day] with which the money is proved possible in time, if any."""
    if not _enough(replace(block, cap_btc_per_day=inf), need.day, need):
        return None
    low, high = block.cap_btc_per_day, block.coins_btc
    for _ in range(HALVINGS):
        if high - low < 1e-3 * high:
            break
        middle = (low + high) / 2
        enough = _enough(replace(block, cap_btc_per_day=middle), need.day, need)
        low, high = (low, middle) if enough else (middle, high)
    return high


def _require_together(block: Block) -> None:
    """Refuse needs of which each can be met and all cannot: impact paid early is missing late."""
    cp = modelling()
    programme = Programme(block)
    short = cp.Variable(len(block.cash), nonneg=True)
    limits = [
        programme.raised(need.day, block.cash_multiplier) + short[at] >= need.usd / programme.worth_usd
        for at, need in enumerate(block.cash)
    ]
    programme.least(cp.sum(short), limits, RETRIES)
    missing = [float(share) * programme.worth_usd for share in short.value]
    if sum(missing) > ENOUGH * sum(need.usd for need in block.cash):
        raise InputRefused(
            f"each cash date can be met, but not all {len(block.cash)} together",
            where="--cash-by",
            why=_missing_words(block.cash, missing),
            next="lower or postpone one of them, sell more coins, or allow more a day",
        )


def _missing_words(needs: Sequence[CashNeed], missing: Sequence[float]) -> str:
    parts = [f"${usd:,.0f} short on day {need.day}" for need, usd in zip(needs, missing, strict=True) if usd > 1]
    return "what is sold early to meet the first presses the price of the next: " + ", ".join(parts)


def require_block(coins_btc: float, days: int, longest: int) -> None:
    """Refuse a block or a number of days that means nothing.

    Raises
    ------
    UsageProblem
        For coins that are not above 0, days that are not from 1 to `longest`.
    """
    problem: HeadframeError | None = None
    if not (isfinite(coins_btc) and coins_btc > 0):
        problem = UsageProblem(f"{coins_btc:g} BTC is no block to sell", where="coins", next="give a number above 0")
    elif not 1 <= days <= longest:
        problem = UsageProblem(
            f"{days} days is no time to sell in",
            where="--days",
            why="a day is the step of the schedule, and no assumption here holds for longer than a year",
            next=f"give 1 to {longest} days",
        )
    if problem is not None:
        raise problem
