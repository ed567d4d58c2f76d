"""One field of a profile → the figure it stands for as known on a day, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace

from headframe.economics.profile import Month, Ref, Value
from headframe.economics.profile_formulas import formula_value, month_formula
from headframe.economics.term_figures import last_term, term_figure
from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.assets import assets
from headframe.record.latest import latest_figure
from headframe.record.terms import Term
from headframe.record.view import View
from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.fact import Source, Witness
from headframe.vocabulary.figure import Badge, Figure


@dataclass(frozen=True, slots=True)
class Resolver:
    """Looks up a company's fields: the view they are known in, its assumptions, and the file that states them."""

    view: View | None
    company: str
    assumptions: Assumptions
    where: str
    opening: Period

    def number(self, path: str, value: Value, unit: str) -> Figure | Missing:
        """Return the figure of a field, in the unit its name says."""
        if isinstance(value, list):
            return self._first(path, value, unit)
        if isinstance(value, Ref):
            found = self._ref(value, path)
            return found if isinstance(found, Missing) or value.times == 1.0 else _times(found, value.times, path, unit)
        return self._stated(path, float(value), unit)

    def month(self, path: str, value: Month) -> Period | Missing:
        """Return the month that a field names."""
        if isinstance(value, str):
            return self._stated_month(path, value)
        if value.term is not None and value.key is not None:
            term = self._term(value.term, value.key)
            return _month_of(term.text, path) if isinstance(term, Term) else term
        if value.formula is None or self.view is None:
            raise InputRefused(f"{path} names no month", where=self.where, next="give 2027-04, a term or a formula")
        extension = round(12 * self.assumptions.value("economics.loan_extension_years"))
        return month_formula(value.formula, self.view, self.company, extension)

    def _stated_month(self, path: str, text: str) -> Period:
        found = _month_of(text, path)
        if isinstance(found, Missing):
            raise InputRefused(
                found.reason,
                where=self.where,
                why="what it dates would be left out, or fall due on an assumed day",
                next="write 2027-04",
            )
        return found

    def _first(self, path: str, places: list[Ref], unit: str) -> Figure | Missing:
        gaps = []
        for place in places:
            found = self.number(path, place, unit)
            if isinstance(found, Figure):
                return found
            gaps.append(found.reason)
        return Missing("; ".join(gaps))

    def _ref(self, ref: Ref, path: str) -> Figure | Missing:
        if ref.assumption is not None:
            return self.assumptions.figure(ref.assumption)
        if self.view is None:
            raise InputRefused(
                f"{path} points into the record",
                where=self.where,
                why="a private company has no rows there",
                next="give the number itself",
            )
        if ref.fact is not None:
            return latest_figure(self.view, self.company, ref.fact, self.opening.end)
        if ref.formula is not None:
            return formula_value(ref.formula, self.view, self.company, self.opening)
        if ref.term is not None and ref.key is not None:
            term = self._term(ref.term, ref.key)
            return term if isinstance(term, Missing) else term_figure(term)
        return self._asset(str(ref.asset), str(ref.metric))

    def _term(self, item: str, key: str) -> Term | Missing:
        assert self.view is not None
        return last_term(self.view, self.company, item, key)

    def _asset(self, site: str, metric: str) -> Figure | Missing:
        assert self.view is not None
        known = [each for each in assets(self.view.as_of, self.company) if (each.site, each.metric) == (site, metric)]
        if not known:
            return Missing(f"no page known by {self.view.as_of} prints {metric} of {site}")
        row = max(known, key=lambda each: each.period.end)
        id = f"{self.company} {metric} {row.period} {site}"
        return Figure(id, row.value, row.interval, row.unit, Badge.REPORTED, row.known_at, (row.source,), note=row.note)

    def _stated(self, path: str, value: float, unit: str) -> Figure:
        source = Source(Witness.COMPANY, self.where, place=path)
        id = f"{self.company} {path}"
        return Figure(id, value, Interval.exact(value), unit, Badge.REPORTED, self.opening.end, (source,))


def _times(found: Figure, factor: float, path: str, unit: str) -> Figure:
    words = f"{found.id} × {factor:g}"
    scaled = replace(found, value=found.value * factor, interval=found.interval.scaled(factor), unit=unit)
    return replace(scaled, id=f"{found.id} in {unit}", formula=words, inputs=(found,), badge=_derived(found.badge))


def _derived(badge: Badge) -> Badge:
    return Badge.DERIVED if badge is Badge.REPORTED else badge


def _month_of(text: str, path: str) -> Period | Missing:
    try:
        period = Period.parse(text.strip())
    except Exception:
        return Missing(f"{path}: '{text[:40]}' names no month")
    return Period.month(period.end.year, period.end.month)
