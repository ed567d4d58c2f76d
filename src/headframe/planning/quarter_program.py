"""Writing a quarter's programs: mining, phases, cash and coins, the loan, shares, convertibles."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from headframe.planning.company_model import CONTRACTED, OPERATING, CompanyModel, QuarterTerms
from headframe.planning.names import (
    BUILDING_PACE,
    CALL,
    CASH,
    CASH_ACCOUNT,
    COINS,
    COINS_ACCOUNT,
    DRAW_LIMIT,
    DRAWN,
    EMERGENCY,
    FACILITY,
    FLOOR,
    ISSUED,
    LINE,
    LINE_ACCOUNT,
    LIVE,
    MEGAWATTS,
    PROGRAMME,
    PROGRAMME_ACCOUNT,
    PROGRAMME_PACE,
    REPAID,
    SITES,
    TENANTS,
    displaced_name,
    due_name,
    mined_name,
    note_name,
    sold_name,
    soon_name,
    started_name,
    starts_name,
)
from headframe.planning.phase_terms import PhaseTerms
from headframe.planning.quarterly import MILLION
from headframe.solver.arrays import Floats
from headframe.solver.batch_draft import INF, PRIME, BatchDraft, Number

MARGIN_OF_NEED = 2.0


class QuarterWriter:
    """Writes the quarter's rows and columns into a draft.

    Parameters
    ----------
    model : CompanyModel
        The company's problem in numbers.
    due, soon : int
        How many quarters ahead equity falls due, and net NOI is on its way [quarters].
    first_starts : tuple of int
        Most phases of a kind started in the first quarters.
    rescue : bool
        Whether shares may be sold in need.
    """

    def __init__(self, model: CompanyModel, due: int, soon: int, first_starts: tuple[int, ...], rescue: bool) -> None:
        self.model, self.due, self.soon = model, due, soon
        self._first, self._rescue = first_starts, rescue

    def write(self, draft: BatchDraft, stage: int, drivers: Floats) -> None:
        """Write a quarter for rows of drivers (m, 7)."""
        terms = self.model.quarter(stage, drivers)
        self._mining(draft, stage, terms)
        self._phases(draft, stage, terms)
        self._money(draft, stage, terms)
        self._notes(draft, stage, drivers)

    def _mining(self, draft: BatchDraft, stage: int, terms: QuarterTerms) -> None:
        """Write megawatts that mine, best machines first because they earn most, and those that phases displace."""
        model, lag = self.model, self.model.lag(OPERATING, stage)
        used = {}
        for at, name in enumerate(model.tables.tier_names):
            margin = terms.price * terms.coins_per_mw[:, at] - terms.cost_per_mw[:, at]
            draft.control(mined_name(at, name), high=float(model.fixed.tier_mw[stage, at]), reward=lag * margin)
            used[mined_name(at, name)] = 1.0
        free = model.mining_mw(stage)
        for kind in model.kinds:
            if any(kind.displaced_mw):
                draft.control(displaced_name(kind))
                used[displaced_name(kind)] = 1.0
                for number, (slope, constant) in enumerate(displacing(kind), start=1):
                    if slope:
                        row = f"{displaced_name(kind)}, line {number}"
                        draft.row(row, {displaced_name(kind): 1, started_name(kind) + PRIME: -slope}, at_least=constant)
        if used:
            draft.row(MEGAWATTS, used, at_most=free)

    def _phases(self, draft: BatchDraft, stage: int, terms: QuarterTerms) -> None:
        """Write starts, their limits, and what they bring when: equity due, net NOI on its way, net NOI that bills."""
        model = self.model
        if not model.kinds:
            return
        limit = (
            min(self._first[stage], model.starts_per_quarter) if stage < len(self._first) else model.starts_per_quarter
        )
        due: list[dict[str, Number]] = [{} for _ in range(self.due + 1)]
        soon: list[dict[str, Number]] = [{} for _ in range(self.soon + 1)]
        started = {}
        for at, kind in enumerate(model.kinds):
            name, starts = started_name(kind), starts_name(kind)
            draft.control(
                starts, high=min(kind.count, model.starts_per_quarter), reward=terms.end_worth[:, at], whole=True
            )
            draft.row(f"{name}: account", {name + PRIME: 1, name: -1, starts: -1}, equals=0)
            draft.row(f"{SITES}: {kind.name}", {name + PRIME: 1}, at_most=kind.count)
            draft.row(f"{BUILDING_PACE}: {kind.name}", {starts: 1}, at_most=limit)
            started[starts] = 1.0
            for later, usd in enumerate(terms.equity[at].T):
                due[later][starts] = usd
            soon[kind.live_after - 1][starts] = terms.net_noi[:, at]
        draft.row(TENANTS, started, at_most=model.tenants[stage])
        lag = model.lag(CONTRACTED, stage)
        draft.worth(LIVE, lag)
        for starts, usd in due[0].items():
            draft.worth(starts, -lag * usd)
        if self.due:
            draft.worth(due_name(1), -lag)
        self._shift(draft, due_name, due[1:], self.due)
        growth = model.kinds[0].growth
        self._shift(draft, soon_name, soon[1:], self.soon)
        arriving = {soon_name(1): -1.0} if self.soon else {}
        now = {starts: -usd for starts, usd in soon[0].items()}
        draft.carry(LIVE, low=-INF)
        draft.row("net NOI that bills", {LIVE + PRIME: 1, LIVE: -(1 + growth), **arriving, **now}, equals=0)

    @staticmethod
    def _shift(draft: BatchDraft, name: Callable[[int], str], begun: list[dict[str, Number]], length: int) -> None:
        """Write a line of amounts that come a quarter closer each quarter."""
        for at in range(1, length + 1):
            before = {name(at + 1): -1.0} if at < length else {}
            new = {starts: -usd for starts, usd in begun[at - 1].items()}
            draft.carry(name(at), low=-INF)
            draft.row(f"{name(at)}: account", {name(at) + PRIME: 1, **before, **new}, equals=0)

    def _money(self, draft: BatchDraft, stage: int, terms: QuarterTerms) -> None:
        """Write the accounts of cash and coins, the loan, and shares sold."""
        model, price = self.model, terms.price
        cash: dict[str, Number] = {
            CASH + PRIME: 1.0,
            CASH: -model.cash_growth,
        }
        coins: dict[str, Number] = {COINS + PRIME: 1.0, COINS: -1.0}
        for at, segment in enumerate(model.segments):
            draft.control(sold_name(at), high=segment.size)
            cash[sold_name(at)], coins[sold_name(at)] = -segment.keeps * price, 1.0
        for at, tier in enumerate(model.tables.tier_names):
            coins[mined_name(at, tier)] = -terms.coins_per_mw[:, at]
            cash[mined_name(at, tier)] = terms.cost_per_mw[:, at]
        credit = (
            float(model.fixed.credits[stage] / model.tables.terms.developed_mw)
            if model.tables.terms.developed_mw
            else 0.0
        )
        for at, kind in enumerate(model.kinds):
            cash[starts_name(kind)] = terms.equity[at][:, 0]
            if any(kind.displaced_mw):
                cash[displaced_name(kind)] = credit
        if self.due:
            cash[due_name(1)] = 1.0
        if model.kinds:
            cash[LIVE] = -1.0
        self._line(draft, stage, terms, cash)
        self._shares(draft, terms, cash)
        draft.carry(CASH, low=-INF)
        draft.worth_anyway(terms.worth_anyway)
        draft.row(CASH_ACCOUNT, cash, equals=terms.cash_anyway)
        draft.row(COINS_ACCOUNT, coins, equals=0)
        draft.row(FLOOR, {CASH + PRIME: 1}, at_least=model.floor)

    def _notes(self, draft: BatchDraft, stage: int, drivers: Floats) -> None:
        """Write convertibles: a state of their own, because what their shares will be worth moves with the price."""
        for at in range(len(self.model.tables.notes)):
            name, due = note_name(at), self.model.note_stage(at)
            if due == stage:
                draft.worth(name, -self.model.note_shares_worth(at, drivers))
            draft.row(f"{name}: account", {name + PRIME: 1, name: -1.0 if stage < due else 0.0}, equals=0)

    def _line(self, draft: BatchDraft, stage: int, terms: QuarterTerms, cash: dict[str, Number]) -> None:
        model, price = self.model, terms.price
        if model.facility <= 0:
            return
        size = model.facility if stage + 1 < model.line_until else 0.0
        draft.control(DRAWN)
        draft.control(REPAID)
        cash |= {DRAWN: -1.0, REPAID: 1.0, LINE: model.line_rate}
        draft.row(LINE_ACCOUNT, {LINE + PRIME: 1, LINE: -1, DRAWN: -1, REPAID: 1}, equals=0)
        draft.row(FACILITY, {LINE + PRIME: 1}, at_most=size)
        draft.row(CALL, {LINE + PRIME: 1, COINS + PRIME: -model.call_ltv * price}, at_most=0)
        draft.row(DRAW_LIMIT, {DRAWN: 1, COINS + PRIME: -model.draw_ltv * price}, at_most=0)

    def _shares(self, draft: BatchDraft, terms: QuarterTerms, cash: dict[str, Number]) -> None:
        said = self.model.assumptions.value
        if issues_shares(self.model):
            cost = 1 + said("economics.atm_discount") + said("economics.atm_commission")
            draft.control(ISSUED, reward=-cost)
            draft.row(PROGRAMME_PACE, {ISSUED: 1}, at_most=terms.issue_cap)
            draft.row(PROGRAMME_ACCOUNT, {PROGRAMME + PRIME: 1, PROGRAMME: -1, ISSUED: 1}, equals=0)
            cash[ISSUED] = -1.0
        draft.control(
            EMERGENCY,
            high=self._most_in_need if self._rescue else 0.0,
            reward=-1 / (1 - said("economics.emergency_equity_discount")),
        )
        cash[EMERGENCY] = -1.0

    @property
    def _most_in_need(self) -> float:
        """More than a quarter can lack [million USD]: every debt, the dearest quarter and all builds at once, twice.

        A bound is needed where foresight looks for the best it could have done: without one, it may seem to gain by
        raising money without end.
        """
        model = self.model
        fixed = float(np.abs(np.minimum(model.fixed.operating + model.fixed.contracted, 0.0)).max())
        builds = sum(kind.cost_usd for kind in model.kinds) * model.starts_per_quarter / MILLION
        return MARGIN_OF_NEED * (model.floor + model.tables.opening.debt_usd / MILLION + fixed + builds)


def issues_shares(model: CompanyModel) -> bool:
    """Say whether a company has a share programme to sell from."""
    return model.miner.atm_remaining_usd > 0 and model.tables.terms.share_price_usd > 0


def displacing(kind: PhaseTerms) -> tuple[tuple[float, float], ...]:
    """Return the lines (slope, constant) whose greatest is the mining megawatts that so many phases stop [MW].

    Between whole numbers the greatest is straight, because the phases that stop fewest come first.
    """
    lines, stopped = [], 0.0
    for number, mw in enumerate(kind.displaced_mw):
        lines.append((mw, stopped - mw * number))
        stopped += mw
    return tuple(dict.fromkeys(lines))
