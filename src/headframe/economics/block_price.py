"""The price of power bought ahead, where nobody prints it: implied by the contract's printed fair value.

A fixed block is worth the discounted difference between the forward price and the fixed one over its megawatt-hours.
Fair value, average forward price and discount rate are printed, so the fixed price is the only unknown:
fixed = forward − fair value / Σ discounted MWh.
"""

from __future__ import annotations

from headframe.economics.term_figures import term_figure
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.latest import latest_figure
from headframe.record.terms import Term, terms
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive

CONTRACT = "rockdale_ppa_txu"
BLOCKS = ("block_1", "block_2", "block_3")
HOURS_A_MONTH = 8766 / 12
NOTE = "forward prices are taken flat at their printed average; the contract's own price is not disclosed"


def discounted_mwh(blocks: tuple[tuple[float, int], ...], rate_per_year: float) -> float:
    """Return Σ MW × hours / (1 + rate)^(months/12) over blocks of (megawatts, months left) [MWh].

    Examples
    --------
    >>> round(discounted_mwh(((100.0, 12),), 0.0))
    876600
    """
    return float(
        sum(
            mw * HOURS_A_MONTH * (1 + rate_per_year) ** (-(month + 0.5) / 12)
            for mw, months in blocks
            for month in range(months)
        )
    )


def block_price_implied(view: View, company: str) -> Figure | Missing:
    """Return the fixed price that the contract's fair value implies [USD/MWh], estimated.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> 25 < block_price_implied(Record().view(), "RIOT").value < 40
    True
    """
    known = {each.key: each for each in terms(view.as_of, company) if each.item == CONTRACT}
    needed = ["valuation_discount_rate", "forward_price_average"]
    gaps = [key for key in [*needed, *(f"{b}_{k}" for b in BLOCKS for k in ("mw", "end"))] if key not in known]
    if gaps:
        return Missing(f"no filing known by {view.as_of} prints {', '.join(gaps)} of {CONTRACT}")
    day = known["forward_price_average"].period.end
    worth = latest_figure(view, company, "derivative_asset_power_contract", day)
    if isinstance(worth, Missing):
        return worth
    forward, rate = _number(known["forward_price_average"]), _number(known["valuation_discount_rate"])
    blocks = tuple((_number(known[f"{b}_mw"]).value, _months_left(day, known[f"{b}_end"])) for b in BLOCKS)
    mwh = discounted_mwh(blocks, rate.value)
    value = forward.value - worth.value / mwh
    span = forward.interval - worth.interval.scaled(1 / mwh)
    words = "forward_price_average − fair value / Σ MW × hours discounted"
    id = f"{company} power_block_price {day} {CONTRACT}"
    inputs = (forward, worth, rate, *(_number(known[f"{b}_mw"]) for b in BLOCKS))
    return derive(
        id, words, value, Interval(*sorted((span.low, span.high))), "USD/MWh", *inputs, estimated=True, note=NOTE
    )


def _months_left(day: object, end: Term) -> int:
    last = Period.parse(end.text).end
    start = Period.parse(str(day)).end
    return max((last.year - start.year) * 12 + last.month - start.month, 0)


def _number(term: Term) -> Figure:
    figure = term_figure(term)
    assert isinstance(figure, Figure), term.key
    return figure
