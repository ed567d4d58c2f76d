"""What published rules ask of a record, by name: megawatts, rent, revenue, coins; or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType

from headframe.accounts.flows import flow_over
from headframe.conduct.peers_companies import peers_known
from headframe.conduct.peers_shares import megawatts_of, pue_of_all, stage_of
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.sites.ids import product
from headframe.sites.lease import Lease
from headframe.sites.lease_words import Standing
from headframe.sites.power_basis import PowerBasis
from headframe.sites.register import lease_register
from headframe.sites.stages import Stage
from headframe.vocabulary.figure import Figure, derive
from headframe.worth.balances import coins_on, nearest
from headframe.worth.multiples import multiples_on
from headframe.worth.yardsticks import bitcoin_on, newest_price

Finder = Callable[[View, str], Figure | Missing]


def rule_input(view: View, company: str, name: str) -> Figure | Missing:
    """Return one input of the rules for a company, or why the record cannot give it.

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Ticker.
    name : str
        A key of `INPUTS`.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> rule_input(Record().view(), "RIOT", "leased_mw_it").value
    241.0
    """
    return view.lasting(("rule input", company, name), lambda: INPUTS[name](view, company))


def _leased_it(view: View, company: str) -> Figure | Missing:
    leased = stage_of(view, company, Stage.LEASED)
    if isinstance(leased.mw, Figure) and leased.basis is not PowerBasis.IT:
        return Missing(f"leased megawatts are printed as {leased.basis.value}, not as critical IT")
    return leased.mw


def _leased_gross(view: View, company: str) -> Figure | Missing:
    own = megawatts_of(view, company).pue
    pue = own if isinstance(own, Figure) else pue_of_all(view)
    id = _id(view, company, "megawatts_leased_gross", "for rules")
    formula = "leased critical IT × PUE" + ("" if isinstance(own, Figure) else " of all companies' leases")
    return product(id, formula, rule_input(view, company, "leased_mw_it"), pue, "MW", estimated=True)


def _approved(view: View, company: str) -> Figure | Missing:
    approved = stage_of(view, company, Stage.APPROVED)
    if isinstance(approved.mw, Figure) and approved.basis is not PowerBasis.GROSS:
        return Missing(f"approved megawatts are printed as {approved.basis.value}, not gross")
    return approved.mw


def _unleased(view: View, company: str) -> Figure | Missing:
    approved, leased = rule_input(view, company, "approved_mw_gross"), rule_input(view, company, "leased_mw_gross")
    if isinstance(approved, Missing):
        return approved
    if isinstance(leased, Missing):
        return leased
    spare = approved.value - leased.value
    if spare < 0:
        return Missing("more is leased than the printed approved power holds: it leaves sites out")
    id = _id(view, company, "megawatts_unleased_gross", "")
    interval = approved.interval - leased.interval
    bounded = Interval(max(0.0, interval.low), interval.high)
    return derive(id, "approved − leased, taken gross", spare, bounded, "MW", approved, leased, estimated=True)


def _sum_of_leases(concept: str, formula: str, pick: Callable[[Lease], Figure | Missing]) -> Finder:
    def find(view: View, company: str) -> Figure | Missing:
        held = lease_register(view, company).leases
        leases = [lease for lease in held if lease.terms.standing is Standing.SIGNED]
        if not leases:
            return Missing(f"no signed lease of {company} is known by {view.as_of}")
        figures = [(lease, pick(lease)) for lease in leases]
        known = [figure for _, figure in figures if isinstance(figure, Figure)]
        without = [f"{lease.terms.tenant} {lease.terms.announced}" for lease, f in figures if isinstance(f, Missing)]
        if not known:
            return Missing(f"no lease of {company} prints it: {', '.join(without)}")
        total = known[0].interval
        for figure in known[1:]:
            total = total + figure.interval
        note = f"left out, not printed: {', '.join(without)}" if without else ""
        value = sum(figure.value for figure in known)
        return derive(_id(view, company, concept, ""), formula, value, total, "USD/year", *known, note=note)

    return find


def _last_year(concept: str) -> Finder:
    """Return a finder of a flow over the last twelve months that printed periods add up to."""

    def find(view: View, company: str) -> Figure | Missing:
        ends = sorted({period.end for period in view.periods(company, concept)}, reverse=True)
        for end in ends:
            year_before = end.replace(year=end.year - 1, day=min(end.day, 28))
            first = (year_before.replace(day=1) + timedelta(days=32)).replace(day=1)
            total = flow_over(view, company, concept, Period.span(first, end))
            if isinstance(total, Figure):
                return total
        return Missing(f"no twelve months of {concept} of {company} are printed by {view.as_of}")

    return find


def _bitcoin_value(view: View, company: str) -> Figure | Missing:
    coins, _ = coins_on(view, company, view.as_of)
    id = _id(view, company, "bitcoin_value", "for rules")
    return product(id, "coins × bitcoin price", coins, bitcoin_on(view, view.as_of), "USD", estimated=True)


def _peer_ev_per_eh(view: View, company: str) -> Figure | Missing:
    """Return the median of other companies' EV over hash rate at the newest packaged close [USD/EH/s]."""
    found = []
    for peer in (each.ticker for each in peers_known(view)):
        if peer != company:
            day, price = newest_price(view, peer)
            multiple = multiples_on(view, peer, day, price, bitcoin_on(view, day)).ev_per_eh
            if isinstance(multiple, Figure):
                found.append(multiple)
    if not found:
        return Missing("no peer's EV over hash rate is known")
    values = sorted(figure.value for figure in found)
    middle = (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2
    id = _id(view, company, "peer_ev_per_eh", "")
    formula = f"median of {len(values)} peers' EV / deployed hash rate"
    return derive(id, formula, middle, Interval(values[0], values[-1]), "USD/EH/s", *found, estimated=True)


def _id(view: View, company: str, concept: str, words: str) -> str:
    return " ".join(filter(None, (figure_id(company, concept, Period.day(view.as_of)), words)))


INPUTS: Mapping[str, Finder] = MappingProxyType(
    {
        "leased_mw_it": _leased_it,
        "leased_mw_gross": _leased_gross,
        "approved_mw_gross": _approved,
        "unleased_mw_gross": _unleased,
        "contracted_rent": _sum_of_leases(
            "contracted_rent", "sum of signed leases, yearly rent", lambda lease: lease.annual_revenue_usd
        ),
        "contracted_noi": _sum_of_leases(
            "contracted_noi", "sum of signed leases, NOI a year", lambda lease: lease.noi_usd_per_year
        ),
        "revenue_12m": _last_year("revenue_total"),
        "mining_revenue_12m": _last_year("revenue_bitcoin_mining"),
        "mining_ebitda_12m": lambda view, company: Missing("no source prints EBITDA of mining apart"),
        "adjusted_ebitda_12m": _last_year("adjusted_ebitda"),
        "bitcoin_value": _bitcoin_value,
        "hash_rate_eh": lambda view, company: nearest(view, company, "hash_rate_deployed", view.as_of),
        "peer_ev_per_eh": _peer_ev_per_eh,
    }
)
"""What a rule's formula may name besides the numbers of its own row."""
