"""An id is what `headframe why` takes: COMPANY CONCEPT PERIOD and further words; it names one number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache

import pytest

from headframe.accounts.figure_index import MAKERS, every_figure, figures_by_id
from headframe.accounts.figure_walk import GAP_NAMES, named_figures
from headframe.accounts.flows import flow_over
from headframe.briefs.brief import write_brief
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.vocabulary.company import companies
from headframe.vocabulary.concept import Kind, concept, concepts
from headframe.vocabulary.figure import Figure

VIEW = Record().view()
REPORTING = sorted(ticker for ticker in companies() if VIEW.facts(ticker))
RICH = ("CLSK", "MARA", "RIOT")
"""Companies whose answers hold every kind of row."""
NOISE = 1e-9
"""A sum taken in another order differs by rounding of floating point, no more [share of the value]."""


@cache
def named(company: str) -> tuple[tuple[str, Figure | Missing], ...]:
    return (*every_figure(VIEW, company), *named_figures(company, write_brief(VIEW, company)))


@pytest.mark.parametrize("company", REPORTING)
def test_an_id_is_company_concept_period_and_words(company: str) -> None:
    for id, _ in named(company):
        of, about, period, *_words = id.split(" ")
        assert of in (*companies(), "market"), id
        assert about in concepts(), id
        assert str(Period.parse(period)) == period, id


@pytest.mark.parametrize("company", REPORTING)
def test_two_numbers_never_share_an_id(company: str) -> None:
    values: dict[str, list[float]] = defaultdict(list)
    for id, figure in named(company):
        if isinstance(figure, Figure) and not any(_same(figure.value, value) for value in values[id]):
            values[id].append(figure.value)
    assert {id: found for id, found in values.items() if len(found) > 1} == {}


@pytest.mark.parametrize("company", REPORTING)
def test_a_computed_number_bears_the_id_of_a_printed_one_only_where_they_are_equal(company: str) -> None:
    for id, figure in figures_by_id(VIEW, company).items():
        of, about, period, *words = id.split(" ")
        if words or of == "market" or isinstance(figure, Missing):
            continue
        for other in _as_printed(of, about, Period.parse(period)):
            assert _same(figure.value, other.value), id


def _as_printed(company: str, about: str, period: Period) -> list[Figure]:
    printed = VIEW.figure(company, about, period)
    if isinstance(printed, Missing) and concept(about).kind is Kind.FLOW and not concept(about).is_derived:
        printed = flow_over(VIEW, company, about, period)
    return [printed] if isinstance(printed, Figure) else []


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= NOISE * max(1.0, abs(one))


def test_a_gap_bears_the_name_that_its_figure_would_have_borne() -> None:
    met, odd = set(), set()
    for row in (row for company in RICH for maker in MAKERS for row in _rows(maker(VIEW, company))):
        for field, words in GAP_NAMES.get(type(row).__name__, {}).items():
            met.add(type(row).__name__)
            figure, name = getattr(row, field), words.format(row=row, period="", method="").split(" ")[0]
            if isinstance(figure, Figure) and figure.id.split(" ")[1] != name:
                odd.add((type(row).__name__, field, figure.id))
    assert odd == set()
    assert met == set(GAP_NAMES), "a class that no answer holds any more was renamed or dropped"


def _rows(value: object) -> Iterator[object]:
    """Yield every dataclass inside an answer, figures and gaps left out."""
    if isinstance(value, tuple):
        for item in value:
            yield from _rows(item)
    elif is_dataclass(value) and not isinstance(value, Figure | Missing):
        yield value
        for field in fields(value):
            yield from _rows(getattr(value, field.name))
