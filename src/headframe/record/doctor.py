"""What the record is, and whether it is sound: every answer in plain words, and nothing is changed by asking."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from headframe.ground.errors import HeadframeError
from headframe.record.address import file_of, is_there
from headframe.record.record import Record
from headframe.record.schema_version import SCHEMA_VERSION
from headframe.record.snapshot_facts import packaged_companies, packaged_facts
from headframe.record.snapshot_stamp import COMPILED_ON, snapshot_digest
from headframe.vocabulary.answer import Answer

if TYPE_CHECKING:
    import sqlalchemy as sa

    from headframe.record.store import Store

IMPORT_MAKES_IT = "`headframe import FILE.csv` makes it"


@dataclass(frozen=True, slots=True)
class Check:
    """One question, its answer in words, and what to do where it is not sound."""

    name: str
    sound: bool
    says: str
    next: str = ""


@dataclass(frozen=True, kw_only=True)
class Checkup(Answer):
    """Everything `headframe doctor` looked at."""

    verb: ClassVar[str] = "doctor"

    sound: bool
    record: str
    checks: tuple[Check, ...]
    libraries: dict[str, str]
    settings: dict[str, str]


@dataclass(slots=True)
class _Findings:
    checks: list[Check] = field(default_factory=list)

    def ask(self, name: str, question: Callable[[], str], next: str = "") -> bool:
        """Note what `question` answers; a failure is noted with its own words, and the next question is asked."""
        try:
            self.checks.append(Check(name, True, question()))
        except HeadframeError as problem:
            words = f"{problem.what}: {problem.why}" if problem.why else problem.what
            self.checks.append(Check(name, False, words, problem.next or next))
        except Unsound as problem:
            self.checks.append(Check(name, False, str(problem), next))
        return self.checks[-1].sound


class Unsound(Exception):
    """A question was answered, and the answer is bad."""


def examine(record: Record, settings: Mapping[str, str]) -> Checkup:
    """Look at a record and at what it runs on.

    Parameters
    ----------
    record : Record
        The record, of which nothing is changed.
    settings : mapping
        What the roof found configured, to be shown.

    Examples
    --------
    >>> examine(Record(), {}).sound
    True
    """
    found = _Findings()
    found.ask("snapshot", _snapshot, "install the package again: pip install --force-reinstall headframe")
    readable = _look_at_record(record, found)
    return Checkup(
        made_from=(record if readable else Record()).view().made_from(),
        sound=all(check.sound for check in found.checks),
        record=_address(record),
        checks=tuple(found.checks),
        libraries=library_versions(),
        settings=dict(settings),
    )


def library_versions() -> dict[str, str]:
    """Return the versions of Python, SQLite and every library that the package asks for."""
    import sqlite3

    versions = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    for needed in metadata.requires("headframe") or []:
        name = re.split(r"[^\w.-]", needed, maxsplit=1)[0]
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            versions[name] = "not installed"
    return versions


def _snapshot() -> str:
    known = f"{len(packaged_facts()):,} facts of {len(packaged_companies())} companies"
    return f"compiled on {COMPILED_ON}, digest {snapshot_digest()}, {known}"


def _look_at_record(record: Record, found: _Findings) -> bool:
    """Ask everything about the user's own record; return whether it can be read."""
    if record.url is None:
        found.checks.append(Check("record", True, "none named: the packaged snapshot alone"))
        return True
    if not is_there(record.url):
        found.ask("record", lambda: _not_there(file_of(str(record.url))), "name another file with --record")
        return True
    store = record.store
    assert store is not None
    if not found.ask("record", lambda: _whose(store), "name another file with --record"):
        return False
    if store.last_position() or store.batches():
        _look_inside(store, found)
    found.ask("writable", lambda: _writable(store), "check the permissions of the file and its folder")
    return True


def _look_inside(store: Store, found: _Findings) -> None:
    copy = "restore the file from a copy; `headframe export --own` saves what can still be read"
    for name, question in (("file", _file), ("guards", _guards), ("digests", _digests)):
        found.ask(name, partial(_asked, store, question), copy)
    if store.path is not None:
        path = store.path
        found.ask("journal", lambda: _journal(store, path), "close other programs; the next import cleans up")


def _asked(store: Store, question: Callable[[sa.Connection], str]) -> str:
    with store.reading() as connection:
        assert connection is not None
        return question(connection)


def _whose(store: Store) -> str:
    batches = store.batches()
    facts = sum(batch.rows for batch in batches)
    return f"{store.where}: {facts:,} own facts in {len(batches):,} batches, shape {SCHEMA_VERSION}"


def _file(connection: sa.Connection) -> str:
    from headframe.record.store_checks import damage

    found = damage(connection)
    if found:
        raise Unsound(f"the file is damaged: {found}")
    return "not damaged"


def _guards(connection: sa.Connection) -> str:
    from headframe.record.store_checks import missing_guards

    gone = missing_guards(connection)
    if gone:
        raise Unsound(f"facts can be changed: the guards {', '.join(gone)} were taken away")
    return "no fact can be changed or taken out"


def _digests(connection: sa.Connection) -> str:
    from headframe.record.store_checks import wrong_batches

    wrong = wrong_batches(connection)
    if wrong:
        listed = ", ".join(str(batch) for batch in wrong[:5])
        raise Unsound(f"the rows of batch {listed} are not those that were taken in: their digest differs")
    return "computed again from the stored rows, all equal"


def _journal(store: Store, path: Path) -> str:
    from headframe.record.store_checks import journal_mode

    left_over = path.with_name(path.name + "-wal")
    waiting = left_over.stat().st_size if left_over.exists() else 0
    mode = _asked(store, journal_mode)
    if mode not in ("wal", "off") and os.access(path.parent, os.W_OK):
        raise Unsound(f"the journal is '{mode}', not 'wal': a reader can lock out a writer")
    if waiting:
        return f"wal; {waiting:,} bytes wait beside the file: another program has it open, or one was ended early"
    return "wal, nothing left over"


def _writable(store: Store) -> str:
    from headframe.record.store_checks import try_to_write

    with store.explained("written to"), store.engine.connect() as connection:
        try_to_write(connection)
    return "can be added to"


def _not_there(path: Path | None) -> str:
    assert path is not None
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise Unsound(f"no own facts yet, and {path} cannot be made: {folder} cannot be written")
    return f"no own facts yet; {IMPORT_MAKES_IT} at {path}"


def _address(record: Record) -> str:
    if record.url is None:
        return "the packaged snapshot"
    path = file_of(record.url)
    if path is not None:
        return str(path)
    from headframe.record.store_errors import shown

    return shown(record.url)
