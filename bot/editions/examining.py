"""Examines a proposed edition: reads and checks it, proves it, plays its cases, and compares it with what serves.

It takes a minute or two of one processor, so it runs in a process of its own: see `examiner`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter

from bot.cases.all_cases import play_all
from bot.cases.player import CaseResult
from bot.dialogue.conversation import Conversation
from bot.difference.comparing import compare
from bot.difference.telling import for_phone, in_full
from bot.editions.examination import Examination, Played, Proved
from bot.editions.memory import Memory
from bot.editions.proving_once import proved
from bot.knowledge.book import Book
from bot.knowledge.book_files import BookFiles
from bot.knowledge.counting import counts_of
from bot.knowledge.explanations import rule_of
from bot.knowledge.fault import Fault
from bot.knowledge.reading import read_files
from bot.knowledge.yaml_reading import Document
from bot.language.catalogues import shipped_catalogues

MOST_CASES_TOLD = 10
"""Cases that failed of which each is a fault; one mistake breaks many."""


def examine(
    files: BookFiles,
    against: BookFiles | None,
    memory: Memory,
    *,
    side_by_side: bool = False,
    require_signed: bool = False,
) -> Examination:
    """Examines an edition.

    Args:
        files: The edition.
        against: The edition that serves, or None.
        memory: What was proved before.
        side_by_side: Whether it may take all processors.
        require_signed: Whether a safety rule that no clinician has signed is a fault.
    """
    began = perf_counter()
    book, faults = read_files(files, require_signed=require_signed)
    proof: Proved | None = None
    cases: Played | None = None
    if book is not None and not faults:
        proof, faults = proved(book, files.fingerprint, memory, side_by_side=side_by_side)
    if book is not None and not faults:
        cases, faults = played(book, files, memory, side_by_side=side_by_side)
    told = Compared()
    if book is not None and not faults and against is not None:
        told = compared(against, book)
    return Examination(
        edition=files.edition,
        fingerprint=files.fingerprint,
        against=None if against is None else against.edition,
        faults=tuple(faults),
        counts={} if book is None else counts_of(book),
        unsigned=0 if book is None else book.unsigned,
        proof=proof if not faults else None,
        cases=cases,
        looser=told.looser,
        changes=told.changes,
        on_a_phone=told.on_a_phone,
        in_full=told.in_full,
        seconds=round(perf_counter() - began, 1),
    )


def played(book: Book, files: BookFiles, memory: Memory, *, side_by_side: bool) -> tuple[Played | None, list[Fault]]:
    """Plays the cases of an edition, unless this program did so before.

    Args:
        book: The edition; it has no other faults.
        files: Its files.
        memory: What was played before.
        side_by_side: Whether it may take all processors.
    """
    remembered = memory.recall(files.fingerprint, Played)
    if remembered is not None:
        return remembered, []
    began = perf_counter()
    results = play_all(book.cases, Conversation(book, shipped_catalogues()), side_by_side=side_by_side)
    failed = [result for result in results if not result.passed]
    if failed:
        return None, [*_failed(failed[:MOST_CASES_TOLD], files), *_more(len(failed) - MOST_CASES_TOLD)]
    found = Played(cases=len(results), seconds=round(perf_counter() - began, 1), at=datetime.now(UTC))
    memory.remember(files.fingerprint, found)
    return found, []


def _failed(results: Iterable[CaseResult], files: BookFiles) -> Iterator[Fault]:
    places = _places_of_cases(files)
    for result in results:
        told = [*result.faults, *(fault for visit in result.visits for fault in visit.faults)]
        remedy = "mend the edit, or the case where it is the case that is wrong"
        document, line, column = places[result.case]
        fault = Fault(document.file, line, column, "case_failed", f"{result.case}: {'; '.join(told)}", remedy)
        yield fault.in_context(document.text, rule_of(fault.code))


def _places_of_cases(files: BookFiles) -> dict[str, tuple[Document, int, int]]:
    """Returns where each case stands, by its name."""
    places: dict[str, tuple[Document, int, int]] = {}
    for file in files.under("cases"):
        document = Document(file, files.contents[file].decode(), "cases")
        for index, case in enumerate(document.data):
            places[case["case"]] = (document, *document.position(("cases", index, "case")))
    return places


def _more(number: int) -> Iterator[Fault]:
    if number > 0:
        remedy = "`footguide cases` lists them all"
        yield Fault("patient cases", 0, 0, "case_failed", f"{number} more cases fail", remedy)


@dataclass(frozen=True, slots=True)
class Compared:
    """What an edition changes.

    Attributes:
        looser: By what it is looser than the serving one, a sentence each.
        changes: All in which they differ, a line each.
        on_a_phone: The same for a chat.
        in_full: The same for a file.
    """

    looser: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    on_a_phone: str = ""
    in_full: str = ""


def compared(against: BookFiles, book: Book) -> Compared:
    """Compares an edition with the serving one.

    Args:
        against: The edition that serves.
        book: The proposed edition.
    """
    old, _ = read_files(against)
    if old is None:
        unread = "The edition that serves cannot be read by this program, so nobody can say what got looser."
        return Compared((unread,), (unread,), f"**Looser: 1.** {unread}", unread)
    found = compare(old, book)
    return Compared(
        tuple(change.says for change in found.looser),
        tuple(f"{one.verdict.value}: {one.says}" for one in (*found.changes, *found.outcomes)),
        for_phone(found),
        in_full(found),
    )
