"""The written choice among printings of one number (docs/why/choice.md, conventions §1 and §10).

Unreliable printings are never chosen. Of the rest: the concept's own basis first, stated before computed by the
compiler, then the better witness, exact before approximate, then the one printed last. The others stay visible, and
where their intervals do not meet the chosen one's, the figure is disputed and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from headframe.ground.missing import Missing
from headframe.vocabulary.fact import Basis, Fact, Standing
from headframe.vocabulary.figure import Badge, Figure, derive, plain

ADDITIVE_PARTS = frozenset({"loaned", "pledged", "managed"})


@dataclass(frozen=True, slots=True)
class Printings:
    """Every printing of one (company, concept, period) that was known on the view's day."""

    figure: Figure | Missing
    chosen: Fact | None
    others: tuple[Fact, ...]

    @property
    def rivals(self) -> tuple[Fact, ...]:
        """The other printings on the same basis whose intervals do not meet the chosen one's."""
        return tuple(fact for fact in self.others if self.chosen and disputes(fact, self.chosen))

    @property
    def restatements(self) -> tuple[Fact, ...]:
        """Printings of the same basis that differ from the first one known, in the order they became known."""
        facts = sorted(filter(is_eligible, (*self.others, *((self.chosen,) if self.chosen else ()))), key=_by_day)
        sound = [fact for fact in facts if fact.standing is not Standing.DISPUTED]
        return tuple(fact for fact in sound[1:] if fact.restated or not fact.interval.meets(sound[0].interval))


def figure_id(company: str, concept: str, period: object) -> str:
    """Return the id by which `headframe why` finds a figure."""
    return f"{company} {concept} {period}"


def choose(facts: Sequence[Fact]) -> Printings:
    """Return the chosen figure among `facts`, which share one key and were all known on the view's day."""
    eligible = [fact for fact in facts if is_eligible(fact)]
    if eligible:
        chosen = min(eligible, key=_preference)
        others = tuple(sorted((fact for fact in facts if fact is not chosen), key=_preference))
        return Printings(_reported(chosen, others), chosen, others)
    parts = [fact for fact in facts if fact.basis is Basis.PART and fact.standing is not Standing.UNRELIABLE]
    others = tuple(sorted(facts, key=_preference))
    return Printings(_from_parts(parts) if parts else _only_unreliable(others), None, others)


def is_eligible(fact: Fact) -> bool:
    """Say whether a printing may be chosen: reliable, and on the concept's own basis."""
    return fact.standing is not Standing.UNRELIABLE and fact.basis is Basis.AS_DEFINED


def disputes(fact: Fact, chosen: Fact) -> bool:
    """Say whether a printing contradicts the chosen one: same basis, reliable, the intervals do not meet, and the
    chosen one is not its restatement."""
    return is_eligible(fact) and not fact.interval.meets(chosen.interval) and not is_superseded(fact, chosen)


def is_superseded(fact: Fact, chosen: Fact) -> bool:
    """Say whether the chosen printing restates an earlier one of no better witness: no dispute then."""
    earlier = fact.known_at < chosen.known_at
    return chosen.restated and earlier and fact.source.witness.rank >= chosen.source.witness.rank


def _preference(fact: Fact) -> tuple[object, ...]:
    return (
        fact.standing is Standing.UNRELIABLE,
        fact.basis is not Basis.AS_DEFINED,
        fact.standing in (Standing.COMPUTED, Standing.PRELIMINARY, Standing.DISPUTED),
        fact.source.witness.rank,
        fact.standing is Standing.APPROXIMATE,
        -fact.known_at.toordinal(),
        -fact.position,
        fact.interval.high - fact.interval.low,
        fact.value,
        fact.source.title,
        fact.source.url,
        fact.source.place,
        fact.note,
    )


def _by_day(fact: Fact) -> tuple[date, int, int]:
    return (fact.known_at, fact.position, fact.source.witness.rank)


def _reported(chosen: Fact, others: tuple[Fact, ...]) -> Figure:
    agreeing = [fact for fact in others if is_eligible(fact) and fact.value == chosen.value]
    rivals = [fact for fact in others if disputes(fact, chosen)]
    computed = chosen.standing is Standing.COMPUTED
    doubted = bool(rivals) or chosen.standing is Standing.DISPUTED
    badge = Badge.DISPUTED if doubted else Badge.DERIVED if computed else Badge.REPORTED
    return Figure(
        id=figure_id(*chosen.key),
        value=chosen.value,
        interval=chosen.interval,
        unit=chosen.unit,
        badge=badge,
        known_at=min(fact.known_at for fact in (chosen, *agreeing)),
        sources=tuple(dict.fromkeys(fact.source for fact in (chosen, *agreeing))),
        formula=f"computed by the table's compiler: {chosen.note}" if computed else "",
        note=_words(chosen, rivals, others),
    )


def _words(chosen: Fact, rivals: Sequence[Fact], others: Sequence[Fact]) -> str:
    words = []
    if rivals:
        values = ", ".join(dict.fromkeys(f"{plain(fact.value):,}" for fact in rivals))
        words.append(f"also printed as {values}")
    first = [fact for fact in others if is_eligible(fact) and is_superseded(fact, chosen)]
    if first := [fact for fact in first if fact.value != chosen.value]:
        words.append(f"restated: first printed as {plain(min(first, key=_by_day).value):,}")
    if chosen.standing is Standing.DISPUTED:
        words.append(chosen.note)
    if chosen.standing in (Standing.APPROXIMATE, Standing.PRELIMINARY):
        words.append(chosen.standing.value)
    return "; ".join(words)


def _from_parts(parts: Sequence[Fact]) -> Figure | Missing:
    """Return the sum of parts that make up the whole (loaned and pledged coins), or say that only a part is known."""
    by_part = {fact.part: fact for fact in sorted(parts, key=_preference, reverse=True)}
    if len(by_part) < 2 or not set(by_part) <= ADDITIVE_PARTS:
        ordered = sorted(parts, key=_preference)
        printed = ", ".join(f"{plain(fact.value):,} {fact.unit} {fact.part}" for fact in ordered)
        return Missing(f"only a part of it is printed: {printed}")
    key = figure_id(*parts[0].key)
    figures = [replace(_reported(fact, ()), id=f"{key} {part}") for part, fact in sorted(by_part.items())]
    total = figures[0].interval
    for figure in figures[1:]:
        total = total + figure.interval
    formula = " + ".join(sorted(by_part))
    return derive(key, formula, sum(part.value for part in figures), total, figures[0].unit, *figures)


def _only_unreliable(others: tuple[Fact, ...]) -> Missing:
    fact = others[0]
    why = fact.note or "noted as unreliable"
    if fact.basis is Basis.AVERAGE:
        return Missing(f"only an average is printed: {plain(fact.value):,} {fact.unit}")
    return Missing(f"only an unreliable printing: {plain(fact.value):,} {fact.unit} ({why})")
