"""What must hold before a number is taken in: plausible ranges, the network's size, the roll-forward identity.

A number that fails is marked disputed with the reason; it is never dropped, and never taken in quietly.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from headframe.accounts.backcast_network import coins_of_one_ehs
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.reading.found import Found
from headframe.record.view import View
from headframe.vocabulary.concept import concepts
from headframe.vocabulary.fact import Basis
from headframe.vocabulary.figure import Figure

LARGEST_NETWORK_SHARE = 0.25
"""No listed miner has come near a quarter of the network's coins."""
FORMULA_TOLERANCE = 0.25
"""Reported coins against those the reported hash rate should earn: block luck and uptime stay well inside."""
LARGEST_STEP = 3.0
"""Hash rate does not triple between two printings."""
SIZED = ("bitcoin_held", "bitcoin_produced", "bitcoin_sold", "bitcoin_restricted", "bitcoin_sale_net_proceeds")
LARGEST_RATIO = 20.0
"""Balances and monthly flows do not change twentyfold within a year: units and thousands do."""
NEAR_DAYS = 400
LARGEST_PRICE_RATIO = 2.0
"""No month's sales are made at twice, or half, its average price."""
IDENTITY_TOLERANCE = 0.005
"""Share of holdings by which a roll-forward may miss: fees and staff take less."""


def failed_checks(view: View, found: Found, document: Sequence[Found]) -> tuple[str, ...]:
    """Return why a number cannot be right, in sentences; nothing where no check fails.

    Parameters
    ----------
    view : View
        What the record knew before.
    found : Found
        The number.
    document : sequence of Found
        Everything read from the same document: its own balances and flows come before the record's.
    """
    if found.basis is not Basis.AS_DEFINED:
        return tuple(said for said in (_range(view, found, document),) if said)
    checks = (_range, _size, _price, _network, _formula, _step, _identity)
    return tuple(said for check in checks if (said := check(view, found, document)))


def _range(view: View, found: Found, document: Sequence[Found]) -> str:
    concept = concepts()[found.concept]
    if not concept.low <= found.value <= concept.high:
        return f"{found.value:,.10g} lies outside {concept.low:,.10g} to {concept.high:,.10g} {concept.unit}"
    wrong_sign = (concept.sign == "nonnegative" and found.value < 0) or (
        concept.sign == "nonpositive" and found.value > 0
    )
    return f"{found.concept} is never of this sign" if wrong_sign else ""


def _size(view: View, found: Found, document: Sequence[Found]) -> str:
    """Hold a number against the nearest one known: a slip of thousands shows here, whatever the unit says."""
    if found.concept not in SIZED or found.company is None or found.value == 0:
        return ""
    near = [
        (abs((period.end - found.period.end).days), figure.value)
        for period in view.periods(found.company, found.concept)
        if period.is_day == found.period.is_day
        and abs(period.days - found.period.days) < 10
        and isinstance(figure := view.figure(found.company, found.concept, period), Figure)
        and figure.value > 0
    ]
    if not near:
        return ""
    days, level = min(near)
    if days > NEAR_DAYS or level / LARGEST_RATIO <= found.value <= level * LARGEST_RATIO:
        return ""
    return f"{found.value:,.6g} {found.unit} against {level:,.6g} within {days} days: a slip of scale?"


def _price(view: View, found: Found, document: Sequence[Found]) -> str:
    """Hold proceeds over coins against the month's price."""
    if found.concept not in ("bitcoin_sale_net_proceeds", "bitcoin_sold") or found.company is None:
        return ""
    money = _value(view, document, found.company, "bitcoin_sale_net_proceeds", found.period)
    coins = _value(view, document, found.company, "bitcoin_sold", found.period)
    average = view.market.quarter_average("bitcoin_price_month_average", found.period)
    if not money or not coins or isinstance(average, Missing):
        return ""
    if 1 / LARGEST_PRICE_RATIO <= money / coins / average.value <= LARGEST_PRICE_RATIO:
        return ""
    made = f"{money:,.0f} USD for {coins:,.0f} BTC is {money / coins:,.0f} a coin"
    return f"{made}, against {average.value:,.0f} on average"


def _network(view: View, found: Found, document: Sequence[Found]) -> str:
    if found.concept != "bitcoin_produced" or found.period.is_day:
        return ""
    issued = [view.market.month("network_issuance", month) for month in found.period.months()]
    total = sum(figure.value for figure in issued if isinstance(figure, Figure))
    if any(isinstance(figure, Missing) for figure in issued) or found.value <= LARGEST_NETWORK_SHARE * total:
        return ""
    return f"{found.value:,.0f} BTC would be {100 * found.value / total:.0f} % of all coins issued in {found.period}"


def _formula(view: View, found: Found, document: Sequence[Found]) -> str:
    if found.concept != "bitcoin_produced" or not found.period.is_month or found.company is None:
        return ""
    hash_rate = _value(view, document, found.company, "hash_rate_operating_average", found.period)
    one = coins_of_one_ehs(view, found.period)
    if hash_rate is None or isinstance(one, Missing) or hash_rate == 0:
        return ""
    expected = hash_rate * one.value
    if abs(found.value / expected - 1) <= FORMULA_TOLERANCE:
        return ""
    return f"{hash_rate:,.4g} EH/s should earn about {expected:,.0f} BTC in {found.period}, not {found.value:,.0f}"


def _step(view: View, found: Found, document: Sequence[Found]) -> str:
    if found.concept != "hash_rate_deployed" or found.company is None:
        return ""
    near = [
        (abs((period.end - found.period.end).days), figure.value)
        for period in view.periods(found.company, found.concept)
        if isinstance(figure := view.figure(found.company, found.concept, period), Figure) and figure.value > 0
    ]
    if not near:
        return ""
    days, level = min(near)
    if days > 100 or level / LARGEST_STEP <= found.value <= level * LARGEST_STEP:
        return ""
    return f"{found.value:,.4g} EH/s against {level:,.4g} within {days} days"


def _identity(view: View, found: Found, document: Sequence[Found]) -> str:
    """Roll the month of a balance, or of a flow, with the document's own figures first."""
    treasury = ("bitcoin_held", "bitcoin_produced", "bitcoin_sold")
    if found.concept not in treasury or found.company is None:
        return ""
    month = Period.month(found.period.end.year, found.period.end.month)
    if found.concept != "bitcoin_held" and found.period != month:
        return ""
    before = Period.day(month.first_day - timedelta(days=1))
    opening = _value(view, document, found.company, "bitcoin_held", before)
    closing = _value(view, document, found.company, "bitcoin_held", Period.day(month.end))
    produced = _value(view, document, found.company, "bitcoin_produced", month)
    sold = _value(view, document, found.company, "bitcoin_sold", month)
    if opening is None or closing is None or produced is None or sold is None:
        return ""
    if isinstance(view.figure(found.company, "bitcoin_purchased", month), Figure):
        return ""
    residual = closing - (opening + produced - sold)
    if abs(residual) <= max(IDENTITY_TOLERANCE * max(opening, closing), 5.0):
        return ""
    return (
        f"{month} does not close: {opening:,.0f} + {produced:,.0f} − {sold:,.0f} is {opening + produced - sold:,.0f}, "
        f"against {closing:,.0f} (residual {residual:+,.0f})"
    )


def _value(view: View, document: Sequence[Found], company: str, concept: str, period: Period) -> float | None:
    for found in document:
        same = (found.company, found.concept, found.period) == (company, concept, period)
        if same and found.basis is Basis.AS_DEFINED:
            return found.value
    figure = view.figure(company, concept, period)
    return figure.value if isinstance(figure, Figure) else None
