"""Verbs on coins: roll-forward, ties, lots, margins, encumbrance, and the figures themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from headframe.ground.errors import UsageProblem
from headframe.web.verb_page import VerbPage, answer_csv, number_in, span_in

if TYPE_CHECKING:
    from headframe.briefs.section import Section
    from headframe.record.view import View
    from headframe.vocabulary.answer import Answer
    from headframe.web.ask import Ask

Sections = tuple["Section | None", ...]


def _reconcile(view: View, company: str, ask: Ask) -> Answer:
    from headframe.accounts.rollforward import reconcile

    return reconcile(view, company)


def _reconcile_sections(told: Any) -> Sections:
    from headframe.briefs.sections.closes import closes_section

    return (closes_section(str(told.made_from.company), told, ()),)


def _tie_out(view: View, company: str, ask: Ask) -> Answer:
    from headframe.accounts.tie_out import tie_out

    return tie_out(view, company)


def _tie_out_sections(told: Any) -> Sections:
    from headframe.briefs.sections.tie_out import tie_out_section

    return (tie_out_section(told),)


def _balanced(view: View, company: str, ask: Ask) -> Answer:
    from headframe.accounts.balanced import balance

    return balance(view, company)


def _balanced_sections(told: Any) -> Sections:
    from headframe.briefs.sections.balanced import balanced_section

    return (balanced_section(told),)


def _encumbrance(view: View, company: str, ask: Ask) -> Answer:
    from headframe.accounts.encumbrance import encumbrance

    return encumbrance(view, company)


def _encumbrance_sections(told: Any) -> Sections:
    from headframe.briefs.sections.encumbrance import encumbrance_section

    return (encumbrance_section(told),)


def _lots(view: View, company: str, ask: Ask) -> Answer:
    from headframe.accounts.lots import value_lots
    from headframe.accounts.lots_queue import Method

    asked = ask.value("method") or Method.FIFO.value
    if asked not in tuple(Method):
        raise UsageProblem(f"'{asked[:40]}' is no method", where="method", next=f"one of {', '.join(Method)}")
    return value_lots(view, company, span_in(ask), Method(asked))


def _lots_sections(told: Any) -> Sections:
    from headframe.briefs.sections.lots import lots_section

    return (lots_section(told),)


def _margins(view: View, company: str, ask: Ask) -> Answer:
    from headframe.accounts.margins import weigh_margins

    return weigh_margins(view, company, number_in(ask, "price", least=0.01))


def _margins_sections(told: Any) -> Sections:
    from headframe.briefs.sections.cost_steps import cost_steps_section
    from headframe.briefs.sections.margins import margins_page

    return (margins_page(told), cost_steps_section(told))


def _backcast(view: View, company: str, ask: Ask) -> Answer:
    from headframe.accounts.backcast import backcast

    return backcast(view, company)


def _backcast_sections(told: Any) -> Sections:
    from headframe.briefs.sections.backcast import backcast_section

    return (backcast_section(told),)


TREASURY = (
    VerbPage("reconcile", "Does it close", _reconcile, _reconcile_sections, csv=answer_csv),
    VerbPage("lots", "What sold coins had cost", _lots, _lots_sections, ("from", "to", "method"), csv=answer_csv),
    VerbPage("margins", "Is mining squeezed", _margins, _margins_sections, ("price",), csv=answer_csv),
    VerbPage("encumbrance", "Free and restricted", _encumbrance, _encumbrance_sections, csv=answer_csv),
    VerbPage("tie-out", "Months against quarters", _tie_out, _tie_out_sections, csv=answer_csv),
    VerbPage("balanced", "Best figures for all periods", _balanced, _balanced_sections, csv=answer_csv),
    VerbPage("backcast", "Does production confirm the hash rate", _backcast, _backcast_sections, csv=answer_csv),
)
