"""Fans of a company in drawn worlds: coins, cash, debt and the price of bitcoin."""

from __future__ import annotations

from typing import Any

from headframe.briefs.charts import specification
from headframe.briefs.palette import RESTRICTED
from headframe.economics.simulated import FanLine, Simulated

PANELS = {
    "price_usd_per_btc": "bitcoin [USD/BTC]",
    "bitcoin_free_btc": "free coins [BTC]",
    "cash_usd": "cash [USD]",
    "debt_usd": "debt [USD]",
    "noi_usd": "data-center NOI a month [USD]",
    "shares": "shares",
}
WIDTH, HEIGHT, COLUMNS = 350, 170, 2
NAMES = ("p5", "p25", "p50", "p75", "p95")


def fans_chart(told: Simulated) -> dict[str, Any]:
    """Return six fans: bands of 5 to 95 % and 25 to 75 % of the first paths, and their median."""
    import altair as alt

    lines = {fan.line: fan for fan in told.fans}
    panels = [_fan(lines[line], title) for line, title in PANELS.items()]
    rows = [alt.hconcat(*panels[at : at + COLUMNS]) for at in range(0, len(panels), COLUMNS)]
    return specification(alt.vconcat(*rows))


def _fan(fan: FanLine, title: str) -> Any:
    import altair as alt

    rows = [
        {"day": month.end.isoformat()} | {name: below[at] for name, below in zip(NAMES, fan.below, strict=True)}
        for at, month in enumerate(fan.months)
    ]
    time = alt.X("day:T", title=None, axis=alt.Axis(format="%Y", labelAngle=0, tickCount=6))
    money = fan.unit.startswith("USD")
    words = "replace(datum.label, 'G', 'B')" if money else "datum.label"
    axis = alt.Axis(format="$,.2~s" if money else ",.3~s", labelExpr=words, tickCount=4, gridOpacity=0.5)

    def up(name: str) -> Any:
        return alt.Y(f"{name}:Q", title=None, axis=axis)

    shared = alt.Chart(alt.InlineData(values=rows))
    wide = shared.mark_area(opacity=0.18, color=RESTRICTED).encode(x=time, y=up("p5"), y2="p95:Q")
    half = shared.mark_area(opacity=0.32, color=RESTRICTED).encode(x=time, y=up("p25"), y2="p75:Q")
    middle = shared.mark_line(color=RESTRICTED, strokeWidth=2).encode(x=time, y=up("p50"))
    return alt.layer(wide, half, middle).properties(width=WIDTH, height=HEIGHT, title=title)
