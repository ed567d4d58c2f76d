"""Named rules on the plan's own quarters: the same flows, prices and worth as its programs, for many paths at once.

A `Rule` is the engine's, by month: what it sells of its coins in three months is sold here in one quarter, and each
choice is made once a quarter. None repays the loan against coins before it must.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from headframe.economics.rules import Rule
from headframe.planning.company_model import CONTRACTED, OPERATING, QuarterTerms
from headframe.planning.company_problem import CompanyProblem
from headframe.planning.drivers import MONTHS_PER_QUARTER, PRICE
from headframe.planning.phase_terms import QUARTERS_PER_YEAR
from headframe.planning.quarterly import MILLION
from headframe.planning.rule_course import Quarters, RuleCourse, in_a_quarter
from headframe.planning.rule_mining import mined_by_margin
from headframe.planning.sale_cost import coins_for, proceeds
from headframe.solver.arrays import Floats


class _Books:
    """The company on n paths, quarter by quarter. Money in million USD, coins in thousands."""

    def __init__(self, quarters: Quarters, rules: Sequence[Rule], most_begun: Sequence[int] | None) -> None:
        self.quarters, self.model, self.rules, self.most_begun = quarters, quarters.model, rules, most_begun
        count = len(quarters.drivers)
        miner, model = self.model.miner, self.model
        self.cash = np.full(count, miner.cash_usd / MILLION)
        self.coins = np.full(count, miner.bitcoin_btc / 1e3)
        self.line = np.full(count, model.facility)
        private = model.tables.terms.share_price_usd <= 0
        self.programme = np.full(count, 0.0 if private else miner.atm_remaining_usd / MILLION)
        self.live = np.zeros(count)
        self.begun = [np.zeros(count) for _ in model.kinds]
        problem = CompanyProblem(model)
        self.due = np.zeros((problem.due + 2, count))
        self.soon = np.zeros((problem.soon + 2, count))
        self.value = np.zeros(count)
        self.new_shares = np.zeros(count)
        shape = count, model.stages
        self.sold, self.issued, self.in_need, self.started = (np.zeros(shape) for _ in range(4))

    def quarter(self, stage: int) -> None:
        """Live one quarter."""
        model, terms, self.rule = self.model, self.quarters.terms[stage], self.rules[stage]
        operating, contracted = model.lag(OPERATING, stage), model.lag(CONTRACTED, stage)
        worth = terms.worth_anyway + contracted * (self.live - self.due[1])
        begun, equity_now, end_worth = self._start(stage, terms)
        worth += end_worth - contracted * equity_now
        mined, power = mined_by_margin(model, stage, terms, model.mining_mw(stage) - self._stopped())
        worth += operating * (terms.price * mined - power)
        interest = 1 + model.assumptions.value("economics.interest_on_cash_per_year") / QUARTERS_PER_YEAR
        cash = self.cash * interest + terms.cash_anyway - power - equity_now - self.due[1] + self.live
        cash -= model.line_rate * self.line + self._credits_lost(stage)
        self.coins = self.coins + mined
        cash = self._sell(stage, terms, mined, cash)
        cash = self._serve_line(stage, terms, cash)
        cash, raised = self._fund(stage, terms, cash)
        worth -= raised
        for at in range(len(model.tables.notes)):
            if model.note_stage(at) == stage:
                worth -= model.note_shares_worth(at, self.quarters.drivers[:, stage])
        self.value += model.discount**stage * worth
        self.cash = cash
        self._advance(begun)

    def finish(self) -> None:
        """Add what is left at the end."""
        model, rows = self.model, self.quarters.drivers[:, -1]
        operating, contracted = (1 + model.lag(name, model.stages) for name in (OPERATING, CONTRACTED))
        mine = model.assumptions.value("economics.mining_exit_usd_per_mw") / MILLION * operating
        end = self.cash + self.coins * rows[:, PRICE] / 1e3 - self.line + model.miner.cash_restricted_usd / MILLION
        end += contracted * (model.fixed.lease_end - model.fixed.debt_end) - contracted * self.due[1:].sum(axis=0)
        end += mine * (model.mining_mw(model.stages - 1) - self._stopped())
        for at in range(len(model.tables.notes)):
            if model.note_stage(at) >= model.stages:
                end -= model.note_shares_worth(at, rows) + model.note_cash(at, rows)
        self.value += model.discount**model.stages * end

    def _start(self, stage: int, terms: QuarterTerms) -> tuple[list[Floats], Floats, Floats]:
        """Start phases for the tenants who come, where rent and means allow; return starts, equity, end worth."""
        model, rule = self.model, self.rule
        tenants = np.full(len(self.cash), float(model.tenants[stage]))
        if self.most_begun is not None:
            tenants = np.clip(self.most_begun[stage] - sum(self.begun, 0.0 * self.cash), 0.0, tenants)
        begun, now, end = [], np.zeros(len(self.cash)), np.zeros(len(self.cash))
        free = self.cash - model.floor + self.coins * terms.price
        for at, kind in enumerate(model.kinds):
            whole_equity = terms.equity[at].sum(axis=1)
            room = np.minimum(np.minimum(kind.count - self.begun[at], tenants), model.starts_per_quarter)
            means = np.floor(np.maximum(free, 0.0) / np.maximum(rule.start_cover * whole_equity, 1e-9))
            starts = np.where(terms.rent >= rule.start_rent_usd_per_kw_month, np.minimum(room, means), 0.0)
            begun.append(starts)
            tenants, free = tenants - starts, free - starts * whole_equity
            now += starts * terms.equity[at][:, 0]
            end += starts * terms.end_worth[:, at]
            for later in range(1, terms.equity[at].shape[1]):
                self.due[later + 1] += starts * terms.equity[at][:, later]
            self.soon[kind.live_after] += starts * terms.net_noi[:, at]
            self.begun[at] = self.begun[at] + starts
            self.started[:, stage] += starts
        return begun, now, end

    def _sell(self, stage: int, terms: QuarterTerms, mined: Floats, cash: Floats) -> Floats:
        """Sell by the rule: of production, above a price, for needs ahead."""
        rule, model = self.rule, self.model
        wanted = rule.sell_share_of_production * mined
        above = self.quarters.drivers[:, stage, PRICE] >= rule.sell_above_usd_per_btc
        share = in_a_quarter(rule.sell_above_share)
        wanted = np.maximum(wanted, np.where(above, share * self.coins, 0.0))
        ahead = round(rule.fund_ahead_months / MONTHS_PER_QUARTER)
        if ahead:
            short = model.floor + self._needs(stage, ahead) - cash - proceeds(self.model.segments, terms.price, wanted)
            wanted = wanted + coins_for(self.model.segments, terms.price, wanted, np.maximum(short, 0.0))
        return cash + self._take(stage, terms, np.minimum(wanted, self.coins))

    def _needs(self, stage: int, quarters: int) -> Floats:
        """Return what is known to fall due in the quarters ahead, less what comes in by itself, not below nothing."""
        model = self.model
        need = np.zeros(len(self.cash))
        for at in range(1, quarters + 1):
            if stage + at < model.stages:
                fixed = model.fixed.operating[stage + at] + model.fixed.contracted[stage + at]
                need += -fixed - self.live + (self.due[at + 1] if at + 1 < len(self.due) else 0.0)
        return np.maximum(need, 0.0)

    def _serve_line(self, stage: int, terms: QuarterTerms, cash: Floats) -> Floats:
        """Repay what the loan's size and the margin call ask for, from coins where cash above the floor is short."""
        model = self.model
        if model.facility <= 0:
            return cash
        size = model.facility if stage + 1 < model.line_until else 0.0
        for _ in range(LINE_ROUNDS):
            over = np.maximum(self.line - np.minimum(size, model.call_ltv * terms.price * self.coins), 0.0)
            coins = coins_for(
                self.model.segments, terms.price, self.sold[:, stage], np.maximum(over - (cash - model.floor), 0.0)
            )
            cash = cash + self._take(stage, terms, np.minimum(coins, self.coins)) - over
            self.line = self.line - over
        return cash

    def _fund(self, stage: int, terms: QuarterTerms, cash: Floats) -> tuple[Floats, Floats]:
        """Lift cash to its floor by the rule's order; return cash and what the money raised cost today's holders."""
        said = self.model.assumptions.value
        dear = 1 + said("economics.atm_discount") + said("economics.atm_commission")
        steps = (self._issue, self._coins_to_floor)
        cost = np.zeros(len(cash))
        for step in steps if self.rule.programme_first >= 0.5 else steps[::-1]:
            cash, issued = step(stage, terms, cash)
            cost += dear * issued
        cash = self._line_after_coins(stage, terms, cash)
        short = np.maximum(self.model.floor - cash, 0.0)
        # Coins sold to the floor miss it by rounding.
        short = np.where(short < ROUNDING, 0.0, short)
        self.in_need[:, stage] = short
        keeps = 1 - said("economics.emergency_equity_discount")
        self._dilute(terms, short / keeps)
        return cash + short, cost + short / keeps

    def _line_after_coins(self, stage: int, terms: QuarterTerms, cash: Floats) -> Floats:
        """Repay what coins sold for the floor left uncovered: the margin call holds at the end of the quarter."""
        model = self.model
        if model.facility <= 0:
            return cash
        over = np.maximum(self.line - model.call_ltv * terms.price * self.coins, 0.0)
        self.line = self.line - over
        return np.asarray(cash - over)

    def _issue(self, stage: int, terms: QuarterTerms, cash: Floats) -> tuple[Floats, Floats]:
        short = np.maximum(self.model.floor - cash, 0.0)
        issued = np.minimum(short, np.minimum(self.programme, terms.issue_cap))
        self.programme = self.programme - issued
        self.issued[:, stage] = issued
        self._dilute(terms, issued)
        return cash + issued, issued

    def _coins_to_floor(self, stage: int, terms: QuarterTerms, cash: Floats) -> tuple[Floats, Floats]:
        short = np.maximum(self.model.floor - cash, 0.0)
        coins = np.minimum(coins_for(self.model.segments, terms.price, self.sold[:, stage], short), self.coins)
        return cash + self._take(stage, terms, coins), np.zeros(len(cash))

    def _dilute(self, terms: QuarterTerms, usd: Floats) -> None:
        priced = terms.share_price > 0
        shares = np.where(priced, usd * MILLION / np.where(priced, terms.share_price, 1.0), 0.0)
        self.new_shares += shares / self.model.miner.shares

    def _take(self, stage: int, terms: QuarterTerms, coins: Floats) -> Floats:
        """Sell so many coins more in the quarter and return their proceeds."""
        before = proceeds(self.model.segments, terms.price, self.sold[:, stage])
        self.sold[:, stage] += coins
        self.coins = self.coins - coins
        return proceeds(self.model.segments, terms.price, self.sold[:, stage]) - before

    def _stopped(self) -> Floats:
        """Return mining megawatts that phases begun have stopped."""
        return np.asarray(
            sum((kind.stopped_mw(self.begun[at]) for at, kind in enumerate(self.model.kinds)), 0.0 * self.cash)
        )

    def _credits_lost(self, stage: int) -> Floats:
        developed = self.model.tables.terms.developed_mw
        return self._stopped() * (self.model.fixed.credits[stage] / developed if developed else 0.0)

    def _advance(self, begun: list[Floats]) -> None:
        """Bring what is due and what will bill a quarter closer."""
        growth = self.model.kinds[0].growth if self.model.kinds else 0.0
        self.live = self.live * (1 + growth) + self.soon[1]
        self.soon[1:-1], self.soon[-1] = self.soon[2:].copy(), 0.0
        self.due[1:-1], self.due[-1] = self.due[2:].copy(), 0.0


ROUNDING = 1e-9
LINE_ROUNDS = 6
"""Coins sold to repay lower the collateral: each round leaves less than half of what the one before left open."""


def follow_rule(quarters: Quarters, rule: Rule | Sequence[Rule], most_begun: Sequence[int] | None = None) -> RuleCourse:
    """Follow a rule along paths of drivers, or one rule a quarter; `most_begun` caps the phases begun by each."""
    rules = (rule,) * quarters.model.stages if isinstance(rule, Rule) else rule
    books = _Books(quarters, rules, most_begun)
    cash, coins = [books.cash], [books.coins]
    for stage in range(quarters.model.stages):
        books.quarter(stage)
        cash.append(books.cash)
        coins.append(books.coins)
    books.finish()
    return RuleCourse(
        value=books.value,
        cash=np.stack(cash, axis=1),
        coins=np.stack(coins, axis=1),
        sold=books.sold,
        issued=books.issued,
        in_need=books.in_need,
        started=books.started,
        issued_shares=books.new_shares,
    )
