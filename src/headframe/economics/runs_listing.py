"""The runs that are kept, as an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from headframe.ground.runs import RunStore
from headframe.record.view import View
from headframe.vocabulary.answer import Answer


@dataclass(frozen=True, slots=True)
class KeptRun:
    """One run: what kind, its fingerprint, and what made it, in words."""

    kind: str
    fingerprint: str
    company: str
    as_of: str
    made_from: str


@dataclass(frozen=True, kw_only=True)
class Runs(Answer):
    """Every run kept in the user's cache folder; any of them may be deleted."""

    verb: ClassVar[str] = "runs"

    folder: str
    runs: tuple[KeptRun, ...]


LONGEST_WORDS = 40
"""Letters of a value that a line shows: fingerprints of whole companies are longer than a page."""


def list_runs(view: View, store: RunStore) -> Runs:
    """Return the runs in a store."""
    found = []
    for run in store.runs():
        told = {name: str(value) for name, value in run.made_from.items()}
        shown = [f"{name} {value}" for name, value in sorted(told.items()) if len(value) <= LONGEST_WORDS]
        company = told.get("company", "")
        found.append(
            KeptRun(
                kind=run.kind,
                fingerprint=run.fingerprint,
                company=company if len(company) <= LONGEST_WORDS else told.get("name", ""),
                as_of=told.get("as_of", ""),
                made_from=", ".join(shown),
            )
        )
    return Runs(made_from=view.made_from(), folder=str(store.folder), runs=tuple(found))
