"""What a caller may mean by the start of a label: companies by any name, concepts that the record prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from headframe.ground.errors import HeadframeError
from headframe.record.view import View
from headframe.vocabulary.company import companies_by_name
from headframe.vocabulary.concept import concepts

MOST = 100
"""The most values one completion may hold, by the protocol."""


def completions(view: View, argument: str, start: str, known: Mapping[str, str]) -> list[str]:
    """Return what `argument` may be, given how it starts and what is already chosen; nearest first, at most 100."""
    if argument == "company":
        return _companies(start)
    if argument == "concept":
        return _concepts(view, start, known.get("company", ""))
    return []


def _companies(start: str) -> list[str]:
    names = {name.casefold(): found.ticker for name, found in companies_by_name().items()}
    return _matching(names, start)


def _concepts(view: View, start: str, company: str) -> list[str]:
    try:
        names: Iterable[str] = view.concepts(company) if company else concepts()
    except HeadframeError:
        names = concepts()
    return _matching({name.casefold(): name for name in names}, start)


def _matching(names: Mapping[str, str], start: str) -> list[str]:
    """Return names that begin so, then that hold it, then that come near."""
    wanted = start.strip().casefold()
    begins = [value for name, value in sorted(names.items()) if name.startswith(wanted)]
    holds = [value for name, value in sorted(names.items()) if wanted in name]
    near = [names[name] for name in get_close_matches(wanted, names, n=5, cutoff=0.6)] if wanted else []
    return list(dict.fromkeys([*begins, *holds, *near]))[:MOST]
