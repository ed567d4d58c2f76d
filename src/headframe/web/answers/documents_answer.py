"""What is in a document and what would become of it; or, once it is taken in, its receipt."""

from __future__ import annotations

from dataclasses import replace

from headframe.briefs.sections.ingest import receipt_section
from headframe.briefs.sections.read import read_sections
from headframe.ground.period import Period
from headframe.intake.ingest import Handed, ingest
from headframe.intake.read import read_for
from headframe.record.record import Record
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.fact import Witness
from headframe.web.content import Content, page
from headframe.web.desk import Desk
from headframe.web.rehearsal import Rehearsal
from headframe.web.sections_html import numbered, shown_section
from headframe.web.task import Task
from headframe.web.templates import html_of


def answer(desk: Desk, task: Task) -> Content:
    """Return the page of a document: read, or taken in."""
    return _taken_in(desk, task) if task.value("step") == "ingest" else _read(desk, task)


def _handed(task: Task) -> Handed:
    company = find_company(task.value("company")).ticker if task.value("company") else None
    day = Period.parse(task.value("published")).end if task.value("published") else None
    witness = Witness(task.value("witness")) if task.value("witness") in tuple(Witness) else None
    return Handed(task.file_name, task.data, company, day, witness)


def _taken_in(desk: Desk, task: Task) -> Content:
    receipt = ingest(Record(desk.record.url, task.origin), [_handed(task)], task.now)
    return page(
        html_of(
            "receipt.html.j2",
            title=f"Receipt of {task.file_name}",
            here="/documents",
            sections=numbered(shown_section(receipt_section(one), None, whole=True) for one in receipt.documents),
            made=receipt.made_from,
            taken=receipt.documents[0].appended,
        )
    )


def _read(desk: Desk, task: Task) -> Content:
    handed = _handed(task)
    told = read_for(
        desk.record.view(), handed.data, handed.name, company=handed.company, published_on=handed.published_on
    )
    preview = ingest(Rehearsal(desk.record.url), [handed], task.now).documents[0]
    would = receipt_section(preview)
    would = replace(
        would, title="What would become of it", finding=would.finding.replace("taken in", "would be taken in")
    )
    parts = (would, *read_sections(told))
    return page(
        html_of(
            "read.html.j2",
            title=f"What is in {task.file_name}",
            here="/documents",
            made=told.made_from,
            name=task.file_name,
            count=preview.appended,
            sections=numbered(shown_section(one, None, whole=True) for one in parts if one is not None),
            word=task.value("word"),
            form_token=task.value("form_token"),
            writable=bool(task.value("writable")),
        )
    )
