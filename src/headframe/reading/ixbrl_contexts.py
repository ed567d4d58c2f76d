"""What a tagged number speaks of: contexts (period and dimensions) and units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from headframe.ground.errors import UsageProblem
from headframe.ground.period import Period, day_before, parse_day
from headframe.reading.ixbrl_document import Element, all_named, clean, local_name


@dataclass(frozen=True, slots=True)
class Context:
    """The period a number is about, and the members that narrow it down; none means the whole company."""

    period: Period
    axes: tuple[tuple[str, str], ...] = ()

    @property
    def members(self) -> tuple[str, ...]:
        """The members' local names, sorted; the same line keeps its member when a filer changes the axis."""
        return tuple(sorted(member for _, member in self.axes))


def read_contexts(root: Element) -> dict[str, Context]:
    """Return the page's contexts by id. One without a readable period is left out: its numbers have no place."""
    found: dict[str, Context] = {}
    for element in all_named(root, "context"):
        period = _period(element)
        if period is not None and element.get("id"):
            found[element.get("id")] = Context(period, _members(element))
    return found


def read_units(root: Element) -> dict[str, str]:
    """Return the page's units by id: "iso4217:USD", "riot:item", "iso4217:USD/xbrli:shares"."""
    found: dict[str, str] = {}
    for element in all_named(root, "unit"):
        if element.get("id"):
            parts = [_side(element, "unitNumerator"), _side(element, "unitDenominator")]
            found[element.get("id")] = "/".join(part for part in parts if part) or _side(element, "unit")
    return found


def _side(element: Element, side: str) -> str:
    within = [element] if side == "unit" else list(all_named(element, side))
    return "*".join(clean(measure.text or "") for part in within for measure in all_named(part, "measure"))


def _period(context: Element) -> Period | None:
    days = {local_name(part): _day(part) for part in context.iter() if local_name(part) in DAY_MARKS}
    try:
        if instant := days.get("instant"):
            return Period.day(instant)
        start, end = days.get("startDate"), days.get("endDate")
        return Period.span(start, end) if start and end else None
    except UsageProblem:
        return None


DAY_MARKS = ("instant", "startDate", "endDate")


def _day(element: Element) -> date | None:
    day, _, hour = clean(element.text or "").partition("T")
    try:
        parsed = parse_day(day)
    except ValueError:
        return None
    ends_day_before = hour.startswith("00:00:00") and local_name(element) != "startDate"
    return day_before(parsed) if ends_day_before else parsed


def _members(context: Element) -> tuple[tuple[str, str], ...]:
    found = [
        (_without_prefix(part.get("dimension", "")), _without_prefix(clean(part.text or "")))
        for part in all_named(context, "explicitMember")
    ]
    found += [(_without_prefix(part.get("dimension", "")), "typed") for part in all_named(context, "typedMember")]
    return tuple(sorted(found))


def _without_prefix(name: str) -> str:
    return name.rpartition(":")[2].strip()
