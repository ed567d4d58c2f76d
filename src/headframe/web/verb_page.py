"""What a verb is to the page: the function behind it, its sections, and the parameters it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from headframe.briefs.section import Section
from headframe.ground.errors import UsageProblem
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.web.ask import Ask


@dataclass(frozen=True, slots=True)
class OptionField:
    """One parameter as a form shows it: the kind of its field, and what may be chosen."""

    name: str
    kind: str
    value: str
    choices: tuple[str, ...] = ()


FIELD_KINDS = {"since": "date", "price": "number", "false_alarms": "number", "over_time": "checkbox"}
CHOICES = {"method": ("fifo", "hifo", "lifo", "average")}
HINTS = {"from": "2025-11", "to": "2025-12", "concept": "bitcoin_held", "weights": "leased=2,revenue=1"}


def option_fields(verb: VerbPage, ask: Ask) -> list[OptionField]:
    """Return the fields of a verb's parameters."""
    return [
        OptionField(name, FIELD_KINDS.get(name, "text"), ask.value(name), CHOICES.get(name, ()))
        for name in verb.options
    ]


@dataclass(frozen=True, slots=True)
class VerbPage:
    """One verb of the command line, as a page.

    Parameters
    ----------
    name : str
        The verb.
    title : str
        What its page is called.
    answer : callable
        (view, company, ask) to the verb's own answer; company is empty where it takes none.
    sections : callable
        The answer's sections, as the terminal prints them.
    options : tuple of str
        The parameters it takes, as the command line names its options.
    takes_company : bool
        Whether it can be about one company.
    csv : callable or None
        The answer as CSV; None where the command line has none either.
    """

    name: str
    title: str
    answer: Callable[[View, str, Ask], Answer]
    sections: Callable[[Any], Sequence[Section | None]]
    options: tuple[str, ...] = ()
    takes_company: bool = True
    csv: Callable[[Any], str] | None = None


def answer_csv(answer: Any) -> str:
    """Return an answer's frame as the command line prints it with --form csv."""
    from headframe.briefs.csv_form import csv_text

    return csv_text(answer)


def day_in(ask: Ask, name: str) -> date | None:
    """Return the last day of a date given as a parameter."""
    text = ask.value(name)
    return Period.parse(text).end if text else None


def number_in(ask: Ask, name: str, *, least: float) -> float | None:
    """Return a number given as a parameter.

    Raises
    ------
    UsageProblem
        Where it is none, or below `least`.
    """
    text = ask.value(name)
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not least <= number < float("inf"):
        raise UsageProblem(
            f"'{text[:40]}' is no number from {least:g} up", where=name, next=f"write it like {name}=90000"
        )
    return number


def span_in(ask: Ask) -> Period | None:
    """Return the days between the parameters from and to.

    Raises
    ------
    UsageProblem
        Where only one is given.
    """
    start, end = ask.value("from"), ask.value("to")
    if not start and not end:
        return None
    if not (start and end):
        raise UsageProblem(
            "from and to go together", where="address", next="give both, such as from=2025-11&to=2025-12"
        )
    return Period.span(Period.parse(start).first_day, Period.parse(end).end)
