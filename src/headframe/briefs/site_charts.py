"""Pictures of sites as Vega-Lite: megawatts by stage, promised against delivered, and the curve of delay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from headframe.briefs.charts import WIDTH, specification
from headframe.briefs.palette import DOWN, FREE, PRICE, RESTRICTED, UNSPLIT, UP
from headframe.briefs.sections.megawatts import BASIS_WORDS
from headframe.ground.period import Period
from headframe.sites.delivery import Delivery
from headframe.sites.megawatts import MegawattReport
from headframe.sites.power_basis import PowerBasis
from headframe.sites.promise_line import Outcome
from headframe.sites.survival import SurvivalCurve
from headframe.vocabulary.figure import Figure

if TYPE_CHECKING:
    import altair

ROW_HEIGHT = 26
BASIS_TONES = {PowerBasis.GROSS: FREE, PowerBasis.IT: RESTRICTED, PowerBasis.UNSTATED: UNSPLIT}
OUTCOME_TONES = {
    Outcome.DELIVERED: UP,
    Outcome.PARTLY: FREE,
    Outcome.OVERDUE: DOWN,
    Outcome.OPEN: UNSPLIT,
    Outcome.CANCELLED: PRICE,
}
LONGEST_NAME = 34


def megawatts_chart(told: MegawattReport) -> dict[str, Any] | None:
    """Return the funnel: one bar a stage [MW], gross and critical IT in two tones; None where nothing is known.

    The bars share an axis and are never stacked: a megawatt of critical IT is not a megawatt gross.
    """
    import altair as alt

    known = [row for row in told.stages if isinstance(row.mw, Figure)]
    if not known:
        return None
    rows = [_stage_row(row) for row in told.stages]
    order = list(dict.fromkeys(row["stage"] for row in rows))
    bases = [basis for basis in BASIS_TONES if any(row.basis is basis for row in known)]
    tones = alt.Scale(domain=[BASIS_WORDS[basis] for basis in bases], range=[BASIS_TONES[basis] for basis in bases])
    shared = alt.Chart(alt.InlineData(values=rows))
    axis = alt.Y("stage:N", sort=order, title=None, axis=alt.Axis(labelLimit=260, ticks=False, domain=False))
    bar = shared.mark_bar(height=16).encode(
        x=alt.X("mw:Q", title="MW", axis=alt.Axis(format=",d")),
        y=axis,
        color=alt.Color("basis:N", scale=tones, title=None, legend=alt.Legend(orient="top")),
    )
    drawn = alt.datum.basis != ""
    text = shared.mark_text(align="left", dx=4, fontSize=11, font="DejaVu Sans").encode(
        x="mw:Q", y=axis, text="label:N"
    )
    return _specification(alt.layer(bar.transform_filter(drawn), text), len(order))


def delivery_chart(deliveries: Sequence[Delivery], as_of: date) -> dict[str, Any] | None:
    """Return promised against delivered: the window first promised as a bar, a line to what came of it.

    Deliveries with neither a promised day nor an end cannot be drawn and are left out; None where none can be.
    """
    import altair as alt

    rows = [_delivery_row(each, as_of) for each in deliveries if _can_be_drawn(each)]
    if not rows:
        return None
    rows.sort(key=lambda row: str(row["due"]))
    order = [row["name"] for row in rows]
    tones = alt.Scale(domain=[each.value for each in OUTCOME_TONES], range=list(OUTCOME_TONES.values()))
    shared = alt.Chart(alt.InlineData(values=rows))
    axis = alt.Y("name:N", sort=order, title=None, axis=alt.Axis(labelLimit=320, ticks=False, domain=False))
    time = alt.Axis(format="%Y-%m", labelAngle=0, tickCount=8)
    colour = alt.Color("outcome:N", scale=tones, title=None, legend=alt.Legend(orient="top"))
    window = shared.mark_bar(height=12, opacity=0.35).encode(
        x=alt.X("from:T", title=None, axis=time, scale=alt.Scale(padding=10)), x2="due:T", y=axis, color=colour
    )
    due = shared.mark_tick(thickness=2, height=16).encode(x="due:T", y=axis, color=colour)
    slip = shared.mark_rule(strokeWidth=2).encode(x="due:T", x2="seen:T", y=axis, color=colour)
    came = shared.transform_filter(alt.datum.came).mark_point(filled=True, size=70, opacity=1)
    point = came.encode(x="seen:T", y=axis, color=colour, shape=alt.Shape("outcome:N", legend=None, scale=_shapes()))
    now = alt.Chart(alt.InlineData(values=[{"day": as_of.isoformat()}])).mark_rule(color=PRICE, strokeDash=[3, 3])
    return _specification(alt.layer(window, due, slip, point, now.encode(x="day:T")), len(order))


def delay_chart(curve: SurvivalCurve) -> dict[str, Any] | None:
    """Return the share still out by days after the promised day, with its band; None where nothing was delivered."""
    import altair as alt

    if not curve.days:
        return None
    steps = zip(curve.days, curve.undelivered, curve.low, curve.high, strict=True)
    rows = [{"day": min(0.0, curve.days[0]) - 30, "out": 1.0, "low": 1.0, "high": 1.0}]
    rows += [{"day": day, "out": out, "low": low, "high": high} for day, out, low, high in steps]
    shared = alt.Chart(alt.InlineData(values=rows))
    axis = alt.X("day:Q", title="days after the day first promised", axis=alt.Axis(tickCount=10))
    scale = alt.Scale(domain=[0, 1])
    percent = alt.Axis(format=".0%")
    band = shared.mark_area(interpolate="step-after", opacity=0.25, color=RESTRICTED)
    line = shared.mark_line(interpolate="step-after", color=RESTRICTED, strokeWidth=2)
    due = alt.Chart(alt.InlineData(values=[{"day": 0}])).mark_rule(color=PRICE, strokeDash=[3, 3]).encode(x="day:Q")
    return _specification(
        alt.layer(
            band.encode(x=axis, y=alt.Y("low:Q", scale=scale, title="still out", axis=percent), y2="high:Q"),
            line.encode(x=axis, y=alt.Y("out:Q", scale=scale)),
            due,
        ),
        8,
    )


def _stage_row(row: Any) -> dict[str, Any]:
    name = row.stage.value.replace("_", " ")
    if not isinstance(row.mw, Figure):
        return {"stage": name, "mw": 0.0, "basis": "", "label": "not known"}
    words = BASIS_WORDS[row.basis]
    day = f", {row.day}" if row.day else ""
    label = f"{row.mw.value:,.4g} {row.mw.badge.mark}{day}"
    return {"stage": f"{name}, {words}", "mw": row.mw.value, "basis": words, "label": label}


def _can_be_drawn(delivery: Delivery) -> bool:
    """Say whether a day was promised, or the end without one is known (a cancellation)."""
    return delivery.first.promised_for is not None or any(line.ended_on for line in delivery.promises)


def _delivery_row(delivery: Delivery, as_of: date) -> dict[str, Any]:
    ended = next((line.ended_on for line in delivery.promises if line.ended_on), None)
    due = delivery.first.promised_for or ended or Period.day(as_of)
    seen = ended.end if ended else max(as_of, due.end) if delivery.outcome is Outcome.OVERDUE else due.end
    name = f"{delivery.name}, {delivery.site}"
    return {
        "name": name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…",
        "from": due.first_day.isoformat(),
        "due": due.end.isoformat(),
        "seen": seen.isoformat(),
        "came": ended is not None,
        "outcome": delivery.outcome.value,
    }


def _shapes() -> altair.Scale:
    import altair as alt

    shapes = {Outcome.CANCELLED: "cross", Outcome.PARTLY: "triangle-up"}
    return alt.Scale(
        domain=[each.value for each in OUTCOME_TONES], range=[shapes.get(each, "circle") for each in OUTCOME_TONES]
    )


def _specification(chart: altair.LayerChart | altair.FacetChart, rows: int) -> dict[str, Any]:
    return specification(chart.properties(width=WIDTH - 200, height=max(90, ROW_HEIGHT * rows)))
