"""From a quarter that cannot be solved to an answer in words."""

from __future__ import annotations

from headframe.planning.names import (
    CALL,
    CASH_ACCOUNT,
    COINS,
    COINS_ACCOUNT,
    EMERGENCY,
    FACILITY,
    FLOOR,
    MEGAWATTS,
    MINED,
    PROGRAMME_PACE,
)
from headframe.planning.plan_answer import NoPlan, Relaxed
from headframe.planning.quarterly import MILLION
from headframe.solver.failures import Relaxation, StageInfeasible
from headframe.vocabulary.answer import MadeFrom

USD, BTC, MW = "USD", "BTC", "MW"
THOUSAND = 1e3
UNITS = {FLOOR: USD, CALL: USD, FACILITY: USD, PROGRAMME_PACE: USD, MEGAWATTS: MW}
SCALES = {USD: MILLION, BTC: THOUSAND, MW: 1.0}
"""The problem's own units are million USD and thousand BTC."""
WORDS = {
    FLOOR: "a cash floor lower by {}",
    CASH_ACCOUNT: "{} more cash",
    COINS_ACCOUNT: "{} more",
    EMERGENCY: "{} of shares sold in need",
    CALL: "a margin call on {} less",
    FACILITY: "a loan against coins larger by {}",
    PROGRAMME_PACE: "a share programme that sells {} more a quarter",
    MEGAWATTS: "{} more to mine with",
}
"""What giving way means to who runs the company; other rows are told by their names."""
REMEDIES = {
    FLOOR: "lower cash_floor_usd, raise cash first, or let shares be sold in need (without --no-rescue)",
    CALL: "add collateral or repay before the quarter: fewer coins sold earlier leave more to pledge",
    FACILITY: "extend or refinance the loan against coins: economics.loan_extension_years",
    PROGRAMME_PACE: "economics.atm_share_of_market_value_per_month caps what the share programme sells",
}


def no_plan(made_from: MadeFrom, failed: StageInfeasible) -> NoPlan:
    """Return the answer for a quarter without a feasible choice."""
    binding = tuple(_relaxed(each) for each in failed.relaxations)
    proven = failed.stage == 0
    remedy = next((REMEDIES[each.constraint] for each in binding if each.constraint in REMEDIES), "")
    return NoPlan(
        made_from=made_from,
        solved=False,
        quarter=failed.stage + 1,
        proven=proven,
        sentence=_sentence(failed.stage + 1, binding, proven),
        binding=binding,
        next=remedy or "relax what is named",
        state={name: round(value, 6) for name, value in failed.states.items()},
        subproblem=failed.saved,
    )


def _sentence(quarter: int, binding: tuple[Relaxed, ...], proven: bool) -> str:
    alone = [_would_do(each) for each in binding if each.enough_alone and each.constraint in WORDS]
    others = [_would_do(each) for each in binding]
    if alone:
        said = f"Any one of these would do: {', '.join(alone)}."
    else:
        said = f"It would take {' and '.join(others) or 'something that has no name'}."
    reached = "" if proven else " That is where this plan had come to: another plan might not come there."
    return f"Quarter {quarter} cannot be met by any choice. {said}{reached}"


def _would_do(each: Relaxed) -> str:
    amount = f"${each.by:,.0f}" if each.unit == USD else f"{each.by:,.1f} {each.unit}"
    return WORDS.get(each.constraint, each.constraint + " by {}").format(amount)


def _relaxed(found: Relaxation) -> Relaxed:
    mined = MW if found.name.startswith(MINED) else USD
    unit = UNITS.get(found.name, BTC if COINS in found.name else mined)
    return Relaxed(found.name, SCALES[unit] * found.by, unit, found.enough_alone)
