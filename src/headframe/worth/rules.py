"""Brokers' rules: what each published one says of a company on our record, and whether the printed ones hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from headframe.ground.errors import UsageProblem
from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure
from headframe.worth.balances import nearest
from headframe.worth.claims import capital_of
from headframe.worth.multiples import Multiples, multiples_on
from headframe.worth.rule_audit import RuleAudit, audit_rules
from headframe.worth.rule_file import RuleFile, rule_files
from headframe.worth.rule_run import RuleRun, run_rule
from headframe.worth.yardsticks import bitcoin_on, newest_price, stated_share_price

ALL = "all"


@dataclass(frozen=True, kw_only=True)
class RulesAnswer(Answer):
    """Every published rule on one record, and every printed rule recomputed from its own inputs."""

    verb: ClassVar[str] = "rules"

    at: Multiples
    """The price, shares, debt and cash that the rules are held against."""
    day: date
    runs: tuple[RuleRun, ...]
    printed: tuple[RuleAudit, ...]
    printed_by_class: dict[str, int]
    independent: int
    independent_within_5_percent: int


def run_rules(
    view: View,
    company: str,
    which: str = ALL,
    price_usd: float | None = None,
    bitcoin_price_usd: float | None = None,
) -> RulesAnswer:
    """Run the published valuation rules on a company's record.

    Parameters
    ----------
    view : View
        What was known; rules published later are not run.
    company : str
        Ticker or any name of the company, exactly.
    which : str
        "all", or names of rules with commas between.
    price_usd : float, optional
        Share price on the view's day [USD/share]; without it the last packaged month-end close.
    bitcoin_price_usd : float, optional
        Bitcoin price on the view's day [USD/BTC].

    Raises
    ------
    UsageProblem
        For a rule nobody published by then.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> told = run_rules(Record().view(), "RIOT")
    >>> told.independent, told.independent_within_5_percent
    (4, 4)
    """
    ticker = find_company(company).ticker
    day, price = _price(view, ticker, price_usd)
    at = multiples_on(view, ticker, day, price, bitcoin_on(view, day, bitcoin_price_usd))
    capital = capital_of(view, ticker, day, nearest(view, ticker, "shares_outstanding", day))
    printed = audit_rules(view.as_of)
    return RulesAnswer(
        made_from=view.made_from(ticker),
        at=at,
        day=day,
        runs=tuple(run_rule(view, ticker, rule, at, capital) for rule in _chosen(view, which)),
        printed=printed,
        printed_by_class=dict(Counter(row.rule_class.value for row in printed)),
        independent=sum(isinstance(row.recomputed, Figure) for row in printed),
        independent_within_5_percent=sum(row.holds for row in printed),
    )


def _price(view: View, company: str, stated_usd: float | None) -> tuple[date, Figure | Missing]:
    if stated_usd is None:
        return newest_price(view, company)
    return view.as_of, stated_share_price(view, company, stated_usd)


def _chosen(view: View, which: str) -> tuple[RuleFile, ...]:
    known = {rule.name: rule for rule in rule_files(view.as_of)}
    if which == ALL:
        return tuple(known.values())
    asked = [name.strip() for name in which.split(",")]
    unknown = [name for name in asked if name not in known]
    if unknown:
        raise UsageProblem(
            f"no rule '{unknown[0][:60]}' was published by {view.as_of}",
            where="--rules",
            next=f"all, or {', '.join(sorted(known))}",
        )
    return tuple(known[name] for name in asked)
