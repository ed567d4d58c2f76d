"""The roll-forward cut where the known flows allow: each block has a balance on both ends and no flow across them.

Sales and lots both need it. A quarter's total over three monthly balances makes one block of the three steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from headframe.accounts.lots_pieces import Piece, finest_pieces, gaps, overlap
from headframe.accounts.rollforward import Step, reconcile, roll
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure


@dataclass(frozen=True, slots=True)
class Block:
    """One step of the roll-forward, or several joined, with the printed flows inside in their finest periods."""

    step: Step
    produced: tuple[Piece, ...]
    sold: tuple[Piece, ...]

    @property
    def span(self) -> Period:
        """The days of the block."""
        return self.step.span

    @property
    def sales_gaps(self) -> tuple[Period, ...]:
        """The days whose sales nobody printed."""
        return gaps(self.span, [piece.period for piece in self.sold])

    @property
    def production_gaps(self) -> tuple[Period, ...]:
        """The days whose production nobody printed."""
        return gaps(self.span, [piece.period for piece in self.produced])


def blocks(view: View, company: str) -> tuple[Block, ...]:
    """Return the blocks between a company's first and last month-end balance, in order of time; none below two."""
    steps = reconcile(view, company).steps
    if not steps:
        return ()
    span = Period.span(steps[0].span.first_day, steps[-1].span.end)
    produced = finest_pieces(view, company, "bitcoin_produced", span)
    sold = finest_pieces(view, company, "bitcoin_sold", span)
    return tuple(
        Block(_joined(view, company, group, steps), _inside(produced, group), _inside(sold, group))
        for group in _groups(steps, [piece.period for piece in (*produced, *sold)])
    )


def _groups(steps: tuple[Step, ...], flows: list[Period]) -> list[list[Step]]:
    groups = [[steps[0]]]
    for before, after in pairwise(steps):
        crossed = any(flow.first_day <= before.span.end < flow.end for flow in flows)
        if crossed:
            groups[-1].append(after)
        else:
            groups.append([after])
    return groups


def _joined(view: View, company: str, group: list[Step], steps: tuple[Step, ...]) -> Step:
    if len(group) == 1:
        return group[0]
    span = Period.span(group[0].span.first_day, group[-1].span.end)
    past = [step for step in steps if step.span.end < span.first_day]
    return roll(view, company, span, group[0].opening, group[-1].closing, past)


def _inside(pieces: tuple[Piece, ...], group: list[Step]) -> tuple[Piece, ...]:
    span = Period.span(group[0].span.first_day, group[-1].span.end)
    return tuple(piece for piece in pieces if overlap(piece.period, span))


def unprinted_sale(block: Block) -> Figure | Missing:
    """Return what the roll-forward leaves as sold [BTC] beyond the printed sales of a block.

    Missing where every day's sale is printed, or where production is not known.
    """
    from headframe.vocabulary.figure import derive

    days = block.sales_gaps
    if not days:
        return Missing("every sale of these days is printed")
    implied = block.step.sold_implied
    if isinstance(implied, Missing) or not block.sold:
        return implied
    value, interval = implied.value, implied.interval
    for piece in block.sold:
        value, interval = value - piece.figure.value, interval - piece.figure.interval
    period = Period.span(days[0].first_day, days[-1].end)
    ticker, concept, _ = implied.id.split(" ", 2)
    return derive(
        f"{ticker} {concept} {period} beyond printed",
        f"implied over {block.span} − sales printed inside it",
        value,
        interval,
        "BTC",
        implied,
        *(piece.figure for piece in block.sold),
        note="as far as the sales printed for months inside are those of whole months",
    )
