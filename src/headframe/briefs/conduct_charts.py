"""Evidence as a diverging bar, and sources and uses as two stacks: Vega-Lite, drawn without a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from headframe.accounts.funding_lines import Side
from headframe.briefs.charts import specification
from headframe.briefs.palette import DOWN, FREE, PRICE, RESTRICTED, UNSPLIT, UP
from headframe.conduct.funding import Funding
from headframe.conduct.motive import Motive
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure

if TYPE_CHECKING:
    import altair

WIDTH, ROW_HEIGHT = 620, 20
FORCED_WORD, STRATEGIC_WORD = "speaks for forced", "speaks for strategic"
MILLION = 1e6
SMALLEST_SHOWN = 0.01
"""A line below this share of the larger side is added to the others."""


def evidence_chart(told: Motive) -> dict[str, Any] | None:
    """Return each piece's part of the log odds as a bar to its side, the score with its interval below."""
    import altair as alt

    rows = _evidence_rows(told)
    if not rows or isinstance(told.score, Missing):
        return None
    order = [row["words"] for row in rows] + ["score"]
    tones = alt.Scale(domain=[FORCED_WORD, STRATEGIC_WORD], range=[DOWN, UP])
    axis = alt.Y("words:N", sort=order, title=None, axis=alt.Axis(labelLimit=300))
    bars = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(height=12)
        .encode(
            y=axis,
            x=alt.X("adds:Q", title="adds to the log odds  (left: strategic, right: forced)"),
            color=alt.Color("side:N", scale=tones, title=None, legend=alt.Legend(orient="top")),
        )
    )
    score = [{"words": "score", "low": told.low, "high": told.high, "score": told.score}]
    total = alt.Chart(alt.InlineData(values=score))
    rule = total.mark_rule(color=PRICE, strokeWidth=2).encode(y=axis, x="low:Q", x2="high:Q")
    point = total.mark_point(color=PRICE, filled=True, size=70).encode(y=axis, x="score:Q")
    zero = alt.Chart(alt.InlineData(values=[{"x": 0}])).mark_rule(color=UNSPLIT).encode(x="x:Q")
    return _specification(alt.layer(zero, bars, rule, point), ROW_HEIGHT * (len(rows) + 1))


def sources_and_uses_chart(told: Funding) -> dict[str, Any] | None:
    """Return a window's sources and uses [million USD] as bars side by side; None where they do not close."""
    import altair as alt

    rows = _money_rows(told)
    if not rows:
        return None
    order = [row["line"] for row in rows]
    tones = alt.Scale(domain=["bitcoin sold", "source", "use"], range=[FREE, RESTRICTED, UNSPLIT])
    shared = alt.Chart(alt.InlineData(values=rows))
    axis = alt.Y("line:N", sort=order, title=None, axis=alt.Axis(labelLimit=300))
    bars = shared.mark_bar(height=13).encode(
        y=axis,
        x=alt.X("millions:Q", title="million USD  (left: uses, right: sources)"),
        color=alt.Color("kind:N", scale=tones, title=None, legend=alt.Legend(orient="top")),
    )
    text = shared.mark_text(align="left", dx=4, fontSize=10).encode(y=axis, x=alt.X("end:Q"), text="label:N")
    return _specification(alt.layer(bars, text), ROW_HEIGHT * len(rows))


def _evidence_rows(told: Motive) -> list[dict[str, Any]]:
    known = [piece for piece in told.evidence if isinstance(piece.figure, Figure) and piece.contribution != 0]
    return [
        {
            "words": piece.words,
            "adds": piece.contribution,
            "side": FORCED_WORD if piece.contribution > 0 else STRATEGIC_WORD,
        }
        for piece in sorted(known, key=lambda piece: -piece.contribution)
    ]


def _money_rows(told: Funding) -> list[dict[str, Any]]:
    money = told.money
    if money is None or isinstance(money.rest, Missing) or isinstance(money.sale, Missing):
        return []
    signed = [("bitcoin sold", money.sale.value)]
    for line in money.lines:
        if isinstance(line.figure, Figure):
            signed.append((line.name, line.figure.value * (1 if line.side is Side.SOURCE else -1)))
    for name, part, sign in (("operations", money.operations, 1), ("cash kept or drawn", money.cash_change, -1)):
        if isinstance(part, Figure):
            signed.append((name, sign * part.value))
    signed.append(("rest of the statement", money.rest.value))
    largest = max(abs(value) for _, value in signed)
    shown = [(name, value) for name, value in signed if abs(value) >= SMALLEST_SHOWN * largest]
    return [_money_row(name, value) for name, value in sorted(shown, key=lambda row: -row[1])]


def _money_row(name: str, value: float) -> dict[str, Any]:
    kind = "bitcoin sold" if name == "bitcoin sold" else "source" if value > 0 else "use"
    label = f"{value / MILLION:+,.0f}".replace("-", "−")
    return {"line": name, "millions": value / MILLION, "end": max(0.0, value / MILLION), "kind": kind, "label": label}


def _specification(chart: altair.LayerChart | altair.FacetChart, height: int) -> dict[str, Any]:
    return specification(chart.properties(width=WIDTH, height=height))
