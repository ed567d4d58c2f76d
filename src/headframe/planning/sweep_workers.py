"""Who works a sweep's tasks: this process alone, processes of this machine, or a Dask cluster of many.

A result is asked for in whatever order it comes and kept by its task, so that the number of workers changes nothing. A
worker that is lost has its task given to another, a few times; a task that no worker lives through is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from headframe.ground.errors import HeadframeError, NetworkProblem, UsageProblem
from headframe.planning.sweep_task import SweepTask, run_task

if TYPE_CHECKING:
    from distributed import Client

TRIES = 4
WAIT_FOR_CLUSTER = "20s"
LOOPBACK = "127.0.0.1"
Run = Callable[[SweepTask], bytes]


def worked(
    tasks: Sequence[SweepTask], *, workers: int = 1, cluster: str | None = None, run: Run = run_task
) -> Iterator[tuple[SweepTask, bytes]]:
    """Yield each task with its result, in the order in which they are done.

    Parameters
    ----------
    tasks : sequence of SweepTask
        What is to be done.
    workers : int
        Processes of this machine; 1 needs no Dask.
    cluster : str, optional
        A Dask scheduler's address, in place of processes of this machine.
    run : callable
        What a worker does: a function of a module that every worker can import.

    Raises
    ------
    UsageProblem
        Where Dask is needed and not installed.
    NetworkProblem
        Where no cluster answers at the address.
    HeadframeError
        Where a task fails, or ends every worker that it is given to.
    """
    if cluster is None and workers == 1:
        yield from ((task, run(task)) for task in tasks)
        return
    with _client(workers, cluster) as client:
        yield from _gathered(client, tasks, run)


@contextmanager
def _client(workers: int, cluster: str | None) -> Iterator[Client]:
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise UsageProblem(
            "a sweep by several workers needs Dask",
            where="--cluster" if cluster else "--workers",
            why=str(error),
            next="pip install 'headframe[dask]', or leave the option out",
        ) from error
    quiet = {"distributed.scheduler.allowed-failures": TRIES, "distributed.admin.log-format": "%(message)s"}
    with dask.config.set(quiet):
        if cluster is not None:
            try:
                client = Client(cluster, timeout=WAIT_FOR_CLUSTER)  # type: ignore[no-untyped-call, unused-ignore]
            except (OSError, ValueError) as error:
                raise NetworkProblem(
                    "no Dask scheduler answers there", where=cluster, why=str(error), next="start `dask scheduler`"
                ) from error
            with client:
                yield client
            return
        here: dict[str, Any] = {"host": LOOPBACK, "dashboard_address": None, "threads_per_worker": 1}
        with LocalCluster(n_workers=workers, processes=True, **here) as local, Client(local) as client:  # type: ignore[no-untyped-call, unused-ignore]
            yield client


def _gathered(client: Client, tasks: Sequence[SweepTask], run: Run) -> Iterator[tuple[SweepTask, bytes]]:
    from distributed import KilledWorker, as_completed

    waiting = {client.submit(run, task, key=f"sweep-{task.fingerprint}", pure=True): task for task in tasks}
    for future in as_completed(list(waiting)):  # type: ignore[no-untyped-call, unused-ignore]
        task = waiting.pop(future)
        try:
            yield task, future.result()
        except KilledWorker as error:
            raise HeadframeError(
                f"{task.company} {task.as_of} {task.policy} {task.assumptions}: {TRIES} workers were lost at this task",
                why="each ended without a word, as when it runs out of memory",
                next="run it again with fewer paths; what is done is kept",
            ) from error
        future.release()
