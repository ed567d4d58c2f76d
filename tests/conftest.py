"""What every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# A law holds or does not, however busy the machine is: times belong to the benchmarks.
settings.register_profile("headframe", deadline=None)
settings.load_profile("headframe")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development texts beside the project; absent in most checkouts."""
    if not SHARED.is_dir():
        pytest.skip("the development texts do not lie beside this checkout")
    return SHARED


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the user's own record and configuration."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("HEADFRAME_RECORD", raising=False)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` and `--update-schemas` rewrite what is kept instead of comparing with it."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")
    parser.addoption("--update-schemas", action="store_true", help="keep the JSON schemas of today")
