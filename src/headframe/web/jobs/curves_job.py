"""Worlds around curves that were handed in."""

from __future__ import annotations

from headframe.record.record import Record
from headframe.web.job_words import Outcome, Progress, Tell
from headframe.web.jobs.ahead_work import answered, asked_of
from headframe.web.task import Task
from headframe.web.verbs.ahead import MONTHS_OF_WORLDS, USUAL_HUB, USUAL_PATHS, worlds_drawings, worlds_sections

USUAL_SEED = 1


def run(record: Record, task: Task, tell: Tell) -> Outcome:
    """Draw them."""
    tell(Progress("reading the curves", 0.05))
    asked = asked_of(record, task)
    from headframe.worlds.asked import Asked, asked_worlds

    question = Asked(
        months=asked.whole("months", MONTHS_OF_WORLDS),
        hub=task.value("hub") or USUAL_HUB,
        paths=asked.whole("paths", USUAL_PATHS),
        sampling=task.value("sampling") or "plain",
        price_usd_per_btc=asked.price_usd,
        price_path=_file(task, "price_path"),
        curves=_file(task, "curves"),
        correlations=_file(task, "correlations"),
    )
    tell(Progress(f"drawing {question.paths:,} worlds of {question.months} months around them", 0.3))
    told = asked_worlds(asked.view, question, asked.held, asked.whole("seed", USUAL_SEED))
    return answered(asked, told, worlds_sections(told), worlds_drawings(told, asked.view))


def _file(task: Task, name: str) -> tuple[str, str] | None:
    """Return the name and the text of a curve; None where it was left empty."""
    text = task.value(name)
    return (f"{name}.csv", text.replace("\r\n", "\n") + "\n") if text else None
