"""What is sought and what was seen: a company's bitcoin as unknowns and observations for the balanced estimate.

Each printed figure is an observation with sigma = half-width / √3, the spread of a uniform error inside its rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

from headframe.accounts.balanced_fit import Observation, Terms
from headframe.accounts.flows import flow_over
from headframe.accounts.implied_sale import implied_by_price
from headframe.accounts.rollforward import SCALE_OF_MAD, Step
from headframe.accounts.tie_out import printed_itself
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

LEAST_USUAL = 0.5
"""Half a coin: the rounding of a balance, where a company's steps always closed."""


def usual_unprinted(steps: Sequence[Step]) -> float:
    """Return how far a month's step is usually from closing, beyond what its printed rounding lets it be [BTC].

    A robust deviation: one step that does not close at all does not loosen the others.
    """
    sizes = [
        sqrt(max(0.0, step.residual.value**2 - step.residual.half_width**2 / 3) / len(list(step.span.months())))
        for step in steps
        if isinstance(step.residual, Figure)
    ]
    return max(LEAST_USUAL, SCALE_OF_MAD * median(sizes)) if sizes else LEAST_USUAL


class System:
    """Where each unknown stands: the first balance, each month's coins produced and sold, each step's other flows."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = steps
        months = [month for step in steps for month in step.span.months()]
        self.span = Period.span(months[0].first_day, months[-1].end)
        count = len(months)
        self.produced = {month: 1 + place for place, month in enumerate(months)}
        self.sold = {month: 1 + count + place for place, month in enumerate(months)}
        self.unprinted = [1 + 2 * count + place for place in range(len(steps))]
        bought = [number for number, step in enumerate(steps) if isinstance(step.purchased, Figure)]
        self.purchased = {number: 1 + 2 * count + len(steps) + place for place, number in enumerate(bought)}
        self.unknowns = 1 + 2 * count + len(steps) + len(bought)

    def flow(self, concept: str, period: Period) -> dict[int, float]:
        """Return a flow over whole months as a sum of unknowns."""
        places = self.produced if concept == "bitcoin_produced" else self.sold
        return {places[month]: 1.0 for month in period.months()}

    def closing(self, number: int) -> dict[int, float]:
        """Return the balance after a step as a sum of unknowns: the identity itself. −1 is the first opening."""
        terms: dict[int, float] = {0: 1.0}
        for place, step in enumerate(self.steps[: number + 1]):
            for month in step.span.months():
                terms[self.produced[month]] = 1.0
                terms[self.sold[month]] = -1.0
            terms[self.unprinted[place]] = 1.0
            terms |= self.bought(place)
        return terms

    def bought(self, number: int) -> dict[int, float]:
        """Return a step's printed purchases; where none is printed, none is assumed, as in the roll-forward."""
        return {self.purchased[number]: 1.0} if number in self.purchased else {}


@dataclass(frozen=True, slots=True)
class Seen:
    """An observation with the name of what was seen."""

    what: str
    observation: Observation


def observations(view: View, company: str, steps: Sequence[Step], system: System, usual: float) -> list[Seen]:
    """Return everything printed inside the steps, as weighted sums of the system's unknowns with their sigmas [BTC]."""
    filed = _filed_lines(view, company, steps)
    found = [_seen("bitcoin_held", steps[0].opening, system.closing(-1))]
    for number, step in enumerate(steps):
        found.append(_seen("bitcoin_held", step.closing, system.closing(number)))
        if isinstance(step.purchased, Figure):
            found.append(_seen("bitcoin_purchased", step.purchased, system.bought(number)))
        sigma = max(usual * sqrt(len(list(step.span.months()))), _filed_size(number, filed))
        what = f"coins no monthly line prints, {step.span}"
        found.append(Seen(what, Observation({system.unprinted[number]: 1.0}, 0.0, sigma)))
    for concept in ("bitcoin_produced", "bitcoin_sold"):
        found += _printed_flows(view, company, concept, system)
    for line in filed:
        terms = {system.unprinted[number]: 1.0 for number in line.steps}
        sigma = line.net.half_width / sqrt(3)
        found.append(
            Seen(f"coins received less paid, filed for {line.period}", Observation(terms, line.net.middle, sigma))
        )
    return found


def _filed_size(number: int, filed: Sequence[_Filed]) -> float:
    """Return how many coins the shortest filed period around a step speaks of: any part of them may be the step's."""
    around = [line for line in filed if number in line.steps]
    shortest = min(around, key=lambda line: len(line.steps), default=None)
    return abs(shortest.net.middle) if shortest else 0.0


def _seen(concept: str, figure: Figure, terms: Terms) -> Seen:
    name = f"{concept} {figure.id.split()[-1]}"
    return Seen(name, Observation(terms, figure.value, figure.half_width / sqrt(3)))


def _printed_flows(view: View, company: str, concept: str, system: System) -> list[Seen]:
    found = []
    for period in view.periods(company, concept):
        if period.is_whole_months and system.span.covers(period):
            figure = printed_itself(view, company, concept, period)
            if figure is not None:
                found.append(_seen(concept, figure, system.flow(concept, period)))
    if concept == "bitcoin_sold":
        found += _sold_by_price(view, company, system)
    return found


def _sold_by_price(view: View, company: str, system: System) -> list[Seen]:
    found = []
    for period in view.periods(company, "bitcoin_sale_net_proceeds"):
        inside = period.is_whole_months and system.span.covers(period)
        if inside and isinstance(view.figure(company, "bitcoin_sold", period), Missing):
            figure = implied_by_price(view, company, period)
            if isinstance(figure, Figure):
                found.append(_seen("bitcoin_sold", figure, system.flow("bitcoin_sold", period)))
    return found


@dataclass(frozen=True, slots=True)
class _Filed:
    """Coins received less paid as a filing prints them, over whole steps, by their numbers."""

    period: Period
    steps: tuple[int, ...]
    net: Interval


def _filed_lines(view: View, company: str, steps: Sequence[Step]) -> list[_Filed]:
    concepts = ("bitcoin_receivable_change", "bitcoin_exchanged_compensation")
    periods = {period for concept in concepts for period in view.periods(company, concept)}
    ends = {period.end for period in periods}
    periods |= {Period.quarter(end.year, end.month // 3) for end in ends if end.month % 3 == 0}
    found = []
    for period in sorted(periods):
        inside = tuple(number for number, step in enumerate(steps) if period.covers(step.span))
        if period.is_day or not inside or sum(steps[number].span.days for number in inside) != period.days:
            continue
        net = _net(flow_over(view, company, concepts[0], period), flow_over(view, company, concepts[1], period))
        if net is not None:
            found.append(_Filed(period, inside, net))
    return found


def _net(received: Figure | Missing, paid: Figure | Missing) -> Interval | None:
    if isinstance(received, Missing) and isinstance(paid, Missing):
        return None
    net = Interval.exact(0.0)
    if isinstance(received, Figure):
        net = net + received.interval
    return net - paid.interval if isinstance(paid, Figure) else net
