"""A workbook's hard-coded numbers against the record, and the checked copy."""

from __future__ import annotations

from headframe.audit.retrofit import retrofit_workbook
from headframe.audit.retrofit_copy import checked_copy
from headframe.briefs.csv_form import rows_csv
from headframe.briefs.sections.retrofit import retrofit_section
from headframe.record.record import Record
from headframe.web.content import CSV, JSON, WORKBOOK, Content
from headframe.web.job_words import Outcome, Progress, Tell
from headframe.web.sections_html import shown_section
from headframe.web.task import Task
from headframe.web.templates import html_of


def run(record: Record, task: Task, tell: Tell) -> Outcome:
    """Check a workbook; the copy, the findings as CSV and the answer as JSON are files to take along."""
    every = bool(task.value("every"))
    tell(Progress("reading the workbook and judging its numbers", 0.1))
    told = retrofit_workbook(record.view(task.as_of, task.position), task.data, task.file_name, every=every)
    tell(Progress("writing the checked copy", 0.7, tuple((word, f"{n:,}") for word, n in told.counts.items() if n)))
    copy = checked_copy(told, task.data)
    tell(Progress("writing the findings down", 0.95))
    section = shown_section(retrofit_section(told, every=every), task.as_of, whole=True)
    stem = task.file_name.rsplit(".", 1)[0]
    return Outcome(
        html=html_of("retrofit_outcome.html.j2", told=told, section=section),
        files=(
            Content(copy, WORKBOOK, file_name=f"{stem}-checked.xlsx"),
            Content(rows_csv(told.findings).encode(), CSV, file_name=f"{stem}-findings.csv"),
            Content((told.to_json_text() + "\n").encode(), JSON, file_name=f"{stem}-findings.json"),
        ),
    )
