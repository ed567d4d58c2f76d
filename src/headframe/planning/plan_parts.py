"""From a run's numbers to what a plan shows, part by part."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from headframe.ground.missing import Missing
from headframe.planning.company_model import CompanyModel
from headframe.planning.drivers import DRIVERS
from headframe.planning.names import (
    BUILDING_PACE,
    CASH,
    COINS,
    DRAWN,
    EMERGENCY,
    ISSUED,
    MEGAWATTS,
    REPAID,
    SITES,
    TENANTS,
)
from headframe.planning.plan_figures import PlanFigures
from headframe.planning.plan_run import PlanRun
from headframe.planning.plan_shown import (
    CertificateShown,
    ConstraintPrice,
    FirstDecision,
    ProblemShown,
    Step,
)
from headframe.planning.quarterly import MILLION
from headframe.solver.advice import First, mean_prices
from headframe.solver.solve import Progress
from headframe.vocabulary.figure import Figure

QUANTILES = (0.05, 0.5, 0.95)
TWO_YEARS = 8
LITTLE = 5e-4
"""Choices below this are not told: half a coin, five hundred dollars [thousand BTC, million USD]."""
FIRST = "first decision of the best policy found"
ON_PATHS = "along the plan's paths of the lattice"


def first_shown(figures: PlanFigures, first: First, model: CompanyModel) -> FirstDecision:
    """Return the first decision in a sentence and in figures."""
    coins, change, issued, phases, need = _choices(first)
    return FirstDecision(
        sentence=first_sentence(first, model),
        coins_sold=figures.of("plan_first_coins_sold", 1e3 * coins, "BTC", formula=FIRST),
        loan_change=figures.usd("plan_first_loan_change", change, formula=FIRST),
        shares_issued=figures.usd("plan_first_shares_issued", issued + need, formula=FIRST),
        phases_started=figures.of("plan_first_phases", phases, "times", formula=FIRST),
        cash_after=figures.usd("plan_first_cash_after", first.states[CASH], formula=FIRST),
        bitcoin_after=figures.of("plan_first_bitcoin_after", 1e3 * first.states[COINS], "BTC", formula=FIRST),
    )


def first_sentence(first: First, model: CompanyModel) -> str:
    """Return the first quarter's decision as one sentence."""
    coins, change, issued, phases, need = _choices(first)
    size = f"{model.kinds[0].mw_it:,.0f} MW " if model.kinds else ""
    said = [f"start {_count(phases)} {size}phase{'s' if phases > 1 else ''} now" if phases > 0.5 else "start no phase"]
    said.append(f"sell {1e3 * coins:,.0f} BTC over the quarter" if coins > LITTLE else "sell no bitcoin")
    if model.facility > 0:
        repaid = f"repay {_money(-change)} of the loan against coins"
        said.append(
            f"draw {_money(change)} of loan" if change > LITTLE else repaid if change < -LITTLE else "draw nothing"
        )
    if issued > LITTLE:
        said.append(f"sell shares for {_money(issued)}")
    if need > LITTLE:
        said.append(f"raise {_money(need)} in need")
    whole = ", ".join(said)
    return whole[0].upper() + whole[1:] + "."


def _count(number: float) -> str:
    """Return a small number in a word."""
    return {1: "one", 2: "two", 3: "three"}.get(round(number), f"{number:.0f}")


def _money(millions: float) -> str:
    return f"${millions:,.0f} million"


def _choices(first: First) -> tuple[float, float, float, float, float]:
    said = first.controls
    coins = sum(value for name, value in said.items() if name.startswith("coins sold"))
    phases = sum(value for name, value in said.items() if name.startswith("phases started"))
    change = said.get(DRAWN, 0.0) - said.get(REPAID, 0.0)
    return coins, change, said.get(ISSUED, 0.0), phases, said.get(EMERGENCY, 0.0)


def certificate_shown(figures: PlanFigures, run: PlanRun) -> CertificateShown:
    """Return the certificate as figures."""
    found = run.certificate
    lattice, simulator = found.lattice, found.simulator
    whose = lattice if isinstance(simulator, Missing) else simulator
    mean = f"mean {whose.value.mean:,.1f} ± {whose.value.error:,.1f} million USD over {whose.value.count} fresh paths"
    return CertificateShown(
        lower=figures.usd(
            "plan_lower", found.lower, formula="mean of the plan on fresh paths − margin of error", note=mean
        ),
        upper=figures.usd(
            "plan_upper", found.upper, formula="plan + what foresight could gain at its price + margin of error"
        ),
        gap_lattice=figures.of(
            "plan_gap_lattice", found.gap_lattice, "ratio", formula="(upper − lower) / upper, on the lattice"
        ),
        gap_simulator=_maybe(
            figures, "plan_gap_simulator", found.gap_simulator, "foresight's gain over the plan, path by path / value"
        ),
        gap_of_improvement=_maybe(
            figures, "plan_gap_of_improvement", found.gap_of_improvement, "gap / (upper − holding all)"
        ),
        confidence=found.confidence,
        seconds=found.seconds + run.solution.seconds,
        seeds=found.seeds,
        words=found.words(),
    )


def _maybe(figures: PlanFigures, concept: str, value: float | Missing, formula: str) -> Figure | Missing:
    return value if isinstance(value, Missing) else figures.of(concept, value, "ratio", formula=formula)


def constraint_prices(figures: PlanFigures, run: PlanRun) -> tuple[ConstraintPrice, ...]:
    """Return the price of each limit, those that cost something, the dearest over two years first."""
    means = mean_prices(run.solution.instance, run.courses)
    found = []
    for name in run.solution.instance.programs[0][0].rows:
        if "account" in name or name.startswith("net NOI") or name == "gained so far":
            continue
        now, later = run.first.prices.get(name, 0.0), float(means[name][:TWO_YEARS].mean())
        least = LITTLE if _unit(name) != USD else LITTLE_A_DOLLAR
        if max(abs(now), abs(later)) > least:
            found.append(_price(figures, name, now, later))
    return tuple(sorted(found, key=lambda each: -abs(each.two_years.value)))


def _price(figures: PlanFigures, name: str, now: float, later: float) -> ConstraintPrice:
    unit = _unit(name)
    words = name.replace(" ", "-")
    formula = "worth of one more unit of the limit: its dual in the quarter's program"
    return ConstraintPrice(
        name=name,
        unit=unit,
        now=figures.usd("plan_limit_price", now, words, "now", formula=formula),
        two_years=figures.usd("plan_limit_price", later, words, "two years", formula=formula + ", mean"),
    )


USD = "one million USD"
LITTLE_A_DOLLAR = 5e-3
"""A limit whose million is worth less than five thousand dollars is not told."""


def _unit(name: str) -> str:
    """Return what one more of a limit is; duals are in million USD for a million USD, a phase or a megawatt."""
    if name == MEGAWATTS or "stopped" in name:
        return "one MW"
    return "one phase" if name.startswith((SITES, BUILDING_PACE, TENANTS)) else USD


def steps_shown(log: Sequence[Progress]) -> tuple[Step, ...]:
    """Return where learning stood, at about twenty moments evenly spread in the number of trials' logarithm."""
    if not log:
        return ()
    kept = sorted({int(at) for at in np.geomspace(1, len(log), num=min(len(log), STEPS))})
    scaled = [log[at - 1] for at in kept]
    return tuple(
        Step(each.trials, each.seconds, MILLION * each.upper, None if each.lower is None else MILLION * each.lower)
        for each in scaled
    )


STEPS = 20


def problem_shown(run: PlanRun) -> ProblemShown:
    """Return the problem that was solved."""
    instance, p = run.solution.instance, run.model.parameters
    first = instance.programs[0][0]
    return ProblemShown(
        quarters=run.model.stages,
        nodes=run.question.nodes,
        drivers=DRIVERS,
        states=instance.states,
        controls=first.controls,
        rows=first.rows,
        price_volatility_per_year=p.price_volatility,
        rent_volatility_per_month=p.rent_volatility,
        discount_a_quarter=run.model.discount,
        price_miss=run.made.price_miss,
        rent_miss=run.made.rent_miss,
        fingerprint=instance.fingerprint(),
    )
