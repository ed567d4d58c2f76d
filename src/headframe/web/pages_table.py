"""Every page: a line here and a file in `pages`. What takes a minute runs as a job: `long_table`."""

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
    newest: bool = False
    """Whether it is shown as the record stands this moment, though other pages still are of a moment before."""


class FormPage(NamedTuple):
    """A page that takes something in: its module has `routes`, and where work is to be done its answer has `answer`."""

    name: str
    path: str
    module: str
    label: str = ""
    answer: str = ""


PAGES, ANSWERS = "headframe.web.pages", "headframe.web.answers"
OPTIONS = (
    *("as_of", "since", "from", "to", "method", "price", "concept", "false_alarms", "over_time", "weights"),
    *("months", "policy", "scenario", "set", "seed", "rules", "through", "bitcoin_price"),
)
OF_WORLDS = ("as_of", "months", "hub", "paths", "sampling", "price", "scenario", "set", "seed")
OF_ASSUMPTIONS = ("as_of", "scenario", "set")
TONE = "tone"
"""A picture's parameter: dark for a dark page."""

READ_PAGES = (
    ReadPage("vega", "/static/vega.js", f"{PAGES}.vega_page", ()),
    ReadPage("watchlist", "/", f"{PAGES}.watchlist_page", ("as_of", "watch"), "Watchlist"),
    ReadPage("peers", "/peers", f"{PAGES}.verb_page", ("as_of", "over_time", "weights"), "Peers"),
    ReadPage("peers_data", "/peers.{form}", f"{PAGES}.data_page", ("as_of", "over_time", "weights")),
    ReadPage("industry", "/industry", f"{PAGES}.industry_page", ("as_of",), "Industry"),
    ReadPage("leases", "/leases", f"{PAGES}.verb_page", ("as_of",), "Leases"),
    ReadPage("leases_data", "/leases.{form}", f"{PAGES}.data_page", ("as_of",)),
    ReadPage("worlds", "/worlds", f"{PAGES}.verb_page", OF_WORLDS, "Worlds"),
    ReadPage("worlds_data", "/worlds.{form}", f"{PAGES}.data_page", OF_WORLDS),
    ReadPage("worlds_chart", "/worlds/chart/{name}.{form}", f"{PAGES}.verb_chart_page", (*OF_WORLDS, TONE)),
    ReadPage("assumptions", "/assumptions", f"{PAGES}.verb_page", OF_ASSUMPTIONS, "Assumptions"),
    ReadPage("assumptions_data", "/assumptions.{form}", f"{PAGES}.data_page", OF_ASSUMPTIONS),
    ReadPage("alerts", "/alerts", f"{PAGES}.alerts_page", ("as_of", "since"), "Alerts"),
    ReadPage("why_json", "/why.json", f"{PAGES}.why_page", ("as_of", "id")),
    ReadPage("why", "/why", f"{PAGES}.why_page", ("as_of", "id")),
    ReadPage("document", "/documents/{batch:int}", f"{PAGES}.document_page", (), newest=True),
    ReadPage("chart", "/c/{company}/chart/{name}.{form}", f"{PAGES}.chart_page", ("as_of", TONE)),
    ReadPage("verb_chart", "/c/{company}/{verb}/chart/{name}.{form}", f"{PAGES}.verb_chart_page", (*OPTIONS, TONE)),
    ReadPage("verb_data", "/c/{company}/{verb}.{form}", f"{PAGES}.data_page", OPTIONS),
    ReadPage("verb", "/c/{company}/{verb}", f"{PAGES}.verb_page", OPTIONS),
    ReadPage("company", "/c/{company}", f"{PAGES}.company_page"),
)

FORM_PAGES = (
    FormPage("audit", "/audit", f"{PAGES}.audit_page", "Audit", f"{ANSWERS}.audit_answer"),
    FormPage("retrofit", "/retrofit", f"{PAGES}.retrofit_page", "Workbook"),
    FormPage("documents", "/documents", f"{PAGES}.documents_page", "Documents", f"{ANSWERS}.documents_answer"),
    FormPage("curves", "/worlds/curves", f"{PAGES}.curves_page"),
    FormPage("private", "/private", f"{PAGES}.private_page", "Private"),
    FormPage("long", "/c/{company}", f"{PAGES}.long_pages"),
    FormPage("jobs", "/jobs", f"{PAGES}.jobs_page", "Jobs"),
    FormPage("enter", "/enter", f"{PAGES}.enter_page"),
)


def menu() -> tuple[tuple[str, str], ...]:
    """Return (label, address) of the pages in the menu."""
    return tuple((page.label, page.path) for page in (*READ_PAGES, *FORM_PAGES) if page.label)
