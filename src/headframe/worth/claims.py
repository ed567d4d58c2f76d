"""Who else shares in a company: its convertibles, warrants and stock units as known on a day.

Terms come from terms.csv where a filing was read, else from claims.csv, whose rows carry what a note of peers.csv says
and name its words. A note whose conversion price nobody prints stays debt, and is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.terms import Term, terms
from headframe.record.view import View
from headframe.sites.ids import site_id
from headframe.vocabulary.fact import Source, Witness
from headframe.vocabulary.figure import Badge, Figure
from headframe.vocabulary.tables import packaged_rows
from headframe.worth.dilution import Capital, Convertible, Warrant

PACKAGE, TABLE = "headframe.worth", "claims.csv"
CONVERTIBLE_ITEM = re.compile(r"\d{4}_convertible_notes")
STOCK_UNITS = ("service_rsus_unvested", "performance_rsus_unvested")
UNITS_MAY_BE_OFF_DAYS = 370
"""A grant is printed once a quarter or year; an older count would miss a whole year's grants."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A convertible or warrant as printed. `price_usd` converts or strikes; it is None where nobody prints it."""

    company: str
    kind: str
    name: str
    amount: float
    amount_high: float
    price_usd: float | None
    cap_price_usd: float | None
    since: date
    until: date | None
    known_at: date
    source: Source
    note: str

    def stands(self, day: date, as_of: date) -> bool:
        """Say whether the claim was outstanding on `day`, as known through `as_of`."""
        return self.since <= day and self.known_at <= as_of and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class CapitalOf:
    """A company's capital on a day, with what is in it and what had to be left out and why."""

    capital: Capital
    shares: Figure
    figures: tuple[Figure, ...]
    """The claims counted, as figures: principal [USD] of convertibles, shares [shares] of the rest."""
    counted: tuple[str, ...]
    left_out: tuple[str, ...]


def capital_of(view: View, company: str, day: date, shares: Figure | Missing) -> CapitalOf | Missing:
    """Return everything that shares in the equity on `day`; Missing without a share count.

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Ticker.
    day : date
        The day of the share price.
    shares : Figure or Missing
        Shares in issue [shares].

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> view = Record().view()
    >>> riot = capital_of(view, "RIOT", date(2025, 9, 30), view.figure("RIOT", "shares_outstanding", "2025-10-29"))
    >>> [(note.name, note.conversion_price_usd) for note in riot.capital.convertibles]
    [('2030 convertible notes', 14.86)]
    """
    if isinstance(shares, Missing):
        return shares
    standing = [claim for claim in claims(view.as_of, company) if claim.stands(day, view.as_of)]
    priced = [claim for claim in standing if claim.price_usd is not None]
    units = list(_stock_units(view, company, day))
    capital = Capital(
        shares.value,
        tuple(_convertible(claim) for claim in priced if claim.kind == "convertible"),
        tuple(_warrant(claim) for claim in priced if claim.kind == "warrant")
        + tuple(Warrant(figure.id.split(" ")[1], figure.value, 0.0) for figure in units),
    )
    unpriced = [f"{claim.name} stay debt: {claim.note}" for claim in standing if claim.price_usd is None]
    partly = [f"{claim.name}: {claim.note}" for claim in priced if claim.note]
    return CapitalOf(
        capital=capital,
        shares=shares,
        figures=(*(_figure(claim) for claim in priced), *units),
        counted=(*(note.name for note in capital.convertibles), *(right.name for right in capital.warrants)),
        left_out=(*unpriced, *partly),
    )


def claims(as_of: date, company: str) -> tuple[Claim, ...]:
    """Return the convertibles and warrants of a company known through `as_of`."""
    read = _of_terms(as_of, company)
    return (*read, *(claim for claim in _carried() if claim.company == company and claim.known_at <= as_of))


def _of_terms(as_of: date, company: str) -> tuple[Claim, ...]:
    by_item: dict[str, dict[str, Term]] = {}
    for term in terms(as_of, company):
        if CONVERTIBLE_ITEM.fullmatch(term.item):
            by_item.setdefault(term.item, {})[term.key] = term
    return tuple(_term_claim(item, keys) for item, keys in sorted(by_item.items()) if "principal" in keys)


def _term_claim(item: str, keys: dict[str, Term]) -> Claim:
    principal = keys["principal"]
    issued = next((keys[key] for key in ("issue_date", "issue_month") if key in keys), None)
    since = Period.parse(issued.text).first_day if issued else principal.period.first_day
    price, cap = keys.get("conversion_price"), keys.get("capped_call_cap_price")
    known = [term.known_at for term in (principal, price, cap) if term is not None]
    amount = principal.value
    if amount is None:
        raise ValueError(f"{principal.company} {item}: the principal is no number")
    return Claim(
        company=principal.company,
        kind="convertible",
        name=item.replace("_", " "),
        amount=amount,
        amount_high=amount,
        price_usd=price.value if price else None,
        cap_price_usd=cap.value if cap else None,
        since=since,
        until=Period.parse(keys["maturity"].text).end if "maturity" in keys else None,
        known_at=max(known),
        source=principal.source,
        note="" if price else "no conversion price is printed",
    )


@cache
def _carried() -> tuple[Claim, ...]:
    return tuple(
        Claim(
            company=row["company"],
            kind=row["kind"],
            name=row["name"],
            amount=float(row["amount"]),
            amount_high=float(row["amount_high"] or row["amount"]),
            price_usd=float(row["price_usd"]) if row["price_usd"] else None,
            cap_price_usd=float(row["cap_price_usd"]) if row["cap_price_usd"] else None,
            since=date.fromisoformat(row["since"]),
            until=date.fromisoformat(row["until"]) if row["until"] else None,
            known_at=date.fromisoformat(row["known_at"]),
            source=Source(Witness.SECOND_HAND, f"{row['table']}.csv: {row['words']}"),
            note=row["note"],
        )
        for row in packaged_rows(PACKAGE, TABLE)
    )


def _stock_units(view: View, company: str, day: date) -> Iterator[Figure]:
    """Yield the newest printed counts of unvested stock units: shares to come for nothing."""
    for concept in STOCK_UNITS:
        days = [p for p in view.periods(company, concept) if 0 <= (day - p.end).days <= UNITS_MAY_BE_OFF_DAYS]
        figure = view.figure(company, concept, max(days)) if days else None
        if isinstance(figure, Figure):
            yield figure


def _figure(claim: Claim) -> Figure:
    concept, unit = ("convertible_notes_principal", "USD") if claim.kind == "convertible" else ("warrants", "shares")
    return Figure(
        id=site_id(claim.company, concept, claim.since, claim.name),
        value=claim.amount,
        interval=Interval(claim.amount, max(claim.amount, claim.amount_high)),
        unit=unit,
        badge=Badge.REPORTED,
        known_at=claim.known_at,
        sources=(claim.source,),
        note=claim.note,
    )


def _convertible(claim: Claim) -> Convertible:
    return Convertible(claim.name, claim.amount, _price(claim), claim.cap_price_usd)


def _warrant(claim: Claim) -> Warrant:
    return Warrant(claim.name, claim.amount, _price(claim))


def _price(claim: Claim) -> float:
    if claim.price_usd is None:
        raise ValueError(f"{claim.name}: only a claim with a price can be counted in shares")
    return claim.price_usd
