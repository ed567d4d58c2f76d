"""What every job that looks ahead does: read what was asked, make the engine ready, and put its answer on a page."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from headframe.briefs.brief_text import LEGEND
from headframe.briefs.csv_form import csv_text
from headframe.briefs.pictures import Drawing
from headframe.briefs.section import Section
from headframe.economics.kernel_compile import is_compiled, keep_compiled_code_in
from headframe.ground.errors import InputRefused
from headframe.record.record import Record
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.assumptions import Assumptions
from headframe.web.assumed import held_assumptions
from headframe.web.below import Below
from headframe.web.content import CSV, JSON, Content
from headframe.web.job_words import Outcome, Progress, Tell
from headframe.web.long_page import changes_of, line_of
from headframe.web.private_table import PRIVATE_PAGES, job_page
from headframe.web.runs_folder import cache_folder, runs_store
from headframe.web.sections_html import ShownPicture, numbered, shown_section
from headframe.web.task import Task
from headframe.web.templates import html_of
from headframe.web.uploads import shown_name

if TYPE_CHECKING:
    from headframe.economics.miner import Miner
    from headframe.economics.profile import Profile
    from headframe.economics.rules import Rule

COMPILING = "compiling the engine for this machine: once, 20 to 60 seconds"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about what lies ahead: what was known, about whom, and under which assumptions."""

    task: Task
    view: View
    ticker: str
    held: Assumptions
    profile: Profile | None = None
    """Of a company that a reader handed in; None for one of the record's."""

    @property
    def label(self) -> str:
        """What stands for the company on the command line: its ticker, or the name of its file."""
        return self.ticker if self.profile is None else shlex.quote(self.task.file_name)

    @property
    def form(self) -> str:
        """The address of the form that it was asked on."""
        page = job_page(self.task.page)
        if self.profile is not None:
            return f"/private/{page.typed}"
        return f"/c/{self.ticker}/{page.name}" if self.ticker else f"/{page.name.replace('-', '/')}"

    def number(self, name: str, usual: float) -> float:
        """Return a number of the form; `usual` where it was left empty."""
        text = self.task.value(name)
        return float(text) if text else usual

    def whole(self, name: str, usual: int) -> int:
        """Return a whole number of the form."""
        return int(self.number(name, usual))

    @property
    def price_usd(self) -> float | None:
        """The price of a share that was given [USD/share]."""
        text = self.task.value("price")
        return float(text) if text else None

    def miner(self, held: Assumptions | None = None) -> Miner:
        """Return the company under its assumptions, or under others."""
        from headframe.economics.build_miner import build_miner, miner_of

        if self.profile is not None:
            return miner_of(self.profile, self.view, held or self.held, self.task.file_name)
        return build_miner(self.view, self.ticker, held or self.held)

    def policy(self, miner: Miner, tell: Tell, usual: str) -> tuple[str, Rule]:
        """Return the policy that is asked for; the tuned one is found once and kept."""
        from headframe.economics.kept_rule import TUNED, policy_named

        named = self.task.value("policy") or usual
        if named == TUNED:
            tell(Progress("looking up the tuned rule, or tuning it"))
        return policy_named(self.view, miner, self.held, named, runs_store())


def asked_of(record: Record, task: Task) -> Asked:
    """Return what a form asks."""
    changes = changes_of(job_page(task.page), dict(task.fields))
    held = held_assumptions(task.value("scenario"), changes)
    profile = profile_handed(task) if task.page in PRIVATE_PAGES else None
    ticker = task.value("company") if profile is None else profile.company
    return Asked(task, record.view(task.as_of, task.position), ticker, held, profile)


def profile_handed(task: Task) -> Profile:
    """Return the profile that a reader handed in.

    Raises
    ------
    InputRefused
        For text that is no TOML in UTF-8, and for every field that is unknown, missing or impossible, by name.
    """
    from headframe.economics.profile import profile_of

    try:
        return profile_of(task.data.decode("utf-8"), task.file_name)
    except UnicodeDecodeError as error:
        raise InputRefused(f"{task.file_name} is not UTF-8", where="profile", next="save it as UTF-8") from error
    except RecursionError as error:
        raise InputRefused(
            f"{task.file_name} is nested too deeply", where="profile", next="start from the template"
        ) from error


def ready_engine(tell: Tell) -> Callable[[str], None]:
    """Say that the engine is compiled, where it has to be; return what a computation announces itself by."""
    keep_compiled_code_in(cache_folder())
    if not is_compiled():
        tell(Progress(COMPILING))
    return lambda words: tell(Progress(words))


def answered(
    asked: Asked,
    told: Answer,
    sections: Iterable[Section | None],
    drawings: Iterable[Drawing] = (),
) -> Outcome:
    """Return an answer as a job's page: its sections and pictures, and its JSON and CSV as the verb prints them."""
    task, page, drawn = asked.task, job_page(asked.task.page), tuple(drawings)
    line = line_of(page, asked.label, dict(task.fields) | {"as_of": ""})
    below = Below(task.as_of, stated="" if asked.profile is None else asked.ticker)
    shown = numbered(
        shown_section(
            replace(one, verb=line),
            task.as_of,
            [_picture(each, task.place) for each in drawn if each.section == one.key],
            whole=True,
            address=below.address,
        )
        for one in sections
        if one is not None
    )
    html = html_of(
        "long_outcome.html.j2", sections=shown, cards=below.cards(), made=told.made_from, legend=LEGEND, asked=asked
    )
    stem = shown_name("-".join(filter(None, (asked.ticker, page.name, str(told.made_from.as_of)))))
    files = (
        Content((told.to_json_text() + "\n").encode(), JSON, file_name=f"{stem}.json"),
        Content(csv_text(told).encode(), CSV, file_name=f"{stem}.csv"),
    )
    return Outcome(html, files, drawn)


def _picture(drawing: Drawing, place: str) -> ShownPicture:
    stem = f"{place}/charts/{drawing.section}"
    return ShownPicture(drawing.title, f"{stem}.svg", f"{stem}.json")
