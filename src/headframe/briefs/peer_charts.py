"""The pivot panel and the peers' bubble as Vega-Lite, drawn to SVG without a browser."""

from __future__ import annotations

from math import pi, sqrt
from typing import TYPE_CHECKING, Any

from headframe.briefs.palette import PRICE, RESTRICTED, company_colour
from headframe.conduct.peers import Peers
from headframe.conduct.pivot import Pivot
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure

if TYPE_CHECKING:
    import altair

WIDTH, ROW_HEIGHT = 620, 26
SCORE, BOUNDS = "score", "bounds"
HEADINGS = {
    "leased": ["leased of", "approved"],
    "revenue": ["AI of", "revenue"],
    "sold": ["sold/mined", "(at most 1)"],
    "restricted": ["restricted", "share"],
    "hash_rate": ["hash rate", "given up"],
    SCORE: ["score"],
    BOUNDS: ["if all", "were known"],
}
BUBBLES_HEIGHT = 380
SMALLEST_AREA, LARGEST_AREA = 90.0, 2600.0
BILLION = 1e9


def pivot_chart(told: Peers) -> dict[str, Any] | None:
    """Return the pivot panel: a row a company, a cell a part, the darker the further; None where nothing is known.

    A gap is drawn as a dash on grey, never as a pale zero; a score that is not ranked is not shaded.
    """
    import altair as alt

    scored = [one for one in told.pivot if isinstance(one.score, Figure)]
    if not scored:
        return None
    rows = [cell for one in scored for cell in _pivot_cells(one)]
    order = [_pivot_name(one) for one in scored]
    names = [*HEADINGS]
    shared = alt.Chart(alt.InlineData(values=rows))
    labels = " || ".join(f"datum.value == '{name}' && {HEADINGS[name]!r}" for name in names)
    x = alt.X(
        "part:N",
        sort=names,
        title=None,
        axis=alt.Axis(orient="top", labelAngle=0, labelExpr=labels, labelPadding=18, ticks=False),
    )
    y = alt.Y("company:N", sort=order, title=None, axis=alt.Axis(ticks=False, labelLimit=220))
    tones = alt.Scale(domain=[0, 1], range=["#eef3f8", RESTRICTED])
    shade = alt.Color("value:Q", scale=tones, legend=None)
    known = shared.transform_filter(alt.datum.known).mark_rect(stroke="white").encode(x=x, y=y, color=shade)
    gap = shared.transform_filter(~alt.datum.known).mark_rect(stroke="white", color="#f4f4f4").encode(x=x, y=y)
    ink = alt.condition(alt.datum.dark, alt.value("white"), alt.value(PRICE))
    text = shared.mark_text(fontSize=11, font="DejaVu Sans").encode(x=x, y=y, text="label:N", color=ink)
    return _specification(alt.layer(known, gap, text), ROW_HEIGHT * len(order))


def bubble_chart(told: Peers) -> dict[str, Any] | None:
    """Return megawatts leased for AI [MW IT] against market value [USD], the area for coins held; None under two.

    A company without a fresh figure on both axes is not drawn; one whose coins are not known is a hollow ring.
    """
    import altair as alt

    rows = _bubbles(told)
    if len(rows) < 2:
        return None
    widest, highest = 1.15 * max(row["leased"] for row in rows), 1.2 * max(row["worth"] for row in rows)
    most = max(max(row["coins"] for row in rows), 1.0)
    shared = alt.Chart(alt.InlineData(values=[row | _placed(row, most, highest) for row in rows]))
    axis = alt.Axis(format=",d", labelExpr="datum.value < 0 ? '' : datum.label")
    across = alt.Scale(domain=[-widest / 10, widest], nice=False)
    x = alt.X("leased:Q", title="leased for AI [MW of critical IT]", scale=across, axis=axis)
    up = alt.Scale(domain=[0, highest], nice=False)
    y = alt.Y("worth:Q", title="market value [billion USD], estimated", scale=up)
    colour = alt.Color("colour:N", scale=None)
    size = alt.Size("area:Q", scale=None)
    bubbles = shared.transform_filter(alt.datum.held).mark_circle(opacity=0.6).encode(x=x, y=y, size=size, color=colour)
    rings = shared.transform_filter(~alt.datum.held).mark_point(strokeWidth=2).encode(x=x, y=y, size=size, color=colour)
    text = shared.mark_text(fontSize=11, font="DejaVu Sans").encode(x=x, y=alt.Y("above:Q", scale=up), text="label:N")
    days = shared.mark_text(fontSize=9, color=PRICE).encode(x=x, y=alt.Y("below:Q", scale=up), text="days:N")
    return _specification(alt.layer(bubbles, rings, text, days), BUBBLES_HEIGHT)


def _pivot_name(one: Pivot) -> str:
    return f"{one.rank}  {one.company}" if one.rank else f"{one.company}  ({one.weight_known:.0%} known)"


def _pivot_cells(one: Pivot) -> list[dict[str, Any]]:
    cells = [_cell(one, part.name, part.figure) for part in one.parts]
    score = _cell(one, SCORE, one.score)
    return [*cells, score if one.rank else score | {"known": False, "dark": False}, _bounds(one)]


def _cell(one: Pivot, part: str, figure: Figure | Missing) -> dict[str, Any]:
    base = {"company": _pivot_name(one), "part": part}
    if isinstance(figure, Missing):
        return base | {"known": False, "value": 0.0, "label": "–", "dark": False}
    label = f"{figure.value:.0%} {figure.badge.mark}"
    return base | {"known": True, "value": figure.value, "label": label, "dark": figure.value > 0.55}


def _bounds(one: Pivot) -> dict[str, Any]:
    """Return the cell of what the score could be if every missing part were known: words on white."""
    interval = one.score.interval if isinstance(one.score, Figure) else None
    label = f"{interval.low:.0%}–{interval.high:.0%}" if interval else "–"
    return {"company": _pivot_name(one), "part": BOUNDS, "known": False, "value": 0.0, "label": label, "dark": False}


def _bubbles(told: Peers) -> list[dict[str, Any]]:
    rows = []
    for peer in told.companies:
        leased, worth, coins = (peer.value(name) for name in ("leased", "market_value", "held"))
        if isinstance(leased.scored, Missing) or isinstance(worth.scored, Missing):
            continue
        held = coins.scored
        rows.append(
            {
                "leased": leased.scored.value,
                "worth": worth.scored.value / BILLION,
                "coins": held.value if isinstance(held, Figure) else 0.0,
                "held": isinstance(held, Figure),
                "colour": company_colour(peer.company),
                "label": f"{peer.company}, {held.value:,.0f} BTC" if isinstance(held, Figure) else peer.company,
                "days": f"{leased.day:%Y-%m} · {worth.day:%Y-%m}",
            }
        )
    return rows


def _placed(row: dict[str, Any], most: float, highest: float) -> dict[str, float]:
    """Return a bubble's area [px²], and where the words above and below it stand on the axis [billion USD]."""
    area = max(SMALLEST_AREA, LARGEST_AREA * row["coins"] / most)
    away = (sqrt(area / pi) + 9) * highest / BUBBLES_HEIGHT
    return {"area": area, "above": row["worth"] + away, "below": row["worth"] - away}


def _specification(chart: altair.LayerChart | altair.FacetChart, height: int) -> dict[str, Any]:
    styled = chart.properties(width=WIDTH, height=height, background="white")
    made: dict[str, Any] = (
        styled.configure_axis(labelFontSize=11, titleFontSize=11, grid=False).configure_view(stroke=None).to_dict()
    )
    return made
