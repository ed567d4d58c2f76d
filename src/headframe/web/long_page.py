"""What a question that takes a while asks for: its fields, each with its range, and the line to type for the same."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isfinite

from headframe.ground.errors import UsageProblem
from headframe.web.problem import Refused


@dataclass(frozen=True, slots=True)
class LongField:
    """One field of a form.

    Parameters
    ----------
    name : str
        As the command line names the option.
    label : str
        What stands beside it, with its unit.
    kind : str
        number, whole, choice, check, text, area, date or file.
    usual : str
        What it holds at first; "" for nothing.
    low, high : float or None
        The range of a number, and of its slider.
    step : str
        Of the slider.
    choices : tuple of str
        Of a choice.
    assumption : str
        The assumption that a number changes; "" for an option of the verb.
    why : str
        What stands under it.
    of_verb : str
        What the command line takes where the option is left out; "" where that is `usual`, `NEVER` where it may not be.
    typed : tuple of (str, str)
        What is typed for a choice, where that is no option with a value.
    is_named : bool
        Whether it is typed without its option's name.
    repeats : bool
        Whether each word of it is an option of its own.
    """

    name: str
    label: str
    kind: str = "number"
    usual: str = ""
    low: float | None = None
    high: float | None = None
    step: str = "any"
    choices: tuple[str, ...] = ()
    assumption: str = ""
    why: str = ""
    of_verb: str = ""
    typed: tuple[tuple[str, str], ...] = ()
    is_named: bool = False
    repeats: bool = False

    @property
    def usual_unsent(self) -> str:
        """What a form means that does not send it: a box that is not ticked is not sent."""
        return "" if self.kind == "check" else self.usual

    @property
    def needed(self) -> str:
        """What stands on the line though nobody filled it in: the verb cannot do without it."""
        return self.usual if self.is_named or self.of_verb == NEVER else ""

    def checked(self, text: str) -> str:
        """Return what was filled in.

        Raises
        ------
        UsageProblem
            Where it is no number, outside the range, or no choice.
        """
        if self.kind in ("number", "whole") and text:
            self._check_number(text)
        if self.kind == "choice" and text not in self.choices:
            raise UsageProblem(
                f"'{text[:40]}' is no {self.name}", where=self.name, next=f"one of {', '.join(self.choices)}"
            )
        return text

    def _check_number(self, text: str) -> None:
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        whole = self.kind != "whole" or (isfinite(number) and number == int(number))
        low = float("-inf") if self.low is None else self.low
        high = float("inf") if self.high is None else self.high
        if not (isfinite(number) and whole and low <= number <= high):
            kind = "whole number" if self.kind == "whole" else "number"
            raise UsageProblem(
                f"'{text[:40]}' is no {kind} from {low:,g} to {high:,g}",
                where=self.label,
                next="choose one inside the range; the command line takes more",
            )


@dataclass(frozen=True, slots=True)
class LongPage:
    """One question that runs as a job.

    Parameters
    ----------
    name, title : str
        The last word of its address, and what its page is called.
    about : str
        What it does, in a sentence or two.
    fields : tuple of LongField
        What it asks for, besides the day.
    button : str
        What starts it.
    command : str
        The verb that is typed, where that is another.
    endings : tuple of str
        How the file's name may end, where one is handed in.
    company_option : str
        The option that names the company; "" where it comes first.
    """

    name: str
    title: str
    about: str
    fields: tuple[LongField, ...]
    button: str
    command: str = ""
    endings: tuple[str, ...] = ()
    company_option: str = ""

    @property
    def typed(self) -> str:
        """The verb as it is typed."""
        return self.command or self.name

    @property
    def takes_file(self) -> bool:
        """Whether a file is handed in."""
        return bool(self.endings)

    def checked(self, given: Mapping[str, str]) -> dict[str, str]:
        """Return what was filled in, by field; a box left out is "".

        Raises
        ------
        UsageProblem, Refused
            For a value that cannot be, and for a field that the form does not have.
        """
        known = {each.name: each for each in self.fields if each.kind != "file"}
        strange = next((name for name in given if name not in known), None)
        if strange is not None:
            raise Refused(400, f"'{strange[:40]}' is no field of this form", where="form", next="send it from the page")
        return {name: whole_field(one).checked(_given(one, given)) for name, one in known.items()}


def _given(field: LongField, given: Mapping[str, str]) -> str:
    return given.get(field.name, field.usual_unsent).strip()


def filled(page: LongPage, given: Mapping[str, str]) -> list[LongField]:
    """Return the fields with what an address fills in.

    Raises
    ------
    UsageProblem
        For a value that the form would refuse.
    """
    fields = [whole_field(each) for each in page.fields]
    return [replace(each, usual=each.checked(given[each.name])) if each.name in given else each for each in fields]


def whole_field(field: LongField) -> LongField:
    """Return a field that changes an assumption with that assumption's value, range and reason.

    Examples
    --------
    >>> whole_field(LongField("capex", "capex", assumption="ai.capex_usd_per_mw_it")).usual
    '9500000'
    """
    if not field.assumption:
        return field
    from headframe.vocabulary.assumptions import packaged_assumptions

    held = packaged_assumptions()[field.assumption]
    low = held.low if field.low is None else field.low
    high = held.high if field.high is None else field.high
    return replace(field, usual=f"{held.value:.12g}", low=low, high=high, why=f"{held.why} ({held.source})")


def changes_of(page: LongPage, given: Mapping[str, str]) -> list[str]:
    """Return the assumptions that a form changes, as name=value: those set to another value than the packaged one."""
    fields = [whole_field(each) for each in page.fields if each.assumption]
    moved = [
        f"{each.assumption}={given[each.name]}"
        for each in fields
        if given.get(each.name) and float(given[each.name]) != float(each.usual)
    ]
    return [*moved, *given.get(CHANGES, "").split()]


def line_of(page: LongPage, ticker: str, given: Mapping[str, str]) -> str:
    """Return what to type for the same answer: what was left as it is at first is left out."""
    words = ["headframe", page.typed, *((ticker,) if ticker and not page.company_option else ())]
    for field in page.fields:
        if not field.assumption:
            words += _typed(field, given.get(field.name) or field.needed)
    words += [word for change in changes_of(page, given) for word in ("--set", shlex.quote(change))]
    words += [page.company_option, ticker] if page.company_option else []
    return " ".join([*words, *(("--as-of", given["as_of"]) if given.get("as_of") else ())])


def _typed(field: LongField, value: str) -> list[str]:
    option = f"--{field.name.replace('_', '-')}"
    if field.kind == "file":
        return [option, "FILE.csv"]
    if field.kind == "area":
        return [option, f"{field.name}.csv"] if value else []
    if field.name == DAY:
        return [shlex.quote(value)] if value else ["--events", "record"]
    if field.is_named:
        return [value]
    if field.repeats:
        return [word for each in value.split() for word in (option, shlex.quote(each))]
    if field.name == CHANGES or not value or _same(value, field.of_verb or field.usual):
        return []
    if field.kind == "check":
        return [option]
    return [dict(field.typed)[value]] if field.typed else [option, shlex.quote(value)]


def _same(one: str, other: str) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return one == other


DAY, CHANGES = "day", "set"
NEVER = "never"
