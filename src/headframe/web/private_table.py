"""What can be asked about a company of a profile that a reader hands in: a line here, and a job."""

from __future__ import annotations

from headframe.web.curves_table import CURVES_PAGE
from headframe.web.long_page import LongField, LongPage
from headframe.web.long_table import LONG_PAGES, NAMED, PLAN, SCENARIO, SET

PRIVATE_FORECAST = LongPage(
    "private-forecast",
    "A private company: the months ahead",
    "Coins, megawatts, revenue, costs, capex, debt and cash by quarter on the middle path, where nothing varies.",
    (
        LongField("months", "months ahead", "whole", "24", low=1, high=240, step="1"),
        LongField("policy", "policy", "choice", NAMED[0], choices=NAMED),
        SCENARIO,
        SET,
    ),
    "Forecast it",
    command="forecast",
)
PRIVATE_PLAN = LongPage(
    "private-plan",
    "A private company: what to do",
    PLAN.about,
    PLAN.fields,
    PLAN.button,
    command="plan",
)
PRIVATE_PAGES: dict[str, LongPage] = {page.name: page for page in (PRIVATE_FORECAST, PRIVATE_PLAN)}


FORMS: dict[str, LongPage] = {**LONG_PAGES, **PRIVATE_PAGES, CURVES_PAGE.name: CURVES_PAGE}


def job_page(name: str) -> LongPage:
    """Return the page that a job was started from."""
    return FORMS[name]
