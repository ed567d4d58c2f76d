"""Convertibles that the record prices but a profile knows only within all debt: taken out of it, as claims."""

from __future__ import annotations

from dataclasses import replace

from headframe.economics.miner import Debt, DebtKind, Miner
from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.vocabulary.company import companies
from headframe.worth.claims import CapitalOf, capital_of

ALL_DEBT = "all debt"
"""What the profile of any listed company calls a debt of which only the total is printed."""
CENT_USD = 0.01


def with_known_notes(view: View, miner: Miner) -> Miner:
    """Return the company with its printed convertibles apart from the rest of what it owes.

    Parameters
    ----------
    view : View
        What was known: terms of convertibles, by terms.csv and claims.csv.
    miner : Miner
        One whose profile states its convertibles, or has no `all debt`, is returned as it is.

    Notes
    -----
    The total and the notes may be printed on different days, so notes that come to more than the total stay in it.

    Examples
    --------
    >>> from headframe.economics.build_miner import build_miner
    >>> from headframe.record.record import Record
    >>> from headframe.vocabulary.assumptions import packaged_assumptions
    >>> view = Record().view()
    >>> mara = with_known_notes(view, build_miner(view, "MARA", packaged_assumptions()))
    >>> [(debt.name, debt.principal_usd / 1e6) for debt in mara.debts][:2]
    [('all debt', 650.0), ('0% notes due 2030', 1000.0)]
    """
    total = next((debt for debt in miner.debts if debt.name == ALL_DEBT and debt.kind is DebtKind.TERM), None)
    if total is None or any(debt.kind is DebtKind.CONVERTIBLE for debt in miner.debts):
        return miner
    notes = _notes(known_capital(view, miner), total)
    left = total.principal_usd - sum(note.principal_usd for note in notes)
    if not notes or left < -CENT_USD:
        return miner
    rest = replace(total, principal_usd=max(left, 0.0))
    return replace(miner, debts=(*(rest if debt is total else debt for debt in miner.debts), *notes))


def notes_taken_out(before: Miner, after: Miner) -> tuple[str, ...]:
    """Return what `with_known_notes` did, in words; none where it did nothing."""
    if before is after:
        return ()
    notes = [debt for debt in after.debts if debt.kind is DebtKind.CONVERTIBLE]
    rest = next(debt for debt in after.debts if debt.name == ALL_DEBT)
    usd = sum(note.principal_usd for note in notes)
    names = ", ".join(note.name for note in notes)
    return (
        f"of all debt, ${usd / 1e6:,.0f}M are convertibles with a printed conversion price ({names}) and "
        f"count as claims on the share; ${rest.principal_usd / 1e6:,.0f}M fall due in {rest.maturity}",
    )


def known_capital(view: View, miner: Miner) -> CapitalOf | None:
    """Return what the record says shares in a listed company at its opening; None where it says nothing."""
    shares = miner.stated.get("shares") if miner.company in companies() else None
    found = None if shares is None else capital_of(view, miner.company, miner.opening.end, shares)
    return None if isinstance(found, Missing) else found


def _notes(known: CapitalOf | None, total: Debt) -> tuple[Debt, ...]:
    found = () if known is None else known.capital.convertibles
    return tuple(
        Debt(
            name=note.name,
            kind=DebtKind.CONVERTIBLE,
            principal_usd=note.principal_usd,
            rate_per_year=0.0,
            maturity=total.maturity,
            conversion_price_usd=note.conversion_price_usd,
        )
        for note in found
    )
