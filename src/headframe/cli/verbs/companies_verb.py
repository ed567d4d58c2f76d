"""`headframe companies`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headframe.cli.common import Common, emit, verb

if TYPE_CHECKING:
    from headframe.record.catalogue import Companies, KnownCompany

COLUMNS = ("ticker", "name", "also called", "figures", "from", "to")


@verb("table", "csv", "json")
def command(common: Common) -> int:
    """The companies that Headframe knows, every name that means them, and how much is known of each."""
    from headframe.cli.forms import csv_text
    from headframe.record.catalogue import list_companies

    return emit(common, list_companies(common.view()), {"table": companies_text, "csv": csv_text})


def companies_text(answer: Companies) -> str:
    """Return the companies as a terminal shows them."""
    from headframe.briefs.terminal import table, text_of

    rows = [_row(company) for company in answer.companies]
    return text_of(table(COLUMNS, rows, left=(0, 1, 2, 4, 5)))


def _row(company: KnownCompany) -> list[str]:
    from headframe.briefs.numbers import GAP

    others = ", ".join((*company.former_names, *company.aliases))
    days = [day.isoformat()[:7] if day else GAP for day in (company.first_period, company.last_period)]
    return [company.ticker, company.name, others, f"{company.facts:,}" if company.facts else GAP, *days]
