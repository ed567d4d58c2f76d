"""Why a number is what it is: document, quote, other printings, revisions, formula with inputs that lead on."""

from __future__ import annotations

from headframe.briefs.numbers import bound, quantity
from headframe.ground.errors import UsageProblem
from headframe.vocabulary.company import companies
from headframe.vocabulary.figure import Figure
from headframe.web.addresses import why_address, with_query
from headframe.web.as_of_bar import as_of_bar
from headframe.web.ask import Ask
from headframe.web.content import JSON, Content, page
from headframe.web.desk import Desk
from headframe.web.templates import html_of
from headframe.worth.why import explain

LEAST_WORDS = 3


def content(desk: Desk, ask: Ask) -> Content:
    """Return the card of the number whose id is asked for, as a page or as JSON."""
    words = ask.value("id").split()
    if len(words) < LEAST_WORDS:
        raise UsageProblem(
            "a number is asked for by its id: company, concept, period",
            where="id",
            next="such as /why?id=RIOT bitcoin_held 2025-12-31",
        )
    told = explain(desk.view(ask), words[0], words[1], words[2], " ".join(words[3:]))
    if ask.page == "why_json":
        return Content((told.to_json_text() + "\n").encode(), JSON)
    company = told.made_from.company
    id = " ".join(words)
    figure = told.figure
    return page(
        html_of(
            "why.html.j2",
            title=f"Why {id}",
            id=id,
            told=told,
            made=told.made_from,
            figure=figure if isinstance(figure, Figure) else None,
            gap="" if isinstance(figure, Figure) else figure.reason,
            value=quantity(figure.value, figure.unit) if isinstance(figure, Figure) else "",
            bounds=_bounds(figure) if isinstance(figure, Figure) else ("", ""),
            inputs=[(why_address(one, ask.as_of), quantity(one.value, one.unit), one) for one in told.inputs],
            bar=as_of_bar(desk, ask, "/why", [company] if company in companies() else []),
            json=with_query("/why.json", ask.query),
            ticker=company if company in companies() else "",
            asked=ask.as_of,
            tickers=desk.tickers(ask),
        )
    )


def _bounds(figure: Figure) -> tuple[str, str]:
    low, high = figure.interval.low, figure.interval.high
    return bound(low, figure.half_width), bound(high, figure.half_width)
