"""Every page: a line here and a file in `pages`. The plan, forecast and worth pages will be a line each."""

from __future__ import annotations

from typing import NamedTuple


class ReadPage(NamedTuple):
    """A page that only reads: the same question has the same answer, so it is kept."""

    name: str
    path: str
    module: str
    parameters: tuple[str, ...] = ("as_of",)
    label: str = ""
    """Its word in the menu; empty where it has none."""


class FormPage(NamedTuple):
    """A page that takes something in: its module has `routes`, and where work is to be done its answer has `answer`."""

    name: str
    path: str
    module: str
    label: str = ""
    answer: str = ""


PAGES, ANSWERS = "headframe.web.pages", "headframe.web.answers"
OPTIONS = ("as_of", "since", "from", "to", "method", "price", "concept", "false_alarms", "over_time", "weights")

READ_PAGES = (
    ReadPage("vega", "/static/vega.js", f"{PAGES}.vega_page", ()),
    ReadPage("watchlist", "/", f"{PAGES}.watchlist_page", ("as_of", "watch"), "Watchlist"),
    ReadPage("peers", "/peers", f"{PAGES}.verb_page", ("as_of", "over_time", "weights"), "Peers"),
    ReadPage("peers_data", "/peers.{form}", f"{PAGES}.data_page", ("as_of", "over_time", "weights")),
    ReadPage("industry", "/industry", f"{PAGES}.industry_page", ("as_of",), "Industry"),
    ReadPage("leases", "/leases", f"{PAGES}.verb_page", ("as_of",), "Leases"),
    ReadPage("leases_data", "/leases.{form}", f"{PAGES}.data_page", ("as_of",)),
    ReadPage("alerts", "/alerts", f"{PAGES}.alerts_page", ("as_of", "since"), "Alerts"),
    ReadPage("why_json", "/why.json", f"{PAGES}.why_page", ("as_of", "id")),
    ReadPage("why", "/why", f"{PAGES}.why_page", ("as_of", "id")),
    ReadPage("document", "/documents/{batch:int}", f"{PAGES}.document_page", ()),
    ReadPage("chart", "/c/{company}/chart/{name}.{form}", f"{PAGES}.chart_page"),
    ReadPage("verb_data", "/c/{company}/{verb}.{form}", f"{PAGES}.data_page", OPTIONS),
    ReadPage("verb", "/c/{company}/{verb}", f"{PAGES}.verb_page", OPTIONS),
    ReadPage("company", "/c/{company}", f"{PAGES}.company_page"),
)

FORM_PAGES = (
    FormPage("audit", "/audit", f"{PAGES}.audit_page", "Audit", f"{ANSWERS}.audit_answer"),
    FormPage("retrofit", "/retrofit", f"{PAGES}.retrofit_page", "Workbook"),
    FormPage("documents", "/documents", f"{PAGES}.documents_page", "Documents", f"{ANSWERS}.documents_answer"),
    FormPage("jobs", "/jobs", f"{PAGES}.jobs_page", "Jobs"),
    FormPage("enter", "/enter", f"{PAGES}.enter_page"),
)


def menu() -> tuple[tuple[str, str], ...]:
    """Return (label, address) of the pages in the menu."""
    return tuple((page.label, page.path) for page in (*READ_PAGES, *FORM_PAGES) if page.label)
