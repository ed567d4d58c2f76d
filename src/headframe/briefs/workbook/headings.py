"""Titles of every sheet, the days over the months, and what made the workbook."""

from __future__ import annotations

from headframe.briefs.workbook.model import OPENING, Kind, Model
from headframe.briefs.workbook.scenario import Scenario
from headframe.economics.assumed import made_with
from headframe.economics.miner import Miner
from headframe.record.view import View
from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.company import companies
from headframe.vocabulary.company import company as find_company

WORDS = {
    "Inputs": "inputs: blue is what goes in (a click leads to its source), black is what follows",
    "Ledger": "ledger: opening, flows, closing",
    "Leases": "builds and leases",
    "MW": "megawatts and mining",
    "Scenario": "the world's middle path: what follows if nothing varies",
    "Parts": "present value by part",
    "Checks": "checks",
    "Sources": "sources of the blue cells",
    "Curves": "power: what an hour's price leaves below a limit, by calendar month, known years averaged",
}
DAYS_ROW = 4
WITH_DAYS = ("Ledger", "Leases", "MW", "Scenario")


def head_sheets(model: Model, view: View, miner: Miner, assumptions: Assumptions, world: Scenario, policy: str) -> str:
    """Add titles and days to all sheets, and return the workbook's title."""
    listed = miner.company in companies()
    name = f"{find_company(miner.company).name} ({miner.company})" if listed else miner.company
    made = made_with(view, miner.company, assumptions)
    about = (
        f"as known on {made.as_of}; balances of the end of {miner.opening}; policy {policy}; {model.months} months; "
        f"record {made.record.digest[:12]} at {made.record.position}; assumptions {made.assumptions}; "
        f"headframe {made.version}. The deterministic case, not a forecast. Not investment advice."
    )
    for sheet in model.sheets:
        model.put((sheet, 0, 0), f"{name}: {WORDS[sheet]}", Kind.TITLE)
        model.put((sheet, 1, 0), about, Kind.TEXT)
        if sheet in WITH_DAYS:
            days(model, sheet, DAYS_ROW, world)
    days(model, "Parts", model.days_row, world)
    model.put(("Inputs", 2, 0), _legend(made.look_ahead), Kind.TEXT)
    return f"{name}: the deterministic case"


def days(model: Model, sheet: str, row: int, world: Scenario) -> None:
    """Put the month over every column."""
    model.put((sheet, row, 0), "month ending", Kind.SECTION)
    model.put((sheet, row, 1), "unit", Kind.SECTION)
    model.put((sheet, row, 2), "in words", Kind.SECTION)
    for at in range(model.months + 1):
        model.put((sheet, row, OPENING + at), world.day.now, Kind.DAY)


def _legend(late: tuple[str, ...]) -> str:
    badges = "● reported ◐ derived ○ estimated ⚠ disputed"
    hindsight = f"; younger than the day asked about: {', '.join(late)}" if late else ""
    return f"{badges}; blue: input, black: formula, green: taken from another sheet, grey italic: pasted{hindsight}"
