"""Verbs on worth that a page can answer at once: published rules, multiples through time, what drives the share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from headframe.web.assumed import held_assumptions
from headframe.web.verb_page import VerbPage, answer_csv, number_in, whole_in
from headframe.web.verbs.ahead import MOST_SEED

if TYPE_CHECKING:
    from headframe.briefs.pictures import Drawing
    from headframe.briefs.section import Section
    from headframe.record.view import View
    from headframe.vocabulary.answer import Answer
    from headframe.web.ask import Ask

Sections = tuple["Section | None", ...]
LEAST_PRICE = 0.0001
"""Below a hundredth of a cent no share is quoted [USD]."""


def _prices(ask: Ask) -> tuple[float | None, float | None]:
    return number_in(ask, "price", least=LEAST_PRICE), number_in(ask, "bitcoin_price", least=LEAST_PRICE)


def _rules(view: View, company: str, ask: Ask) -> Answer:
    from headframe.worth.rules import run_rules

    return run_rules(view, company, ask.value("rules") or "all", *_prices(ask))


def _rules_sections(told: Any) -> Sections:
    from headframe.briefs.sections.rules import audit_page, runs_page

    return runs_page(told), audit_page(told)


def _rules_drawings(told: Any, view: View) -> tuple[Drawing, ...]:
    from headframe.briefs.worth_charts import football_field

    return _drawing(_rules_sections(told)[0], "Published rules on this record, by share", football_field(told))


def _yardsticks(view: View, company: str, ask: Ask) -> Answer:
    from headframe.worth.yardsticks import measure_yardsticks

    return measure_yardsticks(view, company, *_prices(ask))


def _yardsticks_sections(told: Any) -> Sections:
    from headframe.briefs.sections.yardsticks import yardsticks_page

    return (yardsticks_page(told),)


def _yardsticks_drawings(told: Any, view: View) -> tuple[Drawing, ...]:
    from headframe.briefs.worth_charts import mnav_chart

    return _drawing(_yardsticks_sections(told)[0], "What the market pays for the coins, through time", mnav_chart(told))


def _drivers(view: View, company: str, ask: Ask) -> Answer:
    from headframe.worth.drivers import find_drivers

    held = held_assumptions("", ask.values("set"))
    return find_drivers(view, company, None, held, whole_in(ask, "seed", 0, MOST_SEED))


def _drivers_sections(told: Any) -> Sections:
    from headframe.briefs.sections.drivers import drivers_pages

    return drivers_pages(told)


def _drivers_drawings(told: Any, view: View) -> tuple[Drawing, ...]:
    from headframe.briefs.worth_charts import drivers_chart

    return _drawing(_drivers_sections(told)[0], "Betas as seen now, with bands", drivers_chart(told))


def _drawing(section: Section | None, title: str, specification: dict[str, Any]) -> tuple[Drawing, ...]:
    from headframe.briefs.pictures import Drawing

    return () if section is None else (Drawing(section.key, title, specification),)


WORTH = (
    VerbPage(
        "rules",
        "Published rules side by side",
        _rules,
        _rules_sections,
        ("rules", "price", "bitcoin_price"),
        csv=answer_csv,
        command="worth",
        always=(("rules", "all"),),
        drawings=_rules_drawings,
    ),
    VerbPage(
        "yardsticks",
        "mNAV and its kin through time",
        _yardsticks,
        _yardsticks_sections,
        ("through", "price", "bitcoin_price"),
        csv=answer_csv,
        command="worth",
        always=(("through", "yes"),),
        drawings=_yardsticks_drawings,
    ),
    VerbPage(
        "drivers",
        "What drives the share",
        _drivers,
        _drivers_sections,
        ("set", "seed"),
        csv=answer_csv,
        drawings=_drivers_drawings,
    ),
)
