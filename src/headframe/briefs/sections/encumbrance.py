"""Free and restricted bitcoin, and the loans behind it."""

from __future__ import annotations

from headframe.accounts.encumbrance import Encumbrance, EncumbranceDay
from headframe.accounts.encumbrance_loans import BackedLoan
from headframe.briefs.numbers import quantity
from headframe.briefs.section import Cell, Column, Section, words_column
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure

COLUMNS = (
    words_column("day"),
    Column("held [BTC]"),
    Column("restricted"),
    Column("free"),
    Column("restricted share"),
    words_column("the company's word"),
)


def encumbrance_section(told: Encumbrance) -> Section | None:
    """Return free and restricted coins by day, with each bitcoin-backed loan as a note."""
    known = [day for day in told.days if isinstance(day.restricted, Figure)]
    if not known and not told.loans:
        return None
    return Section(
        key="encumbrance",
        title="FREE AND RESTRICTED",
        finding=_finding(known),
        columns=COLUMNS,
        rows=tuple(_row(day) for day in known),
        notes=tuple(_loan(loan) for loan in told.loans),
        reaches=known[-1].day if known else None,
        verb=f"headframe encumbrance {told.made_from.company}",
        shown_rows=6,
    )


def _row(day: EncumbranceDay) -> tuple[Cell, ...]:
    return (day.day.isoformat(), day.held, day.restricted, day.free, day.restricted_share, day.word)


def _finding(known: list[EncumbranceDay]) -> str:
    if not known:
        return "No source prints restricted coins."
    last = known[-1]
    if isinstance(last.restricted_share, Missing):
        return f"The restricted share on {last.day} is not known: {last.restricted_share.reason}."
    share = f"{100 * last.restricted_share.value:.1f} % of holdings were restricted on {last.day}"
    before = [day for day in known[:-1] if isinstance(day.restricted_share, Figure)]
    if not before or not isinstance(before[-1].restricted_share, Figure):
        return f"{share}."
    change = 100 * (last.restricted_share.value - before[-1].restricted_share.value)
    sign = "+" if change >= 0 else "−"
    return f"{share}, {sign}{abs(change):.1f} points since {before[-1].day}."


def _loan(loan: BackedLoan) -> str:
    name = loan.name.replace("_", " ")
    then = [("drawn", loan.drawn), ("collateral", loan.collateral), ("loan to value", loan.loan_to_value)]
    now = [(f"at {_shown(loan.price_now)}{_when(loan.price_now)}, loan to value", loan.loan_to_value_now)]
    now.append(("the coins equal the loan at", loan.price_at_par))
    said = [f"{words} {_shown(figure)}" for words, figure in then if isinstance(figure, Figure)]
    also = [f"{words} {_shown(figure)}" for words, figure in now if isinstance(figure, Figure)]
    if isinstance(loan.liquidation_price, Missing):
        also.append(f"no price of liquidation ({loan.liquidation_price.reason})")
    return f"{name}, terms of {loan.terms_of}: {', '.join(said)}; {', '.join(also)}"


def _when(price: Figure | Missing) -> str:
    """Return the month or day of a price: the last one known may be long past."""
    return "" if isinstance(price, Missing) else f" ({price.id.split(' ')[2]})"


def _shown(figure: Figure | Missing) -> str:
    return "–" if isinstance(figure, Missing) else f"{quantity(figure.value, figure.unit)} {figure.badge.mark}"
