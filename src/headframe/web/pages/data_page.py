"""A verb's answer as JSON or CSV: byte for byte what the command line prints. Stable, for a sheet to link to."""

from __future__ import annotations

from headframe.ground.errors import UsageProblem
from headframe.web.ask import Ask
from headframe.web.content import CSV, JSON, Content
from headframe.web.desk import Desk
from headframe.web.verb_answer import asked_verb, told_of


def content(desk: Desk, ask: Ask) -> Content:
    """Return a verb's answer as data."""
    (verb, ticker), form = asked_verb(ask), ask.named("form")
    forms = ("json", "csv") if verb.csv else ("json",)
    if form not in forms:
        raise UsageProblem(f"{verb.name} has no form '{form[:20]}'", where="address", next=f"one of {', '.join(forms)}")
    told = told_of(desk, verb, ticker, ask)
    name = "-".join(filter(None, (ticker, verb.name, str(told.made_from.as_of))))
    if form == "csv" and verb.csv is not None:
        return Content(verb.csv(told).encode(), CSV, file_name=f"{name}.csv")
    return Content((told.to_json_text() + "\n").encode(), JSON)
