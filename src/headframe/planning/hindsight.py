"""Walk-forward: at each quarter-end, the plan from what was known that day, beside what was done and what followed.

Decisions use `view.earlier(day)` and nothing else; what followed is read from the later view, and never fed back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from headframe.accounts.flows import flow_over
from headframe.economics.assumed import made_with
from headframe.economics.build_miner import build_miner
from headframe.ground.errors import HeadframeError, NotEnoughData, UsageProblem
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.planning.build_model import company_model
from headframe.planning.company_problem import CompanyProblem
from headframe.planning.hindsight_shown import Hindsight, PastDecision
from headframe.planning.node_lattice import node_lattice
from headframe.planning.plan_figures import PlanFigures
from headframe.planning.plan_parts import first_sentence
from headframe.planning.plan_question import PlanQuestion
from headframe.planning.plan_run import PATHS_A_NODE, learn
from headframe.planning.quarter_done import PRODUCED, sold_in
from headframe.record.view import View
from headframe.solver.advice import first_decision
from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure, derive

PRICE = "bitcoin_price_month_close"
GAINED = "(company's sale − the plan's sale) x (price at the quarter's end − price at its start)"


def hindsight(
    view: View,
    company: str,
    assumptions: Assumptions,
    start: date,
    question: PlanQuestion | None = None,
    told: Callable[[date], None] | None = None,
) -> Hindsight:
    """Return what the plan would have said at each quarter-end from `start` on, what was done, and what followed.

    Parameters
    ----------
    view : View
        What is known now: only what followed is read from it.
    company : str
        Ticker or name.
    assumptions : Assumptions
        The same at every quarter-end; those younger than a day are counted as its look-ahead.
    start : date
        The first quarter-end is the first on or after it.
    question : PlanQuestion, optional
        How to weigh risk; its seconds are for all quarter-ends together.
    told : callable, optional
        Told the day that is being worked on.

    Raises
    ------
    UsageProblem
        Where no quarter-end lies between `start` and the view's day.
    """
    ticker = find_company(company).ticker
    asked = question or PlanQuestion()
    days = quarter_ends(start, view.as_of)
    if not days:
        raise UsageProblem(
            f"no quarter ends between {start} and {view.as_of}",
            where="--from",
            next="give an earlier day, as 2023-12-31",
        )
    each = replace(asked, seconds=max(asked.seconds / len(days), LEAST_SECONDS_A_DAY))
    found = []
    for day in days:
        if told is not None:
            told(day)
        found.append(_decision(view, ticker, assumptions, day, each))
    return Hindsight(
        made_from=made_with(view, ticker, assumptions, asked.seed),
        decisions=tuple(found),
        missing=sum(isinstance(one.said, Missing) for one in found),
        gained=_total(view, ticker, asked, found),
        notes=(
            "each day's plan is learned without its certificate: see headframe plan --as-of DAY for the proof",
            f"{max(one.look_ahead for one in found)} assumptions at most are younger than the day they are used for",
            "what followed is the quarter's move of bitcoin only; phases bear fruit years later, and are not in it",
        ),
    )


LEAST_SECONDS_A_DAY = 2.0


def quarter_ends(start: date, end: date) -> tuple[date, ...]:
    """Return the last days of quarters from `start` to `end`.

    Examples
    --------
    >>> [str(day) for day in quarter_ends(date(2023, 12, 31), date(2024, 7, 1))]
    ['2023-12-31', '2024-03-31', '2024-06-30']
    """
    found, year, quarter = [], start.year, (start.month - 1) // 3 + 1
    while (day := Period.quarter(year, quarter).end) <= end:
        if day >= start:
            found.append(day)
        year, quarter = (year, quarter + 1) if quarter < 4 else (year + 1, 1)
    return tuple(found)


def _decision(view: View, ticker: str, assumptions: Assumptions, day: date, asked: PlanQuestion) -> PastDecision:
    after = _quarter_after(day)
    late = len(assumptions.look_ahead(day))
    then = _price(view, day)
    later = _price(view, after.end) if after.end <= view.as_of else Missing(f"{after} is not over")
    sold, produced = sold_in(view, ticker, after), flow_over(view, ticker, PRODUCED, after)
    try:
        sentence, held, would, phases = _said(view.earlier(day), ticker, assumptions, asked)
    except HeadframeError as error:
        gap = Missing(_reason(error))
        return PastDecision(day, after, gap, gap, gap, sold, produced, then, later, gap, 0.0, late)
    gained = _gained(ticker, day, would, sold, then, later)
    return PastDecision(day, after, sentence, held, would, sold, produced, then, later, gained, phases, late)


def _said(
    then: View, ticker: str, assumptions: Assumptions, asked: PlanQuestion
) -> tuple[str, Figure | Missing, Figure, float]:
    """Return the first decision from what was known, in words and figures."""
    miner = build_miner(then, ticker, assumptions)
    model = company_model(then, miner, assumptions, asked.quarters)
    problem = CompanyProblem(model, rescue=asked.rescue)
    made = node_lattice(model.simulator, asked.nodes, PATHS_A_NODE * asked.nodes, asked.seed)
    first = first_decision(learn(problem, made, asked, asked.seconds))
    figures = PlanFigures(miner, asked)
    coins = 1e3 * sum(value for name, value in first.controls.items() if name.startswith("coins sold"))
    phases = sum(value for name, value in first.controls.items() if name.startswith("phases started"))
    held = miner.stated.get("bitcoin_held_btc", Missing("the coins held are not stated"))
    would = figures.of("plan_first_coins_sold", coins, "BTC", formula="first decision of the best policy found")
    return first_sentence(first, model), held, would, phases


def _gained(
    ticker: str, day: date, would: Figure, sold: Figure | Missing, then: Figure | Missing, later: Figure | Missing
) -> Figure | Missing:
    for each in (sold, then, later):
        if isinstance(each, Missing):
            return each
    assert isinstance(sold, Figure) and isinstance(then, Figure) and isinstance(later, Figure)
    more = would.value - sold.value
    value = more * (then.value - later.value)
    return derive(
        f"{ticker} hindsight_value {_quarter_after(day)}",
        GAINED,
        value,
        Interval.exact(value),
        "USD",
        would,
        sold,
        then,
        later,
        estimated=True,
    )


def _total(view: View, ticker: str, asked: PlanQuestion, found: list[PastDecision]) -> Figure | Missing:
    parts = [one.gained for one in found if isinstance(one.gained, Figure)]
    if not parts:
        return Missing("no quarter has both a plan and a reported sale")
    value = sum(part.value for part in parts)
    span = Period.span(found[0].quarter.first_day, found[-1].quarter.end)
    id = f"{ticker} hindsight_value {span} total"
    return derive(id, "sum over quarters", value, Interval.exact(value), "USD", *parts, estimated=True)


def _quarter_after(day: date) -> Period:
    nxt = day + timedelta(days=1)
    return Period.quarter(nxt.year, (nxt.month - 1) // 3 + 1)


def _price(view: View, day: date) -> Figure | Missing:
    return view.market.month(PRICE, Period.month(day.year, day.month))


def _reason(error: HeadframeError) -> str:
    why = getattr(error, "why", "") or ""
    where = getattr(error, "where", "") or ""
    told = f"{error.args[0] if error.args else error}"
    return f"{told} ({where or why})" if isinstance(error, NotEnoughData) and (where or why) else told
