"""Fans as Vega-Lite: half and nine tenths of all paths, the median, and what happened before."""

from __future__ import annotations

from typing import Any

from headframe.briefs.charts import WIDTH, specification
from headframe.briefs.palette import PRICE, RESTRICTED
from headframe.record.view import View
from headframe.worlds.history import History, history
from headframe.worlds.report import Fan

HEIGHT = 200
PAST_MONTHS = 60
MEASURED = frozenset({"price", "hash_rate", "hash_price", "fee_ratio"})
LOGARITHMIC = frozenset({"price", "hash_rate", "hash_price", "fee_ratio", "power_mean"})
FORMATS = {"USD/BTC": "$,.2~s", "EH/s": ",.4~r", "USD/PH/day": "$,.3~r", "ratio": ".1~%", "USD/MWh": "$,.2~r"}


def fan_chart(view: View, fan: Fan) -> dict[str, Any]:
    """Return a fan: bands of 5 to 95 % and 25 to 75 %, the median, and the last five years where they are known."""
    import altair as alt

    unit = fan.points[-1].p50.unit
    rows = [
        {"day": point.month.end.isoformat()}
        | {name: getattr(point, name).value for name in ("p5", "p25", "p50", "p75", "p95")}
        for point in fan.points
    ]
    past = _past(history(view), fan.name)
    if past:
        last = past[-1]["value"]
        rows.insert(0, {"day": past[-1]["day"]} | dict.fromkeys(("p5", "p25", "p50", "p75", "p95"), last))
    logarithmic = fan.name in LOGARITHMIC
    words = f"{unit}, log scale" if logarithmic else unit
    scale = alt.Scale(type="log") if logarithmic else alt.Scale(zero=False)
    time = alt.X("day:T", title=None, axis=alt.Axis(format="%Y", labelAngle=0, tickCount=8))
    axis = alt.Axis(format=FORMATS.get(unit, "$,.0f"), tickCount=4, gridOpacity=0.5)

    def up(name: str) -> Any:
        return alt.Y(f"{name}:Q", title=words, axis=axis, scale=scale)

    shared = alt.Chart(alt.InlineData(values=rows))
    wide = shared.mark_area(opacity=0.18, color=RESTRICTED).encode(x=time, y=up("p5"), y2="p95:Q")
    half = shared.mark_area(opacity=0.32, color=RESTRICTED).encode(x=time, y=up("p25"), y2="p75:Q")
    middle = shared.mark_line(color=RESTRICTED, strokeWidth=2).encode(x=time, y=up("p50"))
    layers = [wide, half, middle]
    if past:
        known = alt.Chart(alt.InlineData(values=past))
        layers.append(known.mark_line(color=PRICE, strokeWidth=1.4).encode(x=time, y=up("value")))
    return specification(alt.layer(*layers).properties(width=WIDTH, height=HEIGHT))


def has_past(fan: Fan) -> bool:
    """Say whether the market series hold what happened before."""
    return fan.name in MEASURED


def _past(known: History, name: str) -> list[dict[str, Any]]:
    """Return the last months of a driver that the market series hold; none for power and rent."""
    series = {
        "price": known.price,
        "hash_rate": known.hash_rate,
        "fee_ratio": known.fee_ratio,
        "hash_price": known.hash_price,
    }.get(name)
    if series is None:
        return []
    months = list(zip(known.months, series, strict=True))[-PAST_MONTHS:]
    return [{"day": month.end.isoformat(), "value": float(value)} for month, value in months]
