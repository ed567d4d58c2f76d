"""Verbs on what a company does, and why; and on its peers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from headframe.web.verb_page import VerbPage, answer_csv, day_in, number_in, span_in, ticked

if TYPE_CHECKING:
    from headframe.briefs.section import Section
    from headframe.record.view import View
    from headframe.vocabulary.answer import Answer
    from headframe.web.ask import Ask

Sections = tuple["Section | None", ...]


def _shifts(view: View, company: str, ask: Ask) -> Answer:
    from headframe.conduct.shifts import find_shifts

    rate = number_in(ask, "false_alarms", least=0.0)
    return find_shifts(view, company) if rate is None else find_shifts(view, company, rate)


def _shifts_sections(told: Any) -> Sections:
    from headframe.briefs.sections.shifts import shifts_section

    return (shifts_section(told),)


def _motive(view: View, company: str, ask: Ask) -> Answer:
    from headframe.conduct.motive import weigh_motive

    return weigh_motive(view, company, span_in(ask))


def _motive_sections(told: Any) -> Sections:
    from headframe.briefs.sections.motive import motive_page

    return (motive_page(told),)


def _funding(view: View, company: str, ask: Ask) -> Answer:
    from headframe.conduct.funding import bound_funding

    return bound_funding(view, company, span_in(ask))


def _funding_sections(told: Any) -> Sections:
    from headframe.briefs.sections.funding import bounds_page, money_page, scopes_page

    return (money_page(told), bounds_page(told), scopes_page(told) if told.scopes else None)


def _watch(view: View, company: str, ask: Ask) -> Answer:
    from headframe.conduct.watch import watch

    return watch(view, company, day_in(ask, "since") or _usual_since(view))


def _usual_since(view: View) -> date:
    from headframe.briefs.sections.watch import DAYS_BACK

    return view.as_of - timedelta(days=DAYS_BACK)


def _needed_by_watch(view: View) -> dict[str, str]:
    return {"since": _usual_since(view).isoformat()}


def _watch_sections(told: Any) -> Sections:
    from headframe.briefs.sections.watch import watch_page

    return (watch_page(told),)


def _peers(view: View, company: str, ask: Ask) -> Answer:
    from headframe.conduct.peers import compare_peers
    from headframe.conduct.pivot_weights import parse_weights

    return compare_peers(view, parse_weights(ask.value("weights") or None), over_time=ticked(ask, "over_time"))


def _peers_sections(told: Any) -> Sections:
    from headframe.briefs.sections.peers import peers_pages

    return peers_pages(told)


CONDUCT = (
    VerbPage("shifts", "When policy changed", _shifts, _shifts_sections, ("false_alarms",)),
    VerbPage("motive", "Forced or strategic", _motive, _motive_sections, ("from", "to"), csv=answer_csv),
    VerbPage("funding", "What a sale paid for", _funding, _funding_sections, ("from", "to"), csv=answer_csv),
    VerbPage("watch", "What changed", _watch, _watch_sections, ("since",), csv=answer_csv, needed=_needed_by_watch),
    VerbPage("peers", "Peers", _peers, _peers_sections, ("over_time", "weights"), takes_company=False, csv=answer_csv),
)
