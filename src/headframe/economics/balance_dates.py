"""Which days the balances of an opening are really of, and what fell between them.

Nobody prints coins, cash and shares of the last month all at once. Each is the last one printed by the opening; what
was sold between the day of the coins and that of the cash is then in neither of them, or in both.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from headframe.accounts.sales import SaleLedger, sale_ledger
from headframe.economics.miner import Miner
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.company import companies
from headframe.vocabulary.figure import Figure

OLDEST = "economics.oldest_balance_days"
DATED = {"bitcoin": "bitcoin_held_btc", "cash": "cash_usd", "shares": "shares"}
ROW_WORDS = 3
"""The id of a row of the record: company, concept, period."""


def printed_on(figure: Figure) -> date | None:
    """Return the day a balance is of; None for one that is stated or computed, not a row of the record."""
    words = figure.id.split(" ")
    return Period.parse(words[2]).end if len(words) == ROW_WORDS else None


def balance_notes(view: View, miner: Miner) -> tuple[str, ...]:
    """Return what a reader must know of the days of an opening's balances.

    Examples
    --------
    >>> from headframe.economics.build_miner import build_miner
    >>> from headframe.record.record import Record
    >>> from headframe.vocabulary.assumptions import packaged_assumptions
    >>> view = Record().view(date(2026, 11, 22))
    >>> balance_notes(view, build_miner(view, "RIOT", packaged_assumptions()))[1][:59]
    'between 2025-10-01 and 2026-03-31 it sold 6,379 BTC for $53'
    """
    days = _days(miner.stated)
    printed = ", ".join(f"{word} of {day}" for word, day in days.items())
    dated = (f"balances are the last printed by {miner.opening}: {printed}",) if printed else ()
    return (*dated, *_between(view, miner, days), *_newer(view, miner))


def _days(stated: Mapping[str, Figure]) -> dict[str, date]:
    found = {word: stated.get(path) for word, path in DATED.items()}
    return {word: day for word, figure in found.items() if figure is not None and (day := printed_on(figure))}


def _between(view: View, miner: Miner, days: Mapping[str, date]) -> tuple[str, ...]:
    """Say what was sold between the day of the coins and that of the cash."""
    coins, cash = days.get("bitcoin"), days.get("cash")
    if coins is None or cash is None or coins == cash:
        return ()
    span = Period.span(min(coins, cash) + timedelta(days=1), max(coins, cash))
    ledger = sale_ledger(view, miner.company, span)
    when = f"between {span.first_day} and {span.end}"
    if ledger.crossing:
        sold = f"what was sold is known only for {', '.join(ledger.crossing)}"
        return (f"{when} {sold}: coins and cash, being of different days, may count it twice or not at all",)
    if ledger.total is None or not isinstance(ledger.total.sold, Figure):
        return ()
    counted = (
        "is in neither these coins nor this cash; what it paid for is not in them either"
        if coins > cash
        else "is counted twice: as coins, and as the cash that they brought"
    )
    return (f"{when} it sold {ledger.total.sold.value:,.0f} BTC {_money(ledger, miner)}, which {counted}",)


def _money(ledger: SaleLedger, miner: Miner) -> str:
    """Return what sales brought, in words: as printed, else at the months' average prices."""
    assert ledger.total is not None
    total = ledger.total
    if isinstance(total.net_proceeds, Figure):
        usd, words = total.net_proceeds.value, "for {} net"
    elif isinstance(total.sold, Figure) and isinstance(total.month_average, Figure):
        usd = total.sold.value * total.month_average.value
        words = "for what nobody printed, about {} at average prices"
    else:
        return "for what nobody printed"
    a_share = f" (${usd / miner.shares:,.2f} a share)" if miner.shares else ""
    return words.format(f"${usd / MILLION:,.0f} million") + a_share


MILLION = 1e6


def _newer(view: View, miner: Miner) -> tuple[str, ...]:
    """Return what a reader must know where the record holds balances younger than the market's last month."""
    if miner.company not in companies():
        return ()
    later = [each for each in view.periods(miner.company, "bitcoin_held") if each.end > miner.opening.end]
    if not later:
        return ()
    return (
        f"balances of {later[-1]} are known, but the packaged months of the market end with {miner.opening}, where "
        "every path starts: `headframe refresh` adds days, and no month to start from",
    )
