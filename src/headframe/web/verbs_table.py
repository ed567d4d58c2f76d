"""Every verb that has a page. A new one is a line in the file of its room."""

from __future__ import annotations

from headframe.ground.errors import UsageProblem
from headframe.web.long_table import LONG_PAGES
from headframe.web.verb_page import VerbPage
from headframe.web.verbs.ahead import AHEAD
from headframe.web.verbs.conduct import CONDUCT
from headframe.web.verbs.sites import SITES
from headframe.web.verbs.treasury import TREASURY
from headframe.web.verbs.worth import WORTH

VERB_PAGES: dict[str, VerbPage] = {page.name: page for page in (*TREASURY, *CONDUCT, *SITES, *AHEAD, *WORTH)}


def verb_page(name: str) -> VerbPage:
    """Return the page of a verb.

    Raises
    ------
    UsageProblem
        Where there is none.
    """
    if name in LONG_PAGES:
        raise UsageProblem(
            f"{name} takes a while and runs as a job",
            where="address",
            next="start it on its page; the job has the files",
        )
    if name not in VERB_PAGES:
        raise UsageProblem(f"'{name[:40]}' has no page", where="address", next=f"one of {', '.join(VERB_PAGES)}")
    return VERB_PAGES[name]


def page_typed(line: str) -> VerbPage | None:
    """Return the page that answers a line of the command line; None where none does.

    Examples
    --------
    >>> page_typed("headframe worth RIOT --rules all").name
    'rules'
    """
    words = line.split()
    if len(words) < 2:
        return None
    for page in VERB_PAGES.values():
        if page.typed == words[1] and all(f"--{name.replace('_', '-')}" in words for name, _ in page.always):
            return page
    return None
