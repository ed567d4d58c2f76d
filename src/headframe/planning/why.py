"""Why a number of a plan or of hindsight is what it is: which call makes it again, in the words of its own id."""

from __future__ import annotations

import re
from datetime import timedelta

from headframe.ground.missing import Missing
from headframe.ground.period import Period

PLANNED, HINDSIGHT = "plan_", "hindsight_"
"""How the concepts of a plan, and of a walk through past quarters, begin."""
QUESTION = re.compile(
    r"^(?:mean|risk (?P<risk>\S+) tail (?P<tail>\S+)) over (?P<quarters>\d+) quarters (?P<nodes>\d+) nodes"
    r" seed (?P<seed>\d+)"
)
FOLLOWED = re.compile(r"\bfollowed paths (?P<paths>\d+) fresh seed (?P<seed>\d+)")
TAIL = re.compile(r" tail (?P<tail>\S+)$")
RESTS = "it hangs on a whole plan, learned anew within its seconds, so it is not worked out here"


def is_planned(concept: str) -> bool:
    """Return whether a concept is one that only a plan or hindsight shows.

    Examples
    --------
    >>> is_planned("plan_lower"), is_planned("planned_capacity_initial")
    (True, False)
    """
    return concept.startswith((PLANNED, HINDSIGHT))


def planned_gap(company: str, concept: str, period: Period, which: str) -> Missing:
    """Return the gap that names the verb, with its options, whose answer holds a planned number.

    Parameters
    ----------
    company : str
        Its ticker.
    concept : str
        Of the id: `plan_...` or `hindsight_...`.
    period : Period
        Of the id: the day of the plan, or the quarters of hindsight.
    which : str
        The further words of the id: the question, and which of its numbers.

    Examples
    --------
    >>> day = Period.parse("2025-10-31")
    >>> planned_gap("RIOT", "plan_lower", day, "mean over 40 quarters 30 nodes seed 1").reason.split("`")[1]
    'headframe plan RIOT --as-of 2025-10-31 --quarters 40 --nodes 30 --seed 1'
    """
    if concept.startswith(HINDSIGHT):
        decided = period.first_day - timedelta(days=1)
        call = f"headframe hindsight {company} --from {decided}"
        return Missing(f"it belongs to a walk through past plans: `{call}` makes it again")
    day = f"--as-of {period.end}"
    asked = QUESTION.match(which)
    plan = f"headframe plan {company} {day}{_options(asked)}"
    followed = FOLLOWED.search(which)
    if followed is None:
        return Missing(f"{RESTS}: `{plan}` makes it again, with the same assumptions")
    found = followed.groupdict()
    tail = TAIL.search(which)
    worst = f" --tail {tail['tail']}" if tail else ""
    call = f"headframe simulate {company} --policy best {day} --paths {found['paths']} --seed {found['seed']}{worst}"
    return Missing(f"{RESTS}: `{call}` follows the plan that `{plan}` keeps, with the same assumptions")


def _options(asked: re.Match[str] | None) -> str:
    """Return the options of the question that an id states; none for words that are no question."""
    if asked is None:
        return ""
    given = {name: value for name, value in asked.groupdict().items() if value is not None}
    return "".join(f" --{name} {value}" for name, value in given.items())
