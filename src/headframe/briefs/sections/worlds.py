"""What could happen, as sections: the calibrated numbers, the fans, how shocks move together."""

from __future__ import annotations

from headframe.briefs.section import Column, Section, words_column
from headframe.ground.missing import Missing
from headframe.worlds.report import Fan, FanPoint, WorldsReport

MONTHS_SHOWN = (1, 3, 6, 12, 24, 60, 120)


def worlds_sections(told: WorldsReport) -> tuple[Section, ...]:
    """Return every section of the answer: fans first, then the numbers behind them."""
    return (*(fan_section(told, fan) for fan in told.fans), parameters_section(told), correlations_section(told))


def fan_section(told: WorldsReport, fan: Fan) -> Section:
    """Return one driver's fan at a few months."""
    rows = [(at, point) for at, point in _numbered(told, fan) if at in MONTHS_SHOWN or at == told.horizon_months]
    last = fan.points[-1]
    nine_tenths = f"nine paths in ten lie between the first and the last column; {len(rows)} of the months"
    return Section(
        key=fan.name,
        title=fan.words.upper(),
        finding=f"{fan.words} [{last.p50.unit}] to {last.month}: {nine_tenths}.",
        columns=(
            words_column("month"),
            words_column("ahead"),
            Column("5 %"),
            Column("25 %"),
            Column("50 %"),
            Column("75 %"),
            Column("95 %"),
            Column("mean"),
        ),
        rows=tuple(
            (str(point.month), f"{at}", point.p5, point.p25, point.p50, point.p75, point.p95, point.mean)
            for at, point in rows
        ),
        notes=(),
        reaches=None,
        verb="headframe worlds",
        shown_rows=len(rows),
    )


def parameters_section(told: WorldsReport) -> Section:
    """Return the calibrated numbers, each with how it was found."""
    rows = tuple(
        (
            line.driver,
            line.words,
            line.figure,
            "" if isinstance(line.figure, Missing) else line.figure.unit,
            line.figure.reason if isinstance(line.figure, Missing) else line.figure.formula,
        )
        for line in told.parameters
    )
    return Section(
        key="parameters",
        title="CALIBRATED",
        finding=f"{len(rows)} numbers, found on what was known on {told.made_from.as_of}; months to {told.month0}.",
        columns=(
            words_column("driver"),
            words_column("number"),
            Column("value"),
            words_column("unit"),
            words_column("how it was found"),
        ),
        rows=rows,
        notes=told.notes,
        reaches=told.month0.end,
        verb="headframe worlds",
        shown_rows=len(rows),
    )


def correlations_section(told: WorldsReport) -> Section:
    """Return how the monthly shocks move together, strongest first."""
    lines = sorted(told.correlations, key=lambda line: -abs(line.correlation.value))
    rows = tuple((line.one, line.other, line.correlation, line.correlation.formula) for line in lines)
    return Section(
        key="correlations",
        title="TOGETHER",
        finding="Correlations of monthly shocks: few months agree on any, so most are drawn close to 0.",
        columns=(words_column("one"), words_column("other"), Column("correlation"), words_column("how")),
        rows=rows,
        notes=(),
        reaches=None,
        verb="headframe worlds",
        shown_rows=len(rows),
    )


def _numbered(told: WorldsReport, fan: Fan) -> list[tuple[int, FanPoint]]:
    """Return each point with how many months ahead it lies."""
    start = told.month0.end
    return [
        ((point.month.end.year - start.year) * 12 + point.month.end.month - start.month, point) for point in fan.points
    ]
