"""People chat on while editions are proposed, refused and put in place: no chat breaks, and nothing withdrawn is shown."""

from bot.editions.examination import Examination, Played, Proved
from bot.editions.examining import compared
from bot.knowledge.book_files import BookFiles
from bot.knowledge.reading import read_files
from tests.benchmarks.editions import measure
from tests.editions.examined import NOW


async def read_only(files: BookFiles, against: BookFiles | None) -> Examination:
    """Reads and compares, which is what these chats need, and leaves the proof out."""
    book, faults = read_files(files)
    looser = compared(against, book).looser if against is not None and book is not None and not faults else ()
    return Examination(
        edition=files.edition,
        fingerprint=files.fingerprint,
        against=None if against is None else against.edition,
        faults=tuple(faults),
        proof=None if faults else Proved(worlds=1, pieces={}, seconds=0, at=NOW),
        cases=None if faults else Played(cases=0, seconds=0, at=NOW),
        looser=looser,
    )


async def test_chats_go_on_while_editions_come_and_go() -> None:
    found = await measure(
        read_only,
        ("words", "faulty", "looser", "withdraws"),
        chats=10,
        quiet_seconds=0.5,
        longest_wait=0.5,
        pause=None,
    )
    assert found.outcomes == ["words: serves", "faulty: refused", "looser: waits", "withdraws: serves"]
    assert found.breaches == []
    assert len(found.answers) == 3
