"""Runs: long computations kept under the fingerprint of everything that made them, in a folder the roof names.

A run is one JSON file, written whole or not at all. The same question finds it again; another version, record,
assumption or seed has another fingerprint. Nothing here is part of the record, and any of it may be deleted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from headframe.ground.errors import RecordProblem

DIGITS = 24
"""Digits of a fingerprint that name a file: two runs of one folder never share them by chance."""


@dataclass(frozen=True, slots=True)
class Run:
    """One kept run: what kind, its fingerprint, what made it, and what came out."""

    kind: str
    fingerprint: str
    made_from: Mapping[str, Any]
    result: Any


def fingerprint_of(made_from: Mapping[str, Any]) -> str:
    """Return the fingerprint of everything that made a run; the order of names does not matter.

    Examples
    --------
    >>> fingerprint_of({"seed": 7, "company": "RIOT"}) == fingerprint_of({"company": "RIOT", "seed": 7})
    True
    """
    text = json.dumps(made_from, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


class RunStore:
    """A folder of runs.

    Parameters
    ----------
    folder : Path
        Where they lie; made on the first save.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, kind: str, made_from: Mapping[str, Any]) -> Any | None:
        """Return the kept result of a run, or None; a damaged file counts as none and is made anew."""
        found = self._read(self._path(kind, fingerprint_of(made_from)))
        return None if found is None else found.result

    def save(self, kind: str, made_from: Mapping[str, Any], result: Any) -> str:
        """Keep a result and return its fingerprint.

        Raises
        ------
        RecordProblem
            Where the folder cannot be written.
        """
        mark = fingerprint_of(made_from)
        text = json.dumps({"made_from": made_from, "result": result}, allow_nan=False)
        path = self._path(kind, mark)
        draft = path.with_suffix(".part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            draft.write_text(text, "utf-8")
            draft.replace(path)
        except OSError as error:
            raise RecordProblem(
                "the run could not be kept", where=str(path), why=str(error.strerror or error), next="free some room"
            ) from error
        return mark

    def runs(self, kind: str = "*") -> Iterator[Run]:
        """Yield every kept run, by kind and fingerprint; with a kind, those of it alone."""
        for path in sorted(self.folder.glob(f"{kind}-*.json")):
            found = self._read(path)
            if found is not None:
                yield found

    def _path(self, kind: str, mark: str) -> Path:
        return self.folder / f"{kind}-{mark}.json"

    def _read(self, path: Path) -> Run | None:
        try:
            held = json.loads(path.read_text("utf-8"))
            kind, _, mark = path.stem.rpartition("-")
            return Run(kind, mark, held["made_from"], held["result"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
