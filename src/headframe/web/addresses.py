"""Addresses of pages: the one place that knows how they are written."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from datetime import date
from urllib.parse import quote, urlencode

from headframe.vocabulary.figure import Figure

OPTIONS_WITHOUT_VALUE = ("--over-time", "--through")
ASSUMPTION = "assumption "
"""How the id of an assumption begins."""
PROFILE = ".toml"
"""How the name of a private company's file ends: no page answers for it."""


def with_query(path: str, query: Iterable[tuple[str, object]]) -> str:
    """Return a path with its parameters; those that are empty are left out."""
    given = [(name, str(value)) for name, value in query if value not in (None, "")]
    return f"{path}?{urlencode(given)}" if given else path


def why_address(figure: Figure, as_of: date | None) -> str:
    """Return where a number is explained; an assumption, among all of them."""
    if figure.id.startswith(ASSUMPTION):
        return f"{with_query('/assumptions', (('as_of', as_of),))}#{anchor_of_assumption(figure.id)}"
    return with_query("/why", (("id", figure.id), ("as_of", as_of)))


def anchor_of_assumption(id: str) -> str:
    """Return the place of an assumption on the page of all of them.

    Examples
    --------
    >>> anchor_of_assumption("assumption ai.capex_usd_per_mw_it")
    'behind-ai-capex_usd_per_mw_it'
    """
    return "behind-" + re.sub(r"[^a-z0-9_]+", "-", id.removeprefix(ASSUMPTION).strip())


def company_address(ticker: str, as_of: date | None = None) -> str:
    """Return a company's page."""
    return with_query(f"/c/{quote(ticker)}", (("as_of", as_of),))


def verb_address(line: str, known: Iterable[str], as_of: date | None, form: str = "") -> str:
    """Return the page that answers a line of the command line; empty where none does.

    Parameters
    ----------
    line : str
        As a section names it: "headframe facts RIOT --concept bitcoin_held".
    known : iterable of str
        The verbs that have a page.
    as_of : date, optional
        The day to ask for.
    form : str
        json or csv; empty for the page.

    Examples
    --------
    >>> verb_address("headframe facts RIOT --concept bitcoin_held", ["facts"], None, "csv")
    '/c/RIOT/facts.csv?concept=bitcoin_held'
    """
    words = shlex.split(line)[1:]
    if not words or words[0] not in known:
        return ""
    named, options = _parted(words[1:])
    if named and named[0].endswith(PROFILE):
        return ""
    if any("|" in value for _, value in options):
        options = []
    suffix = f".{form}" if form else ""
    where = f"/c/{quote(named[0])}/{words[0]}{suffix}" if named else f"/{words[0]}{suffix}"
    return with_query(where, (*options, ("as_of", as_of)))


def _parted(words: list[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Return a command's names and its options."""
    named: list[str] = []
    options: list[tuple[str, str]] = []
    waiting = iter(words)
    for word in waiting:
        if not word.startswith("--"):
            named.append(word)
        elif word in OPTIONS_WITHOUT_VALUE:
            options.append((word[2:].replace("-", "_"), "yes"))
        else:
            options.append((word[2:].replace("-", "_"), next(waiting, "")))
    return named, options
