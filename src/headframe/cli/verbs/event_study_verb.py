"""`headframe event-study`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headframe.cli.ahead import AssumptionsOption, SetOption, assumptions_of_call
from headframe.cli.closes_of_call import BitcoinOption, PricesOption, closes_of_call, text_of_file
from headframe.cli.common import Common, emit, verb
from headframe.ground.errors import UsageProblem

if TYPE_CHECKING:
    from headframe.record.view import View
    from headframe.worth.event_list import Event

OF_RECORD = "record"


@verb("terminal", "json", "csv", "svg")
def command(
    common: Common,
    company: Annotated[str, typer.Argument(help="Ticker or name: RIOT, 'Riot Platforms'.")],
    day: Annotated[str | None, typer.Argument(metavar="[DAY]", help="The day of the news: 2026-01-16.")] = None,
    events: Annotated[
        str | None,
        typer.Option(
            "--events",
            metavar="FILE.csv|record",
            help="A list: date, and company, time, what; or the record's own steps.",
        ),
    ] = None,
    after_close: Annotated[
        bool | None,
        typer.Option("--after-close/--before-close", help="Whether the news came after 16:00 in New York."),
    ] = None,
    prices: PricesOption = None,
    bitcoin: BitcoinOption = None,
    assumptions: AssumptionsOption = None,
    set_: SetOption = None,
) -> int:
    """What the share did around its news beyond the market and bitcoin, with overlapping news named.

    Needs daily closes (--prices): the packaged ones are of month ends.
    """
    from headframe.briefs.charts import svg_of
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.events import events_page
    from headframe.briefs.worth_charts import events_chart
    from headframe.cli.forms import csv_text
    from headframe.worth.event_study import study_events

    view = common.view()
    asked = _events(view, company, day, events, after_close)
    held = assumptions_of_call(assumptions, set_)
    told = study_events(view, company, asked, closes_of_call(prices, bitcoin, view.as_of), held)
    return emit(
        common,
        told,
        {
            "terminal": lambda answer: page_text(answer, "event study", events_page(answer)),
            "csv": csv_text,
            "svg": lambda answer: svg_of(events_chart(answer)),
        },
    )


def _events(
    view: View, company: str, day: str | None, events: str | None, after_close: bool | None
) -> tuple[Event, ...]:
    from headframe.ground.period import Period
    from headframe.worth.event_list import Event, read_events, recorded_events

    if (day is None) == (events is None):
        raise UsageProblem("an event study asks for one day, or for --events", next="give DAY, or --events FILE.csv")
    if events == OF_RECORD:
        return recorded_events(view, company)
    if events is not None:
        return read_events(text_of_file(Path(events)), Path(events).name, company)
    asked = Period.parse(day or "")
    if not asked.is_day:
        raise UsageProblem(f"{day} is no day", where="DAY", next="write 2026-01-16")
    return (Event(asked.end, after_close),)
