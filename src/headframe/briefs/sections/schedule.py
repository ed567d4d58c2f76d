"""A block sold day by day: the days, cash dates, cost and risk beside plain schedules, the frontier, real sales."""

from __future__ import annotations

from headframe.accounts.margins_hash_price import price_in
from headframe.briefs.numbers import quantity
from headframe.briefs.section import Cell, Column, Section, Style, words_column
from headframe.ground.missing import Missing
from headframe.planning.schedule import Schedule
from headframe.planning.schedule_figures import Outcome
from headframe.planning.schedule_question import By, ImpactLaw
from headframe.planning.schedule_realised import RealisedSale
from headframe.vocabulary.figure import Badge, Figure

OUTCOME_COLUMNS = (
    words_column("schedule"),
    Column("cost"),
    Column("price risk\n(1 sd)"),
    Column("worst\noutcomes"),
    Column("proceeds"),
    words_column("half sold\non day"),
)
DAY_COLUMNS = (words_column("days"), words_column("until"), Column("BTC\na day"), Column("BTC left"))
CASH_COLUMNS = (words_column("by day"), Column("needed"), Column("expected"), Column("chance\nof less"))
REALISED_COLUMNS = (
    words_column("sale"),
    Column("BTC"),
    Column("price made"),
    Column("month's\naverage"),
    Column("against it", Style.OVER),
    Column("expected", Style.OVER),
    Column("one blind\nday"),
    Column("blind days\napart", Style.TIMES),
)
ALL_ROWS = 400
SILENT = 2.0
"""A difference of fewer blind days says nothing [ratio]."""


def schedule_sections(told: Schedule) -> tuple[Section, ...]:
    """Return the sections of a schedule, the answer first."""
    found = [_days(told), _outcomes(told), _frontier(told)]
    if told.cash:
        found.insert(1, _cash(told))
    if told.realised:
        found.append(_realised(told))
    return tuple(found)


def _days(told: Schedule) -> Section:
    rows: list[tuple[Cell, ...]] = [
        (
            f"{leg.first_day} to {leg.last_day}" if leg.last_day > leg.first_day else str(leg.first_day),
            told.slices[leg.last_day - 1].on.isoformat(),
            leg.a_day,
            leg.left,
        )
        for leg in told.legs
    ]
    return Section(
        key="schedule",
        title="THE BLOCK, DAY BY DAY",
        finding=_finding(told),
        columns=DAY_COLUMNS,
        rows=tuple(rows),
        notes=tuple(_notes(told)),
        reaches=None,
        verb=_verb(told),
        shown_rows=ALL_ROWS,
    )


def _finding(told: Schedule) -> str:
    chosen = told.chosen
    aim = "the least mean cost"
    if told.by is By.RISK:
        aim = f"the least cost of the worst {100 * told.tail.value:.3g} % of outcomes"
    ends = chosen.cost.interval
    said = (
        f"{quantity(told.coins.value, 'BTC')} BTC at {quantity(told.market.price.value, 'USD/BTC')}, for {aim}: half is"
        f" sold by day {chosen.half_sold_on_day}. Impact and fee take {quantity(chosen.cost.value, 'USD')}"
        f" ({quantity(ends.low, 'USD')} to {quantity(ends.high, 'USD')} over the assumptions' ranges), and the price"
        f" moves the proceeds by ±{quantity(chosen.risk.value, 'USD')} (one deviation) while coins wait."
    )
    return f"{said} {_trade(told)}".strip()


def _trade(told: Schedule) -> str:
    """Say what waiting buys, from the two plain schedules."""
    even, fast = told.rivals[0], told.rivals[1]
    saved, taken = fast.cost.value - even.cost.value, even.risk.value - fast.risk.value
    if saved <= 0 or taken <= 0:
        return ""
    return (
        f"Even slices save {quantity(saved, 'USD')} of cost against selling as fast as the cap allows, and take on"
        f" {quantity(taken, 'USD')} more of price risk."
    )


def _notes(told: Schedule) -> list[str]:
    market = told.market
    notes = [
        f"volatility {100 * market.volatility.value:.2f} % a day ({market.volatility.formula});"
        f" volume {market.volume.value:,.0f} BTC a day, prefactor {market.prefactor.value:g},"
        f" memory {market.memory.value:g} and fee {100 * market.fee.value:.3g} % are assumptions",
        f"at most {told.cap.value * market.volume.value:,.0f} BTC a day ({100 * told.cap.value:.3g} % of the volume);"
        f" impact: {told.law.value}; no rise or fall of the price is foreseen",
    ]
    if market.price.badge is Badge.ESTIMATED:
        notes.insert(0, f"{quantity(market.price.value, 'USD/BTC')} is {market.price.note}")
    if isinstance(told.free, Figure) and told.free.value < told.coins.value:
        notes.append(f"only {told.free.value:,.0f} BTC were free on the last known day ({told.free.id})")
    if told.made_from.look_ahead:
        notes.append(f"younger than {told.made_from.as_of}: {', '.join(told.made_from.look_ahead)}")
    return notes


def _cash(told: Schedule) -> Section:
    rows = tuple((f"{one.day}", one.needed, one.expected, one.chance_short) for one in told.cash)
    worst = max(one.chance_short.value for one in told.cash)
    return Section(
        key="cash",
        title="CASH DATES",
        finding=f"Met on the mean; the likeliest to fall short does so with a chance of {100 * worst:.0f} %.",
        columns=CASH_COLUMNS,
        rows=rows,
        notes=("--sure 0.95 meets each with that chance",) if worst > SURE_ENOUGH else (),
        reaches=None,
        verb=_verb(told),
        shown_rows=ALL_ROWS,
    )


SURE_ENOUGH = 0.1
"""Above this chance of falling short, the page says how to lower it [ratio]."""


def _outcomes(told: Schedule) -> Section:
    return Section(
        key="outcomes",
        title="BESIDE PLAIN SCHEDULES",
        finding=f"Worst outcomes: the mean cost of the worst {100 * told.tail.value:.3g} %, price falls included.",
        columns=OUTCOME_COLUMNS,
        rows=(_outcome("this one", told.chosen), *(_outcome(one.name, one) for one in told.rivals)),
        notes=("plain schedules keep no cash dates",) if told.cash else (),
        reaches=None,
        verb=_verb(told),
        shown_rows=ALL_ROWS,
    )


def _outcome(name: str, one: Outcome) -> tuple[Cell, ...]:
    return (name, one.cost, one.risk, one.worst, one.proceeds, str(one.half_sold_on_day))


def _frontier(told: Schedule) -> Section:
    return Section(
        key="frontier",
        title="COST AGAINST RISK",
        finding="The best schedule for each weight of a dollar of price risk, cheapest first: none is both.",
        columns=OUTCOME_COLUMNS,
        rows=tuple(_outcome(f"weight {point.weight:.2g}", point.outcome) for point in told.frontier),
        notes=(),
        reaches=None,
        verb=_verb(told),
        shown_rows=ALL_ROWS,
    )


def _realised(told: Schedule) -> Section:
    apart = [sale.in_deviations for sale in told.realised]
    loud = [one for one in apart if isinstance(one, Figure) and abs(one.value) >= SILENT]
    said = (
        f"None of {told.made_from.company}'s sales differs from even slices by {SILENT:g} blind days or more: the"
        f" prices made say nothing of skill."
        if not loud
        else f"{len(loud)} of {len(apart)} sales differ from even slices by {SILENT:g} blind days or more."
    )
    return Section(
        key="realised",
        title="WHAT SUCH SALES MADE",
        finding=said,
        columns=REALISED_COLUMNS,
        rows=tuple(_sale(sale) for sale in told.realised),
        notes=("one blind day: how far the price of a day picked blindly lies from its period's average (1 sd)",),
        reaches=told.realised[-1].period.end,
        verb=_verb(told),
        shown_rows=ALL_ROWS,
    )


def _sale(sale: RealisedSale) -> tuple[Cell, ...]:
    return (
        str(sale.period),
        sale.sold,
        sale.realised_price,
        sale.month_average,
        sale.against_average,
        sale.expected,
        sale.blind_day,
        sale.in_deviations,
    )


def _verb(told: Schedule) -> str:
    whose = "" if isinstance(told.free, Missing) else f" --company {told.made_from.company}"
    dates = "".join(f" --cash-by {one.needed.value:.12g}@{one.day}d" for one in told.cash)
    law = "" if told.law is ImpactLaw.SQUARE_ROOT else f" --impact {told.law.value}"
    stated = price_in(told.market.price.id.split(" ", 3)[-1])
    price = "" if stated is None else f" --price {stated:.12g}"
    asked = f"--days {told.days} --by {told.by.value}{dates}{law}{price}{whose}"
    return f"headframe schedule {told.coins.value:.12g} {asked}"
