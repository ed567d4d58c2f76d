"""Jobs: progress, an end, and one at a time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from headframe.record.origin import HERE
from headframe.web.job_words import Progress
from headframe.web.jobs_running import Job, Jobs, Stage
from headframe.web.problem import Refused
from headframe.web.task import Task

TASK = Task("balanced", (), "", b"", 0, datetime(2026, 11, 22, tzinfo=UTC), HERE)
NO_WORKBOOK = Task("retrofit", (), "model.xlsx", b"no workbook", 0, datetime(2026, 11, 22, tzinfo=UTC), HERE)


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    running = Jobs(None)
    yield running
    running.close()


def until(job: Job, *stages: Stage, seconds: float = 60) -> Stage:
    for _ in range(int(seconds / 0.05)):
        if job.stage in stages:
            return job.stage
        time.sleep(0.05)
    raise AssertionError(f"the job is {job.stage}")


def test_a_long_verb_tells_how_far_it_is_and_ends(jobs: Jobs) -> None:
    job = jobs.add("one", "balance", TASK)
    assert until(job, Stage.DONE) is Stage.DONE
    parts = [told.done for told in job.told if told.done is not None]
    assert parts == sorted(parts) and len(parts) > 5
    assert job.outcome is not None
    assert "balanced" in job.outcome.html


def test_a_job_that_is_given_up_ends_and_keeps_nothing(jobs: Jobs) -> None:
    job = jobs.add("one", "balance", TASK)
    until(job, Stage.RUNNING)
    jobs.cancel(job)
    assert until(job, Stage.CANCELLED, seconds=10) is Stage.CANCELLED
    assert job.outcome is None


def test_a_reader_has_one_job_at_a_time(jobs: Jobs) -> None:
    jobs.add("one", "balance", TASK)
    with pytest.raises(Refused) as refused:
        jobs.add("one", "again", TASK)
    assert refused.value.status == 409


def test_few_jobs_wait(jobs: Jobs) -> None:
    first = jobs.add("first", "balance", TASK)
    until(first, Stage.RUNNING)
    for number in range(8):
        jobs.add(f"reader {number}", "balance", TASK)
    with pytest.raises(Refused) as refused:
        jobs.add("one too many", "balance", TASK)
    assert refused.value.status == 503


def test_a_waiting_job_that_is_given_up_never_runs(jobs: Jobs) -> None:
    jobs.add("one", "balance", TASK)
    waiting = jobs.add("two", "balance", TASK)
    jobs.cancel(waiting)
    assert waiting.stage is Stage.CANCELLED
    assert waiting.began is None


def test_a_refused_file_is_refused_in_words(jobs: Jobs) -> None:
    job = jobs.add("one", "retrofit", NO_WORKBOOK)
    assert until(job, Stage.FAILED) is Stage.FAILED
    assert job.failure is not None
    assert "model.xlsx" in job.failure.said["what"]
    assert job.failure.status == 422


def test_a_job_is_nobody_elses(jobs: Jobs) -> None:
    job = jobs.add("one", "balance", TASK)
    with pytest.raises(Refused) as refused:
        jobs.find(job.id, "two")
    assert refused.value.status == 404


def test_progress_may_say_what_is_known_so_far() -> None:
    told = Progress("closing the gap", 0.4, (("lower bound", "$1.0B"), ("upper bound", "$1.2B")))
    assert told.numbers[0] == ("lower bound", "$1.0B")
