"""One day's multiples: what the market pays for each coin, exahash and megawatt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from headframe.conduct.peers_shares import stage_of
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.sites.ids import product, quotient
from headframe.sites.power_basis import PowerBasis
from headframe.sites.stages import Stage
from headframe.vocabulary.figure import Figure, derive
from headframe.worth.balances import coins_on, debt_on, nearest
from headframe.worth.claims import CapitalOf, capital_of
from headframe.worth.dilution import diluted_at


@dataclass(frozen=True, slots=True)
class Multiples:
    """Multiples at one price.

    Units: price [USD/share], bitcoin price [USD/BTC], shares [shares], coins [BTC], values and debt [USD], multiples of
    bitcoin [ratio], EV over hash rate [USD/EH/s] and over megawatts [USD/MW].
    """

    day: date
    price: Figure | Missing
    bitcoin_price: Figure | Missing
    shares_basic: Figure | Missing
    shares_diluted: Figure | Missing
    market_value: Figure | Missing
    debt: Figure | Missing
    debt_converted: Figure | Missing
    """Principal of convertibles counted as shares at this price: no debt any more."""
    cash: Figure | Missing
    enterprise_value: Figure | Missing
    coins: Figure | Missing
    coins_free: Figure | Missing
    mnav: Figure | Missing
    mnav_free: Figure | Missing
    ev_over_bitcoin: Figure | Missing
    ev_over_bitcoin_free: Figure | Missing
    ev_per_eh: Figure | Missing
    ev_per_contracted_mw_it: Figure | Missing
    ev_per_power_mw_gross: Figure | Missing
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """What the multiples of a day share: its view, company, and the words of its ids."""

    view: View
    company: str
    day: date
    words: str

    def id(self, concept: str) -> str:
        return " ".join(filter(None, (figure_id(self.company, concept, Period.day(self.day)), self.words)))


def multiples_on(
    view: View, company: str, day: date, price: Figure | Missing, bitcoin_price: Figure | Missing
) -> Multiples:
    """Return the multiples of a company at a share price and a bitcoin price.

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Ticker.
    day : date
        The day of both prices.
    price : Figure or Missing
        Share price [USD/share].
    bitcoin_price : Figure or Missing
        [USD/BTC].
    """
    row = _Row(view, company, day, price_words(price, bitcoin_price))
    basic = nearest(view, company, "shares_outstanding", day)
    capital = capital_of(view, company, day, basic)
    diluted, converted = _diluted(row, capital, price)
    value = product(row.id("market_value_diluted"), "price × diluted shares", price, diluted, "USD", estimated=True)
    debt, cash = debt_on(view, company, day), nearest(view, company, "cash", day)
    worth = _enterprise(row, value, debt, converted, cash)
    coins, free = coins_on(view, company, day)
    held_usd = product(row.id("bitcoin_value"), "coins × bitcoin price", coins, bitcoin_price, "USD")
    free_usd = product(row.id("bitcoin_value_free"), "free coins × bitcoin price", free, bitcoin_price, "USD")
    return Multiples(
        day=day,
        price=price,
        bitcoin_price=bitcoin_price,
        shares_basic=basic,
        shares_diluted=diluted,
        market_value=value,
        debt=debt,
        debt_converted=converted,
        cash=cash,
        enterprise_value=worth,
        coins=coins,
        coins_free=free,
        mnav=quotient(row.id("mnav"), "market value / bitcoin", value, held_usd, "ratio"),
        mnav_free=quotient(row.id("mnav_free"), "market value / free bitcoin", value, free_usd, "ratio"),
        ev_over_bitcoin=quotient(row.id("ev_over_bitcoin"), "EV / bitcoin", worth, held_usd, "ratio"),
        ev_over_bitcoin_free=quotient(row.id("ev_over_bitcoin_free"), "EV / free bitcoin", worth, free_usd, "ratio"),
        ev_per_eh=_per_eh(row, worth),
        ev_per_contracted_mw_it=_per_contracted(row, worth),
        ev_per_power_mw_gross=_per_power(row, worth),
        left_out=capital.left_out if isinstance(capital, CapitalOf) else (),
    )


def price_words(*prices: Figure | Missing) -> str:
    """Return the words that tell stated prices from the market's in an id: "at 13.5 USD"."""
    stated = [price.id.split(" ", 3)[3] for price in prices if isinstance(price, Figure) and " at " in price.id]
    return " ".join(stated)


def _diluted(
    row: _Row, capital: CapitalOf | Missing, price: Figure | Missing
) -> tuple[Figure | Missing, Figure | Missing]:
    """Return diluted shares and the principal that is no debt any more."""
    if isinstance(capital, Missing):
        return capital, capital
    if isinstance(price, Missing):
        return price, price
    at = diluted_at(capital.capital, price.value)
    extra = at.shares - at.shares_basic
    owed = sum(note.principal_usd for note in capital.capital.convertibles) - at.debt_left_usd
    formula = "shares in issue + convertibles above their conversion price + warrants and units by the treasury method"
    inputs = (capital.shares, price, *capital.figures)
    interval = Interval(capital.shares.interval.low + extra, capital.shares.interval.high + extra)
    note = "; ".join(f"left out: {said}" for said in capital.left_out)
    shares = derive(
        row.id("shares_fully_diluted"), formula, at.shares, interval, "shares", *inputs, estimated=True, note=note
    )
    formula = "principal of convertibles whose conversion price lies below the price"
    gone = derive(row.id("debt_converted"), formula, owed, Interval.exact(owed), "USD", *inputs, estimated=True)
    return shares, gone


def _enterprise(
    row: _Row, value: Figure | Missing, debt: Figure | Missing, converted: Figure | Missing, cash: Figure | Missing
) -> Figure | Missing:
    for part in (value, debt, converted, cash):
        if isinstance(part, Missing):
            return part
    assert isinstance(value, Figure) and isinstance(debt, Figure)
    assert isinstance(converted, Figure) and isinstance(cash, Figure)
    minority = nearest(row.view, row.company, "minority_interest_redeemable", row.day)
    added = (minority,) if isinstance(minority, Figure) else ()
    amount = value.value + debt.value - converted.value - cash.value + sum(part.value for part in added)
    interval = value.interval + debt.interval - converted.interval - cash.interval
    for part in added:
        interval = interval + part.interval
    formula = "market value + debt − debt converted − cash" + (" + minority interest" if added else "")
    inputs = (value, debt, converted, cash, *added)
    return derive(row.id("enterprise_value"), formula, amount, interval, "USD", *inputs, estimated=True)


def _per_eh(row: _Row, worth: Figure | Missing) -> Figure | Missing:
    hash_rate = nearest(row.view, row.company, "hash_rate_deployed", row.day)
    return quotient(row.id("ev_per_eh"), "EV / deployed hash rate", worth, hash_rate, "USD/EH/s", estimated=True)


def _per_contracted(row: _Row, worth: Figure | Missing) -> Figure | Missing:
    leased = stage_of(row.view.earlier(row.day), row.company, Stage.LEASED)
    if leased.basis is not PowerBasis.IT and isinstance(leased.mw, Figure):
        return Missing(f"leased megawatts are printed as {leased.basis.value}: not critical IT")
    id = row.id("ev_per_contracted_mw_it")
    return quotient(id, "EV / critical IT under lease", worth, leased.mw, "USD/MW", estimated=True)


def _per_power(row: _Row, worth: Figure | Missing) -> Figure | Missing:
    before = row.view.earlier(row.day)
    for stage in (Stage.ENERGISED, Stage.APPROVED):
        power = stage_of(before, row.company, stage)
        if isinstance(power.mw, Figure) and power.basis is PowerBasis.GROSS:
            id, formula = row.id("ev_per_power_mw_gross"), f"EV / gross megawatts {stage.value}"
            return quotient(id, formula, worth, power.mw, "USD/MW", estimated=True)
    return Missing(f"no source known by {before.as_of} prints gross megawatts of {row.company}")
