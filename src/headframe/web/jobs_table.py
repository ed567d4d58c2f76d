"""Every long question that runs as a job: a line here, and a function `run(record, task, tell)` in `jobs`.

The plan page will be a line here: its progress, with both bounds, goes through `tell`.
"""

from __future__ import annotations

JOBS: dict[str, str] = {
    "retrofit": "headframe.web.jobs.retrofit_job",
    "balanced": "headframe.web.jobs.balanced_job",
}
