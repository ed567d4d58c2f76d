"""The pictures of a brief, each under the section it belongs to, as SVG."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from headframe.accounts.rollforward import Step, reconcile
from headframe.briefs.brief import Brief
from headframe.briefs.charts import holdings_chart, svg_of, waterfall_chart, waterfall_floor
from headframe.briefs.conduct_charts import evidence_chart, sources_and_uses_chart
from headframe.briefs.peer_charts import pivot_chart
from headframe.briefs.section import Section
from headframe.briefs.shift_charts import policy_ribbon
from headframe.briefs.site_charts import delivery_chart, megawatts_chart
from headframe.conduct.funding import bound_funding
from headframe.conduct.motive import weigh_motive
from headframe.conduct.peers import compare_peers
from headframe.conduct.shifts import find_shifts
from headframe.record.view import View
from headframe.sites.delivery import delivery_log
from headframe.sites.megawatts import count_megawatts
from headframe.vocabulary.figure import Figure

RECENT_STEPS = 3
"""How far back the waterfall may look for a step that can be drawn whole."""
Specification = dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture before it is drawn: the section it stands under, its title and its Vega-Lite specification."""

    section: str
    title: str
    specification: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: the section it stands under, its title and its drawing."""

    section: str
    title: str
    svg: str


def pictures_of(brief: Brief, view: View, more: tuple[Drawing, ...] = ()) -> tuple[Picture, ...]:
    """Return every picture that the brief's sections have figures for, and `more` that was drawn elsewhere."""
    drawn = (*drawings_of(brief, view), *more)
    return tuple(Picture(one.section, one.title, svg_of(one.specification)) for one in drawn)


def drawings_of(brief: Brief, view: View) -> tuple[Drawing, ...]:
    """Return the specification of every picture that the brief's sections have figures for."""
    company = str(brief.made_from.company)
    sections = {section.key: section for section in brief.sections}
    makers: tuple[tuple[str, Callable[[], tuple[str, Specification] | None]], ...] = (
        ("holdings", lambda: _holdings(sections["holdings"], company, view)),
        ("closes", lambda: _waterfall(view, company)),
        ("shifts", lambda: _ribbon(view, company, sections.get("holdings"))),
        ("motive", lambda: ("Evidence: what speaks for forced, what for strategic", _evidence(view, company))),
        ("coverage", lambda: ("Where the money came from and went [million USD]", _money(view, company))),
        ("megawatts", lambda: ("Megawatts from queue to rent", megawatts_chart(count_megawatts(view, company)))),
        ("delivery", lambda: _deliveries(view, company)),
        ("peers", lambda: ("The pivot to AI, part by part", pivot_chart(compare_peers(view)))),
    )
    return tuple(
        Drawing(key, made[0], made[1])
        for key, make in makers
        if key in sections
        and (made := view.lasting(("drawing", key, company), make)) is not None
        and made[1] is not None
    )


def _holdings(holdings: Section, company: str, view: View) -> tuple[str, Specification]:
    last = holdings.rows[-1][0]
    title = f"Bitcoin held by {company} to {last}, free and restricted, and the month-end price"
    view.facts(company)  # the section is made from them: so is what is drawn from it
    return title, holdings_chart(holdings, view.market)


def _waterfall(view: View, company: str) -> tuple[str, Specification] | None:
    step = _last_checked(view, company)
    if step is None:
        return None
    axis = " (the axis does not start at zero)" if waterfall_floor(step) > 0 else ""
    return f"From {step.start} to {step.end}: opening, flows, residual, closing{axis}", waterfall_chart(step)


def _last_checked(view: View, company: str) -> Step | None:
    """Return the last step that can be drawn: one whose residual is known."""
    recent = reconcile(view, company).steps[-RECENT_STEPS:]
    steps = [step for step in recent if isinstance(step.residual, Figure)]
    return steps[-1] if steps else None


def _ribbon(view: View, company: str, holdings: Section | None) -> tuple[str, Specification] | None:
    if holdings is None:
        return None
    view.facts(company)  # as for the holdings
    return "Policy as it was known period by period, over holdings", policy_ribbon(find_shifts(view, company), holdings)


def _evidence(view: View, company: str) -> Specification:
    return evidence_chart(weigh_motive(view, company))


def _money(view: View, company: str) -> Specification:
    return sources_and_uses_chart(bound_funding(view, company))


def _deliveries(view: View, company: str) -> tuple[str, Specification]:
    log = delivery_log(view, company)
    return "Promised against delivered", delivery_chart(log.deliveries, view.as_of)
