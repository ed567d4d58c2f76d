"""A policy's numbers in words."""

from __future__ import annotations

from headframe.economics.rules import NEVER, Rule


def rule_words(rule: Rule) -> str:
    """Return a policy's numbers in words.

    Examples
    --------
    >>> rule_words(Rule(sell_share_of_production=1.0))
    'sells 100 % of what it mines; a shortfall is met by shares, then coins; starts no build that nobody signed for'
    """
    said = []
    if rule.sell_share_of_production > 0:
        said.append(f"sells {_percent(rule.sell_share_of_production)} of what it mines")
    if rule.sell_above_usd_per_btc < NEVER and rule.sell_above_share > 0:
        limit = f"above ${rule.sell_above_usd_per_btc:,.0f}" if rule.sell_above_usd_per_btc > 0 else "at any price"
        said.append(f"sells {_percent(rule.sell_above_share)} of its free coins a month {limit}")
    if rule.fund_ahead_months > 0:
        said.append(f"sells coins for the needs of {rule.fund_ahead_months:g} months ahead")
    said = said or ["keeps its coins"]
    order = "shares, then coins" if rule.programme_first >= 0.5 else "coins, then shares"
    return "; ".join([*said, f"a shortfall is met by {order}", _starts(rule)])


def _starts(rule: Rule) -> str:
    rent = rule.start_rent_usd_per_kw_month
    if rent >= NEVER:
        return "starts no build that nobody signed for"
    who = f"a tenant that pays ${rent:,.0f} a kW-month" if rent > 0 else "each tenant that comes, whatever it pays"
    if rule.start_cover <= 0:
        return f"starts a phase for {who}, whether or not its equity is at hand"
    return f"starts a phase for {who}, with {rule.start_cover:g} times its equity at hand in free cash and coins"


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")
