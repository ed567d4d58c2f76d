"""What runs in a job's own process: one long question, telling how far it is."""

from __future__ import annotations

import json
import signal
import sys
import traceback
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event

from headframe.ground.errors import HeadframeError
from headframe.record.record import Record
from headframe.web.job_words import Cancelled, Failure, Outcome, Voice
from headframe.web.jobs_table import JOBS
from headframe.web.problem import bug_content, problem_content
from headframe.web.task import Task


def work_on(line: Connection, unwanted: Event, record_url: str | None, task: Task) -> None:
    """Run one job; the last message is its outcome or failure."""
    # The terminal sends Ctrl-C to every process; the server decides when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    line.send(_outcome(record_url, task, Voice(line.send, unwanted.is_set)))


def _outcome(record_url: str | None, task: Task, tell: Voice) -> Outcome | Failure:
    try:
        outcome: Outcome = import_module(JOBS[task.page]).run(Record(record_url), task, tell)
        return outcome
    except Cancelled:
        return Failure({"what": "cancelled", "where": "", "why": "", "next": ""}, 200)
    except HeadframeError as problem:
        content = problem_content(problem, "json")
    except Exception:
        sys.stderr.write(traceback.format_exc())
        content = bug_content("json")
    return Failure(json.loads(content.body), content.status)
