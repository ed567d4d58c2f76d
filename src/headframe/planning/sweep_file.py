"""A sweep's file: which companies, days, policies and assumption sets, and what is done in each cell."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

from headframe.ground.errors import InputRefused
from headframe.planning.sweep_task import WORKS, SweepTask
from headframe.record.record import Record
from headframe.version import __version__
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.vocabulary.company import company as find_company

POLICIES = ("hold-all", "sell-production", "sell-to-fund")
FIELDS = ("work", "companies", "dates", "policies", "months", "paths", "seed")
MOST_TASKS = 1_000_000
MOST = {"months": 240, "paths": 10_000_000, "seed": 2**31}
BASE = "base"


@dataclass(frozen=True, slots=True)
class SweepFile:
    """A read file: every list in its order, each company by its ticker.

    Parameters
    ----------
    work : str
        One of `WORKS`.
    companies, dates, policies : tuple of str
        Tickers, ISO dates, names of rules.
    months, paths, seed : int
        For every cell.
    sets : mapping of str to mapping of str to float
        By name, what each set changes of the packaged assumptions.
    """

    work: str
    companies: tuple[str, ...]
    dates: tuple[str, ...]
    policies: tuple[str, ...]
    months: int
    paths: int
    seed: int
    sets: Mapping[str, Mapping[str, float]]

    def tasks(self, record: Record) -> tuple[SweepTask, ...]:
        """Return every cell of the grid, companies outermost."""
        made_from = f"{record.stamp().digest} {__version__}"
        cells = product(self.companies, self.dates, self.policies, self.sets.items())
        return tuple(
            SweepTask(
                work=self.work,
                company=company,
                as_of=as_of,
                policy=policy,
                assumptions=name,
                changes=tuple(sorted(changes.items())),
                months=self.months,
                paths=self.paths,
                seed=self.seed,
                record=record.url,
                made_from=made_from,
            )
            for company, as_of, policy, (name, changes) in cells
        )


def read_sweep(text: str, where: str) -> SweepFile:
    r"""Read a sweep's file.

    Raises
    ------
    InputRefused
        For text that is no TOML, an unknown field, an empty list, a value twice, or more than `MOST_TASKS` cells.
    UsageProblem
        For a company or an assumption that nobody defined.

    Examples
    --------
    >>> text = '[sweep]\nwork = "reconcile"\ncompanies = ["Riot"]\ndates = [2025-12-31]\n'
    >>> read_sweep(text, "sweep.toml").companies
    ('RIOT',)
    """
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputRefused("this is no TOML", where=where, why=str(error), next="mend the line") from error
    body, sets = read.get("sweep"), read.get("assumptions", {})
    if not isinstance(body, dict) or not isinstance(sets, dict) or set(read) - {"sweep", "assumptions"}:
        raise _refused(where, "there is no table [sweep], or another beside it", "[sweep], then [assumptions.NAME]")
    if strange := sorted(set(body) - set(FIELDS)):
        raise _refused(where, f"'{strange[0][:40]}' is no field of a sweep", f"known: {', '.join(FIELDS)}")
    found = SweepFile(
        work=_one_of(body.get("work", "simulate"), tuple(WORKS), "work", where),
        companies=tuple(find_company(name).ticker for name in _list(body, "companies", str, where)),
        dates=tuple(day.isoformat() for day in _list(body, "dates", date, where)),
        policies=tuple(_one_of(name, POLICIES, "policies", where) for name in _policies(body, where)),
        months=_count(body, "months", 24, where),
        paths=_count(body, "paths", 4_096, where),
        seed=_count(body, "seed", 1, where),
        sets=_sets(sets, where),
    )
    cells = len(found.companies) * len(found.dates) * len(found.policies) * len(found.sets)
    if cells > MOST_TASKS:
        raise _refused(where, f"{cells:,} cells are more than {MOST_TASKS:,}", "cut the lists")
    return found


def _policies(body: Mapping[str, Any], where: str) -> list[Any]:
    return _list(body, "policies", str, where) if "policies" in body else [POLICIES[0]]


def _list(body: Mapping[str, Any], name: str, kind: type, where: str) -> list[Any]:
    found = body.get(name)
    if not isinstance(found, list) or not found or not all(type(one) is kind for one in found):
        said = "days: 2025-12-31, without quotes" if kind is date else "names in quotes"
        raise _refused(where, f"{name} is no list of {said}", f"{name} = [...]")
    if len(set(found)) < len(found):
        raise _refused(where, f"{name} names one twice", "keep one of them")
    return found


def _one_of(value: Any, known: tuple[str, ...], name: str, where: str) -> str:
    if value not in known:
        raise _refused(where, f"{name}: '{str(value)[:40]}' is none", f"one of {', '.join(known)}")
    return str(value)


def _count(body: Mapping[str, Any], name: str, usual: int, where: str) -> int:
    value = body.get(name, usual)
    if type(value) is not int or not 1 <= value <= MOST[name]:
        raise _refused(where, f"{name} is no whole number from 1 to {MOST[name]:,}", f"{name} = {usual}")
    return value


def _sets(read: Mapping[str, Any], where: str) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for name, changes in (read or {BASE: {}}).items():
        numbers = isinstance(changes, dict) and all(type(value) in (int, float) for value in changes.values())
        if not numbers:
            raise _refused(where, f"[assumptions.{name[:40]}] holds something that is no number", QUOTED)
        packaged_assumptions().with_changes(changes)
        found[name] = {assumption: float(value) for assumption, value in changes.items()}
    return found


QUOTED = 'quote the dotted names: "ai.capex_usd_per_mw_it" = 8e6'


def _refused(where: str, what: str, then: str) -> InputRefused:
    return InputRefused(what, where=where, next=then)
