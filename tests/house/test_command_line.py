"""The command line's own promises."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest
from typer.models import ArgumentInfo

import headframe
from headframe.cli.main import main
from headframe.cli.verbs_table import PANELS, VERBS, Verb, help_page
from headframe.record.record import Record


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_verb_has_its_file(verb: Verb) -> None:
    assert callable(import_module(verb.module).command)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_verb_is_on_the_help_page_in_a_panel(verb: Verb) -> None:
    assert verb.panel in PANELS
    assert f"  {verb.name} " in help_page()


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_verb_explains_itself(verb: Verb) -> None:
    assert import_module(verb.module).command.__doc__


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_help_says_what_each_argument_is(verb: Verb, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb.name, "--help"]) == 0
    shown = re.sub(r"[│\s]+", " ", capsys.readouterr().out.partition("─ Options ─")[0])
    arguments = [
        said
        for parameter in inspect.signature(import_module(verb.module).command).parameters.values()
        for said in get_args(parameter.annotation)[1:]
        if isinstance(said, ArgumentInfo)
    ]
    assert all(said.help and said.help in shown for said in arguments)


def test_help_costs_no_heavy_import() -> None:
    code = (
        "import sys; from headframe.cli.main import main; main(['--help']); "
        "sys.exit(any(m in sys.modules for m in ('typer', 'rich', 'polars', 'sqlalchemy', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_an_unknown_verb_offers_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reconsile", "RIOT"]) == 2
    assert "did you mean reconcile" in capsys.readouterr().err


def test_an_option_before_the_verb_is_told_where_it_belongs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--as-of", "2026-01-10", "brief", "RIOT"]) == 2
    assert "write the verb first" in capsys.readouterr().err


def test_an_unknown_option_is_a_usage_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief", "RIOT", "--frobnicate"]) == 2
    assert "frobnicate" in capsys.readouterr().err


@pytest.mark.parametrize("where", [".", "no-such-folder/brief.txt"])
def test_a_file_that_cannot_be_written_is_refused_before_anything_is_computed(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Record, "view", lambda *_: pytest.fail("something was computed"))
    assert main(["brief", "RIOT", "--out", where]) == 2
    assert "--out" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_version_names_package_schema_and_snapshot(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    out = capsys.readouterr().out
    assert all(word in out for word in (headframe.__version__, "schema", "snapshot"))


def test_the_public_surface_is_sorted_small_and_real() -> None:
    assert headframe.__all__ == sorted(headframe.__all__)
    assert len(headframe.__all__) <= 25
    assert all(getattr(headframe, name) is not None for name in headframe.__all__)
