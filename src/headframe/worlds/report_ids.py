"""Ids that tell worlds asked for with options from those without: two numbers never share one."""

from __future__ import annotations

from dataclasses import replace

from headframe.vocabulary.figure import Figure
from headframe.worlds.report import Fan, FanPoint, WorldsReport

POINTS = ("p5", "p25", "p50", "p75", "p95", "mean")
"""Figures of a `FanPoint`."""


def told_apart(told: WorldsReport, words: str) -> WorldsReport:
    """Return the report with `words` at the end of the ids of everything drawn or calibrated; as it is without any."""
    if not words:
        return told

    def named(figure: Figure) -> Figure:
        return replace(figure, id=f"{figure.id} {words}")

    def fan(one: Fan) -> Fan:
        points = (FanPoint(point.month, *(named(getattr(point, name)) for name in POINTS)) for point in one.points)
        return replace(one, points=tuple(points))

    return replace(
        told,
        fans=tuple(fan(one) for one in told.fans),
        correlations=tuple(replace(line, correlation=named(line.correlation)) for line in told.correlations),
        parameters=tuple(
            replace(line, figure=named(line.figure)) if isinstance(line.figure, Figure) else line
            for line in told.parameters
        ),
    )
