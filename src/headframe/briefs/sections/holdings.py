"""Holdings: what was held, what changed, what the company did with its coins."""

from __future__ import annotations

from headframe.accounts.behaviour import Behaviour, behaviour_of, coins_sold, net_change, sell_through
from headframe.accounts.rollforward import Reconciliation, Step
from headframe.briefs.section import Cell, Column, Section, Style, words_column
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

COLUMNS = (
    words_column("month end"),
    Column("held [BTC]"),
    Column("change", Style.SIGNED),
    Column("mined"),
    Column("sold"),
    Column("sold/mined", Style.TIMES),
    Column("restricted"),
    words_column("what it did"),
)


def holdings_section(view: View, company: str, told: Reconciliation) -> Section | None:
    """Return the holdings table, a row for each known month-end balance after the first."""
    if not told.steps:
        return _balances_only(view, company)
    last = told.steps[-1]
    return Section(
        key="holdings",
        title="HOLDINGS",
        finding=_finding(told.steps),
        columns=COLUMNS,
        rows=tuple(_row(view, company, step) for step in told.steps),
        notes=(),
        reaches=last.span.end,
        verb=f"headframe facts {company} --concept bitcoin_held",
        shown_rows=8,
    )


def restricted_on(view: View, company: str, step: Step) -> Figure | Missing:
    """Return restricted coins [BTC] on a step's last day."""
    return view.figure(company, "bitcoin_restricted", Period.day(step.span.end))


def _row(view: View, company: str, step: Step) -> tuple[Cell, ...]:
    behaviour = behaviour_of(step)
    return (
        step.end,
        step.closing,
        net_change(step),
        step.produced,
        coins_sold(step),
        sell_through(step),
        restricted_on(view, company, step),
        behaviour.reason if isinstance(behaviour, Missing) else behaviour.words,
    )


def _finding(steps: tuple[Step, ...]) -> str:
    done = [(step, word) for step in steps if isinstance(word := behaviour_of(step), Behaviour)]
    if not done or done[-1][0] is not steps[-1]:
        return f"It held {steps[-1].closing.value:,.0f} BTC at {steps[-1].end}."
    since = done[-1][0]
    for step, word in reversed(done):
        if word is not done[-1][1]:
            break
        since = step
    left = f"{steps[-1].closing.value:,.0f} BTC were left on {steps[-1].end}"
    return f"From {since.start} on it {done[-1][1].words}; {left}."


def _balances_only(view: View, company: str) -> Section | None:
    rows: list[tuple[Cell, ...]] = []
    for period in view.periods(company, "bitcoin_held"):
        restricted = view.figure(company, "bitcoin_restricted", period)
        rows.append((str(period), view.figure(company, "bitcoin_held", period), restricted))
    if not rows:
        return None
    return Section(
        key="holdings",
        title="HOLDINGS",
        finding=f"{len(rows)} balance(s) known: too few to say what it did with its coins.",
        columns=(words_column("day"), Column("held [BTC]"), Column("restricted")),
        rows=tuple(rows),
        notes=(),
        reaches=view.periods(company, "bitcoin_held")[-1].end,
        verb=f"headframe facts {company} --concept bitcoin_held",
        shown_rows=8,
    )
