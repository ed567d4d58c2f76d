"""The balanced estimate of every company, one after the other: minutes of work on a large record."""

from __future__ import annotations

from headframe.accounts.balanced import balance
from headframe.briefs.sections.balanced import balanced_section
from headframe.record.record import Record
from headframe.vocabulary.company import companies
from headframe.web.job_words import Outcome, Progress, Tell
from headframe.web.sections_html import numbered, shown_section
from headframe.web.task import Task
from headframe.web.templates import html_of


def run(record: Record, task: Task, tell: Tell) -> Outcome:
    """Balance every company that has figures."""
    view = record.view(task.as_of, task.position)
    known = [ticker for ticker in companies() if view.facts(ticker)]
    found = []
    for at, ticker in enumerate(known):
        tell(Progress(f"balancing {ticker}", at / len(known), (("companies done", f"{at} of {len(known)}"),)))
        found.append(shown_section(balanced_section(balance(view, ticker)), task.as_of))
    return Outcome(html_of("sections_outcome.html.j2", sections=numbered(found)))
