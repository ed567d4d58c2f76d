"""`headframe sweep`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headframe.cli.ahead import toml_text
from headframe.cli.common import Common, emit, verb
from headframe.ground.errors import UsageProblem

if TYPE_CHECKING:
    from headframe.planning.sweep import Sweep

SHOWN = 10


@verb("terminal", "json")
def command(
    common: Common,
    file: Annotated[Path, typer.Argument(metavar="FILE.toml", help="Companies, days, policies, assumption sets.")],
    table: Annotated[Path, typer.Option("--table", metavar="FILE.parquet", help="Where the results go.")],
    workers: Annotated[int, typer.Option("--workers", min=1, max=256, help="Processes of this machine.")] = 1,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="ADDRESS", help="A Dask scheduler: tcp://host:8786.")
    ] = None,
) -> int:
    """A grid of companies, days, policies and assumption sets into one Parquet table, by one process or many machines.

    The same numbers for any number of workers. Run it again after an interruption: what is done is kept.
    """
    from headframe.planning.sweep import sweep
    from headframe.planning.sweep_file import read_sweep

    if cluster is not None and common.offline:
        raise UsageProblem("a cluster is reached over the network", where="--offline", next="leave one of the two out")
    read = read_sweep(toml_text(file), file.name)
    return emit(common, sweep(common.record(), read, table, workers=workers, cluster=cluster), {"terminal": sweep_text})


def sweep_text(told: Sweep) -> str:
    """Return what a sweep did, as a terminal shows it."""
    lines = [
        f"{told.table}  {told.rows:,} rows of {told.tasks:,} tasks ({told.work}): {told.worked:,} worked now, "
        f"{told.kept_from_before:,} kept from before",
        f"  digest     {told.digest}",
        f"  transfer   {told.transfer_bytes:,} bytes",
    ]
    lines += [f"  no answer  {one.company} {one.as_of} {one.policy}: {one.reason}" for one in told.unanswered[:SHOWN]]
    if len(told.unanswered) > SHOWN:
        lines.append(f"  and {len(told.unanswered) - SHOWN:,} more without an answer: --form json lists all")
    return "\n".join(lines) + "\n"
