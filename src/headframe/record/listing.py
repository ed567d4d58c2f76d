"""A company's chosen figures by concept and period: what the record says, one line a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from headframe.ground.errors import NotEnoughData
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View, canonical
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.figure import Figure

if TYPE_CHECKING:
    import polars


@dataclass(frozen=True, slots=True)
class Listed:
    """One number: the figure chosen, and how many other printings of it are known."""

    concept: str
    period: Period
    figure: Figure | Missing
    others: int


@dataclass(frozen=True, kw_only=True)
class Listing(Answer):
    """The figures of one company, in order of concept and period."""

    verb: ClassVar[str] = "facts"

    facts: tuple[Listed, ...]

    def frame(self) -> polars.DataFrame:
        """Return one row a number, gaps with their reason."""
        import polars

        company = self.made_from.company
        rows = [(company, *_columns(listed)) for listed in self.facts]
        return polars.DataFrame(rows, schema=COLUMNS, orient="row")


COLUMNS = {
    **dict.fromkeys(("company", "concept", "period"), str),
    **dict.fromkeys(("value", "low", "high"), float),
    **dict.fromkeys(("unit", "badge", "known_at", "sources"), str),
    "others": int,
    **dict.fromkeys(("note", "missing"), str),
}


def list_facts(view: View, company: str, concept: str | None = None) -> Listing:
    """List the chosen figures of a company, of one concept or of all.

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Ticker or any name of the company, exactly.
    concept : str, optional
        A name of concepts.csv.

    Raises
    ------
    NotEnoughData
        Where nothing is printed.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> listing = list_facts(Record().view(), "RIOT", "bitcoin_held")
    >>> {str(listed.period): listed.figure.value for listed in listing.facts}["2025-12-31"]
    18005.0
    """
    ticker = find_company(company).ticker
    names = view.concepts(ticker) if concept is None else (concept,)
    keys = sorted({(canonical(name), period) for name in names for period in view.periods(ticker, name)})
    if not keys:
        raise _nothing(view, ticker, concept)
    listed = (_listed(view, ticker, name, period) for name, period in keys)
    return Listing(made_from=view.made_from(ticker), facts=tuple(listed))


def _listed(view: View, ticker: str, name: str, period: Period) -> Listed:
    printings = view.printings(ticker, name, period)
    return Listed(name, period, printings.figure, len(printings.others))


def _nothing(view: View, ticker: str, concept: str | None) -> NotEnoughData:
    what = concept or "anything"
    refusal = f"no source known by {view.as_of} prints {what} of {ticker}"
    if concept is not None and find_concept(concept).is_derived:
        then = f"`headframe why {ticker} {concept} PERIOD` shows one"
        return NotEnoughData(refusal, why="Headframe computes it from other figures", next=then)
    return NotEnoughData(refusal, next=f"`headframe facts {ticker}` lists what there is" if concept else "")


def _columns(listed: Listed) -> tuple[object, ...]:
    key = (listed.concept, str(listed.period))
    figure = listed.figure
    if isinstance(figure, Missing):
        return (*key, *[None] * 7, listed.others, None, figure.reason)
    sources = "; ".join(source.url or source.title for source in figure.sources)
    known = (figure.unit, figure.badge.value, figure.known_at.isoformat(), sources)
    return (*key, figure.value, figure.interval.low, figure.interval.high, *known, listed.others, figure.note, None)
