"""Owners: changes by holder, and never a zero for a holder nobody handed in."""

from __future__ import annotations

from datetime import date

import pytest

from headframe.ground.missing import Missing
from headframe.record.record import Record
from headframe.vocabulary.figure import Figure
from headframe.worth.owners import OwnersVerdict, find_owners
from headframe.worth.owners_file import holdings_of_13f, holdings_of_csv

VIEW = Record().view()
CSV = """holder,quarter,shares
Northfield Partners,2025-Q3,100
Northfield Partners,2025-Q4,150
Southfield Fund,2025-Q3,80
Eastfield,2025-Q4,10
"""
"""Made-up holders."""

SUBMISSION = b"""<SEC-DOCUMENT><XML>
<edgarSubmission xmlns="http://www.sec.gov/edgar/thirteenffiler"><formData><coverPage>
<reportCalendarOrQuarter>12-31-2025</reportCalendarOrQuarter>
<filingManager><name>NORTHFIELD PARTNERS</name></filingManager></coverPage></formData>
<headerData><filerInfo><periodOfReport>12-31-2025</periodOfReport></filerInfo></headerData></edgarSubmission>
</XML><XML><?xml version="1.0"?>
<n1:informationTable xmlns:n1="http://www.sec.gov/edgar/document/thirteenf/informationtable">
<n1:infoTable><n1:nameOfIssuer>RIOT PLATFORMS INC</n1:nameOfIssuer><n1:cusip>000000000</n1:cusip>
<n1:shrsOrPrnAmt><n1:sshPrnamt>150</n1:sshPrnamt><n1:sshPrnamtType>SH</n1:sshPrnamtType></n1:shrsOrPrnAmt></n1:infoTable>
<n1:infoTable><n1:nameOfIssuer>RIOT PLATFORMS INC</n1:nameOfIssuer><n1:cusip>000000000</n1:cusip>
<n1:shrsOrPrnAmt><n1:sshPrnamt>900</n1:sshPrnamt><n1:sshPrnamtType>SH</n1:sshPrnamtType></n1:shrsOrPrnAmt>
<n1:putCall>Call</n1:putCall></n1:infoTable>
<n1:infoTable><n1:nameOfIssuer>NORTHFIELD ORES</n1:nameOfIssuer><n1:cusip>000000001</n1:cusip>
<n1:shrsOrPrnAmt><n1:sshPrnamt>7</n1:sshPrnamt><n1:sshPrnamtType>SH</n1:sshPrnamtType></n1:shrsOrPrnAmt></n1:infoTable>
</n1:informationTable></XML></SEC-DOCUMENT>"""
"""A made-up manager's filing."""


def test_without_tables_nothing_can_be_checked() -> None:
    told = find_owners(VIEW, "RIOT")
    assert told.verdict is OwnersVerdict.CANNOT_CHECK
    assert isinstance(told.missing, Missing)
    assert "price move" in told.missing.reason


def test_the_net_change_is_over_holders_of_both_quarters() -> None:
    told = find_owners(VIEW, "RIOT", holdings_of_csv(CSV, "made-up.csv", "RIOT"))
    last = told.quarters[-1]
    assert isinstance(last.net_change, Figure)
    assert (last.net_change.value, last.shares.value, last.in_both) == (50.0, 160.0, 1)


def test_a_holder_not_handed_in_is_a_gap() -> None:
    told = find_owners(VIEW, "RIOT", holdings_of_csv(CSV, "made-up.csv", "RIOT"))
    gone = next(change for change in told.changes if change.holder == "Southfield Fund")
    assert isinstance(gone.after, Missing)
    assert isinstance(gone.change, Missing)


def test_a_filing_due_after_the_views_day_is_not_used() -> None:
    rows = holdings_of_csv(CSV, "made-up.csv", "RIOT")
    told = find_owners(Record().view(date(2026, 1, 15)), "RIOT", rows)
    assert [quarter.quarter for quarter in told.quarters] == [date(2025, 9, 30)]


def test_a_submission_gives_the_managers_shares_without_options() -> None:
    found = holdings_of_13f(SUBMISSION, "made-up.txt", "RIOT")
    assert [(h.holder, h.quarter, h.shares) for h in found] == [("NORTHFIELD PARTNERS", date(2025, 12, 31), 150.0)]


def test_a_company_the_table_does_not_name_is_not_there() -> None:
    assert holdings_of_13f(SUBMISSION, "made-up.txt", "MARA") == ()


@pytest.mark.parametrize("label", ["RIOT", "Riot Platforms"])
def test_rows_of_other_companies_are_passed_over(label: str) -> None:
    text = f"holder,quarter,shares,company\nNorthfield,2025-Q4,5,{label}\nNorthfield,2025-Q4,9,MARA\n"
    assert [holding.shares for holding in holdings_of_csv(text, "made-up.csv", "RIOT")] == [5.0]
