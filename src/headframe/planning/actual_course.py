"""What the company did from a day on, as a policy for the plan's own paths: coins sold, megawatts leased.

From printed quarters, and carried on at the pace of the last four of them. What became known after the plan's day is
look-ahead, and counted: the plan itself never reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from headframe.economics.rules import Rule
from headframe.ground.errors import UsageProblem
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.planning.company_model import CompanyModel
from headframe.planning.drivers import MONTHS_PER_QUARTER
from headframe.planning.quarter_done import OBSERVED, QuarterDone, printed_quarters, quarter_of, rule_of_quarters
from headframe.planning.rule_course import in_a_quarter
from headframe.record.view import View
from headframe.sites.register import signed_terms
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure

YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class ActualCourse:
    """What the company did, quarter by quarter of the plan, and what it is taken to go on with.

    `rules` has one rule a quarter of the plan; `begun` the most phases begun by then. `look_ahead` counts printed
    figures and leases that were not known on the plan's day; `known_to` is the last day that one of them became known.
    """

    rules: tuple[Rule, ...]
    begun: tuple[int, ...]
    words: tuple[str, ...]
    look_ahead: int
    known_to: date


@dataclass(frozen=True, slots=True)
class _Lease:
    known_at: date
    announced: date
    mw_it: float


def actual_course(view: View, later: View, model: CompanyModel) -> ActualCourse | Missing:
    """Return the company's own course on the plan's quarters.

    Parameters
    ----------
    view : View
        Of the plan's day.
    later : View
        What is known now: nothing younger is read.
    model : CompanyModel
        The company's problem: its quarters, its open phases.

    Returns
    -------
    ActualCourse or Missing
        A gap for a private company, and where no quarter has its sales, production and opening balance printed.
    """
    try:
        ticker = find_company(model.miner.company).ticker
    except UsageProblem:
        return Missing(f"the record holds nothing of {model.miner.company}: what it did is not known")
    done = printed_quarters(later, ticker, view.as_of)
    if not done:
        return Missing(
            f"what {ticker} did with its coins is not on the record: no quarter from a year and a half before "
            f"{view.as_of} to {later.as_of} has its sales, its production and the balance before them printed"
        )
    recent = [done[quarter] for quarter in sorted(done)[-OBSERVED:]]
    onward = rule_of_quarters(recent)
    followed = [done.get(quarter) for quarter in _quarters(model)]
    leases = _leases(later, ticker)
    begun = _begun(view, later, model, leases)
    open_phases = sum(kind.count for kind in model.kinds)
    figures = {each.id: each for quarter in (*recent, *followed) if quarter is not None for each in quarter.figures}
    days = [*(each.known_at for each in figures.values()), *(each.known_at for each in leases)]
    return ActualCourse(
        rules=tuple(onward if each is None else rule_of_quarters([each]) for each in followed),
        begun=begun,
        words=_words([each for each in followed if each is not None], recent, onward, min(begun[-1], open_phases)),
        look_ahead=sum(day > view.as_of for day in days),
        known_to=max(days),
    )


def _quarters(model: CompanyModel) -> list[Period]:
    """Return for each quarter of the plan the calendar quarter that holds its middle month."""
    first = model.miner.opening.end + timedelta(days=1)
    months = [first.month + 1 + MONTHS_PER_QUARTER * stage for stage in range(model.stages)]
    return [quarter_of(first.year + (month - 1) // 12, (month - 1) % 12 + 1) for month in months]


def _leases(later: View, ticker: str) -> tuple[_Lease, ...]:
    """Return the leases signed by the later day whose critical IT is printed."""
    return tuple(
        _Lease(terms.known_at, terms.announced.end, terms.it_mw.value)
        for terms in signed_terms(later.as_of, ticker)
        if isinstance(terms.it_mw, Figure)
    )


def _begun(view: View, later: View, model: CompanyModel, leases: tuple[_Lease, ...]) -> tuple[int, ...]:
    """Return how many phases the megawatts leased since the plan's day had filled by each of its quarters.

    After the later day megawatts are taken to be leased at the pace of the year before it.
    """
    if not model.kinds:
        return (0,) * model.stages
    a_year = sum(each.mw_it for each in leases if each.announced > later.as_of - timedelta(days=YEAR_DAYS))
    found = []
    for quarter in _quarters(model):
        leased = sum(each.mw_it for each in leases if view.as_of < each.announced <= quarter.end)
        beyond = max((quarter.end - later.as_of).days, 0) / YEAR_DAYS
        found.append(int((leased + a_year * beyond) / model.kinds[0].mw_it))
    return tuple(found)


def _words(followed: list[QuarterDone], recent: list[QuarterDone], onward: Rule, most: int) -> tuple[str, ...]:
    """Return the course in sentences: what is on the record, what it goes on with, what is not followed."""
    lines = []
    if followed:
        sales = ", ".join(f"{each.sold.value:,.0f} in {each.quarter}" for each in followed)
        lines.append(
            f"actual: coins sold, as printed or implied [BTC]: {sales}, each as shares of coins mined and held"
        )
    span = f"{recent[0].quarter} to {recent[-1].quarter}"
    then = "after them" if followed else "from now on"
    of_coins = (
        f" and {100 * in_a_quarter(onward.sell_above_share):.0f} % of its coins a quarter"
        if onward.sell_above_share
        else ""
    )
    lines.append(
        f"actual: {then} it sells {100 * onward.sell_share_of_production:.0f} % of what it mines{of_coins}, the mean "
        f"of {len(recent)} printed quarters, {span}"
    )
    lines.append(
        f"actual: at most {most} phases by the end, as megawatts were leased and at the pace of the last year, "
        "each when a tenant of the plan comes; shares are sold only where cash falls to its floor"
    )
    return tuple(lines)
