"""The Checks sheet: what must hold, one line each, and one cell that says whether all of it does."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.briefs.workbook.calls import ABS, IF, MAX, MIN, SUM
from headframe.briefs.workbook.expression import Expr, Operand
from headframe.briefs.workbook.ledger import Before, Ledger
from headframe.briefs.workbook.model import Kind, Model, Row
from headframe.briefs.workbook.parts import Parts
from headframe.briefs.workbook.references import Cell
from headframe.economics.lines import CASH_SIGNS

SHEET = "Checks"
MASTER = (SHEET, 3, 1)
FIRST = 6
HEADS = ("check", "holds", "difference", "tolerance", "unit", "what it says")
RELATIVE = 1e-9


@dataclass(frozen=True, slots=True)
class Delivered:
    """What Python says of the case as delivered: worth before other claims [USD], value of a share [USD/share]."""

    whole_usd: float
    per_share_usd: float


@dataclass(slots=True)
class _Checks:
    model: Model
    row: int = FIRST

    def add(
        self, name: str, difference: Expr, scale: Operand, unit: str, words: str, unless: Expr | None = None
    ) -> None:
        """Add a line: it holds where the difference is below a billionth of the scale, or where `unless` says so."""
        at, put = self.row, self.model.put
        put((SHEET, at, 0), name, Kind.TEXT)
        tolerance = put((SHEET, at, 3), RELATIVE * (ABS(scale) + 1.0), Kind.FORMULA, "tolerance")
        gap = ABS(difference)
        shown = IF(gap <= tolerance, 0.0, gap)
        found = put((SHEET, at, 2), shown if unless is None else IF(unless, 0.0, shown), Kind.FORMULA, "difference")
        put((SHEET, at, 1), IF(found <= tolerance, 1.0, 0.0), Kind.FORMULA, "1 or 0")
        put((SHEET, at, 4), unit, Kind.UNIT)
        put((SHEET, at, 5), words, Kind.UNIT)
        self.row += 1


def checks_sheet(
    model: Model, given: Before, ledger: Ledger, parts: Parts, delivered: Delivered, changed: Cell
) -> None:
    """Fill the Checks sheet; `changed` counts blue cells that are no longer as delivered."""
    put = model.put
    for at, name in enumerate(HEADS):
        put((SHEET, FIRST - 1, at), name, Kind.COLUMN if at in (1, 2, 3) else Kind.SECTION)
    checks = _Checks(model)
    _conservation(checks, given, ledger)
    for lease in given.leases.leases:
        gap = IF(lease.share_paid.end < 1.0, 0.0, lease.paid.end - lease.cells.left)
        checks.add(
            f"spending of {lease.cells.name}",
            gap,
            lease.cells.left,
            "USD",
            "what was to come is paid, and no more, once the build ends",
        )
    _worth(checks, parts)
    words = "Python's value, pasted; not asked once a blue cell is changed"
    put((SHEET, checks.row, 6), delivered.whole_usd, Kind.PASTED, "USD")
    pasted = Cell((SHEET, checks.row, 6))
    checks.add("worth before other claims, as Python has it", parts.whole - pasted, pasted, "USD", words, changed > 0.0)
    put((SHEET, checks.row, 6), delivered.per_share_usd, Kind.PASTED, "USD/share")
    pasted = Cell((SHEET, checks.row, 6))
    checks.add("value of a share, as Python has it", parts.price.price - pasted, 0.0, "USD/share", words, changed > 0.0)
    put((SHEET, FIRST - 1, 6), "Python's value, pasted", Kind.COLUMN)
    holds = [Cell((SHEET, row, 1)) for row in range(FIRST, checks.row)]
    every = MIN(*holds) > 0.0
    put((SHEET, 3, 0), "ALL CHECKS", Kind.HEAD)
    put(MASTER, IF(every, "hold", "DO NOT HOLD"), Kind.TOTAL, "text")
    put((SHEET, 3, 2), changed, Kind.FORMULA, "number")
    put((SHEET, 3, 3), "blue cells changed since delivery", Kind.UNIT)


def _conservation(checks: _Checks, given: Before, ledger: Ledger) -> None:
    for row, name in zip(ledger.residuals, ("bitcoin", "debt", "cash"), strict=True):
        largest = MAX(MAX(row.ahead), 0.0 - MIN(row.ahead))
        words = {
            "bitcoin": "free and pledged coins are all coins, in every month",
            "debt": "the balances of all debts are the debt, in every month",
            "cash": "cash by its flows is cash as lender, rule and floor left it, in every month",
        }[name]
        checks.add(f"{name}, every month", largest, 0.0, "BTC" if name == "bitcoin" else "USD", words)
    _over_all(
        checks, "bitcoin", ledger.bitcoin.opening, ledger.bitcoin.closing, ledger.bitcoin.flows, (1, -1, -1), "BTC"
    )
    signs = tuple(CASH_SIGNS.values())
    _over_all(checks, "cash", ledger.cash.opening, ledger.cash.closing, ledger.cash.flows, signs, "USD")
    _over_all(checks, "debt", ledger.debt.opening, ledger.debt.closing, ledger.debt.flows, (1, 1, -1, -1), "USD")
    _over_all(checks, "shares", ledger.shares.opening, ledger.shares.closing, ledger.shares.flows, (1, 1), "shares")
    short = MAX(given.policy.floor - MIN(ledger.cash.closing.ahead) - 0.01, 0.0)
    checks.add("cash is never below its floor", short, given.policy.floor, "USD", "a cent is rounding")
    mining, developed = given.mining, given.company.developed_mw
    lost = IF(
        MAX(mining.displaced_mw.ahead) > developed,
        0.0,
        SUM(mining.mining_mw.ahead) + SUM(mining.displaced_mw.ahead) - developed * given.world.number.end,
    )
    checks.add(
        "megawatts",
        lost,
        developed * given.world.number.end,
        "MW",
        "those that mine and those stopped by builds are all",
    )
    owed = MAX(0.0 - MIN(ledger.free.ahead), 0.0)
    checks.add("coins are never owed", owed, 0.0, "BTC", "free coins are 0 or more")


def _over_all(
    checks: _Checks, name: str, opening: Row, closing: Row, flows: dict[str, Row], signs: tuple[int, ...], unit: str
) -> None:
    moved: Expr = closing.opening
    for sign, row in zip(signs, flows.values(), strict=True):
        moved = moved + SUM(row.ahead) if sign > 0 else moved - SUM(row.ahead)
    gap = moved - closing.end
    checks.add(f"{name}, over all months", gap, closing.end, unit, "opening and all flows are the last balance")


def _worth(checks: _Checks, parts: Parts) -> None:
    price = parts.price
    words = "present values by part, and whole from the ledger of cash and coins"
    checks.add("parts are the whole", parts.whole - parts.by_ledger, parts.whole, "USD", words)
    left = parts.whole - price.claims - price.price * price.shares
    checks.add(
        "a share's price × shares and other claims are the worth",
        left,
        parts.whole,
        "USD",
        "holds unless convertibles are owed more than there is",
        price.price <= 0.0,
    )
