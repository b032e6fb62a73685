"""`footguide publish`, `editions` and `rollback`, as somebody types them: what they say, how they end, what they leave."""

import asyncio
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.commands import at_the_desk
from bot.editions.desk import Desk
from bot.editions.examination import Examination
from bot.editions.examiner import ExaminationFailed
from bot.knowledge.book_files import BookFiles, files_in
from bot.store import SqliteStore
from tests.editions.examined import FAULT, Examiner

LOOSER = 3
"""The exit code where a safety rule is loosened and nobody said that this is meant."""

SCRAPING = "A person with diabetes: scraping is no longer left out."


class Console:
    """Somebody at a terminal, with a folder of the book. The examination finds what the test says.

    Attributes:
        examiner: What is examined, and what is found.
        folder: The folder.
        database: The bot's database.
        meanwhile: What happens elsewhere while the next edition is examined.
        said: What the last command printed.
    """

    def __init__(self, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.examiner = Examiner(faulty={"bad": (FAULT,)}, looser={"loose": (SCRAPING,)})
        self.folder = place / "book"
        self.database = place / "bot.db"
        self.meanwhile: Callable[[Console], None] | None = None
        self.said = ""
        self._capsys = capsys

    async def examine(self, files: BookFiles, against: BookFiles | None) -> Examination:
        """Examines an edition; meanwhile something else may happen."""
        act, self.meanwhile = self.meanwhile, None
        if act is not None:
            await asyncio.to_thread(act, self)
        return await self.examiner(files, against)

    def writes(self, text: str) -> str:
        """Writes the folder anew and gives its edition."""
        self.folder.mkdir(exist_ok=True)
        (self.folder / "book.yaml").write_text(text)
        return files_in(self.folder).edition

    def types(self, *words: str) -> int:
        """Types a command and gives its exit code."""
        code = main(words)
        printed = self._capsys.readouterr()
        self.said = printed.out + printed.err
        return code

    def publishes(self, text: str, *words: str) -> int:
        """Writes the folder and publishes it."""
        self.writes(text)
        return self.types("publish", str(self.folder), *words)

    def lists(self) -> "Listed":
        """Gives what `footguide editions` lists."""
        assert self.types("editions") == 0
        editions, _, trail = self.said.partition("\n\n")
        lines = editions.splitlines()
        served = [line.removeprefix("serves").split()[0] for line in lines if not line.startswith("waits")]
        serving = [line.split()[1] for line in lines if line.startswith("serves")]
        waiting = [line for line in lines if line.startswith("waits")]
        done = [re.sub(r"^.* UTC  ", "", line) for line in trail.splitlines()]
        return Listed(served, serving, waiting, done)


@dataclass(frozen=True)
class Listed:
    """What `footguide editions` lists.

    Attributes:
        served: The editions that can be served, the latest first.
        serving: The one that serves.
        waiting: The lines of what waits.
        done: Who did what, the latest first, without the moments.
    """

    served: list[str]
    serving: list[str]
    waiting: list[str]
    done: list[str]


@pytest.fixture
def console(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Console:
    console = Console(tmp_path, capsys)
    monkeypatch.setenv("BOT_DATABASE", f"sqlite:///{console.database}")
    monkeypatch.setattr(at_the_desk, "Examiner", lambda *_, **__: console.examine)
    monkeypatch.setattr("getpass.getuser", lambda: "ada")
    return console


def test_a_good_edit_is_published_and_listed(console: Console) -> None:
    assert console.publishes("one", "--why", "as it came") == 0
    assert f"It is the first edition in {console.database}" in console.said
    first, second = console.writes("one"), console.writes("two")
    assert console.publishes("two", "--why", "a kinder word") == 0
    assert "Proved over 7 worlds" in console.said
    assert "3 patient cases come out as they must." in console.said
    assert f"What changes for people from {first} to {second}" in console.said
    assert console.said.endswith(f"Edition {second} serves now. A running bot follows within seconds.\n")
    listed = console.lists()
    assert (listed.serving, listed.served, listed.waiting) == ([second], [second, first], [])
    assert listed.done == [
        f"console ada: published {first} -> {second} (a kinder word)",
        f"console ada: proposed {first} -> {second} (a kinder word)",
        f"console ada: published nothing -> {first} (as it came)",
        f"console ada: proposed nothing -> {first} (as it came)",
    ]


def test_a_bad_edit_is_refused_in_words_and_that_is_written_down(console: Console) -> None:
    console.publishes("one")
    first = console.lists().serving
    assert console.publishes("bad", "--accept-looser") == 1
    assert FAULT.in_full() in console.said
    assert console.said.endswith("1 fault. Nothing was published.\n")
    listed = console.lists()
    assert (listed.serving, listed.served, listed.waiting) == (first, first, [])
    assert listed.done[0] == f"console ada: refused {first[0]} -> {console.writes('bad')} (1 fault)"


def test_a_looser_edit_waits_until_somebody_says_that_it_is_meant(console: Console) -> None:
    console.publishes("one")
    first = console.lists().serving
    assert console.publishes("loose") == LOOSER
    loose = console.writes("loose")
    assert f"LOOSER {SCRAPING}" in console.said
    assert "was not published" in console.said
    assert f"footguide publish {console.folder} --accept-looser" in console.said
    listed = console.lists()
    assert listed.serving == first
    assert [line.split()[1] for line in listed.waiting] == [loose]
    assert "by console ada, loosens 1 safety rule" in listed.waiting[0]
    assert console.publishes("loose", "--accept-looser", "--why", "agreed on Monday") == 0
    assert SCRAPING in console.said
    listed = console.lists()
    assert (listed.serving, listed.waiting) == ([loose], [])
    assert listed.done[0] == f"console ada: published, though looser {first[0]} -> {loose} (agreed on Monday)"


def test_what_serves_already_is_not_published_again(console: Console) -> None:
    console.publishes("one")
    before = console.lists()
    assert console.publishes("one") == 0
    assert "serves already. Nothing was changed." in console.said
    assert console.lists() == before


def test_a_rollback_lets_the_edition_before_serve_again(console: Console) -> None:
    for text in ("one", "two"):
        console.publishes(text)
    second, first = console.lists().served
    assert console.types("rollback", "--why", "the old word was better") == 0
    assert f"Edition {first} serves again." in console.said
    listed = console.lists()
    assert listed.serving == [first]
    assert listed.done[0] == f"console ada: rolled back {second} -> {first} (the old word was better)"
    assert console.types("rollback", second[:6]) == 0
    assert console.lists().serving == [second]


def test_a_second_rollback_does_not_undo_the_first(console: Console) -> None:
    for text in ("one", "two", "three"):
        console.publishes(text)
    third, second, first = console.lists().served
    for now in (second, first):
        assert console.types("rollback") == 0
        assert console.lists().serving == [now]
    assert console.types("rollback") == 1
    assert "There is no earlier edition to roll back to." in console.said
    # Named, it serves again.
    assert console.types("rollback", third) == 0
    assert console.lists().serving == [third]


def test_a_rollback_to_nothing_or_to_what_serves_is_refused_in_words(console: Console) -> None:
    console.publishes("one")
    (first,) = console.lists().serving
    before = console.lists()
    for words, said in (
        (("rollback",), "There is no earlier edition to roll back to."),
        (("rollback", first), f"Edition {first} serves already. Nothing was changed."),
        (("rollback", "zzzz"), "There is no edition 'zzzz'; `footguide editions` lists them all."),
    ):
        assert console.types(*words) == 1
        assert said in console.said
    assert console.lists() == before


def test_without_a_database_nothing_is_listed_and_none_is_made(console: Console) -> None:
    for command in ("editions", "rollback"):
        assert console.types(command) == 1
        assert f"There is no database {console.database}" in console.said
    assert not console.database.exists()


def test_two_operators_at_once_do_not_overwrite_one_another(console: Console) -> None:
    console.publishes("one")
    first = console.lists().serving

    def somebody_else(console: Console) -> None:
        """Publishes from a chat what the console does not know of."""
        other = BookFiles.of({"book.yaml": b"other"})

        async def publish() -> None:
            async with await SqliteStore.open(console.database) as store:
                desk = Desk(store, console.examiner, lambda: datetime.now(UTC))
                proposal = await desk.propose(other, who="operator 7")
                assert proposal.number is not None
                await desk.publish(proposal.number, who="operator 7")

        asyncio.run(publish())

    console.meanwhile = somebody_else
    assert console.publishes("two") == 1
    other = BookFiles.of({"book.yaml": b"other"}).edition
    assert f"Somebody else was quicker: edition {other} serves now" in console.said
    assert "Nothing was changed." in console.said
    assert console.lists().serving == [other]
    # Compared with what serves now, it goes; nothing of the other is lost.
    assert console.publishes("two") == 0
    assert f"What changes for people from {other} to" in console.said
    assert console.lists().served == [console.writes("two"), other, *first]


def test_a_folder_that_vanishes_is_refused_and_the_edition_serves_on(console: Console) -> None:
    console.publishes("one")
    before = console.lists()
    console.writes("two")
    shutil.rmtree(console.folder)
    assert console.types("publish", str(console.folder)) == 1
    assert f"{console.folder}: there is no such folder" in console.said
    assert console.lists().serving == before.serving


def test_a_folder_that_vanishes_while_it_is_examined_is_published_as_it_was_read(console: Console) -> None:
    console.publishes("one")
    console.meanwhile = lambda console: shutil.rmtree(console.folder)
    assert console.publishes("two") == 0
    assert console.lists().serving == [BookFiles.of({"book.yaml": b"two"}).edition]


def test_an_examination_that_fails_publishes_nothing(console: Console) -> None:
    console.publishes("one")
    before = console.lists()

    def fails(_: Console) -> None:
        raise ExaminationFailed("The examination took longer than 3 seconds and was ended. Nothing was changed.")

    console.meanwhile = fails
    assert console.publishes("two") == 1
    assert console.said.startswith("The examination took longer than 3 seconds")
    assert console.lists() == before
