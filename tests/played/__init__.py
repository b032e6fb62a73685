"""The patient cases of the book, played once in a run of the tests, however many tests and workers look at them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.cases.player import CaseResult
from tests.conftest import ROOT

FOLDER = ROOT / "knowledge" / "cases"


@dataclass(frozen=True, slots=True)
class End:
    """Where a case ended.

    Attributes:
        result: What came of it.
        stored: The session as it was stored; None where nothing is kept.
        now: When.
    """

    result: CaseResult
    stored: str | None
    now: datetime


Ends = Mapping[str, End]
"""The ends of all cases, by the name of the case."""
