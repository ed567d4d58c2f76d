"""The engine's parts gathered into those that a reader asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headframe.economics.miner import Miner
from headframe.economics.minorities import has_minorities
from headframe.economics.parts import PROJECT_PARTS

Floats = NDArray[np.float64]
COINS, MINING, POWER, OPTION, ENGINEERING = (
    "bitcoin",
    "mining",
    "power contract",
    "uncontracted megawatts",
    "engineering",
)
CORPORATE, COMMITMENTS, TAX, CASH, DEBTS, NEW_SHARES, MINORITIES = (
    "corporate cost",
    "commitments",
    "tax",
    "cash",
    "debts",
    "new shares",
    "minority interests",
)
COMPANY_GROUPS: Mapping[str, str] = {
    "cash": CASH,
    "coins": COINS,
    "mining": MINING,
    "power blocks": POWER,
    "credits less peak charges": MINING,
    "engineering": ENGINEERING,
    "corporate cost": CORPORATE,
    "commitments": COMMITMENTS,
    "tax": TAX,
    "debts": DEBTS,
    "mining sites at the horizon": MINING,
}
WORDS: Mapping[str, str] = {
    COINS: "coins held, and what waiting to sell mined ones adds; a coin is worth its price today",
    MINING: "mined coins less power, credits and peak charges, until the fleet stops, and its sites at the horizon",
    POWER: "hub price less fixed price over power bought ahead",
    OPTION: "phases that nobody has signed for, where the policy starts them: NOI, cost, loan, and the horizon's value",
    ENGINEERING: "gross margin of the engineering business",
    CORPORATE: "cash cost of the company",
    COMMITMENTS: "cash promised for machines and works",
    TAX: "income tax after losses carried forward",
    CASH: "free and restricted cash at its face",
    DEBTS: "interest and principal of debts, convertibles left out",
    NEW_SHARES: "money that new shares bring, against the shares they add",
    MINORITIES: "partners' shares of mining and of projects, gains and losses alike",
}
LEASE_WORDS = "NOI of the lease less the cost of its build and the service of its loan, and its value at the horizon"


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """One part on every path [USD], with what it holds."""

    name: str
    words: str
    usd: Floats


def group_parts(miner: Miner, names: tuple[str, ...], parts_usd: Floats, raised_usd: Floats) -> tuple[Group, ...]:
    """Return the parts gathered: the company's own, one for each signed lease, one for all open phases.

    Parameters
    ----------
    miner : Miner
        Whose projects tell leases from options.
    names : tuple of str, length P
        The engine's names of parts.
    parts_usd : float64 array, shape (n, P)
        Present value by path and part [USD].
    raised_usd : float64 array, shape (n,)
        Present value of money that new shares brought [USD].
    """
    columns: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        columns.setdefault(_group_of(miner, name), []).append(at)
    groups = [Group(name, WORDS.get(name, LEASE_WORDS), parts_usd[:, at].sum(axis=1)) for name, at in columns.items()]
    partners = (Group(MINORITIES, WORDS[MINORITIES], _of_partners(miner, names, parts_usd)),)
    return (*groups, *(partners if has_minorities(miner) else ()), Group(NEW_SHARES, WORDS[NEW_SHARES], raised_usd))


def _of_partners(miner: Miner, names: tuple[str, ...], parts_usd: Floats) -> Floats:
    """Return what partners own on every path, as a claim: below 0 where their part is worth something."""
    others = {each.name: 1.0 - each.owned_share for each in miner.projects}
    shares = np.array([_share_of_partners(miner, name, others) for name in names])
    owned: Floats = -(parts_usd @ shares)
    return owned


def _share_of_partners(miner: Miner, name: str, others: Mapping[str, float]) -> float:
    if name in COMPANY_GROUPS:
        return miner.minority_share_of_mining if COMPANY_GROUPS[name] in (MINING, POWER) else 0.0
    return others[_project_of(name)]


def _group_of(miner: Miner, name: str) -> str:
    if name in COMPANY_GROUPS:
        return COMPANY_GROUPS[name]
    project = _project_of(name)
    signed = {each.name for each in miner.projects if each.contracted or each.start is not None}
    return f"lease: {project}" if project in signed else OPTION


def _project_of(name: str) -> str:
    return next(name.removesuffix(f": {part}") for part in PROJECT_PARTS if name.endswith(f": {part}"))
