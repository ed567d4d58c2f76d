"""Where compiled code is kept, and the compiled formulas against the library's."""

from __future__ import annotations

import ast
import math
from pathlib import Path

import numba as nb
import numpy as np
import pytest

from headframe.economics import counters, kernel_compile, kernel_math

ONLY_OUTSIDE = ("headframe.economics.needs", "headframe.economics.reference_world", "headframe.ground.errors")
"""Used to lay the inputs out, not inside compiled code."""


@nb.njit
def exps(x):
    return np.array([kernel_math.exp_(each) for each in x])


@nb.njit
def logs(x):
    return np.array([kernel_math.log_(each) for each in x])


@nb.njit
def words(key, count):
    normals = np.empty((count, 2))
    thirds = np.empty((count, 3))
    for path in range(count):
        bits = kernel_math.word_(key, path, 5)
        normals[path] = kernel_math.normals_(bits)
        thirds[path, 0], thirds[path, 1] = kernel_math.third_(bits, 0), kernel_math.third_(bits, 21)
        thirds[path, 2] = kernel_math.third_(bits, 42)
    return normals, thirds


def test_the_compiled_exp_is_exact_to_the_last_places() -> None:
    x = np.linspace(-60.0, 60.0, 4001)
    assert exps(x) == pytest.approx(np.exp(x), rel=1e-15)


def test_the_compiled_log_is_exact_to_the_last_places() -> None:
    x = np.exp(np.linspace(-40.0, 40.0, 4001)) * 1.1
    assert logs(x) == pytest.approx(np.log(x), rel=1e-14, abs=1e-15)


def test_compiled_draws_are_those_of_the_plain_streams() -> None:
    key = counters.keys(7)[1]
    normals, thirds = words(np.uint64(key), 300)
    for path in range(300):
        bits = counters.word(key, path, 5)
        plain = counters.three_uniforms(bits)
        assert normals[path] == pytest.approx(counters.two_normals(bits), rel=1e-11, abs=1e-13)
        assert tuple(thirds[path]) == (plain.spike, plain.shape, plain.arrival)


def test_draws_are_standard_normal() -> None:
    normals, thirds = words(np.uint64(counters.keys(1)[0]), 200_000)
    assert normals.mean(axis=0) == pytest.approx([0.0, 0.0], abs=0.01)
    assert normals.std(axis=0) == pytest.approx([1.0, 1.0], abs=0.01)
    assert (normals**4).mean(axis=0) == pytest.approx([3.0, 3.0], abs=0.1)
    assert np.corrcoef(normals.T)[0, 1] == pytest.approx(0.0, abs=0.01)
    assert thirds.mean(axis=0) == pytest.approx([0.5] * 3, abs=0.01)


def test_names_and_seeds_share_no_numbers() -> None:
    every = [key for seed in range(50) for key in counters.keys(seed)]
    assert len(set(every)) == len(every)


def test_compiled_code_goes_to_the_users_folder_where_the_install_is_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel_compile, "_asked", [tmp_path])
    monkeypatch.setattr(kernel_compile, "_writable", lambda folder: folder == tmp_path)
    folder = kernel_compile.compiled_folder()
    assert folder is not None and folder.parent == tmp_path
    assert not kernel_compile.is_compiled()


def test_nothing_is_kept_where_nothing_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel_compile, "_writable", lambda folder: False)
    assert kernel_compile.compiled_folder() is None


def test_the_folder_changes_with_the_sources() -> None:
    assert kernel_compile.sources_digest() in str(kernel_compile.compiled_folder())
    assert math.isfinite(int(kernel_compile.sources_digest(), 16))


def test_compiled_code_is_kept_under_every_source_that_it_was_compiled_with() -> None:
    here = Path(kernel_compile.__file__).parent
    known = {
        path.resolve()
        for pattern in kernel_compile.SOURCES
        for path in (here / pattern).parent.glob(Path(pattern).name)
    }
    for path in here.glob("kernel*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("headframe"):
                if node.module in ONLY_OUTSIDE:
                    continue
                source = here.parents[1] / (node.module.replace(".", "/") + ".py")
                assert not source.exists() or source.resolve() in known, (path.name, node.module)
