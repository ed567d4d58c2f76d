"""Evidence from the other doors that stood open: equity, convertible notes, AI contracts, and what was bought."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from headframe.accounts.funding_scope import asset_figure
from headframe.conduct.evidence_market import months_before
from headframe.conduct.evidence_shares import market_value, share_close
from headframe.conduct.evidence_window import Window
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.assets import assets
from headframe.record.deals import deals
from headframe.record.partial_days import last_known_day
from headframe.record.table_row import Printed, table_rows
from headframe.record.view import View
from headframe.record.witness_of import source_of
from headframe.vocabulary.fact import Source
from headframe.vocabulary.figure import Badge, Figure, derive

RAISED = (
    "equity_issued_atm",
    "equity_issued_public_offering",
    "equity_issued_registered_direct",
    "convertible_notes_issued",
)
ISSUED_ON_A_DAY = ("convertible_notes_principal",)
RAISED_BEFORE_DAYS, RAISED_IN_AT_MOST_DAYS = 92, 100
TOO_LATE_DAYS = 7
"""An issue or programme of the last week cannot have replaced the sales of the weeks before."""
AI_BEFORE_DAYS, AI_AFTER_DAYS = 180, 60
BOUGHT_NEAR_DAYS = 10
BOUGHT = ("land_purchase_cost", "acquisition_cost")
PROGRAMME = re.compile(r"^ATM program (?:opened|renewed)")
AI_STEP = re.compile(
    r"AI/HPC|\blease\b.*\bsigned\b|\blease signed\b|core and shell started|Rockdale lease", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """One row of events.csv: its words, its number with unit, and the last day it can have become known."""

    company: str
    days: Period
    words: str
    number: Printed | None
    unit: str
    known_at: date
    source: Source


def events_of(view: View, ticker: str) -> tuple[DatedEvent, ...]:
    """Return a company's dated steps known on the view's day."""
    return tuple(event for event in _every_event() if event.company == ticker and event.known_at <= view.as_of)


def raised_against_sale(view: View, window: Window) -> Figure | Missing:
    """Return money raised, or opened for raising, around the sale over its proceeds [ratio]."""
    proceeds = window.proceeds
    if isinstance(proceeds, Missing):
        return proceeds
    found = list(_raised(view, window))
    if not found:
        return Missing(
            f"no equity programme or convertible note of {window.company} near {window.span} is in the record"
        )
    largest = max(found, key=lambda figure: figure.value)
    id, formula = window.figure_id("raised_against_sale"), "largest issue or programme near the sale / proceeds"
    ratio = largest.interval / proceeds.interval
    return derive(id, formula, largest.value / proceeds.value, ratio, "ratio", largest, proceeds)


def _raised(view: View, window: Window) -> Iterator[Figure]:
    first = window.span.first_day - timedelta(days=RAISED_BEFORE_DAYS)
    last = max(window.span.first_day, window.span.end - timedelta(days=TOO_LATE_DAYS))
    for concept in (*RAISED, *ISSUED_ON_A_DAY):
        for period in view.periods(window.company, concept):
            on_a_day = concept in ISSUED_ON_A_DAY and not period.end.day >= 28
            short = concept in RAISED and period.days <= RAISED_IN_AT_MOST_DAYS
            if (on_a_day or short) and first <= period.end <= last:
                figure = view.figure(window.company, concept, period)
                if isinstance(figure, Figure) and figure.value > 0:
                    yield figure
    for figure in programmes_of(view, window.company):
        if first <= figure.known_at <= last:
            yield figure


def programmes_of(view: View, ticker: str) -> Iterator[Figure]:
    """Yield the equity programmes that a company opened or renewed [USD]."""
    for event in events_of(view, ticker):
        if PROGRAMME.match(event.words) and event.number:
            yield _event_figure(event, event.number, "equity_programme_opened")


def share_price_against_high(view: View, window: Window) -> Figure | Missing:
    """Return how far the share price lies below the highest month end of the year before [ratio]."""
    month = Period.month(window.span.end.year, window.span.end.month)
    now = share_close(view, window.company, month)
    if isinstance(now, Missing):
        return now
    past = [share_close(view, window.company, before) for before in months_before(window.span.end, 12)]
    known = [figure for figure in past if isinstance(figure, Figure)]
    if len(known) < 6:
        return Missing(f"share prices of {window.company} are known for {len(known)} of the twelve months before")
    high = max([*known, now], key=lambda figure: figure.value)
    ratio = now.interval / high.interval
    interval = Interval(1 - ratio.high, 1 - ratio.low)
    id, formula = window.figure_id("share_price_against_high"), "1 − share price / the year's highest month end"
    return derive(id, formula, 1 - now.value / high.value, interval, "ratio", now, high)


def sale_against_market_value(view: View, window: Window) -> Figure | Missing:
    """Return proceeds over what all shares were worth before [ratio]: the issue that would have replaced the sale."""
    proceeds = window.proceeds
    if isinstance(proceeds, Missing):
        return proceeds
    value = market_value(view, window.company, months_before(window.span.first_day, 1)[0])
    if isinstance(value, Missing):
        return value
    id, formula = window.figure_id("sale_against_market_value"), "proceeds / market value of the shares a month before"
    return derive(
        id, formula, proceeds.value / value.value, proceeds.interval / value.interval, "ratio", proceeds, value
    )


def ai_step_near(view: View, window: Window) -> Figure | Missing:
    """Return days from the sale to the nearest known step into AI: a lease, a contract, a site, a building [days]."""
    steps = [*_ai_deals(view, window.company), *_ai_events(view, window.company)]
    near = [(days, known, source) for day, known, source in steps if (days := _days_from(window.span, day)) is not None]
    if not near:
        return Missing(f"no AI or HPC step of {window.company} near {window.span} is in the record")
    days, known, source = min(near, key=lambda step: step[0])
    return Figure(
        id=window.figure_id("ai_step_near"),
        value=float(days),
        interval=Interval.exact(float(days)),
        unit="days",
        badge=Badge.REPORTED,
        known_at=known,
        sources=(source,),
        note="a step announced near the sale, not proof that the sale paid for it",
    )


def _ai_deals(view: View, ticker: str) -> Iterator[tuple[date, date, Source]]:
    for deal in deals(view.as_of, ticker):
        if not deal.note.startswith(("STATUS", "FINANCING")):
            yield deal.announced.first_day, deal.known_at, deal.source


def _ai_events(view: View, ticker: str) -> Iterator[tuple[date, date, Source]]:
    for event in events_of(view, ticker):
        if AI_STEP.search(event.words):
            yield event.days.first_day, event.known_at, event.source


def _days_from(span: Period, day: date) -> int | None:
    if day < span.first_day:
        before = (span.first_day - day).days
        return before if before <= AI_BEFORE_DAYS else None
    after = max(0, (day - span.end).days)
    return after if after <= AI_AFTER_DAYS else None


def purchase_against_sale(view: View, window: Window) -> Figure | Missing:
    """Return the distance of the nearest purchase of those days from the proceeds, over them [ratio]: 0 is a match."""
    proceeds = window.proceeds
    if isinstance(proceeds, Missing):
        return proceeds
    bought = list(_bought(view, window))
    if not bought:
        return Missing(f"no purchase of {window.company} in {window.span} is in the record")
    nearest = min(bought, key=lambda figure: abs(figure.value - proceeds.value))
    gap = abs(nearest.value / proceeds.value - 1)
    id, formula = window.figure_id("purchase_against_sale"), f"|{nearest.id} / proceeds − 1|"
    return derive(id, formula, gap, Interval.exact(gap), "ratio", nearest, proceeds)


def _bought(view: View, window: Window) -> Iterator[Figure]:
    near = timedelta(days=BOUGHT_NEAR_DAYS)
    for row in assets(view.as_of, window.company):
        if row.metric in BOUGHT and window.span.first_day - near <= row.period.end <= window.span.end + near:
            yield asset_figure(row)


def _event_figure(event: DatedEvent, number: Printed, concept: str) -> Figure:
    return Figure(
        id=f"{event.company} {concept} {event.days}",
        value=number.value,
        interval=number.interval,
        unit=event.unit,
        badge=Badge.REPORTED,
        known_at=event.known_at,
        sources=(event.source,),
        note=event.words,
    )


@cache
def _every_event() -> tuple[DatedEvent, ...]:
    found = []
    for row in table_rows("events.csv"):
        days = row.days("date")
        if days is not None:
            found.append(
                DatedEvent(
                    company=row.company(),
                    days=days,
                    words=row.text("event"),
                    number=row.amount("number"),
                    unit=row.text("unit"),
                    known_at=last_known_day(days),
                    source=source_of(row.text("source_url"), row.text("note")),
                )
            )
    return tuple(found)
