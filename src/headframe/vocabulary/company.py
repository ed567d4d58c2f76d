"""Companies: one row each through every rename, with the names that tables and press print (companies.csv)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from headframe.vocabulary.names import unknown_name
from headframe.vocabulary.tables import packaged_rows


@dataclass(frozen=True, slots=True)
class Company:
    """One company. A field that no source shows is empty."""

    ticker: str
    name: str
    former_names: tuple[str, ...]
    aliases: tuple[str, ...]
    cik: str
    fiscal_year_end: str
    listing: str
    own_pool: str
    note: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every label that means this company, ticker first."""
        return (self.ticker, self.name, *self.former_names, *self.aliases)

    @property
    def fiscal_year_end_month(self) -> int:
        """The month in which the fiscal year ends: 12 where no source shows another."""
        return int(self.fiscal_year_end[:2]) if self.fiscal_year_end else 12


@cache
def companies() -> dict[str, Company]:
    """Return every company by ticker, sorted."""
    found = {row["ticker"]: _company(row) for row in packaged_rows("headframe.vocabulary", "companies.csv")}
    return dict(sorted(found.items()))


@cache
def companies_by_name() -> dict[str, Company]:
    """Return every company under each of its labels."""
    return {label: company for company in companies().values() for label in company.names if label}


def company(label: str) -> Company:
    """Return the company that `label` names exactly: its ticker, name, former name or alias.

    Raises
    ------
    UsageProblem
        Where there is none; the nearest labels are offered.

    Examples
    --------
    >>> company("Riot Blockchain").ticker
    'RIOT'
    """
    try:
        return companies_by_name()[label]
    except KeyError:
        tickers = {name: found.ticker for name, found in companies_by_name().items()}
        raise unknown_name("company", label, tickers, "companies", tickers) from None


def _company(row: dict[str, str]) -> Company:
    return Company(
        ticker=row["ticker"],
        name=row["name"],
        former_names=_listed(row["former_names"]),
        aliases=_listed(row["aliases"]),
        cik=row["cik"],
        fiscal_year_end=row["fiscal_year_end"],
        listing=row["listing"],
        own_pool=row["own_pool"],
        note=row["note"],
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)
