"""A deal as stated in a TOML file: read, checked field by field, and refused whole with everything that is wrong.

A number stands for what it was rounded from, as printed figures do; `[low, high]` states a range, its ends as they are.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from headframe.ground.errors import HeadframeError
from headframe.sites.deal_fields import Stated, fields, read_number
from headframe.sites.deal_refused import DealRefused, FieldProblem
from headframe.sites.power_basis import PowerBasis
from headframe.vocabulary.company import company as find_company

WORDS = ("name", "company", "tenant", "basis", "announced", "promised_for", "delivered_on", "source")
DAYS = ("announced", "promised_for", "delivered_on")
REQUIRED = ("name", "basis", "announced")
LARGEST_FILE = 100_000
OWN = "own"


@dataclass(frozen=True, slots=True)
class DealFile:
    """A deal file that can be: every field known, every number within its bounds, days in order."""

    name: str
    company: str
    tenant: str
    basis: PowerBasis
    announced: date
    source: str
    numbers: Mapping[str, Stated]


def read_deal(text: str, file: str = "deal.toml") -> DealFile:
    r"""Return the deal that a TOML text states.

    Parameters
    ----------
    text : str
        One table `[deal]`; see examples/deal-riot-amd.toml.
    file : str
        Its name, for messages.

    Raises
    ------
    DealRefused
        With every problem: an unknown field, an impossible number, a day out of order, bases that contradict.

    Examples
    --------
    >>> deal = read_deal('[deal]\nname = "a"\nbasis = "it"\nannounced = 2026-01-16\nmw = 25\nterm_years = 10')
    >>> deal.numbers["it_mw"].value
    25.0
    """
    table = _table(text, file)
    problems: list[FieldProblem] = []
    _unknown(table, problems)
    basis = _basis(table, problems)
    days = {name: _day(table, name, problems) for name in DAYS}
    numbers = {name: found for name in fields() if (found := read_number(table, fields()[name], problems)) is not None}
    numbers = _on_basis(numbers, basis, problems)
    _days_in_order(days, problems)
    _bases_agree(numbers, problems)
    words = {name: _words(table, name, problems) for name in ("name", "company", "tenant", "source")}
    company = _company(words["company"], problems)
    announced = days["announced"]
    if problems or basis is None or announced is None:
        raise DealRefused(file, problems)
    return DealFile(words["name"], company, words["tenant"], basis, announced, words["source"] or file, numbers)


def _table(text: str, file: str) -> dict[str, Any]:
    try:
        whole = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise DealRefused(
            file, [FieldProblem("the file", f"it is not TOML ({str(error)[:120]})", "see examples/")]
        ) from error
    table = whole.get("deal")
    others = sorted(set(whole) - {"deal"})
    if not isinstance(table, dict) or others:
        what = f"'{others[0][:40]}' stands outside [deal]" if others else "there is no table [deal]"
        raise DealRefused(file, [FieldProblem("[deal]", what, "put every field under one line [deal]")])
    return table


def _unknown(table: Mapping[str, Any], problems: list[FieldProblem]) -> None:
    known = [*WORDS, *fields()]
    for name in table:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            offer = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
            problems.append(FieldProblem(name[:60], "no such field", offer))
    for name in REQUIRED:
        if name not in table:
            problems.append(FieldProblem(name, "it is missing", f"add {name} = …"))


def _basis(table: Mapping[str, Any], problems: list[FieldProblem]) -> PowerBasis | None:
    said = table.get("basis")
    if said in (PowerBasis.IT.value, PowerBasis.GROSS.value):
        return PowerBasis(said)
    if said is not None:
        problems.append(FieldProblem("basis", f"'{str(said)[:40]}' is no basis of megawatts", 'write "it" or "gross"'))
    return None


def _day(table: Mapping[str, Any], name: str, problems: list[FieldProblem]) -> date | None:
    found = table.get(name)
    if found is None:
        return None
    if type(found) is not date:
        problems.append(FieldProblem(name, f"{str(found)[:40]!r} is not a day", "write 2026-01-16 without quotes"))
        return None
    return found


def _words(table: Mapping[str, Any], name: str, problems: list[FieldProblem]) -> str:
    found = table.get(name, "")
    if not isinstance(found, str) or len(found) > 200 or "\n" in found:
        problems.append(FieldProblem(name, "it is not a line of words", f'write {name} = "…"'))
        return ""
    return found


def _company(label: str, problems: list[FieldProblem]) -> str:
    if not label:
        return OWN
    try:
        return find_company(label).ticker
    except HeadframeError as problem:
        problems.append(FieldProblem("company", problem.what, problem.next))
        return OWN


def _on_basis(numbers: dict[str, Stated], basis: PowerBasis | None, problems: list[FieldProblem]) -> dict[str, Stated]:
    """Return the numbers with plain `mw` under the name of its basis."""
    if "mw" not in numbers or basis is None:
        return numbers
    name = "it_mw" if basis is PowerBasis.IT else "gross_mw"
    if name in numbers and not numbers[name].interval.meets(numbers["mw"].interval):
        what = f"{numbers['mw'].value:g} contradicts {name} = {numbers[name].value:g}"
        problems.append(FieldProblem("mw", what, f"keep one of mw and {name}"))
    return {name: numbers["mw"]} | {key: value for key, value in numbers.items() if key != "mw"}


def _days_in_order(days: Mapping[str, date | None], problems: list[FieldProblem]) -> None:
    announced = days["announced"]
    for name in ("promised_for", "delivered_on"):
        later = days[name]
        if announced is not None and later is not None and later < announced:
            what = f"{later} lies before the deal was announced on {announced}"
            problems.append(FieldProblem(name, what, "the two days may be interchanged"))


def _bases_agree(numbers: Mapping[str, Stated], problems: list[FieldProblem]) -> None:
    it, gross, pue = numbers.get("it_mw"), numbers.get("gross_mw"), numbers.get("pue")
    if it is None or gross is None:
        return
    if it.interval.low > gross.interval.high:
        what = f"critical IT of {it.value:g} MW cannot exceed {gross.value:g} MW gross"
        problems.append(FieldProblem("it_mw", what, "the two may be interchanged"))
    elif pue is not None and not (it.interval * pue.interval).meets(gross.interval):
        quotient = gross.value / it.value
        what = f"{gross.value:g} MW gross over {it.value:g} MW critical IT is {quotient:.3f}, not {pue.value:g}"
        problems.append(FieldProblem("pue", what, "correct the PUE, or one of the megawatts"))
