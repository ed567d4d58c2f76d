"""The policy ribbon over holdings, as Vega-Lite."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from headframe.briefs.charts import WIDTH, specification
from headframe.briefs.palette import PRICE
from headframe.briefs.section import Section
from headframe.conduct.shifts import PolicyAsOf, Shifts
from headframe.vocabulary.figure import Figure

POLICY_TONES: Mapping[str, str] = MappingProxyType(
    {
        "accumulate": "#009e73",
        "hold": "#56b4e9",
        "sell part": "#f0e442",
        "sell production": "#e69f00",
        "liquidate": "#d55e00",
    }
)
RIBBON_HEIGHT, LINE_HEIGHT = 46, 110


def policy_ribbon(told: Shifts, holdings: Section) -> dict[str, Any] | None:
    """Return the probability of each policy by period as a ribbon, over a line of bitcoin held; None where too thin."""
    import altair as alt

    rows = [row for period in told.periods for row in _shares(period)]
    held = [{"day": str(row[0]), "btc": row[1].value} for row in holdings.rows if isinstance(row[1], Figure)]
    if not rows or len(held) < 2:
        return None
    axis = alt.X("day:T", title=None, axis=alt.Axis(format="%Y-%m", labelAngle=0, tickCount=7))
    tones = alt.Scale(domain=list(POLICY_TONES), range=list(POLICY_TONES.values()))
    ribbon = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_rect()
        .encode(
            x=alt.X("start:T", title=None, axis=None),
            x2="end:T",
            y=alt.Y("low:Q", title="policy", axis=alt.Axis(labels=False, ticks=False), scale=alt.Scale(domain=[0, 1])),
            y2="high:Q",
            color=alt.Color("policy:N", scale=tones, title=None, legend=alt.Legend(orient="top")),
        )
        .properties(width=WIDTH, height=RIBBON_HEIGHT)
    )
    line = (
        alt.Chart(alt.InlineData(values=held))
        .mark_line(color=PRICE, point=alt.OverlayMarkDef(size=14, color=PRICE))
        .encode(x=axis, y=alt.Y("btc:Q", title="held [BTC]", axis=alt.Axis(format=",d", tickCount=4)))
        .properties(width=WIDTH, height=LINE_HEIGHT)
    )
    return specification(alt.vconcat(ribbon, line, spacing=4).resolve_scale(x="shared"))


def _shares(period: PolicyAsOf) -> list[dict[str, Any]]:
    """Return one bar a policy, stacked to one, over the days of the period."""
    rows, low = [], 0.0
    for words in POLICY_TONES:
        share = float(getattr(period, words.replace(" ", "_")))
        days = {"start": period.period.first_day.isoformat(), "end": period.period.end.isoformat()}
        rows.append(days | {"policy": words, "low": low, "high": low + share})
        low += share
    return rows
