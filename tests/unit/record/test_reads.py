"""A view notes whose facts were looked at, however often what follows from them was already computed."""

from __future__ import annotations

import pytest

from headframe.record.reads import EVERYTHING, noted
from headframe.record.record import Record
from headframe.record.view import View


def test_a_figure_looked_up_again_is_noted_again() -> None:
    view = Record().view()
    view.figure("RIOT", "bitcoin_held", "2025-12-31")
    with noted() as reads:
        view.figure("RIOT", "bitcoin_held", "2025-12-31")
    assert reads == {"RIOT"}


def test_what_was_computed_once_notes_its_companies_each_time() -> None:
    view = Record().view()
    for _ in range(2):
        with noted() as reads:
            view.once("both", lambda: (view.facts("RIOT"), view.facts("MARA")))
        assert reads == {"RIOT", "MARA"}


def test_who_notes_outside_notes_what_is_noted_inside() -> None:
    view = Record().view()
    with noted() as outer:
        view.facts("CLSK")
        with noted() as inner:
            view.facts("RIOT")
    assert (outer, inner) == ({"CLSK", "RIOT"}, {"RIOT"})


def test_an_earlier_day_of_a_view_is_noted_too() -> None:
    view = Record().view()
    with noted() as reads:
        view.earlier(view.as_of).facts("RIOT")
    assert reads == {"RIOT"}


def test_what_looks_at_the_records_stamp_hangs_on_everything() -> None:
    with noted() as reads:
        _ = Record().view().stamp
    assert EVERYTHING in reads


def test_the_provenance_of_an_answer_alone_hangs_on_no_company() -> None:
    with noted() as reads:
        Record().view().made_from("RIOT")
    assert not reads


def handed_on(key: str, value: object, view: View, company: str = "RIOT") -> object:
    """Return what a later view says of a key for which the view before had a value made from a company."""
    view.lasting(key, lambda: (view.facts(company), value)[1])
    later = Record().view()
    later.succeed(view, frozenset({"MARA"}))
    return later.lasting(key, lambda: "made anew")


def test_a_plain_value_is_handed_on_where_nothing_was_added_about_its_company() -> None:
    assert handed_on("a value", 18_005.0, Record().view()) == 18_005.0


def test_a_value_of_a_company_that_was_added_to_is_made_anew() -> None:
    assert handed_on("a value", 18_005.0, Record().view(), "MARA") == "made anew"


@pytest.mark.parametrize("kind", ["names the record", "asks a view later", "hangs on everything"])
def test_a_value_that_may_differ_at_another_position_is_made_anew(kind: str) -> None:
    view = Record().view()
    values: dict[str, object] = {
        "names the record": view.made_from("RIOT"),
        "asks a view later": lambda: view.facts("RIOT"),
    }
    if kind == "hangs on everything":
        view.lasting(kind, lambda: view.stamp.position)
    assert handed_on(kind, values.get(kind), view) == "made anew"


def test_what_is_not_said_to_last_is_made_anew() -> None:
    view, later = Record().view(), Record().view()
    view.once("once", lambda: "before")
    later.succeed(view, frozenset({"MARA"}))
    assert later.once("once", lambda: "made anew") == "made anew"
