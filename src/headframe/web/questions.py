"""The questions about one company, in the order of its menu: those that a page answers at once, then those of jobs."""

from __future__ import annotations

from typing import Protocol

from headframe.web.long_table import LONG_PAGES
from headframe.web.verbs_table import VERB_PAGES


class Question(Protocol):
    """What the menu needs to know of one."""

    @property
    def name(self) -> str:
        """Its last word in the address."""

    @property
    def title(self) -> str:
        """What its page is called."""


QUESTION_NAMES = (*VERB_PAGES, *LONG_PAGES)


def questions() -> list[Question]:
    """Return every question about one company but the brief."""
    at_once: list[Question] = [one for one in VERB_PAGES.values() if one.takes_company and one.name != "brief"]
    return [*at_once, *LONG_PAGES.values()]


def headed(ticker: str, title: str) -> str:
    """Return what a page about one company is called.

    Examples
    --------
    >>> headed("RIOT", "mNAV and its kin"), headed("RIOT", "What to do")
    ('RIOT: mNAV and its kin', 'RIOT: what to do')
    """
    return f"{ticker}: {title[:1].lower()}{title[1:]}"
