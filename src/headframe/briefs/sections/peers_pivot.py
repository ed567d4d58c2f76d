"""The pivot score with its parts, and the industry by quarter, as sections."""

from __future__ import annotations

from collections.abc import Iterator

from headframe.briefs.section import Cell, Column, Section, Style, words_column
from headframe.conduct.industry import IndustryQuarter
from headframe.conduct.peers import Peers
from headframe.conduct.pivot import RANKED_FROM, Pivot
from headframe.conduct.pivot_weights import EQUAL, PARTS, weights_words
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure

QUARTERS_SHOWN = 12
PART_HEADINGS = {
    "leased": "leased of\napproved",
    "revenue": "AI of\nrevenue",
    "sold": "sold/mined\n(at most 1)",
    "restricted": "restricted",
    "hash_rate": "hash rate\ngiven up",
}


def pivot_page(told: Peers) -> Section:
    """Return the pivot scores as a section: the score, the weight it rests on, and every part."""
    scored = [one for one in told.pivot if isinstance(one.score, Figure)]
    words = weights_words(told.weights)
    parts = tuple(Column(PART_HEADINGS[name]) for name in PARTS)
    return Section(
        key="pivot",
        title="PIVOT TO AI",
        finding=_pivot_finding(scored, words),
        columns=(
            words_column("company"),
            words_column("place"),
            Column("score"),
            words_column("0 to 1 if all\nwere known"),
            *parts,
        ),
        rows=tuple(_pivot_row(one) for one in scored),
        notes=tuple(_pivot_notes(told, scored)),
        reaches=None,
        verb="headframe peers" + ("" if words == EQUAL else f" --weights {words}"),
        shown_rows=len(scored),
    )


def industry_page(told: Peers) -> Section:
    """Return the industry by quarter as a section; each number with how many companies report it."""
    columns = (
        words_column("quarter"),
        Column("held [BTC]"),
        words_column("by"),
        Column("change, same\ncompanies", Style.SIGNED),
        words_column("of"),
        Column("sold/mined", Style.TIMES),
        words_column("of"),
        Column("AI leased\n[MW IT]"),
        words_column("by"),
    )
    return Section(
        key="industry",
        title="THE INDUSTRY BY QUARTER",
        finding="Each number is a sum over the companies that report it for that quarter; the sets differ, so only "
        "the change is over the same companies.",
        columns=columns,
        rows=tuple(_industry_row(row) for row in told.industry),
        notes=tuple(_industry_notes(told)),
        reaches=told.industry[-1].quarter.end,
        verb="headframe peers --over-time",
        shown_rows=QUARTERS_SHOWN,
    )


def _pivot_row(one: Pivot) -> tuple[Cell, ...]:
    place = str(one.rank) if one.rank else f"– ({one.weight_known:.0%} known)"
    bounds = f"{one.score.interval.low:.0%}–{one.score.interval.high:.0%}" if isinstance(one.score, Figure) else ""
    return (one.company, place, one.score, bounds, *(part.figure for part in one.parts))


def _pivot_finding(scored: list[Pivot], words: str) -> str:
    first = [one for one in scored if one.rank == 1]
    said = (
        f"{first[0].company} scores highest of {sum(one.rank is not None for one in scored)} ranked"
        if first
        else "None can be ranked"
    )
    return f"{said}, by {words}. Parts that are missing or stale weigh nothing."


def _pivot_notes(told: Peers, scored: list[Pivot]) -> Iterator[str]:
    yield "parts: " + "; ".join(f"{name} = {said}" for name, said in PARTS.items())
    yield f"ranked from {RANKED_FROM:.0%} of the weight known; the bounds let every missing part be 0 to 1"
    yield "weights are a matter of opinion: --weights leased=2,revenue=1 sets your own, parts not named weigh 0"
    none = [one.company for one in told.pivot if isinstance(one.score, Missing)]
    if none:
        yield f"no part known: {', '.join(none)}"
    for name in (name for name in PARTS if told.weights[name] > 0):
        without = [one.company for one in scored if isinstance(_part(one, name), Missing)]
        if without:
            yield f"{name} not known: {', '.join(without)}"


def _part(one: Pivot, name: str) -> Figure | Missing:
    return next(part.figure for part in one.parts if part.name == name)


def _industry_row(row: IndustryQuarter) -> tuple[Cell, ...]:
    return (
        str(row.quarter),
        row.held,
        str(len(row.held_by)),
        row.held_change,
        str(len(row.held_change_of)),
        row.sell_through,
        str(len(row.flows_of)),
        row.leased_mw_it,
        str(len(row.leased_by)),
    )


def _industry_notes(told: Peers) -> Iterator[str]:
    for row in told.industry[-QUARTERS_SHOWN:]:
        if row.held_by:
            yield (
                f"{row.quarter}: held by {', '.join(row.held_by)}; change of {_names(row.held_change_of)}; "
                f"sold/mined of {_names(row.flows_of)}"
            )
    last = told.industry[-1]
    if last.leased_by:
        yield f"AI leased, {last.quarter}: {_names(last.leased_by)}; not sized in IT: {_names(last.unsized)}"


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "none"
