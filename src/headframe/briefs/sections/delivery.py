"""Delivery: what was promised for when, and what came of it."""

from __future__ import annotations

from headframe.briefs.section import Cell, Column, Section, Style, words_column
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.sites.delivery import DAYS_ASKED, Delivery, DeliveryLog, delivery_log
from headframe.sites.projects import Promised
from headframe.sites.promise_line import Outcome
from headframe.vocabulary.figure import Badge, Figure

COLUMNS = (
    words_column("delivery"),
    words_column("promised on"),
    words_column("promised for"),
    Column("MW"),
    words_column("basis"),
    words_column("came"),
    Column("slip [days]", Style.SIGNED),
    words_column("moved to"),
)
WORDS = {
    Outcome.DELIVERED: "",
    Outcome.PARTLY: "in part, ",
    Outcome.CANCELLED: "cancelled ",
    Outcome.OPEN: "not due",
    Outcome.OVERDUE: "day over, no delivery known",
}


def delivery_section(view: View, company: str) -> Section | None:
    """Return a company's promises of capacity and what came of them; None where none is known."""
    told = delivery_log(view, company)
    return delivery_page(told, company) if told.deliveries else None


def delivery_page(told: DeliveryLog, company: str | None) -> Section:
    """Return a log already made, as a section."""
    return Section(
        key="delivery",
        title="PROMISED AND DELIVERED",
        finding=_finding(told, company),
        columns=COLUMNS,
        rows=tuple(_row(each) for each in told.deliveries),
        notes=tuple(_notes(told)),
        reaches=None,
        verb=f"headframe megawatts {company or ''}".strip(),
        shown_rows=max(len(told.deliveries), 1),
    )


def _row(delivery: Delivery) -> tuple[Cell, ...]:
    first, last = delivery.first, delivery.promises[-1]
    moved = last.promised_for if delivery.times_moved and last.promised_for else None
    return (
        f"{delivery.name}, {delivery.site}",
        _days(first.promised_on),
        _days(first.promised_for),
        first.mw,
        {"it": "IT"}.get(first.basis.value, first.basis.value) if isinstance(first.mw, Figure) else "",
        _came(delivery),
        delivery.slip_days,
        _days(moved) if moved else "",
    )


def _came(delivery: Delivery) -> str:
    ended = next((line.ended_on for line in delivery.promises if line.ended_on), None)
    if delivery.outcome in (Outcome.OPEN, Outcome.OVERDUE):
        return WORDS[delivery.outcome] if delivery.first.promised_for else "no day promised"
    return f"{WORDS[delivery.outcome]}{_days(ended)}"


def _days(days: Period | None) -> str:
    """Return days as short as they can be told."""
    if days is None:
        return "not printed"
    if len(str(days)) <= 10:
        return str(days)
    return f"{days.first_day:%Y-%m} to {days.end:%Y-%m}"


def _finding(told: DeliveryLog, company: str | None) -> str:
    if company is None or len(told.by_company) != 1:
        return f"{len(told.deliveries)} deliveries promised by {len(told.by_company)} companies."
    slip = told.by_company[0]
    said = f"{slip.delivered} of {slip.deliveries} delivered, {slip.partly} in part, {slip.overdue} past their day"
    said += f", {slip.open} not due or undated, {slip.cancelled} cancelled (cancelled is not delivered)."
    if isinstance(slip.median_slip_days, Missing):
        return said
    median = slip.median_slip_days
    low, high = median.interval.low, median.interval.high
    return f"{said} Median slip {median.value:+.0f} days ({low:+.0f} to {high:+.0f}).".replace("-", "−")


def _notes(told: DeliveryLog) -> list[str]:
    shares = ", ".join(
        f"{figure.value:.0%} ({figure.interval.low:.0%} to {figure.interval.high:.0%}) {_after(days)}"
        for days, figure in zip(DAYS_ASKED, told.still_out, strict=True)
        if isinstance(figure, Figure)
    )
    known = f"still out: {shares} {Badge.ESTIMATED.mark}" if shares else "no delay is known"
    said = [f"of all companies' first promises ({told.curve.promises}), {known}"]
    if any(each.kind is Promised.TENANT for each in told.deliveries):
        said.append("a promise of a tenant is not counted as capacity")
    return said


def _after(days: int) -> str:
    return f"after {days} days" if days else "on the promised day"
