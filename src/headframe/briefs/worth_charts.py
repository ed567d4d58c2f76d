"""Pictures of worth as Vega-Lite: football field of rules, betas ribbon, abnormal returns with bands, mNAV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from headframe.briefs.charts import WIDTH, specification
from headframe.briefs.palette import DOWN, FREE, PRICE, RESTRICTED, UNSPLIT, UP
from headframe.ground.errors import NotEnoughData
from headframe.vocabulary.figure import Figure

if TYPE_CHECKING:
    from headframe.worth.driver_rows import DriverRow
    from headframe.worth.drivers import Drivers
    from headframe.worth.event_study import EventStudy
    from headframe.worth.rule_run import RuleRun
    from headframe.worth.rules import RulesAnswer
    from headframe.worth.yardsticks import Yardsticks

ROW_HEIGHT, PANEL_HEIGHT = 24, 110
WHOLE, PART = "whole company", "a part of it"
DRIVER_TONES = {"bitcoin": FREE, "AI basket": UP, "market": RESTRICTED, "own news": UNSPLIT}
LONGEST_LABEL = 56
SEEN_TWICE = "Line and band: as seen now, 90 %. Dashed: by what was known then."
LEAST_WIDTH = 0.15
"""A rule without a range is drawn this wide [USD/share], or nobody would see it."""


def football_field(told: RulesAnswer) -> dict[str, Any]:
    """Return each rule's value a share as a bar from low to high, and the price as a line [USD/share].

    Raises
    ------
    NotEnoughData
        Where no rule could be run.
    """
    import altair as alt

    rows = [row for run in told.runs if (row := _rule_row(run)) is not None]
    if not rows:
        raise NotEnoughData(
            "no rule could be run: there is nothing to draw", next="ask for --form terminal: it says why"
        )
    order = [row["rule"] for row in rows]
    tones = alt.Scale(domain=[WHOLE, PART], range=[RESTRICTED, FREE])
    shared = alt.Chart(alt.InlineData(values=rows))
    axis = alt.Y("rule:N", sort=order, title=None, axis=alt.Axis(labelLimit=360))
    bars = shared.mark_bar(height=12).encode(
        y=axis,
        x=alt.X("low:Q", title="USD a share", scale=alt.Scale(zero=True), axis=alt.Axis(format="$,d")),
        x2="high:Q",
        color=alt.Color("kind:N", scale=tones, title=None, legend=alt.Legend(orient="top")),
    )
    text = shared.mark_text(align="left", dx=5, fontSize=10).encode(y=axis, x="high:Q", text="label:N")
    layers = [bars, text]
    if isinstance(told.at.price, Figure):
        price = told.at.price.value
        line = alt.Chart(alt.InlineData(values=[{"price": price, "label": f"price ${price:,.2f}, {told.day}"}]))
        layers.append(line.mark_rule(color=DOWN, strokeWidth=1.6).encode(x="price:Q"))
        layers.append(
            line.mark_text(color=DOWN, align="left", dx=4, fontSize=10).encode(
                x="price:Q", y=alt.value(-6), text="label:N"
            )
        )
    return specification(alt.layer(*layers).properties(width=WIDTH - 260, height=ROW_HEIGHT * len(rows)))


def drivers_chart(told: Drivers) -> dict[str, Any]:
    """Return betas with their 90 % bands, one panel a driver, over the shares of variance through time.

    Raises
    ------
    NotEnoughData
        Where nothing is known of the drivers.
    """
    import altair as alt

    if not told.rows:
        raise NotEnoughData("no betas are known: there is nothing to draw", next="hand in daily closes with --prices")
    panels = [_beta_panel(told, at, name) for at, name in enumerate(("bitcoin", "AI basket", "market"))]
    rows = [row for each in told.rows for row in _share_rows(each)]
    tones = alt.Scale(domain=list(DRIVER_TONES), range=list(DRIVER_TONES.values()))
    shares = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_area()
        .encode(
            x=_days(),
            y=alt.Y(
                "share:Q", stack="zero", title="of variance", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%")
            ),
            color=alt.Color("driver:N", scale=tones, title=None, legend=alt.Legend(orient="top")),
            order="order:O",
        )
        .properties(width=WIDTH, height=PANEL_HEIGHT)
    )
    joined = alt.vconcat(*panels, shares, spacing=6).resolve_scale(x="shared", color="independent")
    return specification(joined)


def events_chart(told: EventStudy) -> dict[str, Any]:
    """Return the cumulated abnormal return of each event by session, with the band where there is one event [%]."""
    import altair as alt

    known = [each for each in told.events if each.sessions]
    rows = [
        {
            "event": str(each.event),
            "session": one.session,
            "car": one.cumulated.value,
            "low": one.cumulated.interval.low,
            "high": one.cumulated.interval.high,
        }
        for each in known
        for one in each.sessions
    ]
    shared = alt.Chart(alt.InlineData(values=rows))
    x = alt.X("session:Q", title="session, the event's is 0", axis=alt.Axis(values=list(range(-5, 6)), format="+d"))
    title = "cumulated abnormal return"
    y = alt.Y("car:Q", title=title, axis=alt.Axis(format="+.0%"))
    zero = alt.Chart(alt.InlineData(values=[{"y": 0}])).mark_rule(color=UNSPLIT).encode(y="y:Q")
    start = alt.Chart(alt.InlineData(values=[{"x": -0.5}])).mark_rule(color=DOWN, strokeDash=[4, 3]).encode(x="x:Q")
    if len(known) == 1:
        band = shared.mark_area(color=RESTRICTED, opacity=0.18).encode(x=x, y=alt.Y("low:Q", title=title), y2="high:Q")
        line = shared.mark_line(color=RESTRICTED, point=alt.OverlayMarkDef(color=RESTRICTED)).encode(x=x, y=y)
        layers = [zero, band, line, start]
    else:
        lines = shared.mark_line(opacity=0.45, strokeWidth=1).encode(
            x=x, y=y, detail="event:N", color=alt.value(UNSPLIT)
        )
        mean = shared.mark_line(color=RESTRICTED, strokeWidth=2.4).encode(x=x, y=alt.Y("mean(car):Q", title=title))
        layers = [zero, lines, mean, start]
    return specification(alt.layer(*layers).properties(width=WIDTH, height=240))


def mnav_chart(told: Yardsticks) -> dict[str, Any]:
    """Return mNAV over all and over free coins through time [ratio].

    Raises
    ------
    NotEnoughData
        Where no day's mNAV is known.
    """
    import altair as alt

    rows = [
        {"day": str(row.day), "mnav": figure.value, "kind": kind}
        for row in told.rows
        for kind, figure in (("over all coins", row.mnav), ("over free coins", row.mnav_free))
        if isinstance(figure, Figure)
    ]
    if not rows:
        raise NotEnoughData("no mNAV is known: there is nothing to draw", next="ask for --form terminal: it says why")
    tones = alt.Scale(domain=["over all coins", "over free coins"], range=[FREE, RESTRICTED])
    lines = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(point=True)
        .encode(
            x=_days(),
            y=alt.Y("mnav:Q", title="market value over bitcoin", scale=alt.Scale(zero=True)),
            color=alt.Color("kind:N", scale=tones, title=None, legend=alt.Legend(orient="top")),
        )
    )
    one = alt.Chart(alt.InlineData(values=[{"y": 1}])).mark_rule(color=PRICE, strokeDash=[4, 3]).encode(y="y:Q")
    return specification(alt.layer(one, lines).properties(width=WIDTH, height=240))


def _rule_row(run: RuleRun) -> dict[str, Any] | None:
    share = run.per_share
    if not isinstance(share, Figure):
        return None
    low, high = share.interval.low, share.interval.high
    ranged = high - low > LEAST_WIDTH
    label = f"${low:,.1f}–{high:,.1f}" if ranged else f"${share.value:,.1f}"
    return {
        "rule": _shortened(f"{run.broker} {run.published:%Y-%m}: {run.title}"),
        "low": low if ranged else share.value - LEAST_WIDTH / 2,
        "high": high if ranged else share.value + LEAST_WIDTH / 2,
        "kind": WHOLE if run.gives.is_whole else PART,
        "label": label,
    }


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1].rstrip() + "…"


def _beta_panel(told: Drivers, at: int, name: str) -> Any:
    import altair as alt

    rows = []
    for each in told.rows:
        betas = each.smoothed
        figure = (betas.bitcoin, betas.basket, betas.market)[at]
        then = (each.filtered.bitcoin, each.filtered.basket, each.filtered.market)[at]
        rows.append(
            {
                "day": each.day.isoformat(),
                "beta": figure.value,
                "low": figure.interval.low,
                "high": figure.interval.high,
                "then": then.value,
            }
        )
    settled = rows[min(len(rows) // 8, 6) :]
    shared = alt.Chart(alt.InlineData(values=settled))
    tone = DRIVER_TONES[name]
    title = f"beta, {name}"
    band = shared.mark_area(color=tone, opacity=0.25).encode(x=_days(), y=alt.Y("low:Q", title=title), y2="high:Q")
    line = shared.mark_line(color=tone, strokeWidth=2).encode(x=_days(), y=alt.Y("beta:Q", title=title))
    then = shared.mark_line(color=PRICE, strokeWidth=0.8, strokeDash=[3, 2]).encode(
        x=_days(), y=alt.Y("then:Q", title=title)
    )
    zero = alt.Chart(alt.InlineData(values=[{"y": 0}])).mark_rule(color=UNSPLIT).encode(y="y:Q")
    panel = alt.layer(zero, band, then, line).properties(width=WIDTH, height=PANEL_HEIGHT)
    return panel if at else panel.properties(title=alt.Title(SEEN_TWICE, fontSize=11, fontWeight="normal"))


def _share_rows(row: DriverRow) -> list[dict[str, Any]]:
    figures = (row.shares.bitcoin, row.shares.basket, row.shares.market, row.shares.own)
    return [
        {"day": row.day.isoformat(), "driver": name, "share": figure.value, "order": order}
        for order, (name, figure) in enumerate(zip(DRIVER_TONES, figures, strict=True))
    ]


def _days() -> Any:
    import altair as alt

    return alt.X("day:T", title=None, axis=alt.Axis(format="%Y-%m", labelAngle=0, tickCount=7))
