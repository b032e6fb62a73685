"""Work beside the bot: its end goes through the conversation once, and what fails is given up with a word."""

import asyncio
import logging
from pathlib import Path

import pytest

from bot.dialogue.operating.wishes import OPERATING
from bot.dialogue.turn import Job, Turn
from bot.store import SqliteStore
from tests.service.scripted import Scripted, asking_for, heard
from tests.service.serving import serving
from tests.telegram.fake_telegram import FakeTelegram


async def session_of(store: SqliteStore, chat: int) -> list[str]:
    return heard((await store.memories([chat]))[chat].session)


async def count(chat: int, payload: str) -> str:
    return f"{chat} {payload}"


async def test_a_job_ends_as_an_event_of_its_chat(telegram: FakeTelegram, tmp_path: Path) -> None:
    script = {"work": asking_for(Job("count", "sheep"))}
    await telegram.say(1, "work")
    await telegram.say(2, "hello")
    async with serving(telegram, tmp_path, Scripted(script), works={"count": count}) as running:
        await telegram.until(lambda: bool(telegram.shown(1)) and bool(telegram.shown(2)))
        assert telegram.shown(1) == ["heard: job count sheep 1 sheep"]
        assert await session_of(running.store, 1) == ["work", "job count sheep 1 sheep"]
        assert (await running.store.counts())["jobs"] == 0
    assert telegram.shown(2) == ["heard: hello"]


async def test_a_slow_job_holds_nobody_up(telegram: FakeTelegram, tmp_path: Path) -> None:
    going_on = asyncio.Event()

    async def slow(chat: int, payload: str) -> str:
        await going_on.wait()
        return await count(chat, payload)

    script = {"work": asking_for(Job("slow")), "quick": asking_for(Job("count", "q"))}
    async with serving(telegram, tmp_path, Scripted(script), works={"slow": slow, "count": count}):
        await telegram.say(1, "work")
        await telegram.say(1, "meanwhile")
        await telegram.say(2, "quick")
        await telegram.until(lambda: bool(telegram.shown(1)) and bool(telegram.shown(2)))
        assert telegram.shown(1) == ["heard: meanwhile"]
        going_on.set()
        await telegram.until(lambda: len(telegram.shown(1)) == 2)
        assert telegram.shown(1)[1] == "heard: job slow  1 "


async def test_what_operators_sent_never_takes_all_places(telegram: FakeTelegram, tmp_path: Path) -> None:
    going_on = asyncio.Event()
    at_once: list[str] = []

    async def examines(_: int, payload: str) -> str:
        at_once.append(payload)
        await going_on.wait()
        at_once.remove(payload)
        return payload

    script = {f"file {number}": asking_for(Job(OPERATING, f"file {number}")) for number in range(6)}
    script["progress"] = asking_for(Job("count", "sheep"))
    works = {OPERATING: examines, "count": count}
    async with serving(telegram, tmp_path, Scripted(script), works=works) as running:
        for number in range(6):
            await telegram.say(7, f"file {number}")
        await telegram.until(lambda: len(at_once) == 2)
        await telegram.say(1, "progress")
        await telegram.until(lambda: telegram.shown(1) == ["heard: job count sheep 1 sheep"])
        assert at_once == ["file 0", "file 1"]
        going_on.set()
        await telegram.until(lambda: len(telegram.shown(7)) == 6)
        assert (await running.store.counts())["jobs"] == 0


async def test_a_job_that_fails_is_tried_again_and_then_given_up_without_its_words_in_the_log(
    telegram: FakeTelegram, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    tries = 0

    async def fail(chat: int, payload: str) -> str:
        nonlocal tries
        tries += 1
        if payload == "twice" and tries == 3:
            return "at last"
        message = "my left heel"
        raise LookupError(message)

    script = {"once more": asking_for(Job("fail", "twice")), "never": asking_for(Job("fail", "always"))}
    caplog.set_level(logging.INFO)
    async with serving(telegram, tmp_path, Scripted(script), works={"fail": fail}) as running:
        await telegram.say(1, "once more")
        await telegram.until(lambda: telegram.shown(1) == ["heard: job fail twice at last"])
        await telegram.say(1, "never")
        await telegram.until(lambda: len(telegram.shown(1)) == 2)
        assert telegram.shown(1)[1] == "heard: job fail always None"
        assert tries == 6
        assert (await running.store.counts())["jobs"] == 0
    assert "is given up after 3 tries: LookupError" in caplog.text
    assert "my left heel" not in caplog.text


async def test_a_job_of_a_kind_that_nobody_knows_is_given_up(telegram: FakeTelegram, tmp_path: Path) -> None:
    script = {"work": asking_for(Job("of another program"))}
    await telegram.say(1, "work")
    async with serving(telegram, tmp_path, Scripted(script), works={"count": count}):
        await telegram.until(lambda: bool(telegram.shown(1)))
    assert telegram.shown(1) == ["heard: job of another program  None"]


async def test_the_end_of_a_job_for_somebody_who_erased_everything_is_not_told(
    telegram: FakeTelegram, tmp_path: Path
) -> None:
    going_on, begun = asyncio.Event(), asyncio.Event()

    async def slow(chat: int, payload: str) -> str:
        begun.set()
        await going_on.wait()
        return await count(chat, payload)

    script = {
        "work": asking_for(Job("slow", "sheep")),
        "erase": lambda memory, event, now: Turn(None, erase=True),
    }
    conversation = Scripted(script)
    async with serving(telegram, tmp_path, conversation, works={"slow": slow}) as running:
        await telegram.say(1, "work")
        await begun.wait()
        await telegram.say(1, "erase")
        await telegram.until(lambda: not telegram.inbox)
        going_on.set()
        await running.end()
    assert "job slow sheep 1 sheep" not in conversation.asked
    async with await SqliteStore.open(tmp_path / "bot.db") as store:
        assert not any((await store.everything_about(1)).values())
