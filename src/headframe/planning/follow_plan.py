"""Following a kept plan on fresh paths of the simulator, whole phases whole, against its own certificate."""

from __future__ import annotations

import numpy as np

from headframe.economics.assumed import made_with
from headframe.economics.miner import Miner
from headframe.economics.sampling import refuse_few_paths
from headframe.ground.errors import UsageProblem
from headframe.ground.missing import Missing
from headframe.ground.runs import RunStore
from headframe.planning.build_model import company_model
from headframe.planning.followed import Followed, FollowedYear
from headframe.planning.fresh_outcomes import Fresh, fresh_outcomes
from headframe.planning.phase_terms import QUARTERS_PER_YEAR
from headframe.planning.plan_figures import PlanFigures
from headframe.planning.plan_question import tail_mean
from headframe.planning.plan_rivals import NEED
from headframe.planning.plan_store import KeptPlan, kept_plan
from headframe.planning.plan_tables import QUANTILES
from headframe.planning.quarterly import MILLION
from headframe.record.view import View
from headframe.solver.arrays import Floats
from headframe.solver.estimate import Estimate
from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.figure import Figure

PATHS = 100
"""As many as a certificate has by default; each is forty programs in whole numbers."""
MOST_APART = 3.0
"""Standard errors beyond which chance is no explanation: one sample in a thousand."""
APART = "(mean on fresh paths − lower bound of the certificate) / √(standard error² + the certificate's²)"


def follow_plan(
    view: View,
    miner: Miner,
    assumptions: Assumptions,
    store: RunStore,
    *,
    paths: int = PATHS,
    seed: int = 7,
    tail: float = 0.05,
    workers: int = 1,
) -> Followed:
    """Return what the kept plan of a company comes to on fresh paths, and whether its certificate holds there.

    Parameters
    ----------
    view : View
        What was known: the world is calibrated on it.
    miner : Miner
        The company as of that day.
    assumptions : Assumptions
        Every number that is not a fact.
    store : RunStore
        Where plans are kept.
    paths : int
        Fresh paths, 2 or more.
    seed : int
        Of the paths; another than the plan's and its certificate's.
    tail : float
        The worst fraction of paths, in (0, 1].
    workers : int
        Processes; the answer is the same for any number.

    Raises
    ------
    NotEnoughData
        Where no plan of the same company, day, record and assumptions is kept.
    UsageProblem
        For a seed whose paths the plan has seen, too few paths, a tail that is no fraction.
    """
    made_from = made_with(view, miner.company, assumptions, seed)
    kept = kept_plan(store, made_from, miner)
    _check(kept, paths, seed, tail)
    model = company_model(view, miner, assumptions, kept.question.quarters)
    fresh = fresh_outcomes(model, kept, paths, seed, workers)
    figures = PlanFigures(miner, kept.question)
    words = ("best", "followed", f"paths {paths}", f"fresh seed {seed}")
    estimate = Estimate.of(fresh.adjusted)
    between = standard_errors_apart(estimate, kept)
    on_paths = f"over {paths} fresh paths of the simulator"
    note = f"standard error {estimate.error:,.1f} million USD; noise taken out by the plan's own martingale"
    per_share = MILLION / model.shares if model.shares else None
    gap = Missing("the company states no shares")
    return Followed(
        made_from=made_from,
        question=kept.question.words,
        quarters=model.stages,
        paths=paths,
        tail=tail,
        plan_seeds=kept.proven.seeds,
        value=figures.usd("plan_policy_value", estimate.mean, *words, formula=f"mean {on_paths}", note=note),
        error=figures.usd("plan_followed_error", estimate.error, *words, formula=f"deviation / √paths, {on_paths}"),
        lower=figures.usd("plan_lower", kept.proven.lower, formula="mean of the plan − margin of error, as certified"),
        apart=between
        if isinstance(between, Missing)
        else figures.of("plan_followed_apart", between, "times", *words, formula=APART),
        most_apart=MOST_APART,
        agrees=between if isinstance(between, Missing) else abs(between) <= MOST_APART,
        value_per_share=gap
        if per_share is None
        else figures.of(
            "plan_value_per_share", estimate.mean * per_share, "USD/share", *words, formula=f"{PER_SHARE}, {on_paths}"
        ),
        worst=figures.usd(
            "plan_policy_worst",
            tail_mean(fresh.value, tail),
            *words,
            f"tail {tail:g}",
            formula=f"mean of the worst {tail:g} {on_paths}",
        ),
        shortfall=figures.of(
            "plan_shortfall", float((fresh.need > NEED).mean()), "ratio", *words, formula=f"share {on_paths}"
        ),
        phases=figures.of("plan_phases", float(fresh.started.mean()), "times", *words, formula=f"mean {on_paths}"),
        years=_years(figures, fresh, words, on_paths),
    )


PER_SHARE = "value to today's holders / (shares + unvested awards)"


def standard_errors_apart(fresh: Estimate, kept: KeptPlan) -> float | Missing:
    """Return how many standard errors a mean on fresh paths lies above the certificate's lower bound."""
    error = float(np.hypot(fresh.error, kept.proven.error))
    if error == 0:
        return Missing("neither sample has any noise to measure the distance by")
    return (fresh.mean - kept.proven.lower) / error


def _check(kept: KeptPlan, paths: int, seed: int, tail: float) -> None:
    if seed in kept.proven.seeds:
        raise UsageProblem(
            "the paths must be others than those that taught or certified the plan",
            where=f"--seed {seed}",
            why=f"the plan's seeds are {', '.join(map(str, kept.proven.seeds))}",
            next="another --seed",
        )
    refuse_few_paths(paths)
    if not 0 < tail <= 1:
        raise UsageProblem(f"a tail of {tail:g} is not in (0, 1]", where="--tail", next="a fraction such as 0.05")


def _years(figures: PlanFigures, fresh: Fresh, words: tuple[str, ...], on_paths: str) -> tuple[FollowedYear, ...]:
    """Return fans by year, the last quarter included where it ends none."""
    last = fresh.cash.shape[1] - 1
    ends = sorted({*range(QUARTERS_PER_YEAR, last + 1, QUARTERS_PER_YEAR), last})

    def fan(concept: str, table: Floats, scale: float, unit: str, end: int) -> Figure:
        low, middle, high = (scale * float(each) for each in np.quantile(table[:, end], QUANTILES))
        named = f"after {end} quarters"
        return figures.of(concept, middle, unit, *words, named, formula=f"median {on_paths}", ends=(low, high))

    return tuple(
        FollowedYear(
            -(-end // QUARTERS_PER_YEAR),
            fan("plan_cash_ahead", fresh.cash, MILLION, "USD", end),
            fan("plan_bitcoin_ahead", fresh.coins, 1e3, "BTC", end),
        )
        for end in ends
    )
