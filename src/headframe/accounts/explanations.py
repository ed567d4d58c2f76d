"""What filings add: coins paid to staff and the change in coins receivable, which monthly updates leave out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

if TYPE_CHECKING:
    from headframe.accounts.rollforward import Explanation, Step


def explain_residuals(view: View, company: str, steps: Sequence[Step]) -> tuple[Explanation, ...]:
    """Return, for each quarter and year whose filing prints such lines, what they explain of its residual.

    The period is rolled over whole, with the flows printed for it; steps that hold the lines already need no words.
    """
    found = []
    for period in _printed_spans(view, company):
        inside = [step for step in steps if period.covers(step.span)]
        explanation = _explain(view, company, period, inside) if _tiles(inside, period) else None
        if explanation is not None:
            found.append(explanation)
    return tuple(found)


def _printed_spans(view: View, company: str) -> list[Period]:
    printed = {
        period
        for concept in ("bitcoin_exchanged_compensation", "bitcoin_receivable_change")
        for period in view.periods(company, concept)
    }
    ends = {period.end for period in printed}
    quarters = {Period.quarter(end.year, end.month // 3) for end in ends if end.month % 3 == 0}
    return sorted({period for period in printed if period.is_year} | quarters)


def _tiles(inside: Sequence[Step], period: Period) -> bool:
    return sum(step.span.days for step in inside) == period.days and len(inside) > 1


def _explain(view: View, company: str, period: Period, inside: Sequence[Step]) -> Explanation | None:
    from headframe.accounts.rollforward import Explanation, roll

    whole = roll(view, company, period, inside[0].opening, inside[-1].closing, [])
    if isinstance(whole.residual, Missing) or (isinstance(whole.received, Missing) and isinstance(whole.paid, Missing)):
        return None
    left = whole.residual.value
    before = left + _value(whole.received) - _value(whole.paid)
    words = (
        f"over {period} the printed flows leave {_coins(before)} BTC; the filing adds "
        f"{_words('change in coins receivable', whole.received, 1)} and "
        f"{_words('coins paid to staff', whole.paid, -1)}: {_left(left)}"
    )
    return Explanation(period, before, whole.received, whole.paid, left, words)


def _value(figure: Figure | Missing) -> float:
    return figure.value if isinstance(figure, Figure) else 0.0


def _words(name: str, figure: Figure | Missing, sign: int) -> str:
    if isinstance(figure, Missing):
        return f"no {name}"
    return f"{name} {_coins(sign * figure.value)}"


def _left(count: float) -> str:
    return f"{_coins(count)} remains" if round(count) else "nothing remains"


def _coins(count: float) -> str:
    return f"{round(count):+,}".replace("-", "−")
