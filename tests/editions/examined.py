"""Editions of a file or two and a quick examination in the place of the real one, so that tests are about the desk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.editions.examination import Examination, Played, Proved
from bot.knowledge.book_files import BookFiles
from bot.knowledge.fault import Fault

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)

FAULT = Fault("techniques/a.yaml", 3, 5, "schema", "presure: there is no such key here", "did you mean pressure?")


def book_of(text: str, **more: str) -> BookFiles:
    return BookFiles.of(
        {"book.yaml": text.encode(), **{f"faq/{name}.yaml": word.encode() for name, word in more.items()}}
    )


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@dataclass
class Examiner:
    """Finds what a test says that there is to find, by the text of `book.yaml`."""

    faulty: Mapping[str, tuple[Fault, ...]] = field(default_factory=dict)
    looser: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    async def __call__(self, files: BookFiles, against: BookFiles | None) -> Examination:
        self.asked.append((files.edition, None if against is None else against.edition))
        text = files.contents.get("book.yaml", b"").decode()
        faults = (*files.faults, *self.faulty.get(text, ()))
        looser = () if against is None else self.looser.get(text, ())
        before = "nothing" if against is None else against.edition
        told = [f"What changes for people from {before} to {files.edition}", *(f"LOOSER {one}" for one in looser)]
        return Examination(
            edition=files.edition,
            fingerprint=files.fingerprint,
            against=None if against is None else against.edition,
            faults=faults,
            proof=None if faults else Proved(worlds=7, pieces={"all": 7}, seconds=1, at=NOW),
            cases=None if faults else Played(cases=3, seconds=1, at=NOW),
            looser=looser,
            in_full="" if against is None else "\n".join(told),
        )
