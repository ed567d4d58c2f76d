"""The first sentence of a brief: what changed last, in figures."""

from __future__ import annotations

from collections.abc import Sequence

from headframe.accounts.behaviour import LIQUIDATES_FROM, Behaviour, behaviour_of, net_change
from headframe.accounts.flows import flow_over
from headframe.accounts.rollforward import Reconciliation, Step
from headframe.briefs.numbers import quantity
from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.vocabulary.continuity import breaks_inside
from headframe.vocabulary.figure import Badge, Figure

RUN_SHOWN = 2
"""Steps that the first sentence adds up: the last one and the one before it."""


def headline_of(view: View, company: str, told: Reconciliation) -> str:
    """Return the brief's first sentence; it calls proceeds proceeds."""
    if not told.steps:
        facts = len(view.facts(company))
        return f"{facts} printed figure(s) are known: too few balances for a roll-forward."
    last = told.steps[-1]
    said = f"{_sold(view, company, told.steps)}{_moved(last)}{_first_time(told.steps)}{_before(told.steps)}."
    return said + _stale(view, company, last)


def _sold(view: View, company: str, steps: Sequence[Step]) -> str:
    run = [step for step in steps[-RUN_SHOWN:] if (sold := _sale(step)) is not None and sold.value > 0]
    if not run or run[-1] is not steps[-1]:
        return f"From {steps[-1].start} to {steps[-1].end} its holdings "
    coins = [sold for step in run if (sold := _sale(step)) is not None]
    total = sum(figure.value for figure in coins)
    implied = any(figure.formula for figure in coins)
    proceeds = [flow_over(view, company, "bitcoin_sale_net_proceeds", step.span) for step in run]
    money = sum(figure.value for figure in proceeds if isinstance(figure, Figure))
    known = all(isinstance(figure, Figure) for figure in proceeds)
    price = f" for {quantity(money, 'USD')} net" if known else ""
    about = "about " if implied else ""
    return (
        f"It sold {about}{total:,.0f} BTC from {run[0].start} to {run[-1].end}{price}; over the last step its holdings "
    )


def _sale(step: Step) -> Figure | None:
    if isinstance(step.sold, Missing):
        return None
    doubted = step.sold.badge is Badge.DISPUTED and isinstance(step.sold_implied, Figure)
    return step.sold_implied if doubted and isinstance(step.sold_implied, Figure) else step.sold


def _moved(step: Step) -> str:
    change = net_change(step)
    share = abs(change.value) / step.opening.value if step.opening.value else 0.0
    verb = "shrank" if change.value < 0 else "grew"
    broken = breaks_inside(step.closing.id.split()[0], step.span)
    doubt = f", which compares unlike things ({broken[0].what})" if broken else ""
    return f"{verb} by {abs(change.value):,.0f} BTC ({100 * share:.1f} %) to {step.closing.value:,.0f}{doubt}"


STALE_DAYS = 200
"""Two quarters and their filing: an older balance is no news, and must not read as one."""


def _stale(view: View, company: str, last: Step) -> str:
    """Say that the newest balance is old, and what is known of later days."""
    if (view.as_of - last.span.end).days <= STALE_DAYS:
        return ""
    later = [
        period
        for concept in ("bitcoin_held", "bitcoin_sold", "bitcoin_produced")
        for period in view.periods(company, concept)
        if period.end > last.span.end and isinstance(view.figure(company, concept, period), Figure)
    ]
    known = f"; coins are spoken of to {max(period.end for period in later)}" if later else ""
    return f" No later month-end balance is known{known}."


LARGE_MOVE = 0.05
"""A change of holdings that a reader must hear of even where the step after it was quiet."""


def _before(steps: Sequence[Step]) -> str:
    """Name the step before the last where it moved far more than the last one did."""
    if len(steps) < 2 or abs(net_change(steps[-1]).value) >= abs(net_change(steps[-2]).value):
        return ""
    before = steps[-2]
    change = net_change(before).value
    if abs(change) < LARGE_MOVE * before.opening.value:
        return ""
    return f", after {'growing' if change > 0 else 'shrinking'} by {abs(change):,.0f} in the step before"


def _first_time(steps: Sequence[Step]) -> str:
    """Say since when sales had not made holdings fall, where they just did."""
    words = [behaviour_of(step) for step in steps]
    if words[-1] is not Behaviour.LIQUIDATE:
        return ""
    before = [step for step, word in zip(steps[:-1], words[:-1], strict=True) if word is Behaviour.LIQUIDATE]
    fall = f"fall of more than {100 * LIQUIDATES_FROM:.0f} % through sales"
    if before and before[-1].end == steps[-2].end:
        return f", step {len(_trailing(words, Behaviour.LIQUIDATE))} in a row with a {fall}"
    since = f"since {before[-1].end}" if before else f"on this record, which starts on {steps[0].start}"
    return f", the first {fall} {since}"


def _trailing(words: Sequence[Behaviour | Missing], wanted: Behaviour) -> Sequence[Behaviour]:
    run: list[Behaviour] = []
    for word in reversed(words):
        if word is not wanted:
            break
        run.append(wanted)
    return run
