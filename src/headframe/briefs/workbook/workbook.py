"""`headframe brief --form xlsx`: the deterministic case with live formulas, equal to Python or not written."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.briefs.workbook.build import Built, build_model
from headframe.briefs.workbook.checks import Delivered, checks_sheet
from headframe.briefs.workbook.distribution import distribution
from headframe.briefs.workbook.guard import refuse_difference
from headframe.briefs.workbook.headings import head_sheets
from headframe.briefs.workbook.model import Computed
from headframe.briefs.workbook.sources import deliver, sources_sheet
from headframe.briefs.workbook.writer import workbook_bytes
from headframe.economics.ahead import look_ahead
from headframe.economics.forecast import middle_path
from headframe.economics.miner import Miner
from headframe.economics.rules import rule_named
from headframe.record.view import View
from headframe.vocabulary.assumptions import Assumptions
from headframe.worth.known_notes import with_known_notes
from headframe.worth.path_ends import middle_ends
from headframe.worth.valuation import capital_of_miner, supposed_value, value_ends, without_notes
from headframe.worth.worth import Worth

DEFAULT_MONTHS = 120
DEFAULT_POLICY = "hold-all"


@dataclass(frozen=True, slots=True)
class Made:
    """A workbook that was checked against Python, before it is bytes."""

    built: Built
    computed: Computed
    title: str


def make_model(
    view: View,
    miner: Miner,
    assumptions: Assumptions,
    policy: str = DEFAULT_POLICY,
    months: int = DEFAULT_MONTHS,
    worth: Worth | None = None,
) -> Made:
    """Return the workbook's model, every line of which equals Python's books.

    Parameters
    ----------
    view : View
        What was known.
    miner : Miner
        The company.
    assumptions : Assumptions
        Every number that is not a fact.
    policy : str
        hold-all, sell-production or sell-to-fund.
    months : int
        Horizon [months].
    worth : Worth, optional
        A valuation whose distribution is pasted beside the parts.

    Raises
    ------
    InputRefused
        For a policy the workbook has no formulas for.
    NotEnoughData
        Where a formula would not give what Python gives.
    """
    miner = with_known_notes(view, miner)
    ahead = look_ahead(view, without_notes(miner), assumptions, months)
    capital, rule = capital_of_miner(view, miner), rule_named(policy, assumptions)
    supposed = supposed_value(miner, assumptions)
    value = value_ends(miner, capital, middle_ends(ahead, rule), supposed)
    built = build_model(ahead, miner, rule, policy, capital, supposed)
    model, parts = built.model, built.parts
    whole = sum(float(group.usd[0]) for group in value.groups if group.name in parts.summed)
    changed = sources_sheet(model)
    checks_sheet(model, built.before, built.ledger, parts, Delivered(whole, float(value.prices[0])), changed)
    title = head_sheets(model, view, miner, assumptions, built.before.world, policy)
    distribution(model, miner.company, worth)
    deliver(model, Computed(model))
    computed = Computed(model)
    refuse_difference(built, computed, middle_path(ahead, policy), value)
    return Made(built, computed, title)


def write_workbook(
    view: View,
    miner: Miner,
    assumptions: Assumptions,
    policy: str = DEFAULT_POLICY,
    months: int = DEFAULT_MONTHS,
    worth: Worth | None = None,
) -> bytes:
    """Return the workbook of a company's deterministic case as a spreadsheet's file; see `make_model`.

    Examples
    --------
    >>> from headframe.economics.build_miner import build_miner
    >>> from headframe.record.record import Record
    >>> from headframe.vocabulary.assumptions import packaged_assumptions
    >>> view, held = Record().view(), packaged_assumptions()
    >>> write_workbook(view, build_miner(view, "MARA", held), held, months=12)[:2]
    b'PK'
    """
    made = make_model(view, miner, assumptions, policy, months, worth)
    return workbook_bytes(made.built.model, made.computed, made.title)
