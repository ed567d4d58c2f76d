"""Lists of figures, printings, companies and concepts."""

from __future__ import annotations

import jsonschema
import pytest

from headframe.ground.errors import NotEnoughData
from headframe.record.catalogue import list_companies, list_concepts
from headframe.record.doctor import examine
from headframe.record.export import export_facts
from headframe.record.listing import list_facts
from headframe.record.record import Record
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import companies
from headframe.vocabulary.concept import concepts
from headframe.vocabulary.figure import Figure

VIEW = Record().view()


@pytest.mark.parametrize(
    "answer",
    [
        list_facts(VIEW, "MARA"),
        export_facts(VIEW, "CORZ"),
        list_companies(VIEW),
        list_concepts(VIEW),
        examine(Record(), {"config": "none"}),
    ],
    ids=lambda answer: answer.verb,
)
def test_every_list_keeps_to_its_schema(answer: Answer) -> None:
    jsonschema.validate(answer.to_json(), answer.json_schema())


def test_a_listing_shows_the_chosen_figure_and_counts_the_other_printings() -> None:
    listed = {str(one.period): one for one in list_facts(VIEW, "RIOT", "bitcoin_held").facts}["2026-03-31"]
    assert isinstance(listed.figure, Figure)
    assert (listed.figure.value, listed.figure.badge.value, listed.others) == (15_679, "disputed", 1)


def test_a_listing_by_a_second_name_is_of_the_same_concept() -> None:
    assert {one.concept for one in list_facts(VIEW, "RIOT", "bitcoin_mined_quantity_table").facts} == {
        "bitcoin_produced"
    }


def test_a_listing_of_nothing_says_so() -> None:
    with pytest.raises(NotEnoughData, match="prints bitcoin_held of BITZERO"):
        list_facts(VIEW, "BITZERO", "bitcoin_held")


def test_a_listing_of_something_computed_points_to_why() -> None:
    with pytest.raises(NotEnoughData) as refused:
        list_facts(VIEW, "RIOT", "bitcoin_expected_closing")
    assert "headframe why" in refused.value.next


def test_a_frame_keeps_gaps_with_their_reason() -> None:
    frame = list_facts(VIEW, "MARA", "bitcoin_held").frame()
    gaps = frame.filter(frame["value"].is_null())
    assert gaps.height > 0
    assert all("unreliable" in reason or "part" in reason or "average" in reason for reason in gaps["missing"])


def test_an_export_holds_every_printing_known() -> None:
    assert len(export_facts(VIEW, "RIOT").facts) == len(VIEW.facts("RIOT"))


def test_an_export_writes_numbers_in_full_digits() -> None:
    values = [line.split(",")[3] for line in export_facts(VIEW, "RIOT").csv_text().splitlines()[1:2000]]
    assert not [value for value in values if "e" in value.lower() or value.endswith(".0")]


def test_every_company_and_concept_is_listed() -> None:
    assert [one.ticker for one in list_companies(VIEW).companies] == list(companies())
    assert [one.name for one in list_concepts(VIEW).concepts] == list(concepts())


def test_a_company_nobody_prints_has_no_figures_and_no_days() -> None:
    bitzero = next(one for one in list_companies(VIEW).companies if one.ticker == "BITZERO")
    assert (bitzero.facts, bitzero.first_period, bitzero.last_period) == (0, None, None)
