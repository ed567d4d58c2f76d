"""Pictures of a valuation: parts by share with the market's price, and the bridge between two days."""

from __future__ import annotations

from typing import Any

from headframe.briefs.charts import WIDTH, specification
from headframe.briefs.palette import DOWN, PRICE, UNSPLIT, UP
from headframe.vocabulary.figure import Figure
from headframe.worth.bridge import Bridge
from headframe.worth.worth import Worth

ROW_HEIGHT = 26
LEAST_SHOWN = 0.005
"""Parts below half a cent a share are left out of the picture [USD/share]."""


def parts_chart(told: Worth) -> dict[str, Any]:
    """Return each part's mean by share [USD/share] with nine worlds in ten as a line, the whole, and the price."""
    import altair as alt

    rows = [
        _row(part.name, part.per_share, "in" if part.per_share.value >= 0 else "out")
        for part in told.drawn.parts
        if abs(part.per_share.value) >= LEAST_SHOWN
    ]
    rows.append(_row("a share", told.drawn.value_per_share, "whole"))
    tones = alt.Scale(domain=["in", "out", "whole"], range=[UP, DOWN, UNSPLIT])
    names = alt.Y("part:N", sort=[row["part"] for row in rows], title=None, axis=alt.Axis(labelLimit=260))
    shared = alt.Chart(alt.InlineData(values=rows))
    bars = shared.mark_bar(height=14).encode(
        y=names,
        x=alt.X("value:Q", title="by share [USD]", axis=alt.Axis(format="$,.0f")),
        color=alt.Color("kind:N", scale=tones, legend=None),
    )
    spread = shared.mark_rule(strokeWidth=1.2, color="#444").encode(y=names, x="low:Q", x2="high:Q")
    layers = [bars, spread]
    if isinstance(told.price, Figure):
        price = alt.Chart(alt.InlineData(values=[{"price": told.price.value}]))
        layers.append(price.mark_rule(color=PRICE, strokeWidth=2, strokeDash=[5, 3]).encode(x="price:Q"))
        words = price.mark_text(align="right", dx=-5, dy=-6, color=PRICE, text=f"price ${told.price.value:,.2f}")
        layers.append(words.encode(x="price:Q", y=alt.value(6)))
    return specification(alt.layer(*layers).properties(width=WIDTH - 180, height=ROW_HEIGHT * len(rows)))


def _row(name: str, figure: Figure, kind: str) -> dict[str, Any]:
    return {
        "part": name,
        "value": figure.value,
        "low": figure.interval.low,
        "high": figure.interval.high,
        "kind": kind,
    }


def bridge_chart(told: Bridge) -> dict[str, Any]:
    """Return the bridge as a waterfall [USD/share]."""
    import altair as alt

    at = told.start.value
    rows: list[dict[str, Any]] = [{"step": f"value on {told.since}", "start": 0.0, "end": at, "kind": "whole"}]
    for step in told.steps:
        kind = "in" if step.change.value >= 0 else "out"
        rows.append({"step": step.name, "start": at, "end": step.after.value, "kind": kind})
        at = step.after.value
    rows.append({"step": f"value on {told.made_from.as_of}", "start": 0.0, "end": told.end.value, "kind": "whole"})
    tones = alt.Scale(domain=["in", "out", "whole"], range=[UP, DOWN, UNSPLIT])
    shared = alt.Chart(alt.InlineData(values=rows))
    bars = shared.mark_bar(height=16).encode(
        y=alt.Y("step:N", sort=[row["step"] for row in rows], title=None, axis=alt.Axis(labelLimit=260)),
        x=alt.X("start:Q", title="by share [USD]", axis=alt.Axis(format="$,.2f")),
        x2="end:Q",
        color=alt.Color("kind:N", scale=tones, legend=None),
    )
    return specification(bars.properties(width=WIDTH - 180, height=ROW_HEIGHT * len(rows)))
