"""What could happen, as sections: spreads by year, chances, the lender's ladder, where machines stop."""

from __future__ import annotations

from headframe.briefs.numbers import quantity, shown
from headframe.briefs.section import Column, Section, words_column
from headframe.economics.simulated import Simulated
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure


def simulated_pages(told: Simulated) -> tuple[Section, ...]:
    """Return the sections of a simulation."""
    return _spreads(told), _chances(told), _ladder(told), _stops(told)


def _verb(told: Simulated) -> str:
    return f"headframe simulate {told.made_from.company} --policy {told.policy} --seed {told.made_from.seed}"


def _spread(figure: Figure) -> str:
    low, high = (quantity(end, figure.unit) for end in (figure.interval.low, figure.interval.high))
    return f"{low} to {high}"


def _spreads(told: Simulated) -> Section:
    value = told.value_per_share
    return Section(
        key="spreads",
        title="WHAT COULD HAPPEN",
        finding=(
            f"Under {told.policy}, a share is worth {shown(value)} in the mean of {told.paths:,} worlds "
            f"({_spread(value)} in nine of ten)."
        ),
        columns=(
            words_column("month"),
            Column("bitcoin"),
            words_column("5 to 95 %"),
            Column("hash price"),
            Column("free coins"),
            words_column("5 to 95 %"),
            Column("cash"),
            Column("debt"),
        ),
        rows=tuple(
            (
                str(year.month),
                year.price_usd_per_btc,
                _spread(year.price_usd_per_btc),
                year.hash_price_usd_per_ph_day,
                year.bitcoin_free_btc,
                _spread(year.bitcoin_free_btc),
                year.cash_usd,
                year.debt_usd,
            )
            for year in told.years
        ),
        notes=(
            f"medians of the first {told.fan_paths:,} paths; means and chances of all {told.paths:,}",
            "the median of a price falls where its mean grows: most paths of a volatile price end below the mean",
            *told.notes,
        ),
        reaches=told.opening.end,
        verb=_verb(told),
        shown_rows=len(told.years),
    )


def _chances(told: Simulated) -> Section:
    loss = told.loss_in_tail
    tail = f"{told.tail:.0%}".replace("%", " %")
    worst = (
        f"the loss in the tail is not known: {loss.reason}"
        if isinstance(loss, Missing)
        else f"in the worst {tail} of worlds a share loses {shown(loss)} against its price"
    )
    return Section(
        key="chances",
        title="CHANCES",
        finding=f"A funding gap within {told.months} months in {shown(told.funding_gap_chance)} of worlds; {worst}.",
        columns=(
            words_column("by the end of"),
            Column("funding gap so far"),
            Column("margin call, a month"),
            Column("lender sells, a month"),
            Column("shares"),
        ),
        rows=tuple(
            (
                str(year.month),
                year.funding_gap_chance,
                year.margin_call_chance,
                year.lender_sale_chance,
                year.shares,
            )
            for year in told.years
        ),
        notes=("a funding gap is money that neither cash, the share programme nor coins could give",),
        reaches=told.opening.end,
        verb=_verb(told),
        shown_rows=len(told.years),
    )


def _ladder(told: Simulated) -> Section:
    rungs = told.ladder
    finding = (
        f"Below {shown(rungs[0].price)} {rungs[0].happens}."
        if rungs
        else "No loan against coins is known, so no price calls for any."
    )
    return Section(
        key="lender's ladder",
        title="THE LENDER'S LADDER",
        finding=finding,
        columns=(words_column("what happens"), Column("below")),
        rows=tuple((rung.happens, rung.price) for rung in rungs),
        notes=("triggers are assumptions where no filing prints them: economics.loan_margin_call_ltv, loan_sale_ltv",),
        reaches=told.opening.end,
        verb=_verb(told),
        shown_rows=max(len(rungs), 1),
    )


def _stops(told: Simulated) -> Section:
    first = max(told.stops, key=lambda stop: stop.pays_mean_power.value)
    return Section(
        key="tiers stop",
        title="WHERE MACHINES STOP",
        finding=f"{first.tier} is the first not to earn its mean power, below {shown(first.pays_mean_power)}/PH/day.",
        columns=(words_column("tier"), Column("mean power"), Column("half of the hours")),
        rows=tuple((stop.tier, stop.pays_mean_power, stop.half_the_hours) for stop in told.stops),
        notes=("hash prices below which a tier does not pay next month's power at its mean, or in half of the hours",),
        reaches=told.opening.end,
        verb=_verb(told),
        shown_rows=len(told.stops),
    )
