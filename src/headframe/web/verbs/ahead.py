"""Verbs on what lies ahead that a page can answer at once: the forecast, the worlds, the assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from headframe.web.assumed import held_assumptions
from headframe.web.verb_page import VerbPage, answer_csv, number_in, whole_in

if TYPE_CHECKING:
    from headframe.briefs.pictures import Drawing
    from headframe.briefs.section import Section
    from headframe.record.view import View
    from headframe.vocabulary.answer import Answer
    from headframe.vocabulary.assumptions import Assumptions
    from headframe.web.ask import Ask

Sections = tuple["Section | None", ...]
MONTHS_OF_FORECAST, MONTHS_OF_WORLDS, MOST_MONTHS = 24, 120, 240
USUAL_PATHS, MOST_PATHS = 10_000, 20_000
"""More paths are for the command line: a page may not take a machine's memory."""
USUAL_HUB, MOST_SEED = "HB_WEST", 10**9


def _held(ask: Ask) -> Assumptions:
    return held_assumptions(ask.value("scenario"), ask.values("set"))


def _forecast(view: View, company: str, ask: Ask) -> Answer:
    from headframe.economics.forecast import forecast

    months = whole_in(ask, "months", MONTHS_OF_FORECAST, MOST_MONTHS)
    return forecast(view, company, _held(ask), months, ask.value("policy") or "hold-all")


def _forecast_sections(told: Any) -> Sections:
    from headframe.briefs.sections.forecast import forecast_pages

    return forecast_pages(told)


def _worlds(view: View, company: str, ask: Ask) -> Answer:
    from headframe.worlds.asked import Asked, asked_worlds

    asked = Asked(
        months=whole_in(ask, "months", MONTHS_OF_WORLDS, MOST_MONTHS),
        hub=ask.value("hub") or USUAL_HUB,
        paths=whole_in(ask, "paths", USUAL_PATHS, MOST_PATHS),
        sampling=ask.value("sampling") or "plain",
        price_usd_per_btc=number_in(ask, "price", least=0.01),
    )
    return asked_worlds(view, asked, _held(ask), whole_in(ask, "seed", 1, MOST_SEED))


def worlds_sections(told: Any) -> Sections:
    """Return the sections of worlds."""
    from headframe.briefs.sections import worlds

    return worlds.worlds_sections(told)


def worlds_drawings(told: Any, view: View) -> tuple[Drawing, ...]:
    """Return a fan for each driver."""
    from headframe.briefs.pictures import Drawing
    from headframe.briefs.world_charts import fan_chart, has_past
    from headframe.briefs.worlds_html import BANDS, BANDS_AND_PAST

    return tuple(
        Drawing(fan.name, BANDS_AND_PAST if has_past(fan) else BANDS, fan_chart(view, fan)) for fan in told.fans
    )


def _assumptions(view: View, company: str, ask: Ask) -> Answer:
    from headframe.economics.assumed import show_assumptions

    return show_assumptions(view, _held(ask))


def _assumptions_sections(told: Any) -> Sections:
    from headframe.briefs.sections.assumed import assumptions_page, scenarios_page

    return assumptions_page(told), scenarios_page(told)


AHEAD = (
    VerbPage(
        "forecast",
        "The months ahead",
        _forecast,
        _forecast_sections,
        ("months", "policy", "scenario", "set"),
        csv=answer_csv,
        explains=True,
    ),
    VerbPage(
        "worlds",
        "What could happen to price, network, power and rent",
        _worlds,
        worlds_sections,
        ("months", "hub", "paths", "sampling", "price", "scenario", "set", "seed"),
        takes_company=False,
        csv=answer_csv,
        drawings=worlds_drawings,
        explains=True,
    ),
    VerbPage(
        "assumptions",
        "Every number that is not a fact",
        _assumptions,
        _assumptions_sections,
        ("scenario", "set"),
        takes_company=False,
        csv=answer_csv,
        explains=True,
    ),
)
