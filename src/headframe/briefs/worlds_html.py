"""The worlds, or their backtest, as one self-contained HTML file: sections, fans, and how each number was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import resources

from headframe.briefs.brief_text import LEGEND
from headframe.briefs.charts import svg_of
from headframe.briefs.pictures import Picture
from headframe.briefs.section import Section
from headframe.briefs.sections.backtest import backtest_sections
from headframe.briefs.sections.worlds import worlds_sections
from headframe.briefs.table_html import section_table
from headframe.briefs.walk_chart import walk_chart
from headframe.briefs.world_charts import fan_chart, has_past
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.figure import Figure
from headframe.worlds.backtest import Backtest, Target
from headframe.worlds.backtest_walks import Walk
from headframe.worlds.report import WorldsReport

BANDS = "Half and nine tenths of all paths, and the median"
BANDS_AND_PAST = f"{BANDS}; the thin line is what happened"


def worlds_html(told: WorldsReport, view: View) -> str:
    """Return the worlds as HTML; `view` is the one they were calibrated on."""
    pictures = [
        Picture(fan.name, BANDS_AND_PAST if has_past(fan) else BANDS, svg_of(fan_chart(view, fan))) for fan in told.fans
    ]
    return _page(told, f"Worlds to {told.fans[0].points[-1].month}", worlds_sections(told), pictures)


def backtest_html(told: Backtest) -> str:
    """Return the backtest as HTML."""
    pictures = [
        Picture(
            "production" if walk.target is Target.PRODUCTION else "bands", _walk_words(walk), svg_of(walk_chart(walk))
        )
        for walk in told.walks
    ]
    return _page(told, "The worlds against what came", backtest_sections(told), pictures)


def _walk_words(walk: Walk) -> str:
    inside = sum(point.inside for point in walk.points)
    forecast = f"median and 80 % band {walk.months_ahead} months before"
    return f"{walk.target.value}: what came, over its {forecast}; inside in {inside} of {len(walk.points)} months"


def _page(told: Answer, title: str, sections: Sequence[Section], pictures: Sequence[Picture]) -> str:
    from jinja2 import DictLoader, Environment, StrictUndefined
    from markupsafe import Markup

    found = {figure.id: figure for figure in _shown(sections)}
    anchors = {id: f"n{at}" for at, id in enumerate(found, start=1)}

    def address(figure: Figure) -> str:
        return f"#{anchors[figure.id]}"

    template = resources.files("headframe.briefs").joinpath("templates/worlds.html.j2").read_text("utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, loader=DictLoader({"page": template}), trim_blocks=True
    )
    return environment.get_template("page").render(
        title=title,
        made=told.made_from,
        legend=LEGEND,
        sections=[
            (section, Markup(section_table(section, address)), [p for p in pictures if p.section == section.key])
            for section in sections
        ],
        drawn=Markup,
        found=[(anchors[id], figure) for id, figure in found.items()],
    )


def _shown(sections: Sequence[Section]) -> Iterator[Figure]:
    """Yield the figures of the pages' rows."""
    for section in sections:
        for row in section.page()[1]:
            yield from (cell for cell in row if isinstance(cell, Figure))
