"""Verdicts: each number of a line against the record, and whether the line was understood well enough to say so."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from headframe.audit.retrofit_line import Asked, Reading
from headframe.audit.retrofit_match import FEWEST_DIGITS, Grade, are_swapped, grade, has_digits_of, is_close
from headframe.audit.retrofit_ours import Ours
from headframe.audit.retrofit_typed import Typed
from headframe.audit.retrofit_units import SLIPS, factors_for, name_of_factor
from headframe.audit.retrofit_verdict import CellVerdict
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.fact import Basis, Fact, Standing
from headframe.vocabulary.figure import Badge, Figure

NEAR = (0.5, 2.0)
"""A lone number further from the figure than this was not meant to be it, as far as we can know."""
LEAST_UNDERSTOOD = 0.3
"""The share of a line that must fit before the rest of it is called wrong."""
FEW = 3
PROBED = 12
"""How many numbers of a line that fits nowhere are looked for elsewhere before the line is given up."""
OTHER = "this is the figure of "
NOT_THIS = "the line's numbers are not this concept's"


@dataclass(frozen=True, slots=True)
class Judged:
    """One number's verdict and the words for it."""

    asked: Asked
    verdict: CellVerdict
    cause: str
    fits: bool
    """Whether the number is accounted for by the record, right or wrong."""
    way: str = ""
    """In which way it is off, so that a line's numbers can be compared: "wrong_period -1" is a month too early."""


RIGHT = (CellVerdict.CONFIRMED, CellVerdict.ROUNDED, CellVerdict.ALSO_PRINTED, CellVerdict.STALE)


def judge_line(reading: Reading, ours: Ours) -> list[Judged]:
    """Return a verdict for each number of a line. Where too little of it fits, all of it is unknown."""
    if not reading.score and len(reading.compared) > PROBED and not _is_elsewhere(reading, ours):
        return [_unknown(one, NOT_THIS) for one in reading.asked]
    judged = [_judge(one, reading, ours) for one in reading.asked]
    if _is_understood(judged):
        return judged
    compared = [one for one in judged if isinstance(one.asked.ours, Figure)]
    if len(compared) > FEW:
        return [_unknown(one.asked, one.cause if one.verdict is CellVerdict.UNKNOWN else NOT_THIS) for one in judged]
    alone = all(_is_near(one, reading) for one in compared)
    return [one if one.fits or alone else _unknown(one.asked, one.cause or NOT_THIS) for one in judged]


def _is_understood(judged: Sequence[Judged]) -> bool:
    """Say whether enough of a line fits: in its right place, or all of it off in one and the same way."""
    compared = [one for one in judged if isinstance(one.asked.ours, Figure)]
    fitting = [one for one in compared if one.fits]
    if not any(one.verdict in RIGHT and one.asked.claim.typed.value for one in fitting):
        ways = Counter(one.way for one in fitting)
        fitting = [one for one in fitting if one.way == ways.most_common(1)[0][0]]
    if len(compared) > FEW and len({one.asked.claim.typed.value for one in fitting}) < 2:
        return False
    return bool(fitting) and len(fitting) >= LEAST_UNDERSTOOD * len(compared)


def _is_elsewhere(reading: Reading, ours: Ours) -> bool:
    """Say whether some of the first numbers of a line that fits nothing are figures of another period, unit or sign."""
    probed = [one for one, _ in reading.compared[:PROBED]]
    return sum(_judge(one, reading, ours).fits for one in probed) >= LEAST_UNDERSTOOD * len(probed)


def _unknown(asked: Asked, why: str) -> Judged:
    return Judged(asked, CellVerdict.UNKNOWN, why, False)


def _is_near(judged: Judged, reading: Reading) -> bool:
    figure = judged.asked.ours
    if not isinstance(figure, Figure) or not figure.value or not reading.is_unit_known:
        return False
    share = judged.asked.claim.typed.value * reading.factor * reading.sign / figure.value
    return NEAR[0] <= share <= NEAR[1]


def _judge(asked: Asked, reading: Reading, ours: Ours) -> Judged:
    figure = asked.ours
    if isinstance(figure, Missing):
        return _unknown(asked, figure.reason)
    verdict, cause = _against(asked, reading, figure, ours)
    if verdict is CellVerdict.DIFFERS and figure.badge is Badge.ESTIMATED:
        return _unknown(asked, "the record's own figure is an estimate")
    fits = verdict is not CellVerdict.DIFFERS or bool(cause)
    return Judged(asked, verdict, cause, fits, _way(asked, verdict, cause))


def _way(asked: Asked, verdict: CellVerdict, cause: str) -> str:
    if verdict is not CellVerdict.WRONG_PERIOD:
        return f"{verdict.value} {cause}"
    end = Period.parse(cause.removeprefix(OTHER)).end
    return f"{verdict.value} {(end.year - asked.period.end.year) * 12 + end.month - asked.period.end.month}"


def _against(asked: Asked, reading: Reading, figure: Figure, ours: Ours) -> tuple[CellVerdict, str]:
    typed, signed = asked.claim.typed, reading.factor * reading.sign
    fit = grade(typed, signed, figure)
    if fit is Grade.EXACT:
        return CellVerdict.CONFIRMED, figure.note if figure.badge is Badge.DISPUTED else ""
    if found := _other_printing(asked, reading, ours):
        return found
    if fit is Grade.ROUNDED:
        return CellVerdict.ROUNDED, ""
    if typed.value and (has_digits_of(typed, -signed, figure.value) or is_close(-typed.value * signed, figure.value)):
        turned = (
            "the line shows it the other way round" if reading.sign < 0 else "the record's figure has the other sign"
        )
        return CellVerdict.WRONG_SIGN, turned
    if cause := _unit_slip(asked, reading, figure):
        return CellVerdict.WRONG_UNIT, cause
    if other := _other_period(asked, reading, ours):
        return CellVerdict.WRONG_PERIOD, f"{OTHER}{other}"
    return CellVerdict.DIFFERS, _cause(asked, reading, figure, ours)


def _other_printing(asked: Asked, reading: Reading, ours: Ours) -> tuple[CellVerdict, str] | None:
    key = (asked.claim.company, reading.concept.name, asked.period)
    number = asked.claim.typed.value * reading.factor * reading.sign
    earlier = ours.restated_from(*key)
    for fact in ours.others(*key):
        if not is_close(number, fact.value):
            continue
        if fact.standing is Standing.UNRELIABLE:
            return CellVerdict.DIFFERS, f"a printing known to be wrong: {fact.note}"
        if fact.basis is not Basis.AS_DEFINED:
            return CellVerdict.DIFFERS, f"this counts something else: {fact.part or fact.basis.value.replace('_', ' ')}"
        if fact in earlier:
            return CellVerdict.STALE, f"first printed so on {fact.known_at}; {_since(asked.ours)}"
        return CellVerdict.ALSO_PRINTED, f"printed by {_named(fact)}"
    return None


def _since(figure: Figure | Missing) -> str:
    return f"since {figure.known_at} it is the record's figure" if isinstance(figure, Figure) else "since replaced"


def _named(fact: Fact) -> str:
    return f"{fact.source.witness.value.replace('_', ' ')}: {fact.source.title}".rstrip(": ")


def _unit_slip(asked: Asked, reading: Reading, figure: Figure) -> str:
    typed, signed = asked.claim.typed, reading.factor * reading.sign
    for word, factor in factors_for(reading.concept.unit).items():
        if factor != reading.factor and _slipped(typed, factor * reading.sign, figure.value):
            meant = name_of_factor(reading.factor, reading.concept.unit)
            return f"in {name_of_factor(factor, reading.concept.unit) if word else word}, where the line is in {meant}"
    for slip in SLIPS:
        if _slipped(typed, signed * slip, figure.value):
            times = slip if slip > 1 else 1 / slip
            return f"{times:,.0f} times too {'small' if slip > 1 else 'large'}: a unit or the decimal point slipped"
    return ""


def _slipped(typed: Typed, factor: float, value: float) -> bool:
    """Say whether a number is the figure at another factor; a thousand times is no chance, whatever the digits."""
    thousands = abs(math.log10(abs(typed.value * factor / value))) < 1e-9 if typed.value and value else False
    return has_digits_of(typed, factor, value) or (thousands and typed.significant >= 2)


def _other_period(asked: Asked, reading: Reading, ours: Ours) -> Period | None:
    """Return the period whose figure this is: any one for four digits, a near one of the same length for fewer."""
    typed, signed = asked.claim.typed, reading.factor * reading.sign
    digits, number = typed.significant, typed.value * signed
    if digits < 2:
        return None
    slack = typed.half_place * abs(signed) + abs(number) * 1e-9
    for at, near in enumerate(ours.neighbours(asked.claim.company, reading.concept.name, asked.period)):
        if digits < FEWEST_DIGITS + 1 and (near.is_far or (digits == 2 and at > 3)):
            return None
        if abs(number - near.value) > slack + near.half_width or (digits <= FEWEST_DIGITS and not near.is_alike):
            continue
        fits = grade(typed, signed, near.figure) is Grade.EXACT or has_digits_of(typed, signed, near.value)
        if fits and near.value:
            return near.period
    return None


def _cause(asked: Asked, reading: Reading, figure: Figure, ours: Ours) -> str:
    """Return whose number this is instead, or what may have happened to it; empty where nothing is known."""
    typed, signed, company = asked.claim.typed, reading.factor * reading.sign, asked.claim.company
    for name, other in ours.same_day(company, asked.period):
        if name != reading.concept.name and other.unit == figure.unit and _is_that(asked, signed, other):
            return f"this is {company}'s {find_concept(name).label}"
    for ticker, found in ours.same_concept(reading.concept.name, asked.period):
        if ticker != company and _is_that(asked, signed, found):
            return f"this is {ticker}'s figure"
    return "digits in another order" if are_swapped(typed, signed, figure.value) else ""


def _is_that(asked: Asked, signed: float, figure: Figure) -> bool:
    return has_digits_of(asked.claim.typed, signed, figure.value) and is_close(
        abs(asked.claim.typed.value * signed), abs(figure.value)
    )
