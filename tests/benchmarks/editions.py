"""How long people wait because ten editions are proposed while 200 chats go on: `python -m tests.benchmarks.editions`.

Everybody walks through a routine, forth and back. Meanwhile operators propose editions: most change words, two are
faulty, one loosens a rule and waits for a second word, one withdraws a technique. Each is examined in a process of its
own and, where it is sound, put in place. The longest answer is compared with the longest of a run in which nobody
proposes anything; seconds depend on the machine, and on what else it does. The patient cases are left out of the book
here: they are played in the same process and would only make the run longer.
"""

import argparse
import asyncio
import random
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from bot.cases.chat import Chat
from bot.dialogue.conversation import Conversation
from bot.editions.desk import Desk, Examine, NotDone, Obstacle
from bot.editions.examiner import Examiner
from bot.knowledge.book_files import BookFiles, files_in
from bot.knowledge.reading import read_files
from bot.language.catalogues import shipped_catalogues
from bot.language.danger.compiled_once import CompiledOnce
from bot.service.lasting_memory import spare_what_lasts
from bot.service.switching import Switching, give_way
from bot.shipped_book import shipped_book_folder
from bot.store import Action, KeptFiles, Move, SqliteStore
from bot.telegram.clock import SystemClock
from tests.conversations.walking import heel_pain_in_practice

CHATS = 200
WANTED_SECONDS = 0.25
WALK = ("skip", "back", "why", "back", "skip")
WITHDRAWN = "# withdrawn: "
RULE = "forbid: [friction, percussion, deep_pressure"
LONGEST_WAIT = 12.0
"""Seconds until somebody presses the next button; a real step takes longer."""
QUIET_SECONDS = 10.0
LATEST = 4
"""Messages of a chat that stay in memory: the open screen is among them."""
WHO = "an operator"


@dataclass
class Measured:
    """What came of a run.

    Attributes:
        quiet: How long people waited while nobody proposed anything, in seconds.
        busy: How long they waited while editions were examined and put in place.
        outcomes: What became of each proposal.
        answers: How many answers each edition gave.
        breaches: Withdrawn techniques that were shown by an edition without them, and chats that broke.
    """

    quiet: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)
    breaches: list[str] = field(default_factory=list)


def first_edition() -> BookFiles:
    """The shipped book without its patient cases."""
    shipped = files_in(shipped_book_folder())
    return BookFiles.of({name: text for name, text in shipped.contents.items() if not name.startswith("cases/")})


def edits(first: BookFiles, withdrawn: str, kinds: Sequence[str]) -> list[BookFiles]:
    """Editions of the kinds `words`, `faulty`, `looser` and `withdraws`, each different."""
    found, base = [], first
    for number, kind in enumerate(kinds):
        book = base.contents["book.yaml"]
        if kind == "faulty":
            found.append(base.replaced("techniques/ankle_pumps.yaml", f"presure: {number}\n".encode()))
            continue
        if kind == "looser":
            name = next(name for name, text in base.contents.items() if RULE.encode() in text)
            text = base.contents[name].decode().replace(RULE, RULE.replace("friction, ", ""), 1)
            found.append(base.replaced(name, text.encode()))
            continue
        line = f"{WITHDRAWN}{withdrawn}" if kind == "withdraws" else f"# edit {number}"
        base = base.replaced("book.yaml", f"{line}\n".encode() + book)
        found.append(base)
    return found


def build(contents: Mapping[str, bytes], compiled: CompiledOnce, pause: Callable[[], None] | None) -> Conversation:
    """Makes a conversation; a comment in `book.yaml` withdraws a technique, whichever routine still names it."""
    book, faults = read_files(BookFiles.of(contents), give_way=pause)
    assert book is not None, faults
    for line in contents["book.yaml"].decode().splitlines():
        if line.startswith(WITHDRAWN):
            left = {name: one for name, one in book.techniques.items() if name != line.removeprefix(WITHDRAWN)}
            object.__setattr__(book, "techniques", left)
    return Conversation(book, shipped_catalogues(), compiled.reader(book.danger))


async def walks(
    chat: Chat,
    begins: Chat,
    switching: Switching[Conversation],
    found: Measured,
    busy: asyncio.Event,
    longest_wait: float,
) -> None:
    """Walks through a routine until it is cancelled, and notes how late each answer came."""
    pick = random.Random(id(chat))  # noqa: S311  who presses when is no secret
    walk = 0
    while True:
        wait = pick.uniform(longest_wait / 4, longest_wait)
        due = perf_counter() + wait
        await asyncio.sleep(wait)
        serving = switching.conversation()
        chat.conversation = serving
        since = len(chat.seen)
        code = WALK[walk % len(WALK)]
        walk += 1
        if chat.session.stage.name not in {"practice", "step_why"} or not chat.offers(code):
            fresh = begins.branch()
            fresh.conversation = serving
            chat, since = fresh, len(fresh.seen)
            code = "skip"
        try:
            chat.presses_code(code)
        except Exception as error:  # noqa: BLE001  a chat that breaks is what this looks for
            found.breaches.append(f"a chat broke: {type(error).__name__} {error}")
            return
        (found.busy if busy.is_set() else found.quiet).append(perf_counter() - due)
        found.answers[serving.edition] = found.answers.get(serving.edition, 0) + 1
        found.breaches += [
            f"edition {serving.edition} showed {name}"
            for name in chat.shown_techniques(since)
            if name not in serving.book.techniques
        ]
        # The bot keeps no chat in memory; this one would keep all that was ever seen, and be searched for garbage.
        del chat.turns[:], chat.seen[:-LATEST]


async def measure(
    examine: Examine,
    kinds: Sequence[str],
    *,
    chats: int,
    quiet_seconds: float,
    longest_wait: float,
    pause: Callable[[], None] | None = give_way,
) -> Measured:
    """Lets chats go on while editions of some kinds are proposed one after the other.

    Args:
        examine: Examines an edition.
        kinds: What is proposed, in order.
        chats: How many chats go on.
        quiet_seconds: How long they go on before anything is proposed.
        longest_wait: Seconds until somebody presses the next button, at the most.
        pause: What gives way to the chats while an edition is put in place.
    """
    found = Measured()
    files = first_edition()
    building = partial(build, compiled=CompiledOnce(), pause=pause)
    first = building(files.contents)
    begins = heel_pain_in_practice(Chat(first, datetime.now(UTC)))
    practice = begins.session.practice
    assert practice is not None
    withdrawn = practice.plan.items[1].technique
    spare_what_lasts()
    stopping, busy = asyncio.Event(), asyncio.Event()
    with tempfile.TemporaryDirectory() as folder:
        async with await SqliteStore.open(Path(folder) / "bot.db") as store:
            kept = KeptFiles(files.edition, files.fingerprint, files.contents)
            await store.move_pointer(Move(files.edition, None, Action(_now(), WHO, "first edition"), kept))
            switching = Switching(store, building, first, clock=SystemClock())
            desk = Desk(store, examine, _now, moved=switching.wake)
            following = asyncio.create_task(switching.run(stopping, _told))
            walking = [
                asyncio.create_task(walks(begins.branch(), begins, switching, found, busy, longest_wait))
                for _ in range(chats)
            ]
            await asyncio.sleep(quiet_seconds)
            busy.set()
            for kind, edit in zip(kinds, edits(files, withdrawn, kinds), strict=True):
                found.outcomes.append(f"{kind}: {await _propose(desk, switching, edit)}")
            # Everybody answers once more under the last edition.
            await asyncio.sleep(longest_wait * 2)
            stopping.set()
            for walk in walking:
                walk.cancel()
            await asyncio.gather(*walking, return_exceptions=True)
            await following
    return found


def _now() -> datetime:
    return datetime.now(UTC)


async def _propose(desk: Desk, switching: Switching[Conversation], edit: BookFiles) -> str:
    proposal = await desk.propose(edit, who=WHO)
    if proposal.number is None:
        return "refused"
    try:
        await desk.publish(proposal.number, who=WHO)
    except NotDone as refusal:
        return "waits" if refusal.obstacle is Obstacle.LOOSER else str(refusal)
    while switching.conversation().edition != edit.edition:  # noqa: ASYNC110  the switch tells nobody
        await asyncio.sleep(0.01)
    return "serves"


async def _told(subject: str, sentence: str) -> None:
    message = f"nothing was to be told, and this was: {subject}: {sentence}"
    raise AssertionError(message)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> None:
    """Prints what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chats", type=int, default=CHATS)
    options = parser.parse_args()
    kinds = ("words", "faulty", "words", "looser", "words", "withdraws", "faulty", "words", "words", "words")
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(
            measure(
                Examiner((Path(folder),)),
                kinds,
                chats=options.chats,
                quiet_seconds=QUIET_SECONDS,
                longest_wait=LONGEST_WAIT,
            )
        )
    _say(f"{options.chats} chats, {len(found.quiet) + len(found.busy)} answers, {len(kinds)} editions proposed")
    _say("  " + ", ".join(found.outcomes))
    _say(f"  chats that broke, or saw a withdrawn technique after its edition: {len(found.breaches)}")
    quiet, busy = max(found.quiet), max(found.busy)
    _say(f"  longest answer: {busy * 1000:.0f} ms, {busy / quiet:.1f} times the longest without editions; "
          f"wanted {WANTED_SECONDS * 1000:.0f} ms: {busy / WANTED_SECONDS:.2f} of it")  # fmt: skip
    _say(f"  answer in the middle: {median(found.busy) / median(found.quiet):.1f} times that without editions")
    assert not found.breaches, found.breaches[:3]


if __name__ == "__main__":
    main()
