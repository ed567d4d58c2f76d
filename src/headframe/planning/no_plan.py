"""From a quarter that cannot be solved to an answer in words."""

from __future__ import annotations

from headframe.planning.names import CALL, COINS, FACILITY, FLOOR, MEGAWATTS, PROGRAMME_PACE
from headframe.planning.plan_answer import NoPlan, Relaxed
from headframe.solver.failures import Relaxation, StageInfeasible
from headframe.vocabulary.answer import MadeFrom

MILLIONS, COINS_UNIT, MW = "million USD", "thousand BTC", "MW"
UNITS = {FLOOR: MILLIONS, CALL: MILLIONS, FACILITY: MILLIONS, PROGRAMME_PACE: MILLIONS, MEGAWATTS: MW}
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
    names = " or ".join(f"{each.constraint} by {each.by:,.4g} {each.unit}" for each in binding if each.enough_alone)
    together = " and ".join(f"{each.constraint} by {each.by:,.4g} {each.unit}" for each in binding)
    remedy = next((REMEDIES[each.constraint] for each in binding if each.constraint in REMEDIES), "")
    return NoPlan(
        made_from=made_from,
        solved=False,
        quarter=failed.stage + 1,
        proven=proven,
        sentence=f"Quarter {failed.stage + 1} cannot be met unless {names or together or 'something unnamed'} gives way"
        + ("." if proven else ", from where the plan had come: another plan might not come here."),
        binding=binding,
        next=remedy or "relax what is named",
        state={name: round(value, 6) for name, value in failed.states.items()},
        subproblem=failed.saved,
    )


def _relaxed(found: Relaxation) -> Relaxed:
    unit = UNITS.get(found.name, COINS_UNIT if COINS in found.name else MILLIONS)
    return Relaxed(found.name, found.by, unit, found.enough_alone)
