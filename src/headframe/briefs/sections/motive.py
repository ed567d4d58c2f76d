"""Motive: forced or strategic, with the evidence for and against."""

from __future__ import annotations

from headframe.briefs.section import Cell, Column, Section, words_column
from headframe.conduct.motive import Direction, Evidence, Motive, weigh_motive
from headframe.conduct.motive_score import Verdict
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

COLUMNS = (words_column("speaks for"), words_column("evidence"), Column("number"), words_column("adds"))
ALL_ROWS = 40
SHOWN_IN_WORDS = 3
FINDINGS = {Verdict.FORCED: "Forced", Verdict.STRATEGIC: "Strategic", Verdict.CANNOT_TELL: "Cannot tell"}


def motive_section(view: View, company: str, span: Period | None = None) -> Section | None:
    """Return the evidence on a sale, the last one by default; None where no sale is known."""
    told = weigh_motive(view, company, span)
    return motive_page(told) if told.evidence else None


def motive_page(told: Motive) -> Section:
    """Return a sale already weighed, as a section: the strongest evidence first, what is missing in a note."""
    known = sorted((e for e in told.evidence if isinstance(e.figure, Figure)), key=lambda e: -abs(e.contribution))
    return Section(
        key="motive",
        title="FORCED OR STRATEGIC",
        finding=_finding(told),
        columns=COLUMNS,
        rows=tuple(_row(piece) for piece in known),
        notes=tuple(_notes(told)),
        reaches=told.span.end if told.span else None,
        verb=_verb(told),
        shown_rows=ALL_ROWS,
    )


def _finding(told: Motive) -> str:
    if isinstance(told.score, Missing) or isinstance(told.low, Missing) or isinstance(told.high, Missing):
        return f"Cannot tell: {told.score.reason if isinstance(told.score, Missing) else ''}."
    sides = [f"{side}: {_strongest(told, way)}." for side, way in _SIDES if _strongest(told, way)]
    sold = f"{told.sold.value:,.0f} BTC in {told.span}" if isinstance(told.sold, Figure) else str(told.span)
    score = f"log odds {_signed(told.score)}, {_signed(told.low)} to {_signed(told.high)}"
    return f"{FINDINGS[told.verdict]} ({sold}): {score}. {' '.join(sides)}"


_SIDES = (("For forced", Direction.FORCED), ("For strategic", Direction.STRATEGIC))


def _strongest(told: Motive, way: Direction) -> str:
    pieces = sorted((e for e in told.evidence if e.direction is way), key=lambda e: -abs(e.contribution))
    return ", ".join(piece.words for piece in pieces[:SHOWN_IN_WORDS])


def _row(piece: Evidence) -> tuple[Cell, ...]:
    return (piece.direction.value, piece.words, piece.figure, _signed(piece.contribution))


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _notes(told: Motive) -> list[str]:
    missing = [piece.words for piece in told.evidence if isinstance(piece.figure, Missing)]
    said = [
        "log odds: 0 is even, +1 is 73 % forced, −1 is 27 %; the interval holds four fifths of what errors and gaps do"
    ]
    if missing:
        said.append(f"not in the record, and weighing nothing: {', '.join(missing)}")
    return [*said, *told.made_from.look_ahead]


def _verb(told: Motive) -> str:
    days = f" --from {told.span.first_day} --to {told.span.end}" if told.span else ""
    return f"headframe motive {told.made_from.company}{days}"
