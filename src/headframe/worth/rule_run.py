"""One published rule run on one company: its parts, their sum, and what a share would be worth by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.figure import Badge, Figure, derive
from headframe.worth.arithmetic import names_in, worked_out
from headframe.worth.claims import CapitalOf
from headframe.worth.dilution import Diluted, diluted_worth
from headframe.worth.multiples import Multiples, price_words
from headframe.worth.printed_rules import unit_of_input
from headframe.worth.rule_file import Gives, RuleFile, RulePart
from headframe.worth.rule_inputs import rule_input

LEFT_OUT = "left out"
"""How the note of an input begins that is less than it says."""


@dataclass(frozen=True, slots=True)
class PartValue:
    """A part of a rule's sum [USD], or which input is missing for it."""

    name: str
    formula: str
    value: Figure | Missing


@dataclass(frozen=True, slots=True)
class RuleRun:
    """A rule on our record.

    `value` is the sum [USD], `per_share` what it makes a share [USD/share]; for a part of the company, what the part
    adds to a share. `against_price` is per share over the market's price, less one [ratio], for a whole company alone.
    """

    name: str
    title: str
    broker: str
    published: date
    published_of: str
    gives: Gives
    covers: str
    stands_for: str
    source_url: str
    parts: tuple[PartValue, ...]
    value: Figure | Missing
    per_share: Figure | Missing
    against_price: Figure | Missing
    missing_inputs: tuple[str, ...]
    partly: tuple[str, ...]
    """What an input had to leave out, in its own words."""


def run_rule(view: View, company: str, rule: RuleFile, at: Multiples, capital: CapitalOf | Missing) -> RuleRun:
    """Return one rule run on a company's record.

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Ticker.
    rule : RuleFile
        The rule.
    at : Multiples
        The day's price, diluted shares, debt and cash.
    capital : CapitalOf or Missing
        What shares in the equity.
    """
    parts = tuple(PartValue(p.name, p.formula, _part(view, company, rule, p)) for p in rule.parts)
    value = _sum(view, company, rule, parts)
    share = _per_share(view, company, rule, value, at, capital)
    return RuleRun(
        name=rule.name,
        title=rule.title,
        broker=rule.printed.broker,
        published=rule.printed.published,
        published_of=rule.printed.company,
        gives=rule.gives,
        covers=rule.covers,
        stands_for=rule.stands_for,
        source_url=rule.printed.source.url,
        parts=parts,
        value=value,
        per_share=share,
        against_price=_against(view, company, rule, share, at.price),
        missing_inputs=tuple(f"{p.name}: {p.value.reason}" for p in parts if isinstance(p.value, Missing)),
        partly=tuple(_partly(parts)),
    )


def _partly(parts: tuple[PartValue, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part.value, Figure):
            yield from (given.note for given in part.value.inputs if given.note.startswith(LEFT_OUT))


def _part(view: View, company: str, rule: RuleFile, part: RulePart) -> Figure | Missing:
    if part.absent:
        return Missing(part.absent)
    wanted = sorted(names_in(part.formula) - set(part.parameters))
    found = {name: rule_input(view, company, name) for name in wanted}
    gaps = [
        f"{name.replace('_', ' ')} ({figure.reason})" for name, figure in found.items() if isinstance(figure, Missing)
    ]
    if gaps:
        return Missing("; ".join(gaps))
    inputs = {name: figure for name, figure in found.items() if isinstance(figure, Figure)}
    middle = worked_out(part.formula, _at_middle(part, inputs)).middle
    ends = worked_out(part.formula, {**part.parameters, **{name: f.interval for name, f in inputs.items()}})
    id = _id(view, company, "rule_part", f"{rule.name} {part.name}")
    parameters = tuple(_parameter(rule, name, ends) for name, ends in part.parameters.items())
    return derive(id, part.formula, middle, ends, "USD", *parameters, *inputs.values(), estimated=True)


def _at_middle(part: RulePart, inputs: dict[str, Figure]) -> dict[str, Interval]:
    middles = {name: Interval.exact(ends.middle) for name, ends in part.parameters.items()}
    return middles | {name: Interval.exact(figure.value) for name, figure in inputs.items()}


def _parameter(rule: RuleFile, name: str, ends: Interval) -> Figure:
    row = rule.printed
    id = f"{row.of} rule_input {row.published} row {row.row} {name}"
    unit = unit_of_input(name)
    return Figure(id, ends.middle, ends, unit, Badge.REPORTED, row.published, (row.source,), note=f"printed as {name}")


def _sum(view: View, company: str, rule: RuleFile, parts: tuple[PartValue, ...]) -> Figure | Missing:
    known = [part.value for part in parts if isinstance(part.value, Figure)]
    if len(known) < len(parts):
        return Missing(f"without {', '.join(part.name for part in parts if isinstance(part.value, Missing))}")
    total = known[0].interval
    for figure in known[1:]:
        total = total + figure.interval
    formula = " + ".join(part.name for part in parts)
    value = sum(figure.value for figure in known)
    return derive(_id(view, company, "rule_value", rule.name), formula, value, total, "USD", *known, estimated=True)


def _per_share(
    view: View, company: str, rule: RuleFile, value: Figure | Missing, at: Multiples, capital: CapitalOf | Missing
) -> Figure | Missing:
    if isinstance(value, Missing):
        return value
    id = _id(view, company, "rule_value_per_share", f"{rule.name} {price_words(at.price)}")
    if not rule.gives.is_whole:
        if isinstance(at.shares_diluted, Missing):
            return at.shares_diluted
        shares = at.shares_diluted
        each, ends = value.value / shares.value, value.interval / shares.interval
        return derive(id, "value of the part / diluted shares", each, ends, "USD/share", value, shares, estimated=True)
    if isinstance(capital, Missing):
        return capital
    notes = sum(note.principal_usd for note in capital.capital.convertibles)
    plus: tuple[Figure, ...] = ()
    debt_less_notes_less_cash = -notes
    if rule.gives is Gives.EV:
        if isinstance(at.debt, Missing):
            return at.debt
        if isinstance(at.cash, Missing):
            return at.cash
        plus, debt_less_notes_less_cash = (at.debt, at.cash), at.debt.value - notes - at.cash.value
    worth = [_share(capital, usd - debt_less_notes_less_cash) for usd in _three(value)]
    formula = "(value − debt + cash) over diluted shares" if plus else "equity value over diluted shares"
    formula += ", convertibles by the fixed point"
    short = worth[1].shortfall_usd
    note = f"the value does not cover the debt: {short:,.0f} USD are lacking" if short > 0 else ""
    ends = Interval(worth[0].price_usd, worth[2].price_usd)
    inputs = (value, *plus, capital.shares, *capital.figures)
    return derive(id, formula, worth[1].price_usd, ends, "USD/share", *inputs, estimated=True, note=note)


def _three(value: Figure) -> tuple[float, float, float]:
    return value.interval.low, value.value, value.interval.high


def _share(capital: CapitalOf, before_convertibles_usd: float) -> Diluted:
    return diluted_worth(capital.capital, before_convertibles_usd)


def _against(
    view: View, company: str, rule: RuleFile, share: Figure | Missing, price: Figure | Missing
) -> Figure | Missing:
    if isinstance(share, Missing):
        return share
    if isinstance(price, Missing):
        return price
    if not rule.gives.is_whole:
        return Missing("a part of the company: its value stands beside the price, not against it")
    id = _id(view, company, "rule_against_price", f"{rule.name} {price_words(price)}")
    ends = share.interval / price.interval
    over = Interval(ends.low - 1, ends.high - 1)
    return derive(id, "per share / price − 1", share.value / price.value - 1, over, "ratio", share, price)


def _id(view: View, company: str, concept: str, words: str) -> str:
    return f"{figure_id(company, concept, Period.day(view.as_of))} {words}".strip()
