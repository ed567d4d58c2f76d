"""Backups: the same record comes back, on either store; a damaged one is refused by its line; none overwrites."""

from __future__ import annotations

import io
import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from facts_made_up import LATER, NOW, held

from headframe.ground.errors import InputRefused, NotEnoughData, RecordProblem
from headframe.record.append_log import append_log
from headframe.record.backup import back_up
from headframe.record.doctor import examine
from headframe.record.origin import Origin
from headframe.record.record import Record
from headframe.record.restore import restore
from headframe.record.tokens import list_tokens, new_token

SECRET = "s" * 43


def filled(address: str) -> Record:
    record = Record(address, Origin("203.0.113.9", "desk"))
    record.append([held(19_000), held(1.25, company="MARA", half=0.005)], "own.csv sha256 0123456789abcdef", NOW)
    record.append([replace(held(0.1 + 0.2), quote="ein „Zitat“\nüber zwei Zeilen\u2028")], "another", LATER)
    return record


def copy_of(record: Record) -> io.StringIO:
    sink = io.StringIO()
    back_up(record, sink, "record.backup", LATER)
    sink.seek(0)
    return sink


def other(tmp_path: Path) -> Record:
    return Record(str(tmp_path / "other.sqlite"))


def test_a_restored_record_answers_as_the_one_that_was_copied(address: str, tmp_path: Path) -> None:
    record, restored = filled(address), other(tmp_path)
    restore(restored, copy_of(record), "record.backup")
    assert restored.own_facts() == record.own_facts()
    assert (restored.stamp(), restored.stamp(2)) == (record.stamp(), record.stamp(2))
    assert append_log(restored).lines == append_log(record).lines
    assert examine(restored, {}).sound


def test_a_file_comes_back_on_a_server_or_a_file(address: str, tmp_path: Path) -> None:
    record, restored = filled(str(tmp_path / "first.sqlite")), Record(address)
    restore(restored, copy_of(record), "record.backup")
    assert restored.own_facts() == record.own_facts()
    assert restored.stamp() == record.stamp()


def test_a_restored_record_goes_on_counting(address: str, tmp_path: Path) -> None:
    restored = Record(address)
    restore(restored, copy_of(filled(str(tmp_path / "first.sqlite"))), "record.backup")
    assert restored.append([held(5)], "after", LATER) == 4
    assert examine(restored, {}).sound


def test_a_backup_names_the_digest_of_each_source_file(address: str) -> None:
    told = back_up(filled(address), io.StringIO(), "record.backup", LATER)
    assert told.sources == ("0123456789abcdef",)
    assert (told.batches, told.facts, told.position) == (2, 3, 3)


def test_tokens_are_not_in_a_backup(address: str, tmp_path: Path) -> None:
    record, restored = filled(address), other(tmp_path)
    new_token(record, "desk", SECRET, NOW)
    restore(restored, copy_of(record), "record.backup")
    assert list_tokens(restored).tokens == ()


def test_a_record_that_holds_facts_is_not_overwritten(address: str, tmp_path: Path) -> None:
    record, full = filled(address), other(tmp_path)
    full.append([held(7)], "mine", NOW)
    with pytest.raises(RecordProblem, match="holds facts already"):
        restore(full, copy_of(record), "record.backup")
    assert [fact.value for fact in full.own_facts()] == [7]


def test_checking_alone_takes_nothing_in(address: str, tmp_path: Path) -> None:
    empty = other(tmp_path)
    told = restore(empty, copy_of(filled(address)), "record.backup", check_only=True)
    assert (told.facts, told.taken_in, empty.position()) == (3, False, 0)


def lines_of_a_backup(tmp_path: Path) -> list[str]:
    text = copy_of(filled(str(tmp_path / "first.sqlite"))).getvalue()
    return [line + "\n" for line in text.split("\n")[:-1]]


def damage(line: str) -> str:
    return line.replace("BTC", "BTX") if "BTC" in line else re.sub(r"\d(?=[^\d]*$)", "", line, count=1)


@pytest.mark.parametrize("number", range(1, 8))
def test_a_damaged_line_is_named(number: int, tmp_path: Path) -> None:
    lines = lines_of_a_backup(tmp_path)
    assert len(lines) == 7
    lines[number - 1] = damage(lines[number - 1])
    with pytest.raises(InputRefused, match=f"line {number} of the backup"):
        restore(other(tmp_path), io.StringIO("".join(lines)), "record.backup")
    assert other(tmp_path).position() == 0


@pytest.mark.parametrize("kept", range(7))
def test_a_backup_that_breaks_off_is_named_by_its_last_line(kept: int, tmp_path: Path) -> None:
    text = "".join(lines_of_a_backup(tmp_path)[:kept])
    with pytest.raises(InputRefused, match=f"line {kept + 1} of the backup"):
        restore(other(tmp_path), io.StringIO(text), "record.backup")


@pytest.mark.parametrize(
    ("arranged", "named"),
    [
        ([0, 1, 3, 2, 4, 5, 6], 4),
        ([0, 4, 5, 1, 2, 3, 6], 2),
        ([0, 1, 2, 3, 6], 5),
        ([0, 1, 2, 3, 4, 5, 6, 6], 8),
        ([0, 1, 2, 2, 4, 5, 6], 4),
    ],
)
def test_whole_lines_in_another_order_are_refused(arranged: list[int], named: int, tmp_path: Path) -> None:
    lines = lines_of_a_backup(tmp_path)
    with pytest.raises(InputRefused, match=f"line {named} of the backup"):
        restore(other(tmp_path), io.StringIO("".join(lines[at] for at in arranged)), "record.backup")


def test_an_empty_record_has_nothing_to_copy(tmp_path: Path) -> None:
    with pytest.raises(NotEnoughData, match="no own facts"):
        back_up(other(tmp_path), io.StringIO(), "record.backup", NOW)


def test_a_tampered_record_is_not_copied(tmp_path: Path) -> None:
    path = tmp_path / "first.sqlite"
    record = filled(str(path))
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TRIGGER facts_never_update")
        connection.execute("UPDATE facts SET value = 5, low = 5, high = 5 WHERE position = 1")
    with pytest.raises(RecordProblem, match="batch 1 is not what was taken in"):
        copy_of(record)


def test_what_is_appended_meanwhile_is_not_in_the_copy(address: str) -> None:
    record = filled(address)

    class Appending(io.StringIO):
        def write(self, text: str, /) -> int:
            if not self.tell():
                Record(address).append([held(9)], "meanwhile", LATER)
            return super().write(text)

    told = back_up(record, Appending(), "record.backup", LATER)
    assert (told.facts, record.position()) == (3, 4)
