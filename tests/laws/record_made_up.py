"""Strategies for facts that a user may import: any concept, period, interval and words."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.vocabulary.concept import Concept, Kind, concepts
from headframe.vocabulary.fact import Basis, Fact, KnownBy, Source, Standing, Witness

FIRST, LAST = date(2019, 1, 1), date(2026, 6, 30)
TODAY = date(2026, 11, 22)
FEW_COMPANIES = ("BITZERO", "CANG", "RIOT")
REPORTED = sorted(
    name for name, found in concepts().items() if not found.is_derived and not found.same_as and found.high > found.low
)
days = st.dates(FIRST, LAST)
spans = st.one_of(
    st.builds(Period.month, st.integers(2019, 2025), st.integers(1, 12)),
    st.builds(Period.quarter, st.integers(2019, 2025), st.integers(1, 4)),
    st.builds(Period.year, st.integers(2019, 2025)),
    st.tuples(days, days).map(lambda ends: Period.span(min(ends), max(ends))),
)
periods = st.one_of(spans, st.builds(Period.day, days))
words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=12).map(
    lambda text: "w" + text if text else ""
)


def intervals(low: float, high: float) -> st.SearchStrategy[tuple[float, Interval]]:
    """Return a value inside low and high, with bounds that hold it."""
    inside = st.floats(low, high).map(lambda x: round(x, 9) + 0.0)
    return st.tuples(inside, inside, inside).map(
        lambda three: (sorted(three)[1], Interval(sorted(three)[0], sorted(three)[2]))
    )


@st.composite
def own_facts(draw: st.DrawFn, names: tuple[str, ...] = tuple(REPORTED)) -> Fact:
    """Draw a fact as a user may import it."""
    concept: Concept = concepts()[draw(st.sampled_from(names))]
    stock, flow = concept.kind is Kind.STOCK, concept.kind in (Kind.FLOW, Kind.MEAN)
    period = draw(st.builds(Period.day, days) if stock else spans if flow else periods)
    value, interval = draw(intervals(concept.low, concept.high))
    witness = draw(st.sampled_from(Witness))
    link = draw(st.sampled_from(["", "https://example.org/a?b=c,d", "http://example.org"]))
    return Fact(
        company=draw(st.sampled_from(FEW_COMPANIES)),
        concept=concept.name,
        period=period,
        value=value,
        interval=interval,
        unit=concept.unit,
        known_at=period.end + timedelta(days=draw(st.integers(0, (TODAY - period.end).days))),
        known_by=draw(st.sampled_from(KnownBy)),
        source=Source(witness, draw(words.filter(bool)), link, draw(words)),
        basis=draw(st.sampled_from(Basis)),
        part=draw(words),
        standing=draw(st.sampled_from(Standing)),
        restated=draw(st.booleans()),
        quote=draw(words),
        note=draw(words),
    )
