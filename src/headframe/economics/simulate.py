"""A company along many paths of the world: means from all of them, fans and distributions from the first ones.

Paths are worked in pieces of `PIECE`, each with its own sums, and pieces are added in their order: the same numbers for
any number of workers, and the same memory for ten thousand paths or a million.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from headframe.economics.company_tables import CompanyTables, company_tables
from headframe.economics.kernel_inputs import EngineInputs, engine_inputs, with_rule
from headframe.economics.kernel_rows import END_FIELDS, LAWS
from headframe.economics.lines import LINES
from headframe.economics.miner import Miner
from headframe.economics.parts import part_names
from headframe.economics.rules import Rule
from headframe.economics.simulation import FAN_LINES, FAN_SHARES, PathEnds, SimulationResult
from headframe.ground.errors import HeadframeError, UsageProblem
from headframe.vocabulary.assumptions import Assumptions
from headframe.worlds.parameters import Floats, WorldParameters, WorldTables

PIECE = 4096
"""Paths in a piece; fans come from the first one."""
RULE_PIECE = 1024
"""Paths in a piece where only a rule's value is wanted, so that a few thousand paths keep all workers busy."""
ENDS_KEPT = 65_536
"""Paths whose ends are kept one by one."""
MOST_PATHS = 10_000_000
MOST_MONTHS = 360
BREACH = 1e-9
"""A larger relative miss of a conservation law is a bug."""
WORKERS = 2


@dataclass(slots=True)
class _Piece:
    """Sums of one piece, and what it keeps of single paths."""

    sums: Floats
    totals: Floats
    laws: Floats
    fans: Floats | None
    """Quantiles, shape (5, lines, T), of the first piece where they are asked for."""
    ends: Floats


def simulate(
    miner: Miner,
    parameters: WorldParameters,
    world: WorldTables,
    assumptions: Assumptions,
    rule: Rule,
    *,
    paths: int,
    seed: int,
    workers: int = WORKERS,
    chance: bool = True,
    antithetic: bool = False,
    announce: Callable[[str], None] | None = None,
) -> SimulationResult:
    """Carry a miner along many paths.

    Parameters
    ----------
    miner : Miner
        Its opening must be the world's month 0.
    parameters, world : WorldParameters, WorldTables
        Calibrated on what was known; the horizon is the world's.
    assumptions : Assumptions
        Every number that is not a fact.
    rule : Rule
        What the company does about coins, shares and open builds.
    paths, seed : int
        How many, and of which streams.
    workers : int
        Threads; they change the time, never a number.
    chance : bool
        False for the world without chance: every path is then `forecast_path` along `central_path`.
    antithetic : bool
        Pairs of opposite paths, which make means steadier; leave it off for tails.
    announce : callable, optional
        Told in words before some seconds go into compiling.

    Raises
    ------
    InputRefused
        For a miner or a world that cannot be.
    UsageProblem
        For a number of paths or workers that cannot be.
    HeadframeError
        Where a conservation law is broken: a bug, never returned as a number.
    """
    tables = company_tables(miner, parameters, world, assumptions)
    made = engine_inputs(parameters, world, tables, rule, seed, chance=chance, antithetic=antithetic)
    return run(made, tables, rule, paths=paths, seed=seed, workers=workers, announce=announce)


def run(
    made: EngineInputs,
    tables: CompanyTables,
    rule: Rule,
    *,
    paths: int,
    seed: int,
    workers: int = WORKERS,
    announce: Callable[[str], None] | None = None,
) -> SimulationResult:
    """Run the engine on inputs laid out before; see `simulate`."""
    _refuse_counts(paths, workers, tables.horizon, made.halves)
    kept = min(paths, ENDS_KEPT)
    total: _Piece | None = None
    ends = np.empty((len(END_FIELDS) + len(part_names(tables.project_names)), kept))
    for first, piece in _pieces(made, tables, paths, workers, True, announce):
        if first < kept:
            ends[:, first : first + piece.ends.shape[1]] = piece.ends
        if total is None:
            total = piece
        else:
            total.sums += piece.sums
            total.totals += piece.totals
            total.laws = np.maximum(total.laws, piece.laws)
    assert total is not None and total.fans is not None
    _refuse_breach(total)
    return SimulationResult(
        company=tables.company,
        months=tables.months[1:],
        paths=paths,
        seed=seed,
        rule=rule,
        antithetic=made.halves == 2,
        means={name: total.sums[:, at] / paths for at, name in enumerate(LINES)},
        fans={name: total.fans[:, at].T for at, name in enumerate(FAN_LINES)},
        fan_paths=min(paths, PIECE),
        ends=PathEnds(**dict(zip(END_FIELDS, ends, strict=False)), parts_usd=ends[len(END_FIELDS) :]),
        end_means={name: float(total.totals[0, at]) / paths for at, name in enumerate(END_FIELDS)},
        end_squares={name: float(total.totals[1, at]) / paths for at, name in enumerate(END_FIELDS)},
        part_names=part_names(tables.project_names),
        laws=dict(zip(LAWS, (float(miss) for miss in total.laws), strict=True)),
        fingerprint=fingerprint(made, paths),
    )


def value_of_rule(
    made: EngineInputs, tables: CompanyTables, rule: Rule, *, paths: int, workers: int = WORKERS
) -> Floats:
    """Return each path's value per share under a rule [USD/share], shape (paths,).

    Inputs made once serve any number of rules: the worlds are the same for all of them, so that differences between
    rules are theirs alone. For a private company, the value itself [USD].
    """
    _refuse_counts(paths, workers, tables.horizon, made.halves)
    under = with_rule(made, tables, rule)
    found = np.empty(paths)
    for first, piece in _pieces(under, tables, paths, workers, False, None):
        if (piece.laws > BREACH).any():
            _refuse_breach(piece)
        found[first : first + piece.ends.shape[1]] = piece.ends[2]
    return found


def fingerprint(made: EngineInputs, paths: int) -> str:
    """Return digits that change with anything that a run's numbers depend on."""
    from headframe.economics.kernel_compile import sources_digest

    digest = hashlib.sha256(f"{sources_digest()} {paths}".encode())
    for each in made:
        digest.update(np.ascontiguousarray(each).tobytes())
    return digest.hexdigest()[:16]


def _parts(tables: CompanyTables) -> int:
    return len(part_names(tables.project_names))


def _pieces(
    made: EngineInputs,
    tables: CompanyTables,
    paths: int,
    workers: int,
    fans: bool,
    announce: Callable[[str], None] | None,
) -> Iterator[tuple[int, _Piece]]:
    """Yield the pieces in their order, a few ahead at a time so that memory stays flat."""
    from headframe.economics.kernel_compile import is_compiled

    if announce is not None and not is_compiled():
        announce("compiling the engine: once, up to half a minute; the next start finds it compiled")
    waiting: deque[tuple[int, Future[_Piece]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        size = PIECE if fans else RULE_PIECE
        for first in range(0, paths, size):
            count = min(size, paths - first)
            waiting.append((first, pool.submit(_piece, made, tables, first, count, fans)))
            if len(waiting) > 2 * workers:
                at, job = waiting.popleft()
                yield at, job.result()
        for at, job in waiting:
            yield at, job.result()


def _piece(made: EngineInputs, tables: CompanyTables, first: int, count: int, fans: bool) -> _Piece:
    from headframe.economics.kernel import run_paths

    ends = len(END_FIELDS) + _parts(tables)
    horizon = tables.horizon
    rows = np.array([LINES.index(name) for name in FAN_LINES], dtype=np.int64)
    lines = np.zeros((len(FAN_LINES), horizon, count if fans and first == 0 else 0))
    piece = _Piece(
        sums=np.zeros((horizon, len(LINES))),
        totals=np.zeros((2, ends)),
        laws=np.zeros(len(LAWS)),
        fans=None,
        ends=np.zeros((ends, count if first < ENDS_KEPT or not fans else 0)),
    )
    run_paths(made, first, count, piece.sums, piece.totals, piece.laws, lines, rows, piece.ends)
    if lines.size:
        piece.fans = np.quantile(lines, FAN_SHARES, axis=2)
    return piece


def _refuse_counts(paths: int, workers: int, horizon: int, halves: int) -> None:
    wrong = {
        f"{paths:,} paths: between 1 and {MOST_PATHS:,}": not 1 <= paths <= MOST_PATHS,
        f"{paths:,} paths cannot be paired: give an even number": paths % halves != 0,
        f"{workers} workers: at least 1": workers < 1,
        f"{horizon} months: between 1 and {MOST_MONTHS}": not 1 <= horizon <= MOST_MONTHS,
    }
    for words, is_wrong in wrong.items():
        if is_wrong:
            raise UsageProblem(words.split(":")[0], where="simulate", next=words.split(": ")[1])


def _refuse_breach(piece: _Piece) -> None:
    laws = dict(zip(LAWS, piece.laws, strict=True))
    broken = [f"{name} by {miss:.1e}" for name, miss in laws.items() if not miss <= BREACH]
    if broken or not np.isfinite(piece.sums).all() or not np.isfinite(piece.totals).all():
        raise HeadframeError(
            f"the books do not balance: {', '.join(broken) or 'a sum is no number'}",
            where="economics",
            why="a path's coins, cash, debt, megawatts or shares came from nowhere",
            next="please report it with the command that led here",
        )
