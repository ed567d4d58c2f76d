"""Every long question that runs as a job: a line here, and a function `run(record, task, tell)` in `jobs`."""

from __future__ import annotations

JOBS: dict[str, str] = {
    "retrofit": "headframe.web.jobs.retrofit_job",
    "balanced": "headframe.web.jobs.balanced_job",
    "plan": "headframe.web.jobs.plan_job",
    "simulate": "headframe.web.jobs.simulate_job",
    "worth": "headframe.web.jobs.worth_job",
    "priced-in": "headframe.web.jobs.priced_in_job",
    "drivers-daily": "headframe.web.jobs.drivers_job",
    "event-study": "headframe.web.jobs.event_study_job",
}
