"""The companies and the concepts that labels may name, with what the record holds of each."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import Company, companies
from headframe.vocabulary.concept import Concept, concepts
from headframe.vocabulary.concept import concept as find_concept

if TYPE_CHECKING:
    import polars


@dataclass(frozen=True, slots=True)
class KnownCompany:
    """One company, the labels that mean it, and how much is known of it."""

    ticker: str
    name: str
    former_names: tuple[str, ...]
    aliases: tuple[str, ...]
    fiscal_year_end: str
    facts: int
    first_period: date | None
    last_period: date | None


@dataclass(frozen=True, slots=True)
class KnownConcept:
    """One row of concepts.csv as a reader needs it."""

    name: str
    label: str
    kind: str
    unit: str
    sign: str
    low: float
    high: float
    family: str
    same_as: str
    computed: bool
    definition: str
    rivals: str


@dataclass(frozen=True, kw_only=True)
class Companies(Answer):
    """Every company."""

    verb: ClassVar[str] = "companies"

    companies: tuple[KnownCompany, ...]

    def frame(self) -> polars.DataFrame:
        """Return one row a company, names joined by "|"."""
        import polars

        rows = [asdict(company) for company in self.companies]
        joined = ("former_names", "aliases")
        return polars.DataFrame([row | {name: "|".join(row[name]) for name in joined} for row in rows])


@dataclass(frozen=True, kw_only=True)
class Concepts(Answer):
    """Every concept, or the one asked for."""

    verb: ClassVar[str] = "concepts"

    concepts: tuple[KnownConcept, ...]

    def frame(self) -> polars.DataFrame:
        """Return one row a concept."""
        import polars

        return polars.DataFrame([asdict(concept) for concept in self.concepts])


def list_companies(view: View) -> Companies:
    """List the companies in order of ticker.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> [known.name for known in list_companies(Record().view()).companies if known.ticker == "RIOT"]
    ['Riot Platforms']
    """
    known = tuple(_company(view, company) for company in companies().values())
    return Companies(made_from=view.made_from(), companies=known)


def list_concepts(view: View, name: str | None = None) -> Concepts:
    """List the concepts in order of name, or the one called exactly `name`.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> list_concepts(Record().view(), "bitcoin_held").concepts[0].unit
    'BTC'
    """
    found = concepts().values() if name is None else (find_concept(name),)
    return Concepts(made_from=view.made_from(), concepts=tuple(_concept(concept) for concept in found))


def _company(view: View, company: Company) -> KnownCompany:
    ends = [fact.period.end for fact in view.facts(company.ticker)]
    return KnownCompany(
        ticker=company.ticker,
        name=company.name,
        former_names=company.former_names,
        aliases=company.aliases,
        fiscal_year_end=company.fiscal_year_end,
        facts=len(ends),
        first_period=min(ends, default=None),
        last_period=max(ends, default=None),
    )


def _concept(concept: Concept) -> KnownConcept:
    return KnownConcept(
        name=concept.name,
        label=concept.label,
        kind=concept.kind.value,
        unit=concept.unit,
        sign=concept.sign,
        low=concept.low,
        high=concept.high,
        family=concept.family,
        same_as=concept.same_as,
        computed=concept.is_derived,
        definition=concept.definition,
        rivals=concept.rivals,
    )
