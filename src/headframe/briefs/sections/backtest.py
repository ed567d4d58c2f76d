"""The worlds against what came, as sections: bands, errors, rivals."""

from __future__ import annotations

from headframe.briefs.section import Cell, Column, Section, Style, words_column
from headframe.ground.missing import Missing
from headframe.worlds.backtest import Backtest, BacktestLine

NOTES = (
    "Brackets: 95 % interval by block bootstrap; neighbouring origins share the months they forecast.",
    "Scores (CRPS) and errors are in logs: 0.10 is about 10 %.",
    "Fitted at every origin on what was known; the choice of model rests on data to 2019.",
)


def backtest_sections(told: Backtest) -> tuple[Section, ...]:
    """Return coverage, then rivals, then the company's production."""
    own = () if isinstance(told.production, Missing) else (_bands(told, told.production, "production"),)
    return (_bands(told, told.lines, "bands"), _rivals(told), *own)


def _bands(told: Backtest, lines: tuple[BacktestLine, ...], key: str) -> Section:
    held = sum(line.holds_80 for line in lines)
    finding = f"The 80 % band covers 80 %, by its interval, in {held} of {len(lines)} tests"
    missed = [f"{line.target.value} at {line.months_ahead} months" for line in lines if not line.holds_80]
    return Section(
        key=key,
        title="BANDS" if key == "bands" else f"PRODUCTION OF {told.made_from.company}",
        finding=f"{finding}; not: {', '.join(missed)}." if missed else f"{finding}.",
        columns=(
            words_column("what"),
            words_column("ahead"),
            words_column("origins"),
            Column("50 % band"),
            Column("80 % band"),
            words_column("interval"),
            Column("95 % band"),
            Column("error"),
            Column("bias", Style.SIGNED),
        ),
        rows=tuple(_row(line) for line in lines),
        notes=NOTES if key == "bands" else (),
        reaches=None,
        verb="headframe backtest" + (f" --company {told.made_from.company}" if key != "bands" else ""),
        shown_rows=len(lines),
    )


def _row(line: BacktestLine) -> tuple[Cell, ...]:
    span = line.coverage_80.interval
    return (
        line.target.value,
        f"{line.months_ahead}",
        f"{line.origins}",
        line.coverage_50,
        line.coverage_80,
        _bracket(f"{span.low:.0%}", f"{span.high:.0%}") + ("" if line.holds_80 else " not 80 %"),
        line.coverage_95,
        line.error,
        line.bias,
    )


def _bracket(low: str, high: str) -> str:
    """Return an interval that no page breaks over two lines."""
    return f"[{low},\u00a0{high}]"


def _rivals(told: Backtest) -> Section:
    rows: list[tuple[Cell, ...]] = [
        (
            line.target.value,
            f"{line.months_ahead}",
            each.rival,
            each.score_ratio,
            _bracket(f"{each.score_ratio.interval.low:.2f}", f"{each.score_ratio.interval.high:.2f}"),
            each.verdict,
        )
        for line in told.lines
        for each in line.against
    ]
    better = sum(row[5] == "better" for row in rows)
    worse = sum(row[5] == "worse" for row in rows)
    return Section(
        key="rivals",
        title="AGAINST SIMPLE RIVALS",
        finding=f"Better in {better}, worse in {worse}, not told apart in {len(rows) - better - worse} of {len(rows)}.",
        columns=(
            words_column("what"),
            words_column("ahead"),
            words_column("rival"),
            Column("score over rival's", Style.TIMES),
            words_column("interval"),
            words_column("verdict"),
        ),
        rows=tuple(rows),
        notes=("Below 1 the worlds are better. Rivals know nothing of the price, also where it is given.",),
        reaches=None,
        verb="headframe backtest",
        shown_rows=len(rows),
    )
