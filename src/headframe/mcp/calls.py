"""Answers cut to what a caller can read in one go; what was left out is said, and how to ask for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from headframe.ground.errors import UsageProblem
from headframe.record.view import View
from headframe.vocabulary.answer import Answer

if TYPE_CHECKING:
    from datetime import date

    from headframe.audit.verdict import Audit
    from headframe.planning.schedule import Schedule
    from headframe.record.record import Record

STEPS = 24
"""Steps of the roll-forward without `last`: two years of months."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, and what of it was left out, in words."""

    answer: Answer
    note: str = ""


def brief(view: View, company: str, section: str | None = None, price: float | None = None) -> Told:
    """Return a company's brief: one section with all its rows, or all with the rows that a page shows."""
    from headframe.briefs.brief import write_brief

    told = write_brief(view, company, price)
    if section is not None:
        kept = [found for found in told.sections if found.key == section]
        if not kept:
            raise _no_section(section, [found.key for found in told.sections])
        return Told(replace(told, sections=tuple(kept)))
    cut = tuple(replace(found, rows=found.rows[-found.shown_rows :]) for found in told.sections)
    left = {found.key: len(found.rows) - found.shown_rows for found in told.sections}
    more = ", ".join(f"{rows} of {key}" for key, rows in left.items() if rows > 0)
    return Told(replace(told, sections=cut), f"older rows left out: {more}; ask with section=" if more else "")


def facts(view: View, company: str, concept: str | None = None, last: int | None = None) -> Told:
    """Return a company's figures, of one concept or of all, the newest `last` of each concept."""
    from headframe.record.listing import list_facts

    told = list_facts(view, company, concept)
    if last is None:
        return Told(told)
    names = dict.fromkeys(listed.concept for listed in told.facts)
    kept = [row for name in names for row in [one for one in told.facts if one.concept == name][-last:]]
    return Told(replace(told, facts=tuple(kept)), _older(len(told.facts) - len(kept)))


def steps(view: View, company: str, last: int = STEPS) -> Told:
    """Return the newest `last` steps of a company's roll-forward."""
    from headframe.accounts.rollforward import reconcile

    told = reconcile(view, company)
    return Told(replace(told, steps=told.steps[-last:]), _older(len(told.steps) - last))


def schedule(
    view: View,
    coins: float,
    days: int,
    by: str = "cost",
    cash_by: str = "",
    price: float | None = None,
    company: str | None = None,
) -> Schedule:
    """Return how to sell a block of bitcoin, day by day."""
    from headframe.planning.schedule import schedule_block
    from headframe.planning.schedule_cash import parse_cash_need
    from headframe.planning.schedule_question import Limits, asked

    cash = tuple(parse_cash_need(each) for each in cash_by.split(",") if each.strip())
    question = asked(
        by=by,
        law="square-root",
        limits=Limits(cash),
        price_usd=price,
        memory=None,
        tail=None,
        company=company,
        span=None,
    )
    return schedule_block(view, coins, days, question)


def audit(record: Record, text: str, as_of: date | None = None) -> Audit:
    """Return an article's claims, each recomputed as of a day, or of the day the article bears."""
    from headframe.audit.article import open_article
    from headframe.audit.audit import audit_text

    return audit_text(record, open_article(text.encode(), "text"), document="text", as_of=as_of)


def _older(rows: int) -> str:
    return f"{rows} older rows left out: ask with a larger `last`" if rows > 0 else ""


def _no_section(section: str, known: list[str]) -> UsageProblem:
    near = get_close_matches(section, known, n=1)
    offer = f"did you mean {near[0]}? " if near else ""
    return UsageProblem(f"'{section[:60]}' is no section", where="section", next=f"{offer}one of {', '.join(known)}")
