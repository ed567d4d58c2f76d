"""The share's price as a fixed point, without iterating: what all holders own rises in straight lines with the price.

price × shares + max(principal, price × its shares) of each convertible, less what its capped call gives back, + awards
and warrants above their strike = worth. The price lies on the stretch that starts at the last bend the worth reaches.
"""

from __future__ import annotations

from dataclasses import dataclass

from headframe.briefs.workbook.calls import AND, IF, MAX, MIN, total
from headframe.briefs.workbook.debt_terms import DebtCells
from headframe.briefs.workbook.entries import Entries
from headframe.briefs.workbook.expression import Constant, Expr
from headframe.briefs.workbook.model import LABEL, Kind, Model
from headframe.briefs.workbook.references import Cell
from headframe.economics.miner import DebtKind
from headframe.worth.dilution import Capital

SHEET = "Parts"
VALUE = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """A convertible: principal [USD], shares, conversion price and cap [USD/share]; or a warrant: shares, strike."""

    principal: Expr | None
    shares: Expr
    strike: Expr
    cap: Expr | None


def bends_of(capital: Capital) -> int:
    """Return at how many prices the claims bend, 0 included: rows that the fixed point takes."""
    caps = sum(note.cap_price_usd is not None for note in capital.convertibles)
    return 1 + len(capital.convertibles) + len(capital.warrants) + caps


@dataclass(frozen=True, slots=True)
class SharePrice:
    """Cells: shares at the horizon [shares], what others claim [USD], a share's worth [USD/share], diluted shares."""

    shares: Cell
    claims: Cell
    price: Cell
    diluted: Cell


def share_price(
    model: Model, entries: Entries, debts: tuple[DebtCells, ...], capital: Capital, whole: Cell, shares: Expr, row: int
) -> SharePrice:
    """Add the fixed point below the table of parts."""
    claims = _claims(entries, debts, capital)
    at = row

    def put(label: str, unit: str, formula: Expr, words: str = "") -> Cell:
        nonlocal at
        model.put((SHEET, at, LABEL), label, Kind.TEXT)
        model.put((SHEET, at, 1), unit, Kind.UNIT)
        model.put((SHEET, at, 2), words, Kind.UNIT)
        cell = model.put((SHEET, at, VALUE), formula, Kind.FORMULA, unit)
        at += 1
        return cell

    at += 2
    model.put((SHEET, at - 1, LABEL), "The share's price: a fixed point, found without iterating", Kind.SECTION)
    issued = put("shares at the horizon", "shares", shares)
    bends: list[Expr] = [Constant(0.0), *(claim.strike for claim in claims)]
    bends += [claim.cap for claim in claims if claim.cap is not None]
    reached: list[Expr] = []
    for bend in bends:
        price = put("where claims bend", "USD/share", bend, "the price, and beside it what all own at it")
        all_own = model.put((SHEET, at - 1, VALUE + 1), _owned(claims, issued, price), Kind.FORMULA, "USD")
        reached.append(IF(whole >= all_own, price, 0.0))
    last = put(
        "highest bend that the worth reaches", "USD/share", MAX(*reached), "a conversion price, a strike, a cap, or 0"
    )
    there = put("what all own at it", "USD", _owned(claims, issued, last))
    slope = put("shares that gain beyond it", "shares", issued + total([_gains(claim, last) for claim in claims]))
    price = put(
        "price of a share",
        "USD/share",
        MAX(last + (whole - there) / slope, 0.0),
        "0 where convertibles are owed more than there is",
    )
    owed = put("what convertibles and awards own at it", "USD", total([_worth(claim, price) for claim in claims]))
    diluted = put("shares, fully diluted", "shares", issued + total([_turned(claim, price) for claim in claims]))
    return SharePrice(issued, owed, price, diluted)


def _claims(entries: Entries, debts: tuple[DebtCells, ...], capital: Capital) -> list[Claim]:
    notes = [debt for debt in debts if debt.kind is DebtKind.CONVERTIBLE]
    if capital.convertibles or capital.warrants:
        entries.section("Claims on the share, beside debts")
    found = []
    for debt, note in zip(notes, capital.convertibles, strict=True):
        assert debt.conversion is not None
        cap = note.cap_price_usd
        cell = (
            None
            if cap is None
            else entries.given(f"{note.name}: cap of the capped call", cap, "USD/share", "terms of the notes")
        )
        found.append(Claim(debt.principal, debt.principal / debt.conversion, debt.conversion, cell))
    for right in capital.warrants:
        words = (
            "unvested units are shares to come for nothing: a strike of 0"
            if right.strike_usd == 0.0
            else "terms of the warrants"
        )
        count = entries.given(f"{right.name.replace('_', ' ')}: shares", right.shares, "shares", words)
        strike = entries.given(f"{right.name.replace('_', ' ')}: strike", right.strike_usd, "USD/share", words)
        found.append(Claim(None, count, strike, None))
    return found


def _worth(claim: Claim, price: Expr) -> Expr:
    """Return what a claim owns at a price [USD]."""
    if claim.principal is None:
        return claim.shares * MAX(price - claim.strike, 0.0)
    whole = MAX(claim.principal, price * claim.shares)
    if claim.cap is None:
        return whole
    return whole - claim.shares * MAX(MIN(price, claim.cap) - claim.strike, 0.0)


def _owned(claims: list[Claim], shares: Expr, price: Expr) -> Expr:
    return price * shares + total([_worth(claim, price) for claim in claims])


def _gains(claim: Claim, price: Expr) -> Expr:
    """Return how many shares' worth a claim gains just above a price."""
    if claim.cap is None:
        return IF(price >= claim.strike, claim.shares, 0.0)
    return IF(AND(price >= claim.strike, price >= claim.cap), claim.shares, 0.0)


def _turned(claim: Claim, price: Expr) -> Expr:
    """Return the shares that a claim adds at a price, what a capped call brings back taken off."""
    if claim.principal is None:
        return IF(price > claim.strike, claim.shares * (1.0 - claim.strike / MAX(price, 1e-300)), 0.0)
    turned = IF(price > claim.strike, claim.shares, 0.0)
    if claim.cap is None:
        return turned
    back = claim.shares * MAX(MIN(price, claim.cap) - claim.strike, 0.0) / MAX(price, 1e-300)
    return turned - back
