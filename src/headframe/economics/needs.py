"""Cash that the tables already know will be needed in the months ahead."""

from __future__ import annotations

import numpy as np

from headframe.economics.company_tables import CompanyTables, Floats


def needs_ahead(tables: CompanyTables, months: float) -> Floats:
    """Return, for the end of each month, the known needs of the next `months` [USD], shape (T + 1,).

    Corporate cost, commitments, service of debts with convertibles at their face, less engineering margin and credits;
    a part of a month counts in proportion. Builds, rent and the loan against coins depend on the path and are added on
    it.
    """
    flow = (
        tables.corporate_cost_usd
        + tables.commitments_usd
        + tables.fixed_interest_usd
        + tables.fixed_principal_usd
        - tables.engineering_margin_usd
        - tables.credits_usd
    )
    flow = flow.copy()
    for note in tables.notes:
        if note.maturity <= tables.horizon:
            flow[int(note.maturity)] += note.principal_usd
    so_far, at = np.cumsum(flow), np.arange(tables.horizon + 1, dtype=np.float64)
    ahead: Floats = np.interp(at + months, at, so_far) - so_far
    return ahead
