"""Every number of yardsticks, rules and drivers answers to `why`, at the market's price and at a stated one."""

from __future__ import annotations

import pytest

from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import companies
from headframe.vocabulary.concept import concepts
from headframe.vocabulary.figure import Figure
from headframe.worth.drivers import find_drivers
from headframe.worth.rules import run_rules
from headframe.worth.why import explain
from headframe.worth.yardsticks import measure_yardsticks

VIEW = Record().view()
ANSWERS: dict[str, Answer] = {
    "yardsticks": measure_yardsticks(VIEW, "RIOT"),
    "yardsticks at a price": measure_yardsticks(VIEW, "RIOT", 13.5, 90_000),
    "rules": run_rules(VIEW, "RIOT"),
    "rules at a price": run_rules(VIEW, "RIOT", price_usd=13.5),
    "drivers": find_drivers(VIEW, "RIOT"),
}
OURS = ("RIOT",)


def own_figures(answer: Answer) -> list[Figure]:
    return [figure for figure in answer.figures() if figure.id.split(" ")[0] in OURS]


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_an_id_is_company_concept_period_and_words(name: str) -> None:
    for figure in ANSWERS[name].figures():
        of, about, period, *_ = figure.id.split(" ")
        assert of in (*companies(), "market"), figure.id
        assert about in concepts(), figure.id
        assert str(Period.parse(period)) == period, figure.id


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_two_numbers_never_share_an_id(name: str) -> None:
    values: dict[str, set[float]] = {}
    for figure in ANSWERS[name].figures():
        values.setdefault(figure.id, set()).add(round(figure.value, 9))
    assert {id: found for id, found in values.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", sorted(set(ANSWERS) - {"drivers"}))
def test_every_number_answers_to_why(name: str) -> None:
    for figure in own_figures(ANSWERS[name]):
        company, concept, period, *which = figure.id.split(" ")
        found = explain(VIEW, company, concept, period, " ".join(which)).figure
        assert isinstance(found, Figure), figure.id
        assert found.value == pytest.approx(figure.value), figure.id


def test_a_number_from_handed_in_closes_says_that_they_are_needed() -> None:
    found = explain(VIEW, "RIOT", "share_beta", "2025-12-31", "bitcoin smoothed daily").figure
    assert isinstance(found, Missing)
    assert "--prices" in found.reason
