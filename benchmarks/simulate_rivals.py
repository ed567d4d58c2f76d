"""The engine's model as users of arrays run it: everything drawn at once in numpy, in blocks, and as a JAX scan."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from benchmarks.simulate_arrays import close, month_constants, opening, step
from headframe.economics.company_tables import CompanyTables
from headframe.worlds.parameters import WorldParameters, WorldTables

BLOCK = 4096
Case = tuple[WorldParameters, WorldTables, CompanyTables]
Ends = tuple[Any, Any]


def slips_of(world: WorldTables, uniforms: Any) -> Any:
    delays = np.minimum(world.delay_months, 1e6)
    return delays[(uniforms * len(delays)).astype(int)]


def naive(case: Case, count: int, seed: int) -> Ends:
    """Draw all shocks of all paths and months first, then walk the months over whole arrays."""
    parameters, world, tables = case
    rng, horizon = np.random.default_rng(seed), tables.horizon
    z = rng.standard_normal((count, horizon, 6)) @ world.cholesky.T
    u = rng.random((count, horizon, 2))
    slips = slips_of(world, rng.random((len(tables.projects), count)))
    months = month_constants(world, tables, np.float64)
    state = opening(tables, parameters, count, slips, rng.standard_normal(count), np, np.float64)
    for at in range(horizon):
        month = {name: value[at] for name, value in months.items()}
        state = step(np, tables, parameters, world.shapes.step, state, month, z[:, at].T, u[:, at].T)
    return close(np, tables, state)


def blocked(case: Case, count: int, seed: int, workers: int = 2) -> Ends:
    """Walk blocks that fit the cache, drawing month by month, on two threads."""
    parameters, world, tables = case
    months = month_constants(world, tables, np.float64)
    seeds = np.random.SeedSequence(seed).spawn((count + BLOCK - 1) // BLOCK)

    def one(at: int) -> Ends:
        size = min(BLOCK, count - at * BLOCK)
        rng = np.random.Generator(np.random.SFC64(seeds[at]))
        slips = slips_of(world, rng.random((len(tables.projects), size)))
        state = opening(tables, parameters, size, slips, rng.standard_normal(size), np, np.float64)
        for month in range(tables.horizon):
            now = {name: value[month] for name, value in months.items()}
            z = world.cholesky @ rng.standard_normal((6, size))
            state = step(np, tables, parameters, world.shapes.step, state, now, z, rng.random((2, size)))
        return close(np, tables, state)

    with ThreadPoolExecutor(workers) as pool:
        found = list(pool.map(one, range(len(seeds))))
    return np.concatenate([each[0] for each in found]), np.concatenate([each[1] for each in found])


def jax_program(case: Case, count: int, *, single: bool) -> Callable[[int], Ends]:
    """Return the model compiled by JAX: a scan over months; `single` for 32-bit floats and its fastest generator."""
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", not single)
    dtype = jnp.float32 if single else jnp.float64
    parameters, world, tables = case
    months = {name: jnp.asarray(value) for name, value in month_constants(world, tables, dtype).items()}
    cholesky = jnp.asarray(world.cholesky, dtype)
    delays = jnp.asarray(np.minimum(world.delay_months, 1e6), dtype)

    def whole(seed: Any) -> Ends:
        key = jax.random.key(seed, impl="unsafe_rbg" if single else "threefry2x32")
        key, for_slips, for_margin = jax.random.split(key, 3)
        uniforms = jax.random.uniform(for_slips, (len(tables.projects), count), dtype)
        slips = delays[(uniforms * len(delays)).astype(int)]
        margin = jax.random.normal(for_margin, (count,), dtype)
        state = opening(tables, parameters, count, slips, margin, jnp, dtype)
        state |= {"mw": state["cash"], "price": state["cash"]}

        def month(carry: Any, now: Any) -> Any:
            state, key = carry
            key, for_normals, for_uniforms = jax.random.split(key, 3)
            z = cholesky @ jax.random.normal(for_normals, (6, count), dtype)
            u = jax.random.uniform(for_uniforms, (2, count), dtype)
            return (step(jnp, tables, parameters, world.shapes.step, state, now, z, u), key), None

        (state, _), _ = jax.lax.scan(month, (state, key), months)
        return close(jnp, tables, state)

    compiled = jax.jit(whole)

    def run(seed: int) -> Ends:
        value, gap = compiled(seed)
        return value.block_until_ready(), gap.block_until_ready()

    return run
