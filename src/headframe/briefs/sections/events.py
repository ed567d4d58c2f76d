"""An event study, as sections."""

from __future__ import annotations

from headframe.briefs.section import Cell, Section, words_column
from headframe.ground.missing import Missing
from headframe.worth.event_returns import WindowReturn
from headframe.worth.event_study import EventResult, EventStudy

COLUMNS = (
    words_column("event"),
    words_column("0 to +1"),
    words_column("−1 to +1"),
    words_column("−5 to +5"),
    words_column("news\nown+peers"),
    words_column("what"),
)
ALL_ROWS = 200
LONGEST_WORDS = 34


def events_page(told: EventStudy) -> Section:
    """Return the study's events as a section."""
    return Section(
        key="events",
        title="ABNORMAL RETURNS",
        finding=_finding(told),
        columns=COLUMNS,
        rows=tuple(_row(each) for each in told.events),
        notes=tuple(_notes(told)),
        reaches=max(each.event for each in told.events),
        verb=f"headframe event-study {told.made_from.company}",
        shown_rows=ALL_ROWS,
    )


def _finding(told: EventStudy) -> str:
    known = [each for each in told.events if each.windows]
    if len(known) == 1:
        first = known[0].windows[0]
        low, high = first.car.interval.low, first.car.interval.high
        sure = "more than the market and bitcoin explain" if low > 0 or high < 0 else "within what chance gives"
        return (
            f"Around {known[0].event} the share moved {_percent(first.car.value)} beyond the market and bitcoin over "
            f"sessions 0 to +1 (90 %: {_percent(low)} to {_percent(high)}; p = {first.p_value.value:.3f}): {sure}."
        )
    mean = told.mean_car[0]
    return (
        f"Over {len(known)} of {len(told.events)} events the mean abnormal return of sessions 0 to +1 is "
        f"{_percent(mean.car.value)} (90 %: {_percent(mean.car.interval.low)} to {_percent(mean.car.interval.high)}), "
        "events taken as independent."
    )


def _row(each: EventResult) -> tuple[Cell, ...]:
    windows = tuple(_window(window) for window in each.windows) or ("–", "–", "–")
    own = sum(news.own for news in each.overlapping)
    peers = len(each.overlapping) - own
    news = f"{own}+{peers}" if each.windows else "–"
    what = each.what if len(each.what) <= LONGEST_WORDS else each.what[: LONGEST_WORDS - 1] + "…"
    return (str(each.event), *windows, news, what)


def _window(window: WindowReturn) -> str:
    star = " *" if window.p_value.value < 0.05 else ""
    half = (window.car.interval.high - window.car.interval.low) / 2
    return f"{_percent(window.car.value)} ± {100 * half:.1f}{star} {window.car.badge.mark}"


def _notes(told: EventStudy) -> list[str]:
    notes = [
        "log returns less a normal return learned before the event; ± is half a 90 % band of a forecast; * p < 0.05",
        f"factors: {told.market} and bitcoin with one lag and one lead (UTC closes); closes: {told.closes}",
    ]
    if any(each.after_close is None for each in told.events):
        notes.append(
            "time of day not told: news after the close is priced the session after, inside −1 to +1 either way"
        )
    moved = [f"{each.event} → {each.session}" for each in told.events if each.session and each.session != each.event]
    if moved:
        notes.append(f"priced in a later session: {', '.join(moved)}")
    if len(told.events) == 1:
        only = told.events[0]
        notes.append(f"learned from {only.learned_from} to {only.learned_to}")
        notes += [f"{news.day} {news.company}: {news.what}" for news in only.overlapping]
    notes += [f"{each.event}: {each.missing.reason}" for each in told.events if isinstance(each.missing, Missing)]
    return notes


def _percent(value: float) -> str:
    return f"{100 * value:+.1f} %".replace("-", "−")
