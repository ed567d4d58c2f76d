"""An article marked up, or as the JSON or CSV that the command line prints."""

from __future__ import annotations

from headframe.audit.article import open_article
from headframe.audit.audit import audit_text
from headframe.briefs.audit_html import notes_of, paragraphs_of
from headframe.briefs.csv_form import rows_csv
from headframe.ground.errors import InputRefused
from headframe.web.addresses import why_address
from headframe.web.content import CSV, JSON, Content, page
from headframe.web.desk import Desk
from headframe.web.shelf import KEPT
from headframe.web.task import Task
from headframe.web.templates import html_of


def answer(desk: Desk, task: Task) -> Content:
    """Return an audit as a page, or as the JSON or CSV that the command line prints."""
    data = task.data or task.value("article").encode()
    name = task.file_name or "pasted.txt"
    if not data.strip():
        raise InputRefused("there is nothing to audit", where="article", next="paste an article, or choose a file")
    article = open_article(data, name)
    told = audit_text(desk.record, article, document=name, as_of=task.as_of)
    if task.value("form") == "json":
        return Content((told.to_json_text() + "\n").encode(), JSON)
    if task.value("form") == "csv":
        return Content(rows_csv(told.claims).encode(), CSV, file_name="audit.csv")
    return page(
        html_of(
            "audit_result.html.j2",
            title=f"Audit of {name}",
            here="/audit",
            kept=KEPT,
            place=task.place,
            told=told,
            made=told.made_from,
            paragraphs=paragraphs_of(told, article),
            notes=notes_of(told),
            address=lambda figure: why_address(figure, told.judged_on),
        )
    )
