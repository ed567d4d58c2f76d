"""What the roll-forward and the encumbrance did between two days."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from headframe.accounts.behaviour import Behaviour, behaviour_of, coins_sold, net_change, sell_through
from headframe.accounts.encumbrance import EncumbranceDay, encumbrance
from headframe.accounts.rollforward import Step, Verdict, reconcile
from headframe.conduct.watch_alert import Alert, AlertKind, alert
from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

JUMP = 0.03
"""Points of the restricted share that are worth a word: below, rounding and a month's mining move it."""
Steps = dict[tuple[str, str], Step]


def treasury_alerts(now: View, before: View, company: str) -> Iterator[Alert]:
    """Yield liquidations, sell-through above 1 twice, residual breaches, and jumps of the restricted share."""
    steps, past = _steps(now, company), _steps(before, company)
    for key, step in steps.items():
        yield from _liquidated(step, past.get(key))
        yield from _breached(step, past.get(key))
    yield from _sold_more_twice(steps, past)
    yield from _restricted(now, before, company)


def _steps(view: View, company: str) -> Steps:
    return {(step.start, step.end): step for step in reconcile(view, company).steps}


def _liquidated(step: Step, was: Step | None) -> Iterator[Alert]:
    if behaviour_of(step) is not Behaviour.LIQUIDATE or (was and behaviour_of(was) is Behaviour.LIQUIDATE):
        return
    change, sold, through = net_change(step), coins_sold(step), sell_through(step)
    figures = [figure for figure in (change, sold, step.produced, through) if isinstance(figure, Figure)]
    fell = f"holdings fell by {-change.value:,.0f} BTC in {step.span}"
    said = f"{fell}, {_sold(sold, step.produced)}: it liquidates"
    yield alert(AlertKind.LIQUIDATION, said, max(figure.known_at for figure in figures), figures)


def _sold(sold: Figure | Missing, produced: Figure | Missing) -> str:
    if isinstance(sold, Missing) or isinstance(produced, Missing):
        return "more sold than mined"
    return f"{sold.value:,.0f} sold {sold.badge.mark} against {produced.value:,.0f} mined"


def _breached(step: Step, was: Step | None) -> Iterator[Alert]:
    if step.verdict is not Verdict.UNEXPLAINED or (was and was.verdict is Verdict.UNEXPLAINED):
        return
    if isinstance(step.residual, Missing):
        return
    tolerance = f" (tolerance ± {step.tolerance:,.1f})" if step.tolerance is not None else ""
    flags = f": {step.flags[0]}" if step.flags else ""
    left = _signed(step.residual.value, 1 if abs(step.residual.value) < 10 else 0)
    words = f"{step.span} leaves {left} BTC unexplained{tolerance}{flags}"
    yield alert(AlertKind.RESIDUAL, words, step.residual.known_at, (step.residual,))


def _sold_more_twice(steps: Steps, past: Steps) -> Iterator[Alert]:
    """Yield the last two periods running in which more was sold than mined, where that was not known before."""
    known = {key for pair in pairwise(past.items()) if _more_in_both(pair[0][1], pair[1][1]) for key in [pair[1][0]]}
    found = [
        (first, second)
        for (_, first), (key, second) in pairwise(steps.items())
        if key not in known and _more_in_both(first, second)
    ]
    for first, second in found[-1:]:
        ratios = [ratio for ratio in (sell_through(first), sell_through(second)) if isinstance(ratio, Figure)]
        said = " and ".join(f"{ratio.value:.2f} {ratio.badge.mark} in {ratio.id.split()[2]}" for ratio in ratios)
        yield alert(
            AlertKind.SELL_THROUGH, f"sold over mined above 1 twice running: {said}", ratios[-1].known_at, ratios
        )


def _more_in_both(first: Step, second: Step) -> bool:
    ratios = (sell_through(first), sell_through(second))
    return all(isinstance(ratio, Figure) and ratio.value > 1 for ratio in ratios)


def _restricted(now: View, before: View, company: str) -> Iterator[Alert]:
    newest, earlier = _last_share(now, company), _last_share(before, company)
    if newest is None or earlier is None:
        return
    is_now, was = newest.restricted_share, earlier.restricted_share
    if isinstance(is_now, Missing) or isinstance(was, Missing) or abs(is_now.value - was.value) < JUMP:
        return
    points = _signed(100 * (is_now.value - was.value), 1)
    words = (
        f"restricted share {points} points since {earlier.day}: {is_now.value:.1%} {is_now.badge.mark} on {newest.day}"
    )
    yield alert(AlertKind.RESTRICTED_SHARE, words, is_now.known_at, (is_now,), (was,))


def _last_share(view: View, company: str) -> EncumbranceDay | None:
    days = [day for day in encumbrance(view, company).days if isinstance(day.restricted_share, Figure)]
    return days[-1] if days else None


def _signed(value: float, digits: int = 0) -> str:
    return f"{value:+,.{digits}f}".replace("-", "−")
