"""A backtest through time as Vega-Lite: the band of a year before, its median, and what came over it."""

from __future__ import annotations

from typing import Any

from headframe.briefs.charts import WIDTH, specification
from headframe.briefs.palette import DOWN, PRICE, RESTRICTED
from headframe.briefs.world_charts import FORMATS, HEIGHT
from headframe.ground.period import Period
from headframe.worlds.backtest_walks import Walk, WalkPoint


def walk_chart(walk: Walk) -> dict[str, Any]:
    """Return a walk: 80 % band and median as forecast, a line for what came, and a dot where it left the band."""
    import altair as alt

    unit = walk.points[-1].came.unit
    time = alt.X("day:T", title=None, axis=alt.Axis(format="%Y", labelAngle=0, tickCount=8))
    axis = alt.Axis(format=FORMATS.get(unit, ",.4~r"), tickCount=4, gridOpacity=0.5)

    def up(name: str) -> Any:
        return alt.Y(f"{name}:Q", title=f"{unit}, log scale", axis=axis, scale=alt.Scale(type="log", zero=False))

    shared = alt.Chart(alt.InlineData(values=[_row(point) for point in walk.points]))
    layers = [
        shared.mark_area(opacity=0.22, color=RESTRICTED).encode(x=time, y=up("low"), y2="high:Q"),
        shared.mark_line(color=RESTRICTED, strokeWidth=1.2, strokeDash=[4, 3]).encode(x=time, y=up("middle")),
        shared.mark_line(color=PRICE, strokeWidth=1.6).encode(x=time, y=up("came")),
        shared.transform_filter("!datum.inside")
        .mark_point(filled=True, size=26, opacity=1, color=DOWN)
        .encode(x=time, y=up("came")),
    ]
    return specification(alt.layer(*layers).properties(width=WIDTH, height=HEIGHT))


def _row(point: WalkPoint) -> dict[str, Any]:
    band = point.forecast.interval
    return {
        "day": Period.parse(point.month).end.isoformat(),
        "low": band.low,
        "middle": point.forecast.value,
        "high": band.high,
        "came": point.came.value,
        "inside": point.inside,
    }
