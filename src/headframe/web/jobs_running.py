"""Jobs: long questions in processes of their own, with progress and an end; one at a time per reader, few waiting."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from multiprocessing import get_context
from multiprocessing.connection import Connection

from headframe.web.job_process import work_on
from headframe.web.job_words import Failure, Finishing, Outcome, Progress
from headframe.web.problem import Refused
from headframe.web.task import Task

MOST_WAITING = 8
MOST_KEPT = 20
MOST_TOLD = 500
"""Progress kept of one job: of more, every other one is dropped."""
LONGEST_SECONDS = 3600.0
GRACE_SECONDS = 3.0
"""How long an unwanted job may take to notice, before its process is ended."""
AT_ITS_END = "It came to its end before it could be ended: this is the whole answer."
LONGEST_FINISH_SECONDS = 700.0
"""The most time that an unwanted job may ask for, to keep what it found."""


class Stage(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self in (Stage.DONE, Stage.FAILED, Stage.CANCELLED)


@dataclass(slots=True)
class Job:
    """One job of one reader."""

    id: str
    owner: str
    title: str
    task: Task
    stage: Stage = Stage.WAITING
    told: list[Progress] = field(default_factory=list)
    outcome: Outcome | None = None
    failure: Failure | None = None
    began: float | None = None
    ended: float | None = None
    unwanted: threading.Event = field(default_factory=threading.Event)
    dropped: threading.Event = field(default_factory=threading.Event)

    @property
    def is_ending(self) -> bool:
        """Whether it was asked to end and has not yet."""
        return self.unwanted.is_set() and not self.stage.is_over

    @property
    def seconds(self) -> float:
        """How long it has run [s]."""
        return 0.0 if self.began is None else (self.ended or time.monotonic()) - self.began


class Jobs:
    """The queue and the thread that works it off, one job at a time: a job may take a core for minutes."""

    def __init__(self, record_url: str | None) -> None:
        self._record_url = record_url
        self._jobs: dict[str, Job] = {}
        self._changed = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="headframe jobs", daemon=True)
        self._thread.start()

    def add(self, owner: str, title: str, task: Task) -> Job:
        """Queue a job and return it.

        Raises
        ------
        Refused
            409 where this reader's last one is not over; 503 where too many wait.
        """
        with self._changed:
            running = next((job for job in self.of(owner) if not job.stage.is_over), None)
            if running is not None:
                raise Refused(
                    409,
                    "one job at a time",
                    where=f"/jobs/{running.id}",
                    why=f"'{running.title}' is {running.stage.value}",
                    next="wait for it, or cancel it on the page of jobs",
                )
            if sum(job.stage is Stage.WAITING for job in self._jobs.values()) >= MOST_WAITING:
                raise Refused(503, "too many jobs wait", next="try again in a few minutes")
            id = secrets.token_urlsafe(12)
            job = Job(id, owner, title, replace(task, place=f"/jobs/{id}"))
            self._jobs[job.id] = job
            self._forget_old()
            self._changed.notify_all()
        return job

    def find(self, id: str, owner: str) -> Job:
        """Return a reader's job.

        Raises
        ------
        Refused
            Where there is none, or it is another reader's.
        """
        job = self._jobs.get(id)
        if job is None or job.owner != owner:
            raise Refused(404, "there is no such job", why="jobs are kept until the server ends, the last 20 of them")
        return job

    def of(self, owner: str) -> list[Job]:
        """Return a reader's jobs, the newest first."""
        return [job for job in reversed(list(self._jobs.values())) if job.owner == owner]

    def cancel(self, job: Job, *, at_once: bool = False) -> None:
        """Say that a job is not wanted any more; a waiting one ends at once, as does any with `at_once`."""
        with self._changed:
            if at_once:
                job.dropped.set()
            job.unwanted.set()
            if job.stage is Stage.WAITING:
                job.stage = Stage.CANCELLED
            self._changed.notify_all()

    def close(self) -> None:
        """End everything."""
        with self._changed:
            self._closed = True
            for job in self._jobs.values():
                job.unwanted.set()
                job.dropped.set()
            self._changed.notify_all()
        self._thread.join(timeout=2 * GRACE_SECONDS)

    def _forget_old(self) -> None:
        over = [job.id for job in self._jobs.values() if job.stage.is_over]
        for id in over[: max(0, len(self._jobs) - MOST_KEPT)]:
            del self._jobs[id]

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._next() is not None)
                job = self._next()
                if self._closed or job is None:
                    return
                job.stage, job.began = Stage.RUNNING, time.monotonic()
            stage = self._run(job)
            # What was handed in is forgotten: it may be nobody else's business.
            job.task = replace(job.task, fields=(), data=b"")
            job.ended = time.monotonic()
            job.stage = stage

    def _next(self) -> Job | None:
        return next((job for job in self._jobs.values() if job.stage is Stage.WAITING), None)

    def _run(self, job: Job) -> Stage:
        context = get_context("spawn")
        unwanted = context.Event()
        ours, theirs = context.Pipe()
        process = context.Process(
            target=work_on, args=(theirs, unwanted, self._record_url, job.task), daemon=True, name="headframe job"
        )
        process.start()
        theirs.close()
        try:
            return self._follow(job, ours, unwanted.set)
        finally:
            ours.close()
            process.join(timeout=0.5)
            if process.is_alive():
                process.terminate()
                process.join(timeout=2)

    def _follow(self, job: Job, line: Connection, say_unwanted: Callable[[], None]) -> Stage:
        """Take in what a job says until it is over, given up, or too long."""
        last = time.monotonic() + LONGEST_SECONDS
        asked_to_stop = False
        while True:
            if job.unwanted.is_set() and not asked_to_stop:
                asked_to_stop = True
                say_unwanted()
                last = min(last, time.monotonic() + GRACE_SECONDS)
            if job.dropped.is_set():
                return Stage.CANCELLED
            if time.monotonic() > last:
                return Stage.CANCELLED if asked_to_stop else self._failed(job, "the job took too long")
            try:
                if not line.poll(0.1):
                    continue
                said = line.recv()
            except (EOFError, OSError):
                return Stage.CANCELLED if asked_to_stop else self._failed(job, "the job's process ended")
            if isinstance(said, Progress):
                job.told.append(said)
                if len(job.told) > MOST_TOLD:
                    del job.told[1:-1:2]
            elif isinstance(said, Finishing):
                last = time.monotonic() + min(said.seconds, LONGEST_FINISH_SECONDS)
            elif isinstance(said, Outcome):
                # A large answer takes a while to come over: the reader may have given up meanwhile.
                given_up = job.unwanted.is_set()
                job.outcome = replace(said, cut_short=said.cut_short or AT_ITS_END) if given_up else said
                return Stage.CANCELLED if given_up else Stage.DONE
            else:
                job.failure = said
                return Stage.CANCELLED if asked_to_stop else Stage.FAILED

    def _failed(self, job: Job, what: str) -> Stage:
        job.failure = Failure({"what": what, "where": job.title, "why": "", "next": "start it again"}, 503)
        return Stage.FAILED
