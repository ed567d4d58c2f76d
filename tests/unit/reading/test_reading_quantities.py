"""Numbers as six languages print them."""

from __future__ import annotations

import pytest

from headframe.ground.interval import Interval
from headframe.reading.quantities import quantities


@pytest.mark.parametrize(
    ("text", "comma", "value", "unit"),
    [
        ("1.818 BTC", True, 1818.0, "BTC"),
        ("88.870 dollari", True, 88870.0, "USD"),
        ("161,6 milioni di dollari", True, 161_600_000.0, "USD"),
        ("11 717 BTC", True, 11717.0, "BTC"),
        ("3,7 centavos por kWh", True, 3.7, "cents/kWh"),
        ("2,204 PH/s", False, 2204.0, "PH/s"),
        ("2.6 exahash per second (EH/s)", False, 2.6, "EH/s"),
        ("25 watts per terahash", False, 25.0, "J/TH"),
        ("$12.1M", False, 12_100_000.0, "USD"),
        ("(1.4)c/kWh", False, -1.4, "cents/kWh"),
        ("$0.038/kWh", False, 0.038, "USD/kWh"),
        ("; 1, 479 bitcoin", False, 1479.0, "BTC"),
        ("20.42 BTC a day", False, 20.42, "BTC/day"),
    ],
)
def test_a_number_keeps_its_value_and_unit(text: str, comma: bool, value: float, unit: str) -> None:
    (found,) = quantities(text, comma_decimals=comma)
    assert (found.value, found.unit) == (value, unit)


def test_the_interval_comes_from_the_printed_digits() -> None:
    (found,) = quantities("$161.6 million")
    assert found.interval_in("USD")[1] == Interval(161_550_000.0, 161_650_000.0)


def test_pounds_are_no_dollars() -> None:
    assert [found.unit for found in quantities("£5.50 million")] == ["money"]


@pytest.mark.parametrize(
    "text", ["8,.04 BTC", "8,2999999999999999991e999 BTC", "7,84999 BTC", "$89,600.99999999999999", "1.2.3"]
)
def test_digits_that_make_no_number_are_not_cut_until_they_do(text: str) -> None:
    assert quantities(text) == []
