"""The brief's two pictures as Vega-Lite, drawn to SVG without a browser: holdings with price, and the waterfall."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from headframe.accounts.rollforward import Step
from headframe.briefs.numbers import quantity
from headframe.briefs.palette import DOWN, FREE, PRICE, RESTRICTED, UNSPLIT, UP
from headframe.briefs.section import Section
from headframe.ground.period import Period
from headframe.record.market import Market
from headframe.vocabulary.figure import Figure

WIDTH, HEIGHT = 760, 240
FREE_WORD, RESTRICTED_WORD, UNSPLIT_WORD = "free", "restricted", "not split by any source"


def holdings_chart(holdings: Section, market: Market) -> dict[str, Any]:
    """Return the bars of free and restricted bitcoin [BTC] at each known month end, with the month-end price [USD]."""
    import altair as alt

    bars = _bars(holdings)
    days = [row["day"] for row in bars]
    tones = alt.Scale(domain=[FREE_WORD, RESTRICTED_WORD, UNSPLIT_WORD], range=[FREE, RESTRICTED, UNSPLIT])
    time = alt.X("day:T", title=None, axis=alt.Axis(format="%Y-%m", labelAngle=0, tickCount=7))
    bar = (
        alt.Chart(alt.InlineData(values=bars))
        .mark_bar(width=max(3, min(14, WIDTH // (2 * len(set(days))))))
        .encode(
            x=time,
            y=alt.Y("btc:Q", stack="zero", title="held [BTC]", axis=alt.Axis(format=",d")),
            color=alt.Color("kind:N", scale=tones, title=None, legend=alt.Legend(orient="top")),
            order=alt.Order("order:O"),
        )
    )
    line = (
        alt.Chart(alt.InlineData(values=_prices(market, min(days), max(days))))
        .mark_line(color=PRICE, strokeWidth=1.2)
        .encode(x=time, y=alt.Y("price:Q", title="price [USD], line", axis=alt.Axis(format="$,d", grid=False)))
    )
    return sized(alt.layer(bar, line).resolve_scale(y="independent"))


def waterfall_chart(step: Step) -> dict[str, Any]:
    """Return one step of the roll-forward as a waterfall [BTC]: opening, flows, residual, closing."""
    import altair as alt

    rows, floor = _waterfall_rows(step), waterfall_floor(step)
    tones = alt.Scale(domain=["balance", "in", "out", "residual"], range=[UNSPLIT, UP, DOWN, PRICE])
    top = max(_ends(rows))
    shared = alt.Chart(alt.InlineData(values=[row | {"start": max(row["start"], floor)} for row in rows]))
    axis = alt.X("line:N", sort=[row["line"] for row in rows], title=None, axis=alt.Axis(labelAngle=0))
    scale = alt.Scale(domain=[floor, top * 1.02], zero=False)
    bar = shared.mark_bar(width=44).encode(
        x=axis,
        y=alt.Y("start:Q", scale=scale, title="BTC", axis=alt.Axis(format=",d")),
        y2="end:Q",
        color=alt.Color("kind:N", scale=tones, legend=None),
    )
    text = shared.mark_text(dy=-8, fontSize=11).encode(x=axis, y=alt.Y("top:Q", scale=scale), text="label:N")
    return sized(alt.layer(bar, text))


def waterfall_floor(step: Step) -> float:
    """Return where the axis of a waterfall begins [BTC]: above zero where its flows could not be seen otherwise."""
    ends = _ends(_waterfall_rows(step))
    low, top = min(end for end in ends if end > 0), max(ends)
    return max(0.0, low - 0.6 * (top - low)) if top > low else 0.0


def _ends(rows: list[dict[str, Any]]) -> list[float]:
    return [row[end] for row in rows for end in ("start", "end")]


def svg_of(specification: dict[str, Any]) -> str:
    """Return a Vega-Lite specification drawn as SVG."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(specification))


def _bars(holdings: Section) -> list[dict[str, Any]]:
    rows = []
    for row in holdings.rows:
        day, held, restricted = str(row[0]), row[1], row[6] if len(row) > 6 else row[2]
        if not isinstance(held, Figure):
            continue
        if isinstance(restricted, Figure):
            rows.append({"day": day, "btc": restricted.value, "kind": RESTRICTED_WORD, "order": 1})
            rows.append({"day": day, "btc": held.value - restricted.value, "kind": FREE_WORD, "order": 0})
        else:
            rows.append({"day": day, "btc": held.value, "kind": UNSPLIT_WORD, "order": 2})
    return rows


def _prices(market: Market, first: str, last: str) -> list[dict[str, Any]]:
    span = Period.span(Period.parse(first).end, Period.parse(last).end)
    figures = [(month, market.month("bitcoin_price_month_close", month)) for month in span.months()]
    return [
        {"day": month.end.isoformat(), "price": figure.value} for month, figure in figures if isinstance(figure, Figure)
    ]


def _waterfall_rows(step: Step) -> list[dict[str, Any]]:
    opening, closing = step.opening.value, step.closing.value
    rows = [_bar("opening", 0.0, opening, "balance", opening)]
    level = opening
    flows: Sequence[tuple[str, object, int]] = (
        ("mined", step.produced, 1),
        ("bought", step.purchased, 1),
        ("received", step.received, 1),
        ("sold", step.sold, -1),
        ("paid", step.paid, -1),
    )
    for name, figure, sign in flows:
        if isinstance(figure, Figure):
            after = level + sign * figure.value
            rows.append(_bar(name, level, after, "in" if sign > 0 else "out", sign * figure.value))
            level = after
    if isinstance(step.residual, Figure):
        rows.append(_bar("residual", level, closing, "residual", closing - level))
    rows.append(_bar("closing", 0.0, closing, "balance", closing))
    return rows


def _bar(line: str, start: float, end: float, kind: str, amount: float) -> dict[str, Any]:
    signed = quantity(amount, "BTC", signed=kind != "balance")
    return {"line": line, "start": start, "end": end, "top": max(start, end), "kind": kind, "label": signed}


def sized(chart: Any) -> dict[str, Any]:
    """Return one plain chart, at the brief's own size."""
    return specification(chart.properties(width=WIDTH, height=HEIGHT))


def specification(chart: Any) -> dict[str, Any]:
    """Return a chart as Vega-Lite, in the brief's type sizes and on white."""
    styled = chart.properties(background="white").configure_axis(labelFontSize=11, titleFontSize=11)
    made: dict[str, Any] = styled.configure_view(stroke=None).to_dict()
    return made
