"""Contract terms as figures: the last known row of an item's key."""

from __future__ import annotations

from headframe.ground.missing import Missing
from headframe.record.terms import Term, terms
from headframe.record.view import View
from headframe.vocabulary.figure import Badge, Figure


def last_term(view: View, company: str, item: str, key: str) -> Term | Missing:
    """Return the last row of an item's key known on the view's day, or why there is none."""
    known = [each for each in terms(view.as_of, company) if (each.item, each.key) == (item, key)]
    if not known:
        return Missing(f"no filing known by {view.as_of} prints {key} of {item}")
    return max(known, key=lambda each: each.period.end)


def term_figure(term: Term) -> Figure | Missing:
    """Return a contract term as a figure, or why its words hold no number."""
    if term.value is None or term.interval is None:
        return Missing(f"{term.item} {term.key}: the filing says '{term.text[:80]}'")
    id = f"{term.company} {term.key} {term.period} {term.item}"
    return Figure(
        id, term.value, term.interval, term.unit, Badge.REPORTED, term.known_at, (term.source,), note=term.note
    )


def last_term_figure(view: View, company: str, item: str, key: str) -> Figure | Missing:
    """Return the last known row of an item's key as a figure, or why there is none."""
    term = last_term(view, company, item, key)
    return term if isinstance(term, Missing) else term_figure(term)
