"""Tokens: kept as digests, shown once, revocable, never used twice; and what each appended, from where."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from facts_made_up import LATER, NOW, held
from sqlalchemy.exc import DBAPIError

from headframe.ground.errors import UsageProblem
from headframe.record.append_log import NOT_NOTED, append_log
from headframe.record.doctor import examine
from headframe.record.origin import Origin
from headframe.record.record import Record
from headframe.record.tokens import holder_of, list_tokens, new_token, open_tokens, revoke_token

SECRET, ANOTHER = "a" * 43, "b" * 43


def test_a_token_opens_for_its_holder_alone(address: str) -> None:
    record = Record(address)
    new_token(record, "desk", SECRET, NOW)
    assert [holder_of(record, shown) for shown in (SECRET, ANOTHER, "", SECRET[:-1])] == ["desk", None, None, None]


def test_a_revoked_token_opens_nothing_in_any_process(address: str) -> None:
    record, another = Record(address), Record(address)
    new_token(record, "desk", SECRET, NOW)
    assert holder_of(another, SECRET) == "desk"
    revoke_token(record, "desk", LATER)
    assert holder_of(another, SECRET) is None
    assert open_tokens(another) == ()
    assert list_tokens(another).tokens[0].revoked_at == LATER.isoformat()


def test_revoking_again_changes_nothing(address: str) -> None:
    record = Record(address)
    new_token(record, "desk", SECRET, NOW)
    revoke_token(record, "desk", NOW)
    assert revoke_token(record, "desk", LATER).tokens[0].revoked_at == NOW.isoformat()


def test_no_secret_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    told = new_token(Record(str(path)), "desk", SECRET, NOW)
    assert told.secret == SECRET
    assert SECRET.encode() not in path.read_bytes()
    assert list_tokens(Record(str(path))).secret is None


@pytest.mark.parametrize("name", ["desk", "revoked"])
def test_a_name_is_never_used_twice(name: str, address: str) -> None:
    record = Record(address)
    new_token(record, name, SECRET, NOW)
    if name == "revoked":
        revoke_token(record, name, NOW)
    with pytest.raises(UsageProblem, match="there is, or was"):
        new_token(record, name, ANOTHER, NOW)


@pytest.mark.parametrize(
    ("name", "secret"), [("", SECRET), (" x", SECRET), ("x" * 61, SECRET), ("a\u202eb", SECRET), ("x", "short")]
)
def test_what_is_no_token_is_refused(name: str, secret: str, tmp_path: Path) -> None:
    record = Record(str(tmp_path / "record.sqlite"))
    with pytest.raises(UsageProblem):
        new_token(record, name, secret, NOW)
    assert list_tokens(record).tokens == ()


@pytest.mark.parametrize("change", ["DELETE FROM revocations", "UPDATE tokens SET digest = 'x'", "DELETE FROM origins"])
def test_the_database_forbids_taking_a_revocation_back(change: str, address: str) -> None:
    record = Record(address)
    new_token(record, "desk", SECRET, NOW)
    revoke_token(record, "desk", NOW)
    record.append([held(1)], "a file", NOW)
    assert record.store is not None
    with record.store.engine.connect() as connection, pytest.raises(DBAPIError, match="never overwritten"):
        connection.execute(sa.text(change))


def test_the_log_says_from_where_and_by_whom(address: str) -> None:
    Record(address).append([held(1)], "own.csv", NOW)
    Record(address, Origin("203.0.113.9", "desk")).append([held(2), held(3)], "sent.csv", LATER)
    told = [(line.what, line.facts, line.address, line.token) for line in append_log(Record(address)).lines]
    assert told == [("own.csv", 1, "here", ""), ("sent.csv", 2, "203.0.113.9", "desk")]
    assert NOT_NOTED not in str(told)


def test_a_changed_origin_is_found_by_the_doctor(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "record.sqlite"
    Record(str(path), Origin("203.0.113.9", "desk")).append([held(1)], "sent.csv", NOW)
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TRIGGER origins_never_update")
        connection.execute("UPDATE origins SET address = 'here'")
    wrong = [check.says for check in examine(Record(str(path)), {}).checks if not check.sound]
    assert any("the origin of batch 1 is not the one noted" in says for says in wrong)
