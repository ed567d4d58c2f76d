"""Scoring a detector of policy shifts against the labelled ones, by the rules of the design (§4), for any detector.

Found: a call dated inside the label's window or one reporting period from it, to a policy the label names. False alarm:
a call more than one period outside every window of its company. Not counted: a move between selling part and selling
production, the return from liquidation, a call in the last period of the record. Riot's December 2024 purchase and the
hold after it are found also where neither is called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from headframe.ground.period import Period
from headframe.vocabulary.tables import packaged_rows

SOLD = frozenset({"sell_part", "sell_production"})
EITHER_OR_NEITHER = (("RIOT", "2024-12"), ("RIOT", "2025-01"))


@dataclass(frozen=True, slots=True)
class LabelledShift:
    """One shift as labelled: when it can have happened and to which policies."""

    company: str
    start: Period
    end: Period
    from_policies: frozenset[str]
    to_policies: frozenset[str]
    note: str


@dataclass(frozen=True, slots=True)
class DatedCall:
    """What a detector called: the reporting period in which it dates a shift, and the one whose figures decided."""

    company: str
    period: Period
    decided: Period
    from_policy: str
    to_policy: str


@dataclass(frozen=True, slots=True)
class Match:
    """One label with the call that found it, and how many reporting periods late the call was possible."""

    label: LabelledShift
    call: DatedCall | None
    found: bool
    delay: int | None


@dataclass(frozen=True, slots=True)
class Score:
    """How a detector did."""

    matches: tuple[Match, ...]
    false_alarms: tuple[DatedCall, ...]
    company_decades: float

    @property
    def found(self) -> int:
        """The number of labelled shifts found."""
        return sum(match.found for match in self.matches)

    @property
    def false_alarms_per_decade(self) -> float:
        """False alarms per company-decade of record."""
        return len(self.false_alarms) / self.company_decades

    @property
    def median_delay(self) -> float | None:
        """The median delay of the shifts that a call found [reporting periods]."""
        delays = [match.delay for match in self.matches if match.delay is not None]
        return median(delays) if delays else None


def labelled_shifts() -> tuple[LabelledShift, ...]:
    """Return the labelled shifts. For scoring alone: no detector reads them."""
    return tuple(
        LabelledShift(
            company=row["company"],
            start=Period.parse(row["window_start"]),
            end=Period.parse(row["window_end"]),
            from_policies=frozenset(row["from_policy"].split("|")),
            to_policies=frozenset(row["to_policy"].split("|")),
            note=row["note"],
        )
        for row in packaged_rows("headframe.record.snapshot", "shift_labels.csv")
    )


def score(
    labels: Sequence[LabelledShift], calls: Sequence[DatedCall], periods: Mapping[str, Sequence[Period]]
) -> Score:
    """Score calls against labels.

    Parameters
    ----------
    labels : sequence of LabelledShift
        The truth.
    calls : sequence of DatedCall
        Of all companies that have labels.
    periods : mapping from ticker to sequence of Period
        The reporting periods that every detector was shown, in order.
    """
    matches = [_match(label, calls, periods[label.company]) for label in labels]
    matches = [_excused(match, matches, calls, periods) for match in matches]
    companies = {label.company for label in labels}
    alarms = [
        call for call in calls if call.company in companies and is_false_alarm(call, labels, periods[call.company])
    ]
    months = sum(len(list(_whole(periods[company]).months())) for company in companies)
    return Score(tuple(matches), tuple(alarms), months / 120)


def is_false_alarm(call: DatedCall, labels: Sequence[LabelledShift], periods: Sequence[Period]) -> bool:
    """Say whether a call counts against its detector."""
    if {call.from_policy, call.to_policy} <= SOLD or call.from_policy == "liquidate" or call.period == periods[-1]:
        return False
    return all(_distance(call.period, label, periods) > 1 for label in labels if label.company == call.company)


def _match(label: LabelledShift, calls: Sequence[DatedCall], periods: Sequence[Period]) -> Match:
    near = [
        call
        for call in calls
        if call.company == label.company
        and call.to_policy in label.to_policies
        and _distance(call.period, label, periods) <= 1
    ]
    if not near:
        return Match(label, None, False, None)
    best = min(near, key=lambda call: (_distance(call.period, label, periods), call.period))
    return Match(label, best, True, _delay(best, label, periods))


def _delay(call: DatedCall, label: LabelledShift, periods: Sequence[Period]) -> int:
    """Return the reporting periods from the first at which the shift can be seen to the one that decided.

    Where no day is known the window is wide, and the shift can be seen from the call's own date, if that lies in it.
    """
    inside = [index for index, period in enumerate(periods) if _overlap(period, label)]
    dated = periods.index(call.period)
    first = dated if dated in inside else min(inside, key=lambda index: abs(index - dated), default=dated)
    return max(0, periods.index(call.decided) - first)


def _distance(period: Period, label: LabelledShift, periods: Sequence[Period]) -> int:
    """Return how many reporting periods lie from a call to the window: 0 inside, 1 next to it.

    A gap in the record is as many periods as the months that are missing in it.
    """
    if _overlap(period, label):
        return 0
    before = period.end < label.start.first_day
    edge = Period.span(period.end, label.start.first_day) if before else Period.span(label.end.end, period.first_day)
    between = [other for other in periods if edge.first_day < other.first_day and other.end < edge.end]
    covered = {month for other in between for month in other.months()}
    months = [month for month in list(edge.months())[1:-1] if month not in covered and not _inside(month, label)]
    return 1 + len(between) + len(months)


def _overlap(period: Period, label: LabelledShift) -> bool:
    return period.first_day <= label.end.end and label.start.first_day <= period.end


def _inside(month: Period, label: LabelledShift) -> bool:
    return label.start.first_day <= month.first_day and month.end <= label.end.end


def _excused(
    match: Match, matches: Sequence[Match], calls: Sequence[DatedCall], periods: Mapping[str, Sequence[Period]]
) -> Match:
    """A reader that keeps to holding through Riot's one purchase is right too, if it calls nothing there."""
    pair = [one for one in matches if (one.label.company, str(one.label.start)) in EITHER_OR_NEITHER]
    if match not in pair or any(one.call for one in pair):
        return match
    called = [
        call for call in calls for one in pair if call.company == one.label.company and _overlap(call.period, one.label)
    ]
    return match if called else Match(match.label, None, True, None)


def _whole(periods: Sequence[Period]) -> Period:
    return Period.span(periods[0].first_day, periods[-1].end)
