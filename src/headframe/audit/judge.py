"""A claim against the record: right if any plausible reading makes it so, wrong only where a firm one rules it out."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.audit.heard import Heard, as_heard
from headframe.audit.ours import best_witness
from headframe.audit.recomputed import Reading, Recomputed
from headframe.audit.search import Elsewhere, found_elsewhere, printed_inside, stale_since
from headframe.audit.stated import ROUND_SHARE, Bound, Stated
from headframe.audit.verdict import Claim, Kind, Verdict
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.vocabulary.fact import Witness
from headframe.vocabulary.figure import Figure, plain

CLEAR_OF_A_DISPUTE = 0.10
"""A disputed figure rules a claim out only where every printing of it stands this far away."""
SECOND_HAND_SLACK = 0.005
"""A figure that only second-hand pages print may itself be off by this much."""
ROUGH_SHARE = 0.015
"""Where ours is known only roughly, a number this far from it is neither confirmed nor refuted."""
ALMOST_ABOUT = 2.0
"""An "about" that misses by less than twice its tolerance is a matter of taste, not of truth."""


NOTHING_HEARD = Heard()


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim with a number, before it is judged.

    `readings` are the plausible ways to understand it, the likeliest first. `sure` says that one of them must be
    meant, so that the claim is wrong where all of them fail. `doubt` says why it is not.
    """

    start: int
    end: int
    kind: Kind
    stated: Stated
    unit: str
    readings: tuple[Reading, ...]
    sure: bool
    doubt: str = "the text leaves open what it is about"
    is_now: bool = False
    """Whether the present tense makes the latest figure the one meant."""
    if_other: str = ""
    """What the number is called in the text where that is another measure than the one it fits: "profit"."""
    heard: Heard = NOTHING_HEARD
    """What else its sentence speaks of."""
    is_named: bool = False
    """Whether the word for its measure stands right beside it."""
    unique: bool = False
    """Whether readings differ in the period only because the text does not say it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What one view says of a claim."""

    verdict: Verdict
    reading: Reading | None
    found: Recomputed | Missing
    reason: str
    corrected: str = ""


def fit(stated: Stated, interval: Interval, relative: bool = False) -> Verdict | None:
    """Return RIGHT or ROUNDED where a stated number and our interval agree, None where they do not.

    Examples
    --------
    >>> from headframe.audit.stated import stated_number
    >>> fit(stated_number(18000, 500, Bound.ABOUT), Interval(18004.5, 18005.5)).value
    'right'
    """
    middle = interval.middle
    match stated.bound:
        case Bound.AT_LEAST | Bound.AT_MOST:
            return Verdict.RIGHT if _is_within(stated, interval) else None
        case Bound.ABOUT:
            if stated.printed.meets(interval):
                return Verdict.RIGHT
            return Verdict.ROUNDED if stated.about.meets(interval) else None
    if stated.printed.meets(interval) or _touches(stated.printed, interval):
        near_enough = max(stated.printed.half_width, ROUGH_SHARE * abs(middle))
        return Verdict.RIGHT if abs(stated.value - middle) <= near_enough or relative else None
    slack = stated.rounded.half_width > stated.printed.half_width or relative
    reach = Interval.around(stated.value, 2 * stated.digits_kept) if relative else stated.rounded
    near = abs(stated.value - middle) <= max(ROUND_SHARE * abs(middle), 2 * stated.digits_kept if relative else 0.0)
    return Verdict.ROUNDED if slack and near and reach.meets(interval) else None


def _is_within(stated: Stated, interval: Interval) -> bool:
    """Whether our number keeps to a bound of size: a fall of more than 5 % lies below −5 %, one of less above it."""
    sized = interval if stated.value >= 0 else -interval
    edge = abs(stated.value)
    if stated.bound is Bound.AT_LEAST:
        return sized.high >= edge * (1 - 1e-12)
    return sized.low <= edge * (1 + 1e-12) and sized.high >= 0


def _touches(printed: Interval, interval: Interval) -> bool:
    """Whether our exact number is the very one printed (0 and 0)."""
    return interval.low == interval.high and printed.holds(interval.low)


def judge(asked: Asked, then: View, now: View) -> Claim:
    """Return a claim with its verdict on the article's day, and today's.

    Where the day's record has no figure yet, or contradicts what today's confirms, today's is heard too: an article
    must not be called wrong for knowing more than the record did.
    """
    on_the_day, today = _judged(asked, then, now), _judged(asked, now, now)
    shown = on_the_day
    if (today.verdict.family == "right" and on_the_day.verdict.family != "right") or (
        on_the_day.verdict is Verdict.CANNOT_CHECK and isinstance(on_the_day.found, Missing)
    ):
        shown = today
    return claim_of(asked, shown, today.verdict)


def claim_of(asked: Asked, judged: Judged, verdict_now: Verdict) -> Claim:
    """Return the claim as an answer shows it; its text is filled in by the article."""
    found, reading = judged.found, judged.reading
    made = found if isinstance(found, Recomputed) else None
    figures = (made.figure, *made.also) if made else ()
    return Claim(
        span=(asked.start, asked.end),
        text="",
        kind=asked.kind,
        verdict=judged.verdict,
        company=reading.company if reading else None,
        concept=reading.concept if reading else "",
        period=reading.period if reading else None,
        stated=plain(asked.stated.value),
        ours=made.figure if made else found if isinstance(found, Missing) else Missing("nothing to compare with"),
        also=made.also if made else (),
        computed=plain(made.value) if made and (made.also or made.words) else None,
        tolerance=asked.stated.tolerance if asked.stated.bound in (Bound.EXACT, Bound.ABOUT) else None,
        sources=tuple(dict.fromkeys(source for figure in figures for source in figure.sources)),
        corrected=judged.corrected,
        reason=judged.reason,
        verdict_now=verdict_now,
    )


def _judged(asked: Asked, view: View, now: View) -> Judged:
    if not asked.readings:
        return Judged(Verdict.CANNOT_CHECK, None, Missing(asked.doubt), asked.doubt)
    found = [(reading, reading.compute(view)) for reading in asked.readings]
    relative = asked.kind in (Kind.PERCENT, Kind.SHARE, Kind.MULTIPLE)
    fitting = [_fitting(asked, reading, made, relative) for reading, made in found if isinstance(made, Recomputed)]
    best = min((one for one in fitting if one is not None), key=_goodness, default=None)
    if best is not None:
        return _named_otherwise(asked, best)
    known = [(reading, made) for reading, made in found if isinstance(made, Recomputed)]
    if not known:
        reading, gap = found[0]
        return Judged(Verdict.CANNOT_CHECK, reading, gap, gap.reason if isinstance(gap, Missing) else asked.doubt)
    reading, made = known[0]
    if why_not := _why_not_wrong(asked, found[0][1], [made for _, made in known]):
        return Judged(Verdict.CANNOT_CHECK, reading, made, why_not)
    return _wrong(asked, reading, made, view, now)


def _goodness(judged: Judged) -> int:
    return [Verdict.RIGHT, Verdict.ROUNDED].index(judged.verdict)


def _fitting(asked: Asked, reading: Reading, made: Recomputed, relative: bool) -> Judged | None:
    verdict = fit(asked.stated, made.interval, relative)
    if verdict is not None:
        note = f"; {made.figure.note}" if made.figure.note else ""
        return Judged(verdict, reading, made, f"ours is {shown(made, asked.unit)}{note}")
    for other in made.others:
        if verdict := fit(asked.stated, other, relative):
            return Judged(verdict, reading, made, f"printed so too; ours is {shown(made, asked.unit)}")
    return None


def _named_otherwise(asked: Asked, best: Judged) -> Judged:
    """Turn a number that fits into a wrong measure where the text gives it another measure's name."""
    if not asked.if_other:
        return best
    corrected = asked.if_other
    return Judged(Verdict.WRONG_MEASURE, best.reading, best.found, corrected, corrected)


def _why_not_wrong(asked: Asked, first: Recomputed | Missing, known: list[Recomputed]) -> str:
    """Return why a claim that fits no reading is not called wrong, or nothing."""
    if not asked.sure:
        return asked.doubt
    if isinstance(first, Missing):
        return first.reason
    if asked.kind in (Kind.PERCENT, Kind.CHANGE, Kind.MULTIPLE) and len(known) < len(asked.readings):
        return "not every period it can be compared with is known"
    if not all(made.is_firm for made in known):
        return "ours is only an estimate"
    for made in known:
        if made.denied is not None and fit(asked.stated, made.denied.interval) is not None:
            return made.denied.note
        every = (made.interval, *made.others)
        if asked.stated.bound is Bound.EXACT and any(asked.stated.printed.meets(each) for each in every):
            return f"ours is known only roughly: {made.interval.low:,.10g} to {made.interval.high:,.10g}"
        if made.is_disputed and not all(_clear(asked.stated, each) for each in every):
            return f"printings of it contradict each other: {made.figure.note or 'disputed'}"
        witness = best_witness(made.figure)
        gap = abs(asked.stated.value - made.value)
        if witness is Witness.SECOND_HAND and gap <= SECOND_HAND_SLACK * abs(made.value):
            return "ours is second-hand, and too close to rule it out"
        if asked.stated.bound is Bound.ABOUT and gap <= ALMOST_ABOUT * asked.stated.about.half_width:
            return f"loosely put: ours is {shown(made, asked.unit)}"
    return ""


def _clear(stated: Stated, interval: Interval) -> bool:
    nearest = min(max(stated.value, interval.low), interval.high)
    return abs(stated.value - nearest) > CLEAR_OF_A_DISPUTE * abs(nearest)


def _wrong(asked: Asked, reading: Reading, made: Recomputed, view: View, now: View) -> Judged:
    ours = shown(made, asked.unit)
    meant = as_heard(
        now, asked.heard, asked.stated, asked.unit, reading.company, reading.concept, is_named=asked.is_named
    )
    if meant:
        return Judged(Verdict.CANNOT_CHECK, reading, made, f"the sentence may mean {meant}; ours is {ours}")
    if reading.is_level and (part := printed_inside(now, reading, asked.stated)):
        return Judged(
            Verdict.CANNOT_CHECK, reading, made, f"a source prints it for {part}, a part of it; ours is {ours}"
        )
    if asked.is_now and (words := stale_since(view, reading, asked.stated)):
        return Judged(Verdict.STALE, reading, made, f"{words}; the latest known is {ours}", ours)
    elsewhere: Elsewhere | None = None
    if reading.is_level and asked.stated.bound is Bound.EXACT:
        elsewhere = found_elsewhere(now, reading, asked.stated)
    if elsewhere is not None:
        if asked.unique and elsewhere.verdict is Verdict.WRONG_PERIOD:
            return Judged(Verdict.CANNOT_CHECK, reading, made, f"{elsewhere.words}, and the text does not say when")
        return Judged(elsewhere.verdict, reading, made, f"{elsewhere.words}; ours is {ours}", ours)
    return Judged(Verdict.WRONG_VALUE, reading, made, f"ours is {ours}", ours)


def shown(made: Recomputed, unit: str) -> str:
    """Return our number as a correction prints it, with what it is of."""
    about = " ".join(made.figure.id.split(" ")[1:3]).replace("_", " ")
    words = f" = {made.words}" if made.words else ""
    return f"{number_text(made.value, unit)}{words} ({about})"


def number_text(value: float, unit: str) -> str:
    """Return a number in a unit as prose prints it.

    Examples
    --------
    >>> number_text(161.6e6, "USD"), number_text(18005, "BTC"), number_text(1.407, "percent")
    ('$161.6 million', '18,005 BTC', '140.7 %')
    """
    if unit == "percent":
        return f"{100 * value:.1f} %"
    if unit == "times":
        return f"{value:.2f} times"
    if unit == "USD" and abs(value) >= 1e6:
        size, word = (1e9, "billion") if abs(value) >= 1e9 else (1e6, "million")
        return f"{'−' if value < 0 else ''}${plain(round(abs(value) / size, 3)):,} {word}"
    if unit.startswith("USD"):
        return f"${value:,.2f}".removesuffix(".00") + unit.removeprefix("USD").replace("/", " per ")
    return f"{plain(float(f'{value:.6g}')):,} {unit}".strip()


def figures_of(claim: Claim) -> tuple[Figure, ...]:
    """Return every figure behind a claim."""
    return (*((claim.ours,) if isinstance(claim.ours, Figure) else ()), *claim.also)
