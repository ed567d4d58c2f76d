"""What a verb is to the page: the function behind it, its sections, and the parameters it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from headframe.briefs.pictures import Drawing
from headframe.briefs.section import Section
from headframe.ground.errors import UsageProblem
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.web.ask import GIVEN_AGAIN, Ask


@dataclass(frozen=True, slots=True)
class OptionField:
    """One parameter as a form shows it: the kind of its field, and what may be chosen."""

    name: str
    kind: str
    value: str
    choices: tuple[str, ...] = ()


FIELD_KINDS = {"since": "date", "false_alarms": "number", "over_time": "checkbox"} | dict.fromkeys(
    ("price", "bitcoin_price", "months", "paths", "seed"), "number"
)
CHOICES = {
    "method": ("fifo", "hifo", "lifo", "average"),
    "policy": ("hold-all", "sell-production", "sell-to-fund"),
    "sampling": ("plain", "antithetic", "sobol"),
}
HINTS = {
    "from": "2025-11",
    "to": "2025-12",
    "concept": "bitcoin_held",
    "weights": "leased=2,revenue=1",
    "set": "ai.capex_usd_per_mw_it=10e6",
    "hub": "HB_WEST",
    "rules": "all",
}


def option_fields(verb: VerbPage, ask: Ask, needed: Mapping[str, str]) -> list[OptionField]:
    """Return the fields of a verb's parameters; one that may be given again has a further, empty one."""
    usual = {**dict(verb.always), **needed}
    return [
        OptionField(name, FIELD_KINDS.get(name, "text"), value, _choices(name))
        for name in verb.options
        if name not in HIDDEN
        for value in ((*ask.values(name), "") if name in GIVEN_AGAIN else (ask.value(name) or usual.get(name, ""),))
    ]


def _choices(name: str) -> tuple[str, ...]:
    if name == "scenario":
        from headframe.vocabulary.scenarios import scenarios

        return tuple(each.name for each in scenarios())
    return CHOICES.get(name, ())


HIDDEN = ("through",)
"""What makes a page this answer and no other is not asked for."""


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
    command : str
        The verb that is typed, where the page is one of several answers of it; else its own name.
    always : tuple of (str, str)
        Parameters that make it this answer, and what they are unless asked otherwise.
    drawings : callable or None
        (answer, view) to its pictures, each under the section it belongs to.
    explains : bool
        Whether its numbers are explained at its foot: no other page could, they hang on its parameters.
    needed : callable
        (view) to the parameters that the command line cannot do without, and what the page takes where none is given.
    """

    name: str
    title: str
    answer: Callable[[View, str, Ask], Answer]
    sections: Callable[[Any], Sequence[Section | None]]
    options: tuple[str, ...] = ()
    takes_company: bool = True
    csv: Callable[[Any], str] | None = None
    command: str = ""
    always: tuple[tuple[str, str], ...] = ()
    drawings: Callable[[Any, View], Sequence[Drawing]] | None = None
    explains: bool = False
    needed: Callable[[View], Mapping[str, str]] = lambda view: {}

    @property
    def typed(self) -> str:
        """The verb as it is typed."""
        return self.command or self.name


def answer_csv(answer: Any) -> str:
    """Return an answer's frame as the command line prints it with --form csv."""
    from headframe.briefs.csv_form import csv_text

    return csv_text(answer)


def day_in(ask: Ask, name: str) -> date | None:
    """Return the last day of a date given as a parameter."""
    text = ask.value(name)
    return Period.parse(text).end if text else None


def ticked(ask: Ask, name: str) -> bool:
    """Return whether a parameter that is yes or left out was given.

    Raises
    ------
    UsageProblem
        For any other value: "no" would be taken for yes.
    """
    text = ask.value(name)
    if text not in ("", "yes"):
        raise UsageProblem(f"'{text[:40]}' is not yes", where=name, next=f"write {name}=yes, or leave it out")
    return bool(text)


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


def whole_in(ask: Ask, name: str, usual: int, most: int) -> int:
    """Return a whole number given as a parameter, from 0 to `most`; `usual` where none is given.

    Raises
    ------
    UsageProblem
        Where it is none of these: a page may not take a machine's memory or minutes.
    """
    text = ask.value(name)
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) <= DIGITS and int(text) <= most):
        raise UsageProblem(
            f"'{text[:40]}' is no whole number up to {most:,}",
            where=name,
            next=f"write it like {name}={usual}; the command line takes more",
        )
    return int(text)


DIGITS = 12


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
