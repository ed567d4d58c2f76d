"""What drives a share, as sections: betas through time, shares of variance, breaks at the company's own steps."""

from __future__ import annotations

from datetime import date

from headframe.briefs.section import Cell, Column, Section, Style, words_column
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure
from headframe.worth.driver_breaks import BetaBreak
from headframe.worth.driver_now import BasketCheck
from headframe.worth.driver_rows import Betas, DriverRow
from headframe.worth.drivers import Drivers

BETA_COLUMNS = (words_column("to"), words_column("bitcoin"), words_column("AI basket"), words_column("market"))
SHARE_COLUMNS = (
    words_column("to"),
    words_column("bitcoin"),
    words_column("AI basket"),
    words_column("market"),
    words_column("own news"),
)
BREAK_COLUMNS = (
    words_column("day"),
    words_column("the company's own step"),
    words_column("bitcoin beta"),
    words_column("basket"),
    words_column("its beta"),
    Column("p", Style.TIMES),
)
SHOWN_ROWS = 9


def drivers_pages(told: Drivers) -> tuple[Section | None, ...]:
    """Return the sections of an answer."""
    if isinstance(told.now, Missing):
        return (_nothing(told, told.now),)
    breaks = breaks_page(told) if told.breaks else None
    return (shares_page(told), betas_page(told), then_page(told), breaks)


def shares_page(told: Drivers) -> Section:
    """Return the shares of variance through time."""
    rows = tuple((str(r.day), *(_band(f, "%") for f in _of_shares(r))) for r in told.rows)
    finding = told.now.reason if isinstance(told.now, Missing) else told.now.sentence
    return _section("variance", "WHAT DRIVES THE SHARE", finding, SHARE_COLUMNS, rows, _notes(told), told)


def betas_page(told: Drivers) -> Section:
    """Return the betas through time as seen now, by everything since."""
    finding = "Betas by all returns, before and since (smoothed), with 90 % bands:"
    notes = ("bitcoin: sum of betas on its lag, session and lead",) if told.daily else ()
    rows = tuple(_beta_row(row.day, row.smoothed) for row in told.rows)
    return _section("betas", "BETAS, AS SEEN NOW", finding, BETA_COLUMNS, rows, notes, told)


def then_page(told: Drivers) -> Section:
    """Return the betas through time by what was known to each day."""
    finding = "Betas by returns up to the day (filtered), with 90 % bands; how fast betas drift is learned from all:"
    rows = tuple(_beta_row(row.day, row.filtered) for row in told.rows)
    return _section("betas_then", "BETAS, AS KNOWN THEN", finding, BETA_COLUMNS, rows, (), told)


def breaks_page(told: Drivers) -> Section:
    """Return the tests for a break at the company's own steps."""
    notes = tuple(
        f"{each.day} {each.what}: not tested, {each.p_value.reason}"
        for each in told.breaks
        if isinstance(each.p_value, Missing)
    )
    tested = [each for each in told.breaks if isinstance(each.p_value, Figure)]
    rare = [each for each in tested if isinstance(each.p_value, Figure) and each.p_value.value < 0.05]
    named = "; ".join(f"{each.day} ({each.what})" for each in rare)
    finding = f"Betas moved more than chance would at {len(rare)} of {len(tested)} steps (p < 0.05)"
    finding += f": {named}." if named else "."
    told_p = "± is half a 90 % interval of the change; p: how often betas that never change move as far, by bootstrap"
    rows = tuple(_break_row(each) for each in tested)
    return _section("breaks", "BREAKS AT THE COMPANY'S OWN STEPS", finding, BREAK_COLUMNS, rows, (told_p, *notes), told)


def _section(
    key: str,
    title: str,
    finding: str,
    columns: tuple[Column, ...],
    rows: tuple[tuple[Cell, ...], ...],
    notes: tuple[str, ...],
    told: Drivers,
) -> Section:
    reaches = told.rows[-1].day if told.rows else None
    verb = f"headframe drivers {told.made_from.company}" + (" --prices …" if told.daily else "")
    return Section(key, title, finding, columns, rows, notes, reaches, verb, SHOWN_ROWS)


def _nothing(told: Drivers, why: Missing) -> Section:
    return _section("variance", "WHAT DRIVES THE SHARE", f"Not known: {why.reason}.", (), (), (), told)


def _notes(told: Drivers) -> tuple[str, ...]:
    basket = ", ".join(f"{each.ticker} from {each.since}" for each in told.basket)
    often = "daily" if told.daily else "monthly: wide bands, hand in daily closes with --prices"
    notes = [
        f"AI basket: {basket}; the company itself is never in it. Market: {told.market}",
        f"{told.returns} returns, {often}; {told.closes}",
        "own news: what the three do not explain. 90 % bands over drawn betas",
    ]
    notes += [_check(each) for each in told.checks]
    if told.left_out:
        notes.append(f"left out: {'; '.join(told.left_out[:5])}" + (" and more" if len(told.left_out) > 5 else ""))
    return tuple(notes)


def _check(each: BasketCheck) -> str:
    if isinstance(each.share, Missing) or isinstance(each.basket_share, Missing) or isinstance(each.certainty, Missing):
        return f"with {each.basket} alone: not known, too few returns"
    return (
        f"with {each.basket} alone as the basket: {each.driver} {each.share.value:.0%} {each.share.badge.mark}, in "
        f"{each.certainty.value:.0%} of draws; the basket {each.basket_share.value:.0%}"
    )


def _of_shares(row: DriverRow) -> tuple[Figure, ...]:
    return row.shares.bitcoin, row.shares.basket, row.shares.market, row.shares.own


def _beta_row(day: date, betas: Betas) -> tuple[Cell, ...]:
    return (str(day), *(_band(figure) for figure in (betas.bitcoin, betas.basket, betas.market)))


def _break_row(each: BetaBreak) -> tuple[Cell, ...]:
    return (
        str(each.day),
        each.what,
        _from_to(each.bitcoin_before, each.bitcoin_after, each.bitcoin_change),
        each.basket,
        _from_to(each.basket_before, each.basket_after, each.basket_change),
        each.p_value,
    )


def _from_to(before: Figure | Missing, after: Figure | Missing, change: Figure | Missing) -> str:
    if isinstance(before, Missing) or isinstance(after, Missing) or isinstance(change, Missing):
        return "–"
    half = change.interval.half_width
    return f"{before.value:.2f} → {after.value:.2f} ± {half:.2f} {after.badge.mark}".replace("-", "−")


def _band(figure: Figure | Missing, unit: str = "") -> str:
    if isinstance(figure, Missing):
        return "–"
    low, high = figure.interval.low, figure.interval.high
    if unit:
        return f"{100 * figure.value:.0f} ({100 * low:.0f}…{100 * high:.0f}) % {figure.badge.mark}"
    return f"{figure.value:.2f} ({low:.2f}…{high:.2f}) {figure.badge.mark}".replace("-", "−")
