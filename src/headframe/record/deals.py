"""deals.csv: announced leases, cloud contracts and purchases, each known from its announcement on.

Amounts are as announced. What the compiler's note says of later days is known from those days (dated_note.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from headframe.ground.period import Period
from headframe.record.dated_note import known_clauses
from headframe.record.partial_days import last_known_day
from headframe.record.table_row import Printed, TableRow, table_rows
from headframe.record.witness_of import source_of
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.fact import Source

UNNAMED_AT_SIGNING = " (unnamed at signing)"


class DealKind(StrEnum):
    """What is sold."""

    COLOCATION = "lease_colocation"
    """Space, power and cooling; the tenant brings the machines."""
    BUILD_TO_SUIT = "build_to_suit"
    GPU_CLOUD = "gpu_cloud"
    """Computing on the miner's own GPUs: its rent pays for machines too."""
    PURCHASE = "purchase"


@dataclass(frozen=True, slots=True)
class Deal:
    """One row, as announced. A number that nobody printed is None here; the register says why it is missing."""

    row: int
    company: str
    announced: Period
    known_at: date
    tenant: str
    kind: DealKind
    it_mw: Printed | None
    gross_mw: Printed | None
    term_years: Printed | None
    contract_value_usd: Printed | None
    annual_revenue_usd: Printed | None
    noi_margin: Printed | None
    capex_usd: Printed | None
    capex_usd_per_mw: Printed | None
    who_pays_capex: str
    start: Period | None
    backstop: str
    site: str
    source: Source
    note: str

    def clauses(self, as_of: date) -> tuple[str, ...]:
        """Return the clauses of the note that were known on a day."""
        return known_clauses(self.note, self.known_at, as_of)

    def tenant_known(self, as_of: date) -> str:
        """Return the tenant's name as known on a day: one unnamed at signing stays so until the note's day."""
        if not self.tenant.endswith(UNNAMED_AT_SIGNING):
            return self.tenant
        named = any("tenant named" in clause for clause in self.clauses(as_of))
        return self.tenant.removesuffix(UNNAMED_AT_SIGNING) if named else "unnamed at signing"


def deals(as_of: date, company: str | None = None) -> tuple[Deal, ...]:
    """Return the deals known through the end of `as_of`, of one company or of all, in the table's order.

    Parameters
    ----------
    as_of : date
        A view's day.
    company : str, optional
        Any exact label of the company.

    Examples
    --------
    >>> [deal.tenant for deal in deals(date(2026, 3, 1), "RIOT")]
    ['AMD']
    """
    ticker = find_company(company).ticker if company else None
    return tuple(deal for deal in _every_deal() if deal.known_at <= as_of and ticker in (None, deal.company))


@cache
def _every_deal() -> tuple[Deal, ...]:
    return tuple(deal_of_row(row) for row in table_rows("deals.csv"))


def deal_of_row(row: TableRow) -> Deal:
    """Return the deal that a row states.

    Raises
    ------
    InputRefused
        Naming row and column, for a negative number, an unknown kind, or critical IT above gross megawatts.
    """
    announced = row.days("announced")
    if announced is None:
        raise row.refused("announced", "a deal needs the day it was announced")
    it, gross = row.no_less_than_zero("critical_it_mw"), row.no_less_than_zero("gross_mw")
    if it is not None and gross is not None and it.value > gross.value:
        what = f"critical IT of {it.value:g} MW cannot exceed {gross.value:g} MW gross"
        raise row.refused("critical_it_mw", what, "the two cells may be interchanged")
    return Deal(
        row=row.number,
        company=row.company(),
        announced=announced,
        known_at=last_known_day(announced),
        tenant=row.text("counterparty"),
        kind=row.one_of("kind", DealKind),
        it_mw=it,
        gross_mw=gross,
        term_years=row.exactly("term_years"),
        contract_value_usd=row.no_less_than_zero("contract_value_usd"),
        annual_revenue_usd=row.no_less_than_zero("annual_revenue_usd"),
        noi_margin=row.amount("noi_margin"),
        capex_usd=row.no_less_than_zero("capex_usd"),
        capex_usd_per_mw=row.no_less_than_zero("capex_per_mw_usd"),
        who_pays_capex=row.text("who_pays_capex"),
        start=row.days("start_date"),
        backstop=row.text("backstop"),
        site=row.text("site"),
        source=source_of(row.text("source_url"), row.text("note")),
        note=row.text("note"),
    )
