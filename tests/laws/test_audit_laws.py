"""Laws of the audit over generated articles: our own figures are never wrong, figures 3 % off never right."""

from __future__ import annotations

import random
from functools import cache

import pytest

from headframe.audit.article import open_article
from headframe.audit.audit import audit_text
from headframe.audit.ours import our_figure
from headframe.audit.verdict import Audit
from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.vocabulary.figure import Figure

RECORD = Record()
VIEW = RECORD.view()
NAMES = {"RIOT": ("Riot", "Riot Platforms"), "MARA": ("MARA", "MARA Holdings"), "CLSK": ("CleanSpark",)}
SEEDS = range(20)
FLOWS = {
    "bitcoin_produced": ("mined {n} bitcoin", "produced {n} BTC", "generated {n} bitcoins"),
    "bitcoin_sold": ("sold {n} bitcoin", "sold {n} coins", "offloaded {n} BTC"),
}
OPENINGS = (
    "In {month} {year}, {name} {words}.",
    "{name} {words} in {month} {year}.",
    "During {month} {year} the company {words}.",
    "{month} {year}: {name} {words}.",
    "It {words} in {month} {year}, the company said.",
)
BALANCES = (
    "At the end of {month} {year} it held {n} BTC.",
    "{name} held {n} bitcoin at the end of {month} {year}.",
    "Its holdings stood at {n} BTC at the end of {month} {year}.",
    "{name} closed {month} {year} with {n} coins in its treasury.",
    "As of the end of {month} {year}, its stack was {n} bitcoin.",
)
MONEY = (
    "The {coins} bitcoin sold in {month} {year} brought net proceeds of {n}.",
    "In {month} {year} {name} sold {coins} BTC for {n}.",
    "{name}'s net proceeds from bitcoin sales were {n} in {month} {year}.",
)
PRICES = (
    "In {month} {year} {name} sold {coins} BTC at an average net price of {n}.",
    "The average price of the {coins} bitcoin it sold in {month} {year} was {n}.",
    "{name} sold {coins} bitcoin in {month} {year} at {n} apiece.",
)
COMPARED = (
    "{name} mined {n} bitcoin in {month} {year}, compared with {m} a month earlier.",
    "In {month} {year} it mined {n} BTC, up from {m} in {before}.",
    "{name} produced {n} coins in {month} {year} against {m} in the previous month.",
)


def count(value: float) -> str:
    return f"{value:,.0f}"


def dollars(value: float) -> str:
    return f"${value / 1e6:,.1f} million"


def each(value: float) -> str:
    return f"${value:,.0f}"


@cache
def months_of(company: str) -> tuple[Period, ...]:
    found = [p for p in VIEW.periods(company, "bitcoin_produced") if p.is_month and p.end.year >= 2023]
    return tuple(found)


def figure(company: str, concept: str, period: Period) -> float | None:
    found = our_figure(VIEW, company, concept, period)
    firm = isinstance(found, Figure) and found.badge.value == "reported" and found.value >= 100
    return found.value if firm and isinstance(found, Figure) else None


def article(seed: int, factor: float) -> str:
    """Return a made-up article of ten sentences, its figures ours times `factor`."""
    draw = random.Random(seed)
    company = draw.choice(sorted(NAMES))
    lines = [f"Published 2026-11-01. {NAMES[company][0]}, a miner, in figures.", ""]
    for month in draw.sample(months_of(company), 8):
        words = {
            "name": draw.choice(NAMES[company]),
            "month": month.end.strftime("%B"),
            "year": month.end.year,
            "before": Period.day(month.first_day).end.strftime("%B"),
        }
        lines += _sentences(draw, company, month, words, factor)
    return "\n".join(lines)


def _sentences(draw: random.Random, company: str, month: Period, words: dict[str, object], factor: float) -> list[str]:
    found = []
    for concept, wordings in FLOWS.items():
        value = figure(company, concept, month)
        if value is not None:
            said = draw.choice(wordings).format(n=count(value * factor))
            found.append(draw.choice(OPENINGS).format(words=said, **words))
    held = figure(company, "bitcoin_held", Period.day(month.end))
    if held is not None:
        found.append(draw.choice(BALANCES).format(n=count(held * factor), **words))
    sold = figure(company, "bitcoin_sold", month)
    money = figure(company, "bitcoin_sale_net_proceeds", month)
    price = figure(company, "bitcoin_sale_average_net_price", month)
    if sold is not None and money is not None:
        found.append(draw.choice(MONEY).format(n=dollars(money * factor), coins=count(sold * factor), **words))
    if sold is not None and price is not None:
        found.append(draw.choice(PRICES).format(n=each(price * factor), coins=count(sold * factor), **words))
    earlier = Period.month(*_month_before(month))
    made, before = figure(company, "bitcoin_produced", month), figure(company, "bitcoin_produced", earlier)
    if made is not None and before is not None and month.end.month > 1:
        found.append(
            draw.choice(COMPARED).format(
                n=count(made * factor), m=count(before * factor), **{**words, "before": f"{earlier.end:%B}"}
            )
        )
    draw.shuffle(found)
    return found


def _month_before(month: Period) -> tuple[int, int]:
    year, number = month.end.year, month.end.month
    return (year, number - 1) if number > 1 else (year - 1, 12)


def audited(text: str) -> Audit:
    return audit_text(RECORD, open_article(text.encode()))


@pytest.mark.parametrize("seed", SEEDS)
def test_our_own_figures_are_never_called_wrong(seed: int) -> None:
    told = audited(article(seed, 1.0))
    assert [(c.text, c.verdict.value, c.reason) for c in told.claims if c.verdict.family == "wrong"] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_our_own_figures_are_confirmed(seed: int) -> None:
    told = audited(article(seed, 1.0))
    assert [(c.text, c.verdict.value, c.reason) for c in told.claims if c.verdict.family != "right"] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_figures_three_percent_off_are_never_called_right(seed: int) -> None:
    told = audited(article(seed, 1.03))
    assert [(c.text, c.verdict.value, c.reason) for c in told.claims if c.verdict.family == "right"] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_three_percent_off_is_found_wrong(seed: int) -> None:
    told = audited(article(seed, 1.03))
    families = [claim.verdict.family for claim in told.claims]
    assert families.count("wrong") >= 0.9 * len(families)


def test_the_same_article_gives_the_same_answer() -> None:
    text = article(7, 1.0)
    assert audited(text).to_json_text() == audited(text).to_json_text()
