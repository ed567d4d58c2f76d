"""What an address asks of a verb: which one, about whom, its answer and its pictures."""

from __future__ import annotations

from typing import Any

from headframe.briefs.pictures import Drawing
from headframe.ground.errors import NotEnoughData
from headframe.record.view import View
from headframe.vocabulary.company import company as find_company
from headframe.web.ask import Ask, known_only
from headframe.web.desk import Desk
from headframe.web.verb_page import VerbPage
from headframe.web.verbs_table import verb_page

TONE = "tone"


def asked_verb(ask: Ask) -> tuple[VerbPage, str]:
    """Return the verb that an address names, and the company; empty where it is about all of them."""
    path = dict(ask.path)
    named = path["verb"] if "verb" in path else ask.page.removesuffix("_data").removesuffix("_chart")
    return verb_page(named), find_company(path["company"]).ticker if "company" in path else ""


def told_of(desk: Desk, verb: VerbPage, ticker: str, ask: Ask) -> Any:
    """Return the verb's answer; one with pictures is made once for all of them and its page.

    Raises
    ------
    UsageProblem
        For a parameter that this verb does not take: it would be passed over quietly.
    """
    known_only(ask.query, ("as_of", TONE, *verb.options))
    if verb.drawings is None:
        return verb.answer(desk.view(ask), ticker, ask)
    query = tuple(pair for pair in ask.query if pair[0] != TONE)
    return desk.answer((verb.name, ticker, query, ask.position), lambda: verb.answer(desk.view(ask), ticker, ask))


def drawings_of(verb: VerbPage, told: Any, view: View) -> tuple[Drawing, ...]:
    """Return the pictures of an answer; none where it has nothing to draw."""
    if verb.drawings is None:
        return ()
    try:
        return tuple(verb.drawings(told, view))
    except NotEnoughData:
        return ()
