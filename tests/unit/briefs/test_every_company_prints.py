"""Every verb about a company prints something for every company, or says why it cannot: never a bug."""

from __future__ import annotations

import inspect
from importlib import import_module

import pytest

from headframe.cli.main import BUG, main
from headframe.cli.verbs_table import VERBS
from headframe.vocabulary.company import companies


def takes_one_company(name: str) -> bool:
    """Say whether a verb needs a company and nothing else."""
    command = next(import_module(verb.module).command for verb in VERBS if verb.name == name)
    needed = [one.name for one in inspect.signature(command).parameters.values() if one.default is one.empty]
    return needed == ["company"]


FEW = ("--paths", "64", "--months", "12", "--policy", "hold-all")
QUICKLY: dict[str, tuple[str, ...]] = {
    "simulate": FEW,
    "worth": FEW,
    "priced-in": FEW,
    "plan": ("--seconds", "1", "--trials", "1", "--quarters", "4", "--nodes", "3"),
    "hindsight": ("--from", "2039-12-31"),
}
"""What looks ahead takes seconds a company: here it need only answer or refuse."""
ABOUT_COMPANIES = [verb.name for verb in VERBS if takes_one_company(verb.name)]


@pytest.mark.parametrize("verb", ABOUT_COMPANIES)
@pytest.mark.parametrize("company", sorted(companies()))
def test_no_company_is_a_bug(verb: str, company: str, capfd: pytest.CaptureFixture[str]) -> None:
    code = main([verb, company, *QUICKLY.get(verb, ())])
    said = capfd.readouterr()
    assert code != BUG, said.err
    assert said.out.strip() if code == 0 else said.err.strip()


@pytest.mark.parametrize("verb", ABOUT_COMPANIES)
@pytest.mark.parametrize("day", ["2013-01-01", "2021-10-31", "2040-01-01"])
def test_no_day_is_a_bug(verb: str, day: str, capfd: pytest.CaptureFixture[str]) -> None:
    code = main([verb, "RIOT", "--as-of", day, *QUICKLY.get(verb, ())])
    said = capfd.readouterr()
    assert code != BUG, said.err
    assert said.out.strip() if code == 0 else said.err.strip()


@pytest.mark.parametrize("company", sorted(companies()))
def test_no_company_is_a_bug_on_a_page(company: str, capfd: pytest.CaptureFixture[str]) -> None:
    code = main(["brief", company, "--form", "html"])
    assert code != BUG, capfd.readouterr().err
