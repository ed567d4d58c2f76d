"""The backcast: expected coins against reported ones."""

from __future__ import annotations

from headframe.accounts.backcast import Backcast, Finding
from headframe.briefs.numbers import quantity
from headframe.briefs.section import Column, Section, Style, words_column
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure

COLUMNS = (
    words_column("month"),
    Column("operating [EH/s]"),
    Column("implied"),
    Column("expected [BTC]"),
    Column("reported [BTC]"),
    Column("miss", Style.SIGNED),
    words_column("finding"),
)
ALL_ROWS = 10_000


def backcast_section(told: Backcast) -> Section:
    """Return every month of a backcast, outliers named."""
    rows = tuple(
        (
            str(month.period),
            month.hash_rate,
            month.hash_rate_implied,
            month.expected,
            month.produced,
            month.error,
            month.finding.value.replace("_", " "),
        )
        for month in told.months
    )
    named = [month for month in told.months if month.finding not in (Finding.HOLDS, Finding.CIRCULAR)]
    return Section(
        key="backcast",
        title="BACKCAST",
        finding=backcast_finding(told),
        columns=COLUMNS,
        rows=rows,
        notes=tuple(
            f"{month.period}: {quantity(month.error.value, 'ratio', signed=True)}, {month.why}" for month in named
        ),
        reaches=told.months[-1].period.end if told.months else None,
        verb=f"headframe backcast {told.made_from.company}",
        shown_rows=ALL_ROWS,
    )


def backcast_finding(told: Backcast) -> str:
    """Return in a sentence whether production confirms the reported hash rate."""
    error = told.median_absolute_error
    if isinstance(error, Missing):
        return f"No check of the reported hash rate: {error.reason}."
    checked = f"{told.months_counted} month(s) with a printed operating hash rate"
    if isinstance(told.luck_deviation, Figure):
        return (
            f"It mines in its own pool: over {checked} production misses the formula by "
            f"{told.luck_deviation.value:.2f} standard deviations of block luck (1 is pure luck)."
        )
    return f"Production confirms the reported hash rate: median miss {100 * error.value:.2f} % over {checked}."
