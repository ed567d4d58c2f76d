"""What drives a share: betas on bitcoin, an AI-infrastructure basket and the market that drift, and who explains most.

By what was known to each day (filtered) and by everything (smoothed), never mixed. Monthly from the packaged closes,
daily from a user's own. See docs/why/drivers.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.assumptions import Assumptions, packaged_assumptions
from headframe.vocabulary.company import company as find_company
from headframe.worth.driver_breaks import BetaBreak, beta_breaks
from headframe.worth.driver_figures import Maker
from headframe.worth.driver_now import BasketCheck, DriverNow, check_of, now_of
from headframe.worth.driver_rows import DriverRow, month_ends, row_at

if TYPE_CHECKING:
    from headframe.worth.closes import Closes
    from headframe.worth.market_returns import Returns


@dataclass(frozen=True, slots=True)
class BasketHeld:
    """A share in the AI basket, since when, and why."""

    ticker: str
    since: date
    why: str


@dataclass(frozen=True, kw_only=True)
class Drivers(Answer):
    """What drives a company's share, as known on a day."""

    verb: ClassVar[str] = "drivers"

    daily: bool
    closes: str
    """Where the closes come from."""
    returns: int
    market: str
    basket: tuple[BasketHeld, ...]
    now: DriverNow | Missing
    rows: tuple[DriverRow, ...]
    checks: tuple[BasketCheck, ...]
    """The same question with each share of the basket alone: what the answer rests on."""
    breaks: tuple[BetaBreak, ...]
    left_out: tuple[str, ...]


def find_drivers(
    view: View,
    company: str,
    closes: Closes | None = None,
    assumptions: Assumptions | None = None,
    seed: int = 0,
) -> Drivers:
    """Return what drives a company's share through time.

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Ticker or any name of the company, exactly.
    closes : Closes, optional
        Daily closes of the company, SPY, the basket and bitcoin; without them the packaged month-end closes.
    assumptions : Assumptions, optional
        The packaged ones where none are given.
    seed : int
        Of the draws from which bands and dates come.

    Raises
    ------
    InputRefused
        For closes with splits or holes, naming the day.
    NotEnoughData
        Where the daily closes lack a series or are too few.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> told = find_drivers(Record().view(), "RIOT")
    >>> (told.daily, told.returns, told.basket[0].ticker)
    (False, 64, 'NVDA')
    """
    ticker = find_company(company).ticker
    held = assumptions or packaged_assumptions()
    made = replace(view.made_from(ticker), assumptions=held.digest, seed=seed, look_ahead=_look_ahead(held, view.as_of))
    returns = _returns(view, ticker, closes, held)
    if isinstance(returns, Missing):
        return Drivers(
            made_from=made,
            daily=False,
            closes="",
            returns=0,
            market="",
            basket=(),
            now=returns,
            rows=(),
            checks=(),
            breaks=(),
            left_out=(),
        )
    from headframe.worth.driver_model import fit_drivers
    from headframe.worth.market_returns import MARKET

    model = fit_drivers(returns, held, seed)
    maker = Maker(ticker, returns.source, returns.last_close, returns.often)
    checks = _checks(view, returns, closes, held, seed)
    return Drivers(
        made_from=made,
        daily=returns.daily,
        closes=returns.source,
        returns=len(returns.days),
        market=MARKET,
        basket=_basket(returns),
        now=now_of(model, maker, held, checks),
        checks=checks,
        rows=tuple(row_at(model, maker, step) for step in month_ends(returns.days)),
        breaks=beta_breaks(view, returns, maker, held, seed),
        left_out=returns.left_out,
    )


def _checks(
    view: View, returns: Returns, closes: Closes | None, assumptions: Assumptions, seed: int
) -> tuple[BasketCheck, ...]:
    """Return who leads with each share of the basket alone; nothing where the basket holds one."""
    if len(returns.members) < 2:
        return ()
    return tuple(_check(view, returns, name, closes, assumptions, seed) for name in returns.members)


def _check(
    view: View, whole: Returns, name: str, closes: Closes | None, assumptions: Assumptions, seed: int
) -> BasketCheck:
    alone = _returns(view, whole.company, closes, assumptions, name)
    if isinstance(alone, Missing):
        return BasketCheck(name, "", alone, alone, alone)
    return check_of(alone, name, assumptions, seed)


def _returns(
    view: View, company: str, closes: Closes | None, assumptions: Assumptions, alone: str = ""
) -> Returns | Missing:
    from headframe.ground.errors import NotEnoughData
    from headframe.worth.market_returns import basket_members, daily_returns
    from headframe.worth.monthly_returns import monthly_returns

    only = [member for member in basket_members() if member.ticker == alone] if alone else None
    if closes is not None and not alone:
        return daily_returns(closes, company, assumptions)
    try:
        if closes is not None:
            return daily_returns(closes, company, assumptions, only)
        return monthly_returns(view, company, only)
    except NotEnoughData as problem:
        return Missing(f"{problem.what}: hand in daily closes with --prices")


def _basket(returns: Returns) -> tuple[BasketHeld, ...]:
    from headframe.worth.market_returns import basket_members

    return tuple(BasketHeld(m.ticker, m.since, m.why) for m in basket_members() if m.ticker in returns.members)


def _look_ahead(assumptions: Assumptions, as_of: date) -> tuple[str, ...]:
    return tuple(name for name in assumptions.look_ahead(as_of) if name.startswith("worth."))
