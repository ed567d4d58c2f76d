"""A plan's pictures as Vega-Lite: the decision map, fans of cash and bitcoin, the frontier, the gap against time."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from headframe.briefs.charts import specification
from headframe.briefs.palette import DOWN, FREE, PRICE, RESTRICTED, UNSPLIT, UP
from headframe.briefs.sections.plan import weights_of
from headframe.planning.plan_answer import Plan

WIDTH, HEIGHT, WIDE = 340, 210, 640
BILLION, THOUSAND = 1e9, 1e3


def plan_chart(told: Plan) -> dict[str, Any]:
    """Return all pictures in one: map and fans, frontier where there is one, both bounds against seconds."""
    import altair as alt

    rows = [
        alt.hconcat(_map(told), _gap(told), spacing=36),
        alt.hconcat(_fan(told, "cash"), _fan(told, "bitcoin"), spacing=36),
    ]
    if told.frontier:
        rows.append(_frontier(told))
    return specification(alt.vconcat(*rows, spacing=26).resolve_scale(color="independent", shape="independent"))


def map_chart(told: Plan) -> dict[str, Any]:
    """Return the first two years by price and rent, as wide as a brief."""
    return specification(_map(told).properties(width=WIDE, height=HEIGHT, title=""))


def fans_chart(told: Plan) -> dict[str, Any]:
    """Return cash and bitcoin ahead side by side, the plan's and a rival's."""
    import altair as alt

    fans = alt.hconcat(_fan(told, "cash"), _fan(told, "bitcoin"), spacing=36)
    return specification(fans.resolve_scale(color="independent"))


def frontier_chart(told: Plan) -> dict[str, Any]:
    """Return the frontier of mean and worst outcomes."""
    return specification(_frontier(told).properties(width=WIDE, height=HEIGHT, title=""))


def _map(told: Plan) -> Any:
    import altair as alt

    points = [
        {
            "price": each.price_usd_per_btc / THOUSAND,
            "rent": each.rent_usd_per_kw_month,
            "sold": each.sold_share,
            "what": "starts a phase"
            if each.phases_started > 0.5
            else "tenant turned away"
            if each.tenant_waits
            else "no tenant",
        }
        for each in told.map
    ]
    shapes = alt.Scale(
        domain=["starts a phase", "tenant turned away", "no tenant"], range=["triangle-up", "cross", "circle"]
    )
    chart = alt.Chart(alt.InlineData(values=points), title="First two years: what the plan does, by price and rent")
    return (
        chart.mark_point(filled=True, size=48, opacity=0.85, stroke=PRICE, strokeWidth=0.3)
        .encode(
            x=alt.X(
                "price:Q",
                title="bitcoin [thousand USD]",
                scale=alt.Scale(type="log", nice=False),
                axis=alt.Axis(tickCount=6, format=",.0f"),
            ),
            y=alt.Y("rent:Q", title="rent [USD/kW-month]", scale=alt.Scale(zero=False)),
            color=alt.Color(
                "sold:Q",
                title="share of coins sold",
                scale=alt.Scale(domain=[0, 1], range=["#eeeeee", FREE, DOWN]),
                legend=alt.Legend(orient="bottom", gradientLength=140, format=".0%"),
            ),
            shape=alt.Shape("what:N", title=None, scale=shapes, legend=alt.Legend(orient="bottom")),
        )
        .properties(width=WIDTH, height=HEIGHT)
    )


def _gap(told: Plan) -> Any:
    import altair as alt

    upper = [(step.seconds, step.upper / BILLION) for step in told.steps]
    lower = [(step.seconds, step.lower / BILLION) for step in told.steps if step.lower is not None]
    named = (("upper", upper), ("plan, running estimate", lower))
    rows = [{"seconds": at, "bound": name, "value": value} for name, line in named for at, value in line]
    last = [line[-1][1] for _, line in named if line] or [0.0]
    lowest = min((value for _, value in lower), default=min(last))
    reach = max(abs(max(last)) * 0.05, max(last) - lowest)
    tones = alt.Scale(domain=["upper", "plan, running estimate"], range=[DOWN, UP])
    chart = alt.Chart(alt.InlineData(values=rows), title="Both bounds while it learned, on the lattice")
    return (
        chart.mark_line(point=alt.OverlayMarkDef(size=16), clip=True)
        .encode(
            x=alt.X("seconds:Q", title="seconds", scale=alt.Scale(type="log", nice=False), axis=alt.Axis(tickCount=5)),
            y=alt.Y(
                "value:Q",
                title="value [billion USD]",
                scale=alt.Scale(domain=[min(last) - reach, max(last) + reach], nice=False),
            ),
            color=alt.Color("bound:N", title=None, scale=tones, legend=alt.Legend(orient="bottom")),
        )
        .properties(width=WIDTH, height=HEIGHT)
    )


def _fan(told: Plan, what: str) -> Any:
    import altair as alt

    scale, unit = (BILLION, "billion USD") if what == "cash" else (THOUSAND, "thousand BTC")
    rows = []
    for each in told.fan:
        best, rival = (each.cash, each.rival_cash) if what == "cash" else (each.bitcoin, each.rival_bitcoin)
        for name, (low, middle, high) in (("the plan", best), (told.fan_rival, rival)):
            rows.append(
                {
                    "years": each.quarter / 4,
                    "policy": name,
                    "low": low / scale,
                    "middle": middle / scale,
                    "high": high / scale,
                }
            )
    tones = alt.Scale(domain=["the plan", told.fan_rival], range=[RESTRICTED, UNSPLIT])
    shared = alt.Chart(alt.InlineData(values=rows), title=f"{what.capitalize()}: 5 to 95 % of paths, and the median")
    x = alt.X("years:Q", title="years ahead")
    colour = alt.Color("policy:N", title=None, scale=tones, legend=alt.Legend(orient="bottom"))
    band = shared.mark_area(opacity=0.3).encode(
        x=x, y=alt.Y("low:Q", title=f"{what} [{unit}]"), y2="high:Q", color=colour
    )
    line = shared.mark_line(strokeWidth=1.6).encode(x=x, y="middle:Q", color=colour)
    return alt.layer(band, line).properties(width=WIDTH, height=HEIGHT)


def _frontier(told: Plan) -> Any:
    import altair as alt

    runs = [list(run) for _, run in groupby(told.frontier, key=lambda each: (each.value.value, each.worst.value))]
    rows = [
        {
            "worst": run[0].worst.value / BILLION,
            "mean": run[0].value.value / BILLION,
            "weight": weights_of(run),
            "at": run[0].risk,
        }
        for run in runs
    ]
    chart = alt.Chart(alt.InlineData(values=rows))
    x = alt.X(
        "worst:Q", title="mean of the worst [billion USD]", scale=alt.Scale(zero=False), axis=alt.Axis(tickCount=6)
    )
    y = alt.Y("mean:Q", title="mean [billion USD]", scale=alt.Scale(zero=False))
    line = chart.mark_line(color=UNSPLIT, point=alt.OverlayMarkDef(color=RESTRICTED, size=50)).encode(
        x=x, y=y, order="at:Q"
    )
    text = chart.mark_text(align="left", dx=7, dy=-6, fontSize=10).encode(x=x, y=y, text="weight:N")
    said = f"Mean against the mean of the worst {100 * told.tail:g} %, by weight of risk"
    return alt.layer(line, text).properties(width=WIDTH, height=HEIGHT, title=said)
