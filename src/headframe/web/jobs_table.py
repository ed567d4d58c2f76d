"""Every long question that runs as a job: a line here, and a function `run(record, task, tell)` in `jobs`."""

from __future__ import annotations

JOBS: dict[str, str] = {
    "retrofit": "headframe.web.jobs.retrofit_job",
    "balanced": "headframe.web.jobs.balanced_job",
    "plan": "headframe.web.jobs.plan_job",
    "private-forecast": "headframe.web.jobs.private_forecast_job",
    "private-plan": "headframe.web.jobs.plan_job",
    "worlds-curves": "headframe.web.jobs.curves_job",
    "hindsight": "headframe.web.jobs.hindsight_job",
    "schedule": "headframe.web.jobs.schedule_job",
    "simulate": "headframe.web.jobs.simulate_job",
    "worth": "headframe.web.jobs.worth_job",
    "priced-in": "headframe.web.jobs.priced_in_job",
    "drivers-daily": "headframe.web.jobs.drivers_job",
    "event-study": "headframe.web.jobs.event_study_job",
}
KEEP_BEST = frozenset({"plan", "private-plan"})
"""Those that keep the best so far where the reader ends them early."""
