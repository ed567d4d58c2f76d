"""Runs are found again by what made them, and never by anything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from headframe.ground.errors import RecordProblem
from headframe.ground.runs import RunStore

MADE = {"company": "RIOT", "seed": 7}


def test_the_same_question_finds_its_run(tmp_path: Path) -> None:
    store = RunStore(tmp_path / "runs")
    store.save("plan", MADE, {"upper": 1.5})
    assert store.load("plan", dict(reversed(MADE.items()))) == {"upper": 1.5}


@pytest.mark.parametrize("other", [{"company": "RIOT", "seed": 8}, {"company": "RIOT"}])
def test_another_question_does_not(tmp_path: Path, other: dict[str, object]) -> None:
    store = RunStore(tmp_path)
    store.save("plan", MADE, 1)
    assert store.load("plan", other) is None and store.load("simulation", MADE) is None


def test_a_damaged_run_counts_as_none(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    (tmp_path / f"plan-{store.save('plan', MADE, 1)}.json").write_text("{", "utf-8")
    assert store.load("plan", MADE) is None and list(store.runs()) == []


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(RecordProblem, match="could not be kept"):
        RunStore(tmp_path / "file" / "runs").save("plan", MADE, 1)


def test_runs_are_listed_with_what_made_them(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    store.save("plan", MADE, 1)
    assert [(run.kind, run.made_from) for run in store.runs()] == [("plan", MADE)]
