"""What a kill at any moment leaves: no update lost, its effects there once, nothing shown twice but what was in flight."""

import asyncio
import multiprocessing
import os
import random
import signal
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

import pytest

from bot.store import SqliteStore
from bot.telegram.failpoints import Point
from tests.faults.program import REMINDER, serve
from tests.service.scripted import APOLOGY, heard
from tests.telegram.fake_telegram import Call, FakeTelegram

pytestmark = pytest.mark.processes

KILLED = -signal.SIGKILL
CHATS = (1, 2, 3)


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Starts processes from one that has everything imported already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.program"])
    return context


class Bot:
    """The bot as a process that is started again and again on one database."""

    def __init__(self, telegram: FakeTelegram, folder: Path, processes: ForkServerContext) -> None:
        self.telegram = telegram
        self.folder = folder
        self._processes = processes
        self.process: ForkServerProcess | None = None

    def start(self, point: Point | None = None, times: int = 1) -> None:
        self.process = self._processes.Process(target=serve, args=(self.telegram.url, self.folder, point, times))
        self.process.start()

    async def ended(self) -> int | None:
        """Waits until the process has ended by itself; gives its exit code."""
        assert self.process is not None
        await asyncio.to_thread(self.process.join, 20)
        return self.process.exitcode

    async def end(self) -> None:
        """Ends it as a supervisor would."""
        assert self.process is not None
        assert self.process.pid is not None
        os.kill(self.process.pid, signal.SIGTERM)
        assert await self.ended() == 0, (self.folder / "log.txt").read_text(encoding="utf-8")

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()

    async def dies_at(self, point: Point, times: int = 1) -> None:
        """Runs it until it dies at a point."""
        self.start(point, times)
        assert await self.ended() == KILLED

    async def lives_until(self, *shown: tuple[int, str]) -> None:
        """Runs it until all this is shown and the inbox is empty, and ends it."""
        self.start()
        await self.telegram.until(
            lambda: not self.telegram.inbox and all(text in self.telegram.shown(chat) for chat, text in shown)
        )
        await self.end()

    async def heard(self, chat: int) -> list[str]:
        """What the session of a chat has heard: the effects that were committed."""
        async with await SqliteStore.open(self.folder / "bot.db") as store:
            return heard((await store.memories([chat]))[chat].session)

    def left(self) -> dict[str, int]:
        """Counts the rows by state, and the updates begun and not finished."""
        database = sqlite3.connect(self.folder / "bot.db")
        try:
            rows = dict(database.execute("SELECT state, count(*) FROM outgoing GROUP BY state").fetchall())
            rows["begun"] = database.execute("SELECT count(*) FROM attempt").fetchone()[0]
            return rows
        finally:
            database.close()


@pytest.fixture
async def bot(tmp_path: Path, processes: ForkServerContext) -> AsyncIterator[Bot]:
    async with FakeTelegram() as telegram:
        made = Bot(telegram, tmp_path, processes)
        yield made
        if made.process is not None and made.process.is_alive():
            made.kill()
            await made.ended()


def killing(bot: Bot, method: str, words: str | None = None) -> None:
    """Kills the bot as soon as it makes such a call."""

    async def kill(call: Call) -> None:
        if call.method == method and (words is None or call.words == words):
            bot.telegram.on_call = None
            bot.kill()

    bot.telegram.on_call = kill


def shown(bot: Bot) -> Counter[tuple[int, str]]:
    return Counter((chat, text) for chat in bot.telegram.chats for text in bot.telegram.shown(chat))


@pytest.mark.parametrize("point", [Point.WORKED, Point.COMMITTED, Point.CLAIMED])
async def test_killed_before_the_call_everybody_is_answered_exactly_once(bot: Bot, point: Point) -> None:
    for chat in CHATS:
        await bot.telegram.say(chat, "hello")
    await bot.dies_at(point)
    assert bot.telegram.chats == {}
    assert (bot.left()["begun"] == 3) == (point is Point.WORKED)
    await bot.lives_until(*((chat, "heard: hello") for chat in CHATS))
    assert shown(bot) == Counter({(chat, "heard: hello"): 1 for chat in CHATS})
    assert [await bot.heard(chat) for chat in CHATS] == [["hello"]] * 3
    assert bot.left() == {"sent": 3, "begun": 0}


async def test_killed_during_the_call_only_what_was_in_flight_comes_twice(bot: Bot) -> None:
    for text in ("a", "b", "c"):
        await bot.telegram.say(1, text)
    killing(bot, "sendMessage", "heard: b")
    bot.start()
    assert await bot.ended() == KILLED
    await bot.lives_until((1, "heard: c"))
    # The server got the call of "b" and carried it out, but nobody was there to hear of it.
    assert bot.telegram.shown(1) == ["heard: a", "heard: b", "heard: b", "heard: c"]
    assert await bot.heard(1) == ["a", "b", "c"]


async def test_killed_after_the_call_before_the_mark_only_that_one_comes_twice(bot: Bot) -> None:
    for text in ("a", "b", "c"):
        await bot.telegram.say(1, text)
    await bot.dies_at(Point.CALLED, times=2)
    assert bot.telegram.shown(1) == ["heard: a", "heard: b"]
    await bot.lives_until((1, "heard: c"))
    assert bot.telegram.shown(1) == ["heard: a", "heard: b", "heard: b", "heard: c"]


async def test_an_edit_that_goes_again_does_not_show(bot: Bot) -> None:
    await bot.telegram.say(1, "screen one")
    await bot.lives_until((1, "screen 1"))
    await bot.telegram.say(1, "screen two")
    await bot.dies_at(Point.CALLED)
    await bot.telegram.say(1, "screen three")
    await bot.lives_until((1, "screen 3"))
    assert bot.telegram.shown(1) == ["screen 3"]


@pytest.mark.parametrize("moment", ["before the call", "during the call", "after the call"])
async def test_a_reminder_never_comes_twice_and_nothing_else_is_lost(bot: Bot, moment: str) -> None:
    await bot.telegram.say(1, "remind")
    match moment:
        case "before the call":
            await bot.dies_at(Point.CLAIMED)
        case "during the call":
            killing(bot, "sendMessage", REMINDER)
            bot.start()
            assert await bot.ended() == KILLED
        case "after the call":
            await bot.dies_at(Point.CALLED)
    went = bot.telegram.shown(1)
    assert went == ([] if moment == "before the call" else [REMINDER])
    await bot.telegram.say(1, "hello")
    await bot.lives_until((1, "heard: hello"))
    assert bot.telegram.shown(1) == [*went, "heard: hello"]
    assert await bot.heard(1) == ["remind", "timer reminder p", "hello"]


async def test_a_timer_fires_once_although_the_process_died_while_it_was_worked(bot: Bot) -> None:
    await bot.telegram.say(1, "remind")
    # The first work is the message, the second is the timer.
    await bot.dies_at(Point.WORKED, times=2)
    assert await bot.heard(1) == ["remind"]
    await bot.lives_until((1, REMINDER))
    assert bot.telegram.shown(1) == [REMINDER]
    assert await bot.heard(1) == ["remind", "timer reminder p"]


@pytest.mark.parametrize(
    ("point", "times"), [(Point.JOB_BEGUN, 1), (Point.JOB_DONE, 1), (Point.WORKED, 2), (Point.COMMITTED, 2)]
)
async def test_a_job_that_was_cut_short_is_done_again_and_its_end_is_told_once(
    bot: Bot, point: Point, times: int
) -> None:
    await bot.telegram.say(1, "work")
    # The first work is the message, the second is the end of the job.
    await bot.dies_at(point, times)
    ended = point is Point.COMMITTED
    assert await bot.heard(1) == (["work", "job count sheep 1 sheep"] if ended else ["work"])
    await bot.lives_until((1, "heard: job count sheep 1 sheep"))
    assert bot.telegram.shown(1) == ["heard: job count sheep 1 sheep"]
    assert await bot.heard(1) == ["work", "job count sheep 1 sheep"]


@pytest.mark.parametrize(
    ("point", "times"),
    [(Point.JOB_BEGUN, 1), (Point.JOB_DONE, 1), (Point.WORKED, 2), (Point.COMMITTED, 2), (Point.CLAIMED, 1),
     (Point.CLAIMED, 2)],
)  # fmt: skip
async def test_an_export_that_was_cut_short_brings_each_file_once(bot: Bot, point: Point, times: int) -> None:
    await bot.telegram.say(1, "export")
    await bot.dies_at(point, times)
    await bot.lives_until((1, "to read"), (1, "for programs"))
    assert bot.telegram.shown(1) == ["to read", "for programs"]
    assert bot.telegram.documents[1] == [b"all of it", b"{}"]


async def test_a_job_that_ends_the_process_again_and_again_is_given_up_and_the_person_hears_of_it(bot: Bot) -> None:
    await bot.telegram.say(1, "ask for deadly work")
    for _ in range(3):
        bot.start()
        assert await bot.ended() == KILLED
    await bot.telegram.say(2, "hello")
    await bot.lives_until((1, "heard: job deadly  None"), (2, "heard: hello"))
    assert await bot.heard(1) == ["ask for deadly work", "job deadly  None"]
    log = (bot.folder / "log.txt").read_text(encoding="utf-8")
    assert "ended the process too often; it is given up" in log


async def test_what_the_process_dies_on_is_parked_at_the_third_start_and_everybody_else_is_answered(bot: Bot) -> None:
    await bot.telegram.say(1, "before")
    await bot.telegram.say(2, "hello")
    await bot.telegram.say(1, "deadly")
    await bot.telegram.say(1, "after")
    await bot.telegram.say(3, "hello")
    for _ in range(2):
        bot.start()
        assert await bot.ended() == KILLED
    # Those that came before it were worked alone at the second start, and stand.
    assert await bot.heard(1) == ["before"]
    await bot.lives_until((1, "heard: after"), (2, "heard: hello"), (3, "heard: hello"))
    assert await bot.heard(1) == ["before", "parked deadly", "after"]
    # What came before it may have been in flight at the second death; the rest is shown once.
    doubled = {what for what, count in shown(bot).items() if count > 1}
    assert doubled <= {(1, "heard: before"), (2, "heard: hello")}
    async with await SqliteStore.open(bot.folder / "bot.db") as store:
        (parked,) = await store.parked()
    assert (parked.chat, parked.reason) == (1, "the process ended twice while this was worked")


async def test_words_that_are_deadly_themselves_are_read_no_more_at_the_fourth_start(bot: Bot) -> None:
    await bot.telegram.say(1, "poisoned words")
    await bot.telegram.say(2, "hello")
    for _ in range(3):
        bot.start()
        assert await bot.ended() == KILLED
    await bot.lives_until((1, "heard: parked None"), (2, "heard: hello"))
    assert await bot.heard(1) == ["parked None"]
    assert APOLOGY not in bot.telegram.shown(1)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_killed_again_and_again_every_update_takes_effect_once_and_is_answered(bot: Bot, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  the same kills each time
    told: dict[int, list[str]] = {chat: [] for chat in CHATS}
    kills = 8
    for kill in range(kills):
        for _ in range(chance.randrange(3, 12)):
            chat = chance.choice(CHATS)
            told[chat].append(f"{kill}-{len(told[chat])}")
            await bot.telegram.say(chat, told[chat][-1])
        point = chance.choice([Point.WORKED, Point.COMMITTED, Point.CLAIMED, Point.CALLED])
        await bot.dies_at(point, times=chance.randrange(1, 4) if point in {Point.CLAIMED, Point.CALLED} else 1)

    for chat in CHATS:
        told[chat].append("last")
        await bot.telegram.say(chat, "last")
    await bot.lives_until(*((chat, "heard: last") for chat in CHATS))

    for chat in CHATS:
        took_effect = await bot.heard(chat)
        # What happened to be in work at two kills is taken for deadly and told as parked; that too is one effect.
        for text, effect in zip(told[chat], took_effect, strict=True):
            assert effect in {text, f"parked {text}", "parked None"}
        answers = bot.telegram.shown(chat)
        assert {f"heard: {effect}" for effect in took_effect} == set(answers) - {APOLOGY}
        # One call of a chat can be in flight when the process dies.
        assert len(answers) - len(took_effect) <= kills
    assert bot.left() == {"sent": bot.left()["sent"], "begun": 0}
