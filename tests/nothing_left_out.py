"""Makes a skipped test an error where FOOTGUIDE_TESTS=all, so that a missing tool never passes for a green run.

Only tests that are marked `reference` may be left out: what they compare with is no part of this repository.
"""

import os
from collections.abc import Generator
from typing import Any

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[Any]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turns the report of a skipped test into one of a failed test."""
    report = yield
    expected = hasattr(report, "wasxfail") or item.get_closest_marker("reference") is not None
    if report.skipped and not expected and os.environ.get("FOOTGUIDE_TESTS") == "all":
        reason = call.excinfo.value if call.excinfo else "no reason given"
        report.outcome = "failed"
        report.longrepr = f"FOOTGUIDE_TESTS=all leaves nothing out, but this test was skipped: {reason}"
    return report
