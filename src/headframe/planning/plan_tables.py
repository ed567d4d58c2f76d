"""From a run's numbers to the tables a plan shows: policies, tuned rule, tornado, fans, frontier, drifts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from headframe.ground.missing import Missing
from headframe.planning.path_intervals import chance_ends, mean_ends, weighed_ends
from headframe.planning.plan_drifts import AtDrift
from headframe.planning.plan_extras import AtWeight
from headframe.planning.plan_figures import PlanFigures
from headframe.planning.plan_parts import ON_PATHS
from headframe.planning.plan_question import tail_mean
from headframe.planning.plan_rivals import Outcomes
from headframe.planning.plan_run import PlanRun
from headframe.planning.plan_shown import (
    DriftShown,
    FanQuarter,
    FrontierShown,
    PolicyShown,
    Swing,
    TunedShown,
)
from headframe.planning.quarterly import MILLION
from headframe.planning.swings import SwingRange, ends_of
from headframe.planning.tuned_rule import TunedRule, rule_words
from headframe.solver.arrays import Floats
from headframe.vocabulary.assumptions import Assumptions

QUANTILES = (0.05, 0.5, 0.95)


def policies_shown(
    figures: PlanFigures, best: Outcomes, beside: Sequence[Outcomes], actual: Missing | None
) -> tuple[PolicyShown, ...]:
    """Return the plan and its rivals on the same paths."""
    rows = [_policy(figures, each, best) for each in (best, *beside)]
    if actual is not None:
        rows.append(PolicyShown("actual", *(actual for _ in range(7))))
    return tuple(rows)


def _policy(figures: PlanFigures, one: Outcomes, best: Outcomes) -> PolicyShown:
    words = one.name.replace(" ", "-")
    tail = figures.question.tail
    apart = one.value - best.value
    note = f"{len(one.value)} paths; the same for every policy"
    return PolicyShown(
        name=one.name,
        value=figures.usd(
            "plan_policy_value",
            float(one.value.mean()),
            words,
            formula=f"mean {ON_PATHS}",
            ends=mean_ends(one.value),
            note=note,
        ),
        worst=figures.usd(
            "plan_policy_worst",
            tail_mean(one.value, tail),
            words,
            formula=f"mean of the worst {tail:g} {ON_PATHS}",
            ends=weighed_ends(figures.question, risk=1.0, value=one.value),
            note=note,
        ),
        shortfall=figures.of(
            "plan_shortfall",
            one.shortfall,
            "ratio",
            words,
            formula=f"share of paths with shares sold in need, {ON_PATHS}",
            ends=chance_ends(one.shortfall, len(one.value)),
            note=note,
        ),
        dilution=figures.of(
            "plan_dilution",
            float(np.median(one.new_shares)),
            "ratio",
            words,
            formula=f"median of new shares over today's, {ON_PATHS}",
            ends=(float(np.quantile(one.new_shares, 0.05)), float(np.quantile(one.new_shares, 0.95))),
        ),
        bitcoin_end=figures.of(
            "plan_bitcoin_end",
            1e3 * float(one.coins[:, -1].mean()),
            "BTC",
            words,
            formula=f"mean at the end {ON_PATHS}",
        ),
        phases=figures.of(
            "plan_phases", float(one.started.mean()), "times", words, formula=f"mean number started {ON_PATHS}"
        ),
        against_best=figures.usd(
            "plan_against_best",
            float(apart.mean()),
            words,
            formula=f"mean of value − the plan's, path by path, {ON_PATHS}",
            ends=mean_ends(apart),
        ),
    )


def tuned_shown(figures: PlanFigures, tuned: TunedRule, best: Outcomes, outcome: Outcomes, run: PlanRun) -> TunedShown:
    """Return the tuned rule with its loss."""
    from headframe.planning.plan_question import weighed

    question, rule = figures.question, tuned.rule
    loss = weighed(best.value, question.risk, question.tail) - weighed(outcome.value, question.risk, question.tail)
    ends = weighed_ends(question, risk=question.risk, value=best.value, less=outcome.value)
    gap = run.certificate.gap_lattice * abs(run.certificate.lattice.upper)
    return TunedShown(
        sell_share_of_production=rule.sell_share_of_production,
        sell_above_usd_per_btc=rule.sell_above_usd_per_btc,
        sell_above_share=rule.sell_above_share,
        fund_ahead_months=rule.fund_ahead_months,
        programme_first=rule.programme_first >= 0.5,
        start_rent_usd_per_kw_month=rule.start_rent_usd_per_kw_month,
        start_cover=rule.start_cover,
        words=rule_words(rule),
        loss=figures.usd("plan_tuned_loss", loss, formula=f"the plan's value − the rule's, {ON_PATHS}", ends=ends),
        loss_at_most=figures.usd(
            "plan_tuned_loss_at_most",
            loss + gap,
            formula="loss + what the plan may miss of the best on the lattice",
            ends=(ends[0] + gap, ends[1] + gap),
        ),
    )


def swings_shown(
    figures: PlanFigures, found: Sequence[tuple[SwingRange, float, float]], assumptions: Assumptions
) -> tuple[Swing, ...]:
    """Return the tornado: the widest swing first."""
    formula = "value of the tuned rule with the assumption at this end, on the same random numbers"
    shown = []
    for swing, at_low, at_high in found:
        name, ends = swing.assumption, ends_of(swing, assumptions)
        shown.append(
            Swing(
                assumption=name,
                low_at=ends[0],
                high_at=ends[1],
                unit=assumptions[name].unit,
                at_low=figures.usd("plan_swing", at_low, name, "low", formula=formula, note=swing.why),
                at_high=figures.usd("plan_swing", at_high, name, "high", formula=formula, note=swing.why),
            )
        )
    return tuple(shown)


def fan(best: Outcomes, rival: Outcomes) -> tuple[FanQuarter, ...]:
    """Return quantiles of cash and coins by quarter, of the plan and of a rival."""
    tables = [
        _quantiles(table) for table in (MILLION * best.cash, 1e3 * best.coins, MILLION * rival.cash, 1e3 * rival.coins)
    ]
    return tuple(
        FanQuarter(quarter, *(_three(table[:, quarter]) for table in tables)) for quarter in range(best.cash.shape[1])
    )


def _quantiles(table: Floats) -> Floats:
    return np.asarray(np.quantile(table, QUANTILES, axis=0))


def _three(found: Floats) -> tuple[float, float, float]:
    low, middle, high = (float(each) for each in found)
    return low, middle, high


def frontier_shown(figures: PlanFigures, found: Sequence[AtWeight]) -> tuple[FrontierShown, ...]:
    """Return plans by weight of risk."""
    return tuple(_at_weight(figures, each) for each in found)


def _at_weight(figures: PlanFigures, one: AtWeight) -> FrontierShown:
    words, tail, best = f"weight {one.risk:g}", figures.question.tail, one.best
    note = f"{len(best.value)} paths; the same for every weight"
    return FrontierShown(
        risk=one.risk,
        value=figures.usd(
            "plan_frontier_value",
            float(best.value.mean()),
            words,
            formula=f"mean {ON_PATHS}",
            ends=mean_ends(best.value),
            note=note,
        ),
        worst=figures.usd(
            "plan_frontier_worst",
            tail_mean(best.value, tail),
            words,
            formula=f"mean of the worst {tail:g} {ON_PATHS}",
            ends=weighed_ends(figures.question, risk=1.0, value=best.value),
            note=note,
        ),
        shortfall=figures.of(
            "plan_shortfall",
            best.shortfall,
            "ratio",
            words,
            formula="share of paths with shares sold in need",
            ends=chance_ends(best.shortfall, len(best.value)),
            note=note,
        ),
        sentence=best.sentence,
    )


def drifts_shown(found: Sequence[AtDrift]) -> tuple[DriftShown, ...]:
    """Return first decisions by drift."""
    return tuple(DriftShown(each.premium, each.phases, 1e3 * each.sold) for each in found)
