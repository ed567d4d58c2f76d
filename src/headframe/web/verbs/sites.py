"""Verbs on megawatts and leases, the whole brief, and the record itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from headframe.web.verb_page import VerbPage, answer_csv, number_in

if TYPE_CHECKING:
    from headframe.briefs.section import Section
    from headframe.record.view import View
    from headframe.vocabulary.answer import Answer
    from headframe.web.ask import Ask

Sections = tuple["Section | None", ...]


def _megawatts(view: View, company: str, ask: Ask) -> Answer:
    from headframe.sites.megawatts import count_megawatts

    return count_megawatts(view, company)


def _megawatts_sections(told: Any) -> Sections:
    from headframe.briefs.sections.delivery import delivery_page
    from headframe.briefs.sections.megawatts import megawatts_page, sites_page

    delivery = delivery_page(told.delivery, told.made_from.company) if told.delivery.deliveries else None
    return (megawatts_page(told), sites_page(told), delivery)


def _leases(view: View, company: str, ask: Ask) -> Answer:
    from headframe.sites.register import lease_register

    return lease_register(view, company or None)


def _leases_sections(told: Any) -> Sections:
    from headframe.briefs.sections.leases import leases_page, noi_page

    return (leases_page(told), noi_page(told))


def _brief(view: View, company: str, ask: Ask) -> Answer:
    from headframe.briefs.brief import write_brief

    return write_brief(view, company, number_in(ask, "price", least=0.01))


def _brief_sections(told: Any) -> Sections:
    return tuple(told.sections)


def _facts(view: View, company: str, ask: Ask) -> Answer:
    from headframe.record.listing import list_facts

    return list_facts(view, company, ask.value("concept") or None)


def _facts_sections(told: Any) -> Sections:
    from headframe.web.facts_section import facts_sections

    return facts_sections(told)


SITES = (
    VerbPage("megawatts", "Megawatts from queue to rent", _megawatts, _megawatts_sections, csv=answer_csv),
    VerbPage("leases", "The lease register", _leases, _leases_sections, csv=answer_csv),
    VerbPage("facts", "Every chosen figure", _facts, _facts_sections, ("concept",), csv=answer_csv),
    VerbPage("brief", "Brief", _brief, _brief_sections, ("price",)),
)
