"""The record against figures that an independent reader took from the filings' own tags."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.vocabulary.figure import Figure

COMPANY = {"riot": "RIOT", "clsk": "CLSK", "btbt": "BTBT", "corz": "CORZ"}
CONCEPT = {
    "us-gaap:CashAndCashEquivalentsAtCarryingValue": "cash",
    "us-gaap:RestrictedCashCurrent": "cash_restricted",
    "us-gaap:CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents": "cash_and_restricted_end",
    "us-gaap:CryptoAssetNumberOfUnits": "bitcoin_held",
    "us-gaap:CryptoAssetCost": "bitcoin_carrying_cost_basis",
    "us-gaap:PaymentsToAcquirePropertyPlantAndEquipment": "capex_property",
    "us-gaap:CryptoAssetFairValueUnrestricted": "bitcoin_unrestricted_fair_value",
    "riot:QuantityOfCryptoCurrencyRevenueRecognizedFromMining": "bitcoin_produced",
    "riot:QuantityOfCryptoCurrencySold": "bitcoin_sold",
    "riot:QuantityOfCryptoCurrencyExchangeForEmployeeCompensation": "bitcoin_exchanged_compensation",
    "riot:CryptocurrencyQuantityChangeInReceivable": "bitcoin_receivable_change",
    "riot:PowerCurtailmentCredits": "power_credits_total",
    "clsk:ReceivableFromBitcoinCollateral": "receivable_from_bitcoin_collateral",
    "clsk:GainOnBitcoinCollateral": "gain_on_bitcoin_collateral",
    "dei:EntityCommonStockSharesOutstanding": "shares_outstanding",
}
# Bit Digital's table of units counts bitcoin and ether under one tag; CleanSpark's leaves out posted coins.
OTHER_BASIS = {("BTBT", "bitcoin_held"), ("CLSK", "bitcoin_held")}


class Tag(NamedTuple):
    """One tagged figure without dimensions."""

    company: str
    concept: str
    period: Period
    value: float
    tolerance: float
    """Half of the unit that the tag says its value is rounded to."""


def tagged(path: Path) -> list[Tag]:
    """Return the tagged figures whose concept and period the record also names."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["tag"] in CONCEPT and not row["dims"]]
    tags = [
        Tag(COMPANY[row["file"][:4]], CONCEPT[row["tag"]], _period(row["period"]), number, _tolerance(row["decimals"]))
        for row in rows
        if (number := _number(row)) is not None
    ]
    return [tag for tag in tags if (tag.company, tag.concept) not in OTHER_BASIS]


def _tolerance(decimals: str) -> float:
    return 1e-9 if decimals == "INF" else 0.5 * 10.0 ** -int(decimals)


def _period(printed: str) -> Period:
    """Return the period of a tag's context: one day, or first and last day with or without a stroke."""
    if len(printed) == 10:
        return Period.parse(printed)
    return Period.span(date.fromisoformat(printed[:10]), date.fromisoformat(printed[-10:]))


def _number(row: dict[str, str]) -> float | None:
    digits = row["value_text"].strip("()").replace(",", "")
    return float(digits) * 10 ** int(row["scale"] or 0) if digits.replace(".", "", 1).isdigit() else None


def test_the_record_agrees_with_the_tags(shared: Path) -> None:
    path = shared / "reference" / "filings" / "expected_ixbrl.csv"
    if not path.is_file():
        pytest.skip("the tagged figures do not lie beside this checkout")
    view = Record().view()
    looked_up = [(tag, view.figure(tag.company, tag.concept, tag.period)) for tag in tagged(path)]
    compared = [(tag, figure) for tag, figure in looked_up if isinstance(figure, Figure)]
    assert len(compared) >= 100
    # The sign is left out: a tag's sign is the account's, the record's is the concept's.
    wrong = [
        (tag, figure.value)
        for tag, figure in compared
        if abs(figure.value) != pytest.approx(abs(tag.value), abs=tag.tolerance, rel=1e-9)
    ]
    assert wrong == []
