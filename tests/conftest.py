"""Options and fixtures for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No test has a time limit: machines are busy. In CI the same examples are tried on every run.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("house"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "house")

# The tests neither read nor fill the user's cache; those of the cache set a folder of their own.
os.environ.setdefault("REFGRAPH_CACHE", "off")

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("REFGRAPH_SHARED") or ROOT.parent / "shared")


def pytest_addoption(parser):
    parser.addoption("--update-cases", action="store_true", help="rewrite tests/cases with what comes out now")


@pytest.fixture
def update_cases(request):
    return request.config.getoption("--update-cases")


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def shared():
    """The folder with data beside the project; tests that need it are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the data beside the project ({SHARED} is absent; set REFGRAPH_SHARED)")
    return SHARED
