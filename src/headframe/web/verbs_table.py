"""Every verb that has a page. A new one is a line in the file of its room."""

from __future__ import annotations

from headframe.ground.errors import UsageProblem
from headframe.web.verb_page import VerbPage
from headframe.web.verbs.conduct import CONDUCT
from headframe.web.verbs.sites import SITES
from headframe.web.verbs.treasury import TREASURY

VERB_PAGES: dict[str, VerbPage] = {page.name: page for page in (*TREASURY, *CONDUCT, *SITES)}


def verb_page(name: str) -> VerbPage:
    """Return the page of a verb.

    Raises
    ------
    UsageProblem
        Where there is none.
    """
    if name not in VERB_PAGES:
        raise UsageProblem(f"'{name[:40]}' has no page", where="address", next=f"one of {', '.join(VERB_PAGES)}")
    return VERB_PAGES[name]
