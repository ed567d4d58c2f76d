"""A sweep: the same table for any number of workers, for a lost one, and after an interruption."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import polars
import pytest
from sweep_runs import cheap, loses_a_worker

from headframe.cli.main import main
from headframe.ground.errors import InputRefused, UsageProblem
from headframe.planning.sweep import Sweep, sweep
from headframe.planning.sweep_file import SweepFile, read_sweep
from headframe.planning.sweep_task import SweepTask
from headframe.record.record import Record

TEXT = """[sweep]
work = "reconcile"
companies = ["RIOT", "Marathon Digital"]
dates = [2025-12-31, 2026-03-31]
policies = ["hold-all", "sell-production"]

[assumptions.base]
[assumptions.cheap]
"ai.capex_usd_per_mw_it" = 8e6
"""
GRID = read_sweep(TEXT, "sweep.toml")
RECORD = Record()
needs_dask = pytest.mark.skipif(find_spec("distributed") is None, reason="Dask is an extra: headframe[dask]")


def done(folder: Path, run: Callable[[SweepTask], bytes] = cheap, workers: int = 1, grid: SweepFile = GRID) -> Sweep:
    return sweep(RECORD, grid, folder / "table.parquet", workers=workers, run=run)


def test_every_cell_of_the_grid_has_its_rows(tmp_path: Path) -> None:
    told = done(tmp_path)
    rows = polars.read_parquet(tmp_path / "table.parquet")
    assert (told.tasks, told.worked, told.rows, rows.height) == (16, 16, 16, 16)
    assert rows.select("company", "as_of", "policy", "assumptions").unique().height == 16
    assert rows["company"].unique().sort().to_list() == ["MARA", "RIOT"]


@needs_dask
def test_two_workers_give_the_table_that_one_gives(tmp_path: Path) -> None:
    assert done(tmp_path / "one").digest == done(tmp_path / "two", workers=2).digest


@needs_dask
def test_a_lost_worker_changes_nothing(tmp_path: Path) -> None:
    tried = tmp_path / "tried"
    tried.mkdir()
    told = done(tmp_path / "lost", partial(loses_a_worker, str(tried)), workers=2)
    assert len(list(tried.iterdir())) > 0, "no worker was lost"
    assert told.digest == done(tmp_path / "whole").digest


def test_an_ended_sweep_goes_on_where_it_was(tmp_path: Path) -> None:
    left = iter(range(5))

    def ends(task: SweepTask) -> bytes:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return cheap(task)

    with pytest.raises(KeyboardInterrupt):
        done(tmp_path, ends)
    told = done(tmp_path)
    assert (told.kept_from_before, told.worked) == (5, 11)
    assert told.digest == done(tmp_path / "at once").digest


def test_a_damaged_part_is_worked_again(tmp_path: Path) -> None:
    digest = done(tmp_path).digest
    part = next((tmp_path / "table.parquet.parts").iterdir())
    part.write_bytes(part.read_bytes()[:100])
    told = done(tmp_path)
    assert (told.worked, told.digest) == (1, digest)


@pytest.mark.parametrize("change", [{"seed": 2}, {"months": 36}, {"paths": 8}, {"made_from": "another record"}])
def test_what_changes_the_numbers_changes_the_task(change: dict[str, object]) -> None:
    task = GRID.tasks(RECORD)[0]
    assert replace(task, **change).fingerprint != task.fingerprint  # type: ignore[arg-type]


def test_a_cell_without_an_answer_says_why_and_the_others_go_on(tmp_path: Path) -> None:
    grid = replace(GRID, work="forecast", companies=("STRONGHOLD", "RIOT"), dates=("2025-12-31",), months=3)
    told = sweep(RECORD, grid, tmp_path / "table.parquet")
    assert {one.company for one in told.unanswered} == {"STRONGHOLD"}
    assert all(one.reason for one in told.unanswered)
    assert "RIOT" in polars.read_parquet(tmp_path / "table.parquet")["company"].to_list()


def test_several_workers_without_dask_are_refused_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = builtins.__import__

    def without_dask(name: str, *rest: object, **more: object) -> object:
        if name.split(".")[0] in ("dask", "distributed"):
            raise ImportError("No module named 'dask'")
        return plain(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without_dask)
    with pytest.raises(UsageProblem, match=r"headframe\[dask\]"):
        done(tmp_path, workers=2)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('work = "reconcile"', 'work = "guess"'),
        ("[sweep]", "[sweeps]"),
        ("dates = [2025-12-31, 2026-03-31]", 'dates = ["2025-12-31"]'),
        ("dates = [2025-12-31, 2026-03-31]", "dates = []"),
        ("dates = [2025-12-31, 2026-03-31]", "dates = [2025-12-31, 2025-12-31]"),
        ('"sell-production"', '"sell-it-all"'),
        ("8e6", '"8e6"'),
        ("8e6", "true"),
        ("8e6", "1e30"),
        ('work = "reconcile"', "months = 0"),
        ('work = "reconcile"', "paths = 1e3"),
        ('work = "reconcile"', "path = 10"),
        ("8e6", "8e6\n["),
    ],
)
def test_a_file_that_cannot_be_worked_is_refused(old: str, new: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_sweep(TEXT.replace(old, new), "sweep.toml")
    assert refused.value.next


@pytest.mark.parametrize(("old", "new"), [('"RIOT"', '"RIOTT"'), ('"ai.capex_usd_per_mw_it"', '"ai.capex"')])
def test_an_unknown_name_is_a_wrong_question(old: str, new: str) -> None:
    with pytest.raises(UsageProblem):
        read_sweep(TEXT.replace(old, new), "sweep.toml")


def test_the_command_writes_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, table = tmp_path / "sweep.toml", tmp_path / "table.parquet"
    file.write_text(TEXT)
    assert main(["sweep", str(file), "--table", str(table)]) == 0
    assert "16 tasks (reconcile): 16 worked now" in capsys.readouterr().out
    assert table.exists()
    assert main(["sweep", str(file), "--table", str(table), "--cluster", "tcp://h:1", "--offline"]) == 2
