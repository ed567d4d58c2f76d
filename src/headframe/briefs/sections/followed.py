"""A saved plan followed on fresh paths: whether its certificate holds there, and what comes of it by year."""

from __future__ import annotations

from headframe.briefs.numbers import quantity
from headframe.briefs.section import Cell, Column, Section, words_column
from headframe.ground.missing import Missing
from headframe.planning.followed import Followed
from headframe.vocabulary.figure import Figure

COLUMNS = (words_column("the saved plan on fresh paths"), Column(""))
YEARS = (
    words_column("end of\nyear"),
    Column("cash,\nmedian"),
    words_column("5 % to 95 %"),
    Column("BTC,\nmedian"),
    words_column("5 % to 95 %"),
)
ALL_ROWS = 60


def followed_pages(told: Followed) -> tuple[Section, ...]:
    """Return the check against the certificate, then cash and coins by year."""
    return _check(told), _years(told)


def _check(told: Followed) -> Section:
    rows: tuple[tuple[Cell, ...], ...] = (
        ("value to today's holders, mean", told.value),
        ("its standard error", told.error),
        ("certificate: worth at least", told.lower),
        ("standard errors above that bound", told.apart),
        ("value a share", told.value_per_share),
        (f"mean of the worst {100 * told.tail:g} % of paths", told.worst),
        ("shares sold in need, share of paths", told.shortfall),
        ("phases started, mean", told.phases),
    )
    notes = (
        f"the plan of the question: {told.question}; its seeds {', '.join(map(str, told.plan_seeds))}",
        f"{told.paths} paths of {told.quarters} quarters, seed {told.made_from.seed}: none of them taught or certified "
        "the plan; whole phases",
        "the standard errors of both samples count; a bound with 95 % confidence lies about 1.6 of the certificate's"
        " own errors below its mean",
        *([told.value_per_share.reason] if isinstance(told.value_per_share, Missing) else ()),
    )
    return _section(told, "followed", "THE SAVED PLAN, FOLLOWED", _finding(told), COLUMNS, rows, notes)


def _finding(told: Followed) -> str:
    value = f"Worth {quantity(told.value.value, 'USD')} ± {quantity(told.error.value, 'USD')} on fresh paths"
    lower = f"its certificate says at least {quantity(told.lower.value, 'USD')}"
    if isinstance(told.apart, Missing) or isinstance(told.agrees, Missing):
        reason = told.apart.reason if isinstance(told.apart, Missing) else ""
        return f"{value}; {lower}. The distance cannot be measured: {reason}."
    side = "above" if told.apart.value >= 0 else "below"
    apart = f"{abs(told.apart.value):.1f} standard errors {side} it"
    if told.agrees:
        return f"{value}; {lower}. That is {apart}: they agree."
    return f"{value}; {lower}. That is {apart}, more than {told.most_apart:g}: do not rely on this certificate."


def _years(told: Followed) -> Section:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (str(each.year), each.cash, _span(each.cash), each.bitcoin, _span(each.bitcoin)) for each in told.years
    )
    last = told.years[-1]
    cash, coins = quantity(last.cash.value, "USD"), quantity(last.bitcoin.value, "BTC")
    said = f"At the horizon it holds {cash} and {coins} BTC in the median of {told.paths} paths."
    return _section(told, "followed-years", "CASH AND COINS BY YEAR", said, YEARS, rows, ())


def _span(figure: Figure) -> str:
    return f"{quantity(figure.interval.low, figure.unit)} to {quantity(figure.interval.high, figure.unit)}"


def _section(
    told: Followed,
    key: str,
    title: str,
    finding: str,
    columns: tuple[Column, ...],
    rows: tuple[tuple[Cell, ...], ...],
    notes: tuple[str, ...],
) -> Section:
    verb = f"headframe simulate {told.made_from.company} --policy best --as-of {told.made_from.as_of}"
    return Section(key, title, finding, columns, rows, notes, None, verb, ALL_ROWS)
