"""What the record is, and whether it is sound: every answer in plain words, and nothing is changed by asking."""

from __future__ import annotations

import platform
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib import metadata
from typing import ClassVar

from headframe.ground.errors import HeadframeError
from headframe.record.address import file_of, is_there
from headframe.record.doctor_inside import INSIDE, asked, what_journal
from headframe.record.doctor_questions import (
    Unsound,
    could_be_made,
    ended_early,
    is_writable,
    left_over_bytes,
    shown_address,
    whose,
)
from headframe.record.record import Record
from headframe.record.snapshot_facts import packaged_companies, packaged_facts
from headframe.record.snapshot_stamp import COMPILED_ON, snapshot_digest
from headframe.record.store import Store
from headframe.vocabulary.answer import Answer

COPY = "restore a copy: `headframe restore FILE`; `headframe backup` and `export --own` save what can still be read"


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
        record=shown_address(record),
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
        found.ask("record", lambda: could_be_made(file_of(str(record.url))), "name another file with --record")
        return True
    store = record.store
    assert store is not None
    left_over = left_over_bytes(store)  # asked first: opening the file takes up what lies beside it
    if not found.ask("record", lambda: whose(store), "name another file with --record"):
        return False
    if store.last_position() or store.batches():
        _look_inside(store, found, left_over)
    elif left_over:
        found.checks.append(Check("journal", True, ended_early(left_over)))
    found.ask("writable", lambda: is_writable(store), "check the permissions of the file and its folder")
    return True


def _look_inside(store: Store, found: _Findings, left_over: int) -> None:
    for name, question in INSIDE.items():
        found.ask(name, partial(asked, store, question), COPY)
    if store.path is not None:
        journal = partial(what_journal, store, store.path, left_over)
        found.ask("journal", journal, "close other programs; the next import cleans up")
