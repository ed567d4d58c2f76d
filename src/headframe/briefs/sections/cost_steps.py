"""A coin's cost, line by line: how the four definitions lead into each other."""

from __future__ import annotations

from headframe.accounts.margins import Margins
from headframe.briefs.numbers import quantity
from headframe.briefs.section import Cell, Column, Section, words_column
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure

COLUMNS = (words_column("line"), words_column("enters at"), Column("amount"), Column("a coin"))


def cost_steps_section(told: Margins) -> Section | None:
    """Return the latest quarter's cost lines, and the four costs they add up to."""
    latest = next((quarter for quarter in reversed(told.history) if isinstance(quarter.cost.cash, Figure)), None)
    if latest is None:
        return None
    cost = latest.cost
    rows: list[tuple[Cell, ...]] = [
        (
            f"{'+' if step.sign > 0 else '−'} {step.name}",
            step.enters_at.value.replace("_", " "),
            step.amount,
            step.per_coin,
        )
        for step in cost.steps
    ]
    totals = (
        ("company's own", cost.company),
        ("cash", cost.cash),
        ("sustaining", cost.sustaining),
        ("all-in", cost.all_in),
    )
    rows += [(f"= {name}", "", Missing("a total a coin"), figure) for name, figure in totals]
    return Section(
        key="cost",
        title="A COIN'S COST",
        finding=_finding(cost.coins),
        columns=COLUMNS,
        rows=tuple(rows),
        notes=cost.notes,
        reaches=latest.period.end,
        verb=f"headframe why {told.made_from.company} cost_per_coin_cash {latest.period}",
        shown_rows=len(rows),
    )


def _finding(coins: Figure | Missing) -> str:
    made = "" if isinstance(coins, Missing) else f" over {quantity(coins.value, 'BTC')} BTC mined"
    return f"Each definition is the one before it with more lines{made}."
