"""A block's schedule and its frontier as Vega-Lite, drawn to SVG without a browser."""

from __future__ import annotations

from typing import Any

from headframe.briefs.charts import specification
from headframe.briefs.palette import DOWN, FREE, PRICE, UNSPLIT
from headframe.planning.schedule import Schedule

WIDTH, HEIGHT = 620, 190
MILLION = 1e6
LABELLED = 3


def schedule_chart(told: Schedule) -> dict[str, Any]:
    """Return coins sold each day with what is left [BTC], and below cost against price risk [million USD]."""
    import altair as alt

    both = alt.vconcat(_days(told), _frontier(told), spacing=24).resolve_scale(color="independent")
    return specification(both)


def _days(told: Schedule) -> Any:
    import altair as alt

    rows = [{"day": one.day, "sold": one.sold.value, "left": one.left.value} for one in told.slices]
    rows = [{"day": 0, "left": told.coins.value}, *rows]
    shared = alt.Chart(alt.InlineData(values=rows))
    last = told.days
    day = alt.X("day:Q", title="day", scale=alt.Scale(domain=[0, last + 0.5], nice=False), axis=alt.Axis(tickMinStep=1))
    width = max(1.5, min(26.0, 0.7 * WIDTH / (last + 0.5)))
    bars = shared.mark_bar(color=FREE, width=width).encode(
        x=day, y=alt.Y("sold:Q", title="sold in the day [BTC], bars", axis=alt.Axis(format=",d"))
    )
    line = shared.mark_line(color=PRICE, strokeWidth=1.4, point=alt.OverlayMarkDef(size=14, color=PRICE)).encode(
        x=day, y=alt.Y("left:Q", title="left [BTC], line", axis=alt.Axis(format=",d", grid=False))
    )
    marks = [{"day": one.day, "label": f"${one.needed.value / MILLION:,.3g}M by day {one.day}"} for one in told.cash]
    dates = alt.Chart(alt.InlineData(values=marks))
    rule = dates.mark_rule(color=DOWN, strokeDash=[4, 3]).encode(x=day)
    text = dates.mark_text(color=DOWN, align="left", dx=4, fontSize=10).encode(x=day, y=alt.value(8), text="label:N")
    layers = [alt.layer(bars, rule, text), line] if marks else [bars, line]
    return alt.layer(*layers).resolve_scale(y="independent").properties(width=WIDTH, height=HEIGHT)


def _frontier(told: Schedule) -> Any:
    import altair as alt

    points = [point.outcome for point in told.frontier]
    curve = [{"risk": one.risk.value / MILLION, "cost": one.cost.value / MILLION} for one in points]
    named = [("this one", told.chosen), *((one.name, one) for one in told.rivals)]
    marks = [
        {"risk": one.risk.value / MILLION, "cost": one.cost.value / MILLION, "name": name, "chosen": name == "this one"}
        for name, one in named[:LABELLED]
    ]
    drawn_risks = [one.risk.value / MILLION for one in (*points, *(one for _, one in named[:LABELLED]))]
    most = 1.25 * max(drawn_risks) or 1.0
    risk = alt.X("risk:Q", title="price risk, one deviation [million USD]", scale=alt.Scale(domain=[0, most]))
    cost = alt.Y("cost:Q", title="mean cost [million USD]", scale=alt.Scale(zero=True))
    line = alt.Chart(alt.InlineData(values=curve)).mark_line(color=UNSPLIT, point=alt.OverlayMarkDef(color=UNSPLIT))
    dots = alt.Chart(alt.InlineData(values=marks))
    colour = alt.condition(alt.datum.chosen, alt.value(DOWN), alt.value(PRICE))
    drawn = dots.mark_point(filled=True, size=70).encode(x=risk, y=cost, color=colour)
    below = dots.transform_filter(alt.datum.chosen).mark_text(align="left", dx=8, dy=12, fontSize=10)
    above = dots.transform_filter(~alt.datum.chosen).mark_text(align="left", dx=8, dy=-8, fontSize=10)
    text = [layer.encode(x=risk, y=cost, text="name:N") for layer in (below, above)]
    return alt.layer(line.encode(x=risk, y=cost), drawn, *text).properties(width=WIDTH, height=HEIGHT)
