"""From the ends of paths to the price of a share: parts, everyone else's claims, and what is left to a share."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from headframe.economics.miner import Debt, DebtKind, Miner
from headframe.economics.rules import NEVER, Rule
from headframe.record.view import View
from headframe.vocabulary.assumptions import Assumptions
from headframe.worth.dilution import Capital, Convertible, Warrant
from headframe.worth.known_notes import known_capital
from headframe.worth.part_groups import Group, group_parts
from headframe.worth.path_prices import claims_of_price, path_prices

Floats = NDArray[np.float64]
CLAIMS = "convertibles and awards"
CLAIMS_WORDS = "what convertibles and stock awards own at the share's price: a note is debt below its conversion price"
SUPPOSED = "uncontracted megawatts, as supposed"
SUPPOSED_WORDS = "gross megawatts of open phases × worth.usd_per_uncontracted_mw"
BEYOND = "owed beyond the company's worth"
BEYOND_WORDS = (
    "what lenders and others are owed on paths where the company does not cover it: a share is worth nothing, not less"
)


@dataclass(frozen=True, slots=True, eq=False)
class Ends:
    """How paths ended, brought to today.

    Parameters
    ----------
    names : tuple of str, length P
        The engine's names of parts.
    parts_usd : float64 array, shape (n, P)
        Present value by path and part [USD].
    raised_usd : float64 array, shape (n,)
        Present value of money that new shares brought [USD].
    shares : float64 array, shape (n,)
        Shares at the horizon [shares].
    gap_usd : float64 array, shape (n,)
        Money that no ordinary source gave, over all months, not discounted [USD].
    """

    names: tuple[str, ...]
    parts_usd: Floats
    raised_usd: Floats
    shares: Floats
    gap_usd: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Valuation:
    """A company by parts on every path.

    Parameters
    ----------
    groups : tuple of Group
        Parts, other claims included, each of shape (n,) [USD]; they sum to price × shares on every path.
    shares : float64 array, shape (n,)
        Shares at the horizon [shares].
    prices : float64 array, shape (n,)
        What one share is worth [USD/share].
    """

    groups: tuple[Group, ...]
    shares: Floats
    prices: Floats

    def per_share(self, group: Group) -> Floats:
        """Return a part by share on every path [USD/share], shape (n,)."""
        found: Floats = group.usd / self.shares
        return found


def value_ends(miner: Miner, capital: Capital, ends: Ends, supposed_usd: float = 0.0) -> Valuation:
    """Return the company by parts and by share.

    Parameters
    ----------
    miner : Miner
        The company, whose projects tell leases from options.
    capital : Capital
        Convertibles and awards, which share in what the parts leave.
    ends : Ends
        Paths of the company without its convertibles (`without_notes`).
    supposed_usd : float
        A value that is supposed and not computed, on every path (`supposed_value`) [USD].
    """
    parts = group_parts(miner, ends.names, ends.parts_usd, ends.raised_usd)
    if supposed_usd:
        parts = (*parts, Group(SUPPOSED, SUPPOSED_WORDS, np.full(len(ends.shares), supposed_usd)))
    whole = np.sum([part.usd for part in parts], axis=0)
    prices = path_prices(capital, whole, ends.shares)
    claims = claims_of_price(capital, prices)
    beyond = np.where(prices > 0.0, 0.0, claims - whole)
    groups = (*parts, Group(CLAIMS, CLAIMS_WORDS, -claims), Group(BEYOND, BEYOND_WORDS, beyond))
    return Valuation(groups, ends.shares, prices)


def supposed_value(miner: Miner, assumptions: Assumptions) -> float:
    """Return what `worth.usd_per_uncontracted_mw` gives the megawatts of open phases [USD]; 0 as packaged."""
    open_mw = sum(each.mw_gross for each in miner.projects if not each.contracted and each.start is None)
    return open_mw * assumptions.value("worth.usd_per_uncontracted_mw")


def supposing(rule: Rule, assumptions: Assumptions) -> Rule:
    """Return the rule, its own starts of phases left out where `supposed_value` already values them: never twice."""
    if assumptions.value("worth.usd_per_uncontracted_mw") <= 0.0:
        return rule
    return replace(rule, start_rent_usd_per_kw_month=NEVER)


def supposed_notes(miner: Miner, assumptions: Assumptions) -> tuple[str, ...]:
    """Return what a reader must know of a supposed value; nothing where none is supposed."""
    usd = supposed_value(miner, assumptions)
    if usd == 0.0:
        return ()
    return (
        f"${usd / 1e6:,.0f}M are supposed for megawatts without a lease (worth.usd_per_uncontracted_mw), in place of "
        "phases that the policy would start: these count for nothing, so that no megawatt counts twice",
    )


def without_notes(miner: Miner) -> Miner:
    """Return the company without its convertibles: a claim on its worth, neither paid nor converted on a path."""
    return replace(miner, debts=tuple(debt for debt in miner.debts if debt.kind is not DebtKind.CONVERTIBLE))


def capital_of_miner(view: View, miner: Miner) -> Capital:
    """Return everything that shares in the company beside its shares: its own convertibles, warrants and awards.

    Convertibles are those of the profile, so that none is counted twice; capped calls, warrants and stock units come
    from the record. A private company states its awards itself.
    """
    found = known_capital(view, miner)
    known = None if found is None else found.capital
    notes = tuple(_note(debt, known) for debt in miner.debts if debt.kind is DebtKind.CONVERTIBLE)
    stated = (Warrant("awards", miner.share_awards, 0.0),) if miner.share_awards > 0 else ()
    return Capital(miner.shares, notes, stated if known is None else known.warrants)


def _note(debt: Debt, known: Capital | None) -> Convertible:
    same = [
        note
        for note in (known.convertibles if known else ())
        if (note.principal_usd, note.conversion_price_usd) == (debt.principal_usd, debt.conversion_price_usd)
    ]
    return Convertible(
        debt.name, debt.principal_usd, debt.conversion_price_usd, same[0].cap_price_usd if same else None
    )
