"""How the engine is compiled, and where the result is kept for the next process.

Compiled code goes into a folder named after a digest of the engine's own sources: numba looks only at the file of the
function it keeps, and would serve a stale engine after a change in another one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba as nb

F = TypeVar("F", bound=Callable[..., object])
SOURCES = (
    "kernel*.py",
    "company_tables.py",
    "counters.py",
    "debt_plan.py",
    "lines.py",
    "parts.py",
    "project_terms.py",
    "reference_policy.py",
    "reference_projects.py",
    "rules.py",
    "../worlds/parameters.py",
)
"""The engine, and every file whose constants or order of fields it was compiled with."""
DIGITS = 16
FUSED = {"contract", "nsz"}
"""Products may be fused with sums, and zeros lose their sign; nothing else is rearranged."""
WITHIN: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""For what compiled code alone calls: no doors to Python, which would take as long to compile as the step itself."""
_asked: list[Path] = []


def inlined(function: F) -> F:
    """Compile a formula into whatever uses it; products may be fused with sums, nothing else is rearranged."""
    return cast(F, nb.njit(forceinline=True, error_model="numpy", fastmath=FUSED, **WITHIN)(function))


def merged(function: F) -> F:
    """Merge a function that only calls steps into its caller: each layer between would be optimised once more."""
    return cast(F, nb.njit(inline="always", error_model="numpy")(function))


def step(function: F) -> F:
    """Compile one step over a block of paths."""
    return cast(F, nb.njit(error_model="numpy", fastmath=FUSED, **WITHIN)(function))


def summing(function: F) -> F:
    """Compile a step that adds up over paths, in whatever order suits vector code: the same on every run."""
    return cast(F, nb.njit(error_model="numpy", fastmath=FUSED | {"nnan", "reassoc"}, **WITHIN)(function))


def kept(function: F) -> F:
    """Compile the engine itself, and keep the code for the next process where a folder can be written."""
    folder = compiled_folder()
    if folder is None:
        return cast(F, nb.njit(nogil=True, error_model="numpy")(function))
    config = cast(Any, nb.config)
    before = config.CACHE_DIR
    config.CACHE_DIR = str(folder)
    try:
        return cast(F, nb.njit(nogil=True, error_model="numpy", cache=True)(function))
    finally:
        config.CACHE_DIR = before


def keep_compiled_code_in(folder: Path) -> None:
    """Say where compiled code is kept when the package's own folder cannot be written; before the engine is
    imported."""
    _asked[:] = [folder]


def compiled_folder() -> Path | None:
    """Return the folder of compiled code: beside the package where that can be written, else the folder asked for."""
    name = f"engine-{sources_digest()}"
    beside = Path(__file__).parent / "__pycache__"
    for parent in (beside, *_asked):
        if _writable(parent):
            return parent / name
    return None


def is_compiled() -> bool:
    """Say whether the next process finds the engine compiled: else its first run takes some seconds longer."""
    folder = compiled_folder()
    return folder is not None and any(folder.rglob("*.nbc"))


def sources_digest() -> str:
    """Return digits that change when any source of the engine does."""
    digest, here = hashlib.sha256(), Path(__file__).parent
    for pattern in SOURCES:
        folder, name = (here / pattern).parent, Path(pattern).name
        for path in sorted(folder.glob(name)):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:DIGITS]


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)
