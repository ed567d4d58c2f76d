"""Hash rate, efficiency, power prices and megawatts, and the terms of leases."""

from __future__ import annotations

import re

from headframe.audit.coins_claims import forecast
from headframe.audit.cues import cues_of, family_of, named_by
from headframe.audit.judge import Asked, fit
from headframe.audit.recomputed import Compute, Reading, Recomputed, level
from headframe.audit.sentence import InHand, bound_before
from headframe.audit.stated import Bound, Stated, stated
from headframe.audit.timing import is_compared, when_of
from headframe.audit.verdict import Kind
from headframe.audit.wording import wording
from headframe.ground.errors import InputRefused
from headframe.ground.missing import Missing
from headframe.ground.units import factor_between
from headframe.reading.quantities import Quantity
from headframe.record.view import View
from headframe.sites.lease import Lease
from headframe.sites.register import lease_register
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.figure import Figure

WIDTHS = {"hash": ("hash_rate_deployed", "hash_rate_operating_average"), "efficiency": ("fleet_efficiency",)}
WIDTHS |= {"power": ("power_cost_all_in",)}
MW_CONCEPTS = (
    "ai_leased_mw_it",
    "power_approved_mw_gross",
    "power_energised_mw_gross",
    "power_pipeline_mw_gross",
    "developed_power_mw",
    "ai_billing_mw_it",
)
LEASE_WORDS = re.compile(
    r"(?<!\w)(?:lease[sd]?|leasing|tenant|retrofit|contract(?:ed)?|rent|colocation|AMD|hyperscaler|Anthropic|Fluidstack|"
    r"Google|AWS|Amazon|Microsoft|CoreWeave|Nscale|term|year deal|agreement)(?!\w)",
    re.IGNORECASE,
)


def ask_operations(it: InHand, number: Quantity) -> Asked | None:
    """Return the claim a number of EH/s, J/TH or cents per kWh makes."""
    family = family_of(number.unit)
    company, certain = it.company_at(number.start, number.end)
    if family not in WIDTHS or company is None:
        return None
    if it.is_future(number.start):
        return forecast(it, number)
    named = named_by(it.text, cues_of(it.text, family), number, it.numbers)
    concepts = (named.concept,) if named is not None and named.accuses else WIDTHS[family]
    when = when_of(it, number, concepts[0], compared=is_compared(it, number))
    readings = tuple(
        level(company, concept, period)
        for concept in concepts
        for period in (when_of(it, number, concept, compared=is_compared(it, number)).periods)
    )
    unit = find_concept(concepts[0]).unit
    said = in_unit(number, unit, bound_before(it.text, number.start).value)
    if said is None:
        return None
    sure = certain and when.is_said and len(concepts) == 1 and named is not None and named.accuses
    if re.search(
        r"(?<!\w)(?:site|Corsicana|Rockdale|Kentucky|Ellendale|Garden City|network|added|adding|new)(?!\w)", it.text
    ):
        sure = False
    doubt = "companies define it in several ways, and the text does not say which"
    return Asked(it.start + number.start, it.start + number.end, Kind.LEVEL, said, unit, readings, sure, doubt)


def in_unit(number: Quantity, unit: str, bound: str) -> Stated | None:
    """Return a quantity as stated in another unit; None where the two measure different things."""
    try:
        return stated(number, Bound(bound), float(factor_between(number.unit, unit)))
    except InputRefused:
        return None


def ask_lease(it: InHand, number: Quantity, then: View, now: View) -> Asked | None:
    """Return the claim a number makes about a lease: value, rent, cost, cost of a megawatt, years, megawatts."""
    company, certain = it.company_at(number.start, number.end)
    company = company or _landlord(it, then)
    leases = (_leases(it, company, then) or _leases(it, company, now)) if company else ()
    after = it.text[number.end : number.end + 40]
    place = (it.start + number.start, it.start + number.end)
    said = stated(number, bound_before(it.text, number.start))
    about = bool(LEASE_WORDS.search(it.text))
    if number.unit in ("MW", "GW"):
        return _megawatts(it, number, company, leases, certain)
    if number.unit not in ("USD", "years") or not (about or wording("per_kw_month").match(after)):
        return None
    if it.is_future(number.start) and not leases:
        return None
    if wording("per_kw_month").match(after):
        return _of(
            place,
            Kind.LEASE,
            said,
            "USD/kW-month",
            leases,
            ("rent_usd_per_kw_month_it", "rent_first_year_usd_per_kw_month_it"),
            certain,
        )
    if wording("per_mw").match(after):
        return _of(place, Kind.LEASE, said, "USD/MW", leases, ("terms.capex_usd_per_mw_it",), False)
    if number.unit == "years":
        return _of(place, Kind.LEASE, said, "years", leases, ("terms.term_years",), False)
    if number.value < 1e6:
        return None
    names = ("terms.capex_usd", "terms.contract_value_usd", "annual_revenue_usd", "noi_usd_per_year", "terms.loan_usd")
    if wording("per_year").match(after) and leases:
        return _yearly(place, said, leases)
    return _of(place, Kind.LEASE, said, "USD", leases, names, False)


def _leases(it: InHand, company: str | None, view: View) -> tuple[Lease, ...]:
    """Return a company's leases; those of the tenants named, where the sentence names any."""
    if company is None:
        return ()
    every = view.once(("audit leases", company), lambda: lease_register(view, company).leases)
    for text in (it.text, it.told.before):
        named = tuple(
            lease for lease in every if re.search(rf"(?<!\w){re.escape(lease.terms.tenant.split()[0])}(?!\w)", text)
        )
        if named:
            return named
    return every


def _landlord(it: InHand, view: View) -> str | None:
    """Return the article's company where the subject is one of its tenants: "AMD's rent"."""
    main = it.told.cast.main
    if main is None:
        return None
    every = view.once(("audit leases", main), lambda: lease_register(view, main).leases)
    told = f"{it.told.before} {it.text}"
    return main if any(lease.terms.tenant.split()[0] in told for lease in every) else None


def _figure_in(lease: Lease, name: str) -> Figure | Missing:
    holder: object = lease.terms if name.startswith("terms.") else lease
    found: Figure | Missing = getattr(holder, name.removeprefix("terms."))
    return found


def _readings(leases: tuple[Lease, ...], names: tuple[str, ...]) -> tuple[Reading, ...]:
    found = []
    for name in names:
        for lease in leases:
            figure = _figure_in(lease, name)
            made: Recomputed | Missing = (
                figure if isinstance(figure, Missing) else Recomputed(figure.value, figure.interval, figure)
            )
            concept = figure.id.split(" ")[1] if isinstance(figure, Figure) else ""
            found.append(Reading(lease.terms.company, concept, lease.terms.announced, _always(made, lease)))
    return tuple(found)


def _always(made: Recomputed | Missing, lease: Lease) -> Compute:
    def compute(view: View) -> Recomputed | Missing:
        if lease.terms.known_at > view.as_of:
            return Missing(f"the lease to {lease.terms.tenant} was not known by {view.as_of}")
        return made

    return compute


def _of(
    place: tuple[int, int],
    kind: Kind,
    said: Stated,
    unit: str,
    leases: tuple[Lease, ...],
    names: tuple[str, ...],
    sure: bool,
) -> Asked:
    readings = _readings(leases, names)
    known = tuple(r for r in readings if r.concept)
    fixed = sure and len({lease.terms.words for lease in leases}) == 1
    doubt = "no lease in the record has this figure, or the text does not say which is meant"
    return Asked(*place, kind, said, unit, known, fixed and bool(known), doubt)


def _yearly(place: tuple[int, int], said: Stated, leases: tuple[Lease, ...]) -> Asked:
    """Return the claim of a yearly amount: the value of the whole contract by that name is the wrong measure."""
    for lease in leases:
        whole, annual = lease.terms.contract_value_usd, lease.annual_revenue_usd
        if (
            isinstance(whole, Figure)
            and isinstance(annual, Figure)
            and fit(said, whole.interval)
            and not fit(said, annual.interval)
        ):
            words = f"that is the value of the whole contract; a year's is ${annual.value / 1e6:,.1f} million"
            readings = _readings((lease,), ("terms.contract_value_usd",))
            return Asked(*place, Kind.MEASURE, said, "USD", readings, True, if_other=words)
    return _of(place, Kind.LEASE, said, "USD", leases, ("annual_revenue_usd", "noi_usd_per_year"), False)


def _megawatts(it: InHand, number: Quantity, company: str | None, leases: tuple[Lease, ...], certain: bool) -> Asked:
    place = (it.start + number.start, it.start + number.end)
    said = in_unit(number, "MW", bound_before(it.text, number.start).value) or stated(
        number, bound_before(it.text, number.start)
    )
    doubt = "megawatts come gross and in critical IT, planned and built, and the text leaves open which"
    if company is None:
        return Asked(*place, Kind.MEGAWATTS, said, "MW", (), False, doubt)
    readings = [r for r in _readings(leases, ("terms.it_mw", "terms.gross_mw")) if r.concept]
    for concept in MW_CONCEPTS:
        when = when_of(it, number, concept, compared=False)
        readings += [level(company, concept, period) for period in when.periods]
    if re.search(r"(?<!\w)(?:critical|gross|IT)(?!\w)", it.text[number.end : number.end + 20]) and leases:
        gross = bool(re.search(r"gross", it.text[number.end : number.end + 20]))
        return _basis(place, said, leases, gross, tuple(readings), doubt)
    return Asked(*place, Kind.MEGAWATTS, said, "MW", tuple(readings), False, doubt)


def _basis(
    place: tuple[int, int],
    said: Stated,
    leases: tuple[Lease, ...],
    gross: bool,
    readings: tuple[Reading, ...],
    doubt: str,
) -> Asked:
    """Return the claim of megawatts on a named basis: the other basis by that name is the wrong measure."""
    name, other = ("terms.gross_mw", "terms.it_mw") if gross else ("terms.it_mw", "terms.gross_mw")
    for lease in leases:
        mine, rival = _figure_in(lease, name), _figure_in(lease, other)
        if (
            isinstance(rival, Figure)
            and fit(said, rival.interval)
            and isinstance(mine, Figure)
            and not fit(said, mine.interval)
        ):
            words = f"that is {'critical IT' if gross else 'gross'}; {'gross' if gross else 'critical IT'} is "
            f"{mine.value:,.10g} MW"
            return Asked(*place, Kind.MEGAWATTS, said, "MW", _readings((lease,), (other,)), True, if_other=words)
    return Asked(*place, Kind.MEGAWATTS, said, "MW", readings, False, doubt)
