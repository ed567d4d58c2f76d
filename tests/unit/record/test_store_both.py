"""What a record promises, the same on a SQLite file and on a PostgreSQL server."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from facts_made_up import LATER, NOW, held
from sqlalchemy.exc import DBAPIError

from headframe.ground.errors import RecordProblem
from headframe.ground.interval import Interval
from headframe.record.record import Record
from headframe.record.store import Store
from headframe.record.store_checks import missing_guards, wrong_batches
from headframe.vocabulary.fact import Fact
from headframe.vocabulary.figure import Badge, Figure


def as_taken_in(fact: Fact) -> Fact:
    return replace(fact, recorded_at=None, position=0)


def test_a_record_that_is_not_there_yet_reads_as_empty(address: str) -> None:
    store = Store(address)
    assert (store.last_position(), store.facts(None, 9), store.batches(), store.digest_at(9)) == (0, [], [], "")


def test_reading_makes_no_tables(address: str) -> None:
    Store(address).last_position()
    store = Store(address)
    if store.path is None:
        with store.engine.connect() as connection:
            assert sa.inspect(connection).get_table_names() == []
    else:
        assert not store.path.exists()


def test_a_fact_comes_back_as_it_went_in(address: str) -> None:
    Store(address).append([held(19_000), held(1.25, company="MARA", half=0.005)], "a file", NOW)
    found = Store(address).facts(None, 2)
    assert [as_taken_in(fact) for fact in found] == [held(19_000), held(1.25, company="MARA", half=0.005)]
    assert found[0].recorded_at == NOW


def test_positions_only_grow(address: str) -> None:
    store = Store(address)
    ends = [store.append([held(n), held(n + 1)], f"file {n}", NOW) for n in (1, 3, 5)]
    positions = [fact.position for fact in store.facts(None, ends[-1])]
    assert ends == sorted(ends)
    assert positions == sorted(set(positions))
    assert [fact.value for fact in store.facts(None, ends[-1])] == [1, 2, 3, 4, 5, 6]


def test_facts_are_read_up_to_a_position(address: str) -> None:
    store = Store(address)
    first = store.append([held(1)], "one", NOW)
    store.append([held(2)], "two", LATER)
    assert [fact.value for fact in store.facts("RIOT", first)] == [1]


def test_only_the_asked_company_is_read(address: str) -> None:
    store = Store(address)
    end = store.append([held(1), held(2, company="MARA")], "both", NOW)
    assert [fact.value for fact in store.facts("MARA", end)] == [2]


def test_whom_facts_were_added_about_is_told_with_the_first_day_one_was_known(address: str) -> None:
    store = Store(address)
    first = store.append([held(1), held(2, company="CLSK")], "before", NOW)
    added = [held(3, known_at="2026-10-07"), held(4, known_at="2026-10-06"), held(5, company="MARA")]
    end = store.append(added, "since", NOW)
    found = {company: str(day) for company, day in store.first_days(first, end).items()}
    assert found == {"RIOT": "2026-10-06", "MARA": "2026-10-05"}
    assert list(store.first_days(0, end, "CLSK")) == ["CLSK"]


def test_the_last_known_day_is_that_of_the_facts_up_to_a_position(address: str) -> None:
    store = Store(address)
    first = store.append([held(1, known_at="2026-12-24")], "one", NOW)
    end = store.append([held(2, known_at="2027-01-02")], "two", NOW)
    assert [str(store.last_known_day(at)) for at in (first, end)] == ["2026-12-24", "2027-01-02"]


def test_an_append_that_fails_halfway_keeps_nothing(address: str) -> None:
    store = Store(address)
    end = store.append([held(1)], "good", NOW)
    outside = replace(held(3), interval=Interval(5, 6))
    with pytest.raises(RecordProblem):
        store.append([held(2), outside], "bad", NOW)
    assert store.last_position() == end
    assert [batch.what for batch in store.batches()] == ["good"]


@pytest.mark.parametrize(
    "change",
    ["UPDATE facts SET value = low", "DELETE FROM facts", "UPDATE batches SET what = 'other'", "DELETE FROM batches"],
)
def test_the_database_forbids_changing_a_fact(address: str, change: str) -> None:
    store = Store(address)
    store.append([held(1)], "a file", NOW)
    with store.engine.connect() as connection, pytest.raises(DBAPIError, match="never overwritten"):
        connection.execute(sa.text(change))


def test_every_guard_is_in_place(address: str) -> None:
    store = Store(address)
    store.append([held(1)], "a file", NOW)
    with store.engine.connect() as connection:
        assert missing_guards(connection) == []


def test_the_digests_can_be_computed_again_from_the_stored_rows(address: str) -> None:
    store = Store(address)
    for n in range(3):
        store.append([replace(held(n), value=n), held(0.1 + 0.2), held(-0.0)], f"file {n}", NOW)
    with store.engine.connect() as connection:
        assert wrong_batches(connection) == []


def test_a_digest_holds_everything_that_came_before_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    one, other = (Store(str(tmp_path_factory.mktemp("record") / "r.sqlite")) for _ in range(2))
    one.append([held(1)], "first", NOW)
    other.append([held(2)], "first", NOW)
    ends = [store.append([held(3)], "second", NOW) for store in (one, other)]
    assert one.digest_at(ends[0]) != other.digest_at(ends[1])


def test_an_append_checked_against_an_older_position_is_refused(address: str) -> None:
    store = Store(address)
    end = store.append([held(1)], "one", NOW)
    Store(address).append([held(2)], "another program", NOW)
    with pytest.raises(RecordProblem, match="added to while"):
        store.append([held(3)], "late", NOW, after=end)
    assert [fact.value for fact in store.facts(None, 99)] == [1, 2]


def test_a_view_at_a_position_never_changes(address: str) -> None:
    record = Record(address)
    at = record.append([held(11_000)], "one", NOW)
    before = record.view(position=at)
    told = before.figure("RIOT", "bitcoin_held", "2026-09-30")
    record.append([held(12_000, title="another"), held(9, day="2026-10-31", known_at="2026-11-10")], "two", LATER)
    again = record.view(before.as_of, position=at)
    assert again.figure("RIOT", "bitcoin_held", "2026-09-30") == told
    assert (again.facts("RIOT"), again.stamp) == (before.facts("RIOT"), before.stamp)


def test_the_stamp_tells_two_records_at_the_same_position_apart(tmp_path: Path) -> None:
    one, other = (Record(str(tmp_path / f"{n}.sqlite")) for n in range(2))
    one.append([held(1)], "a file", NOW)
    other.append([held(2)], "a file", NOW)
    assert one.stamp().position == other.stamp().position
    assert one.stamp().digest != other.stamp().digest


def test_an_own_fact_that_does_not_meet_the_records_makes_the_figure_disputed(address: str) -> None:
    record = Record(address)
    record.append([held(18_000, day="2025-12-31", known_at="2026-01-08")], "a file", NOW)
    figure = record.view().figure("RIOT", "bitcoin_held", "2025-12-31")
    assert isinstance(figure, Figure)
    assert figure.badge is Badge.DISPUTED
