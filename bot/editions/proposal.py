"""An edition that somebody proposes, with what was found about it."""

from dataclasses import dataclass
from datetime import datetime

from bot.editions.examination import Examination


@dataclass(frozen=True, slots=True)
class Proposal:
    """An edition that somebody proposes.

    Attributes:
        number: Under which it waits to be published; None where it is faulty and nothing of it was kept.
        who: Who proposed it.
        made_at: When.
        examination: What was found about it.
    """

    number: int | None
    who: str
    made_at: datetime
    examination: Examination

    @property
    def edition(self) -> str:
        """The edition that is proposed."""
        return self.examination.edition

    @property
    def compared_with(self) -> str | None:
        """The edition that served when it was examined; None where none did."""
        return self.examination.against
