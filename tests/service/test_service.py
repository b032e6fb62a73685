"""The whole way of a message: from Telegram's inbox through the conversation and the database to the chat."""

import asyncio
import os
import signal
import socket
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.dialogue.events import Event
from bot.dialogue.turn import Button, Kind, Message, SetTimer, Slot, Turn
from bot.service import end_on_signals
from bot.service.health import ListenFailed
from bot.store import Batch, ChatWork, SqliteStore, StoreUnavailable
from bot.telegram.api import FootguideBot
from bot.telegram.clock import SystemClock
from bot.telegram.errors import TokenRefused
from bot.telegram.profile import Profile
from tests.service.scripted import APOLOGY, Memory, Scripted, echo, failing, heard, saying, timer_in
from tests.service.serving import serving
from tests.telegram.fake_telegram import BOT_ID, TOKEN, Call, FakeTelegram, message_from
from tests.telegram.telling import everything_told


async def session_of(store: SqliteStore, chat: int) -> list[str]:
    return heard((await store.memories([chat]))[chat].session)


async def test_a_message_is_answered_remembered_and_confirmed(telegram: FakeTelegram, tmp_path: Path) -> None:
    async with serving(telegram, tmp_path, Scripted()) as running:
        await telegram.say(1, "my heel hurts")
        await telegram.until(lambda: telegram.shown(1) == ["heard: my heel hurts"])
        await telegram.until(lambda: not telegram.inbox)
        assert await session_of(running.store, 1) == ["my heel hurts"]


async def test_chats_are_folded_in_order_and_apart(telegram: FakeTelegram, tmp_path: Path) -> None:
    for number in range(5):
        for chat in (1, 2, 3):
            await telegram.say(chat, f"{chat}-{number}")
    async with serving(telegram, tmp_path, Scripted()) as running:
        await telegram.until(lambda: all(len(telegram.shown(chat)) == 5 for chat in (1, 2, 3)))
        for chat in (1, 2, 3):
            told = [f"{chat}-{number}" for number in range(5)]
            assert await session_of(running.store, chat) == told
            assert telegram.shown(chat) == [f"heard: {text}" for text in told]


async def test_a_press_is_answered_once_with_its_note(telegram: FakeTelegram, tmp_path: Path) -> None:
    script = {"pressed 1.x": saying(toast="You ticked 2.")}
    async with serving(telegram, tmp_path, Scripted(script)):
        await telegram.press(1, "1.x")
        await telegram.press(1, "2.y")
        await telegram.until(lambda: len(telegram.pressed) == 2)
        await telegram.until(lambda: not telegram.inbox)
    assert telegram.pressed == {"press-1.x": "You ticked 2.", "press-2.y": None}
    assert len(telegram.calls_of("answerCallbackQuery")) == 2


async def test_what_is_none_of_ours_is_confirmed_without_a_word(telegram: FakeTelegram, tmp_path: Path) -> None:
    await telegram.push(message=message_from(-7, "group", text="hello"))
    await telegram.push(something_of_next_year={})
    async with serving(telegram, tmp_path, Scripted()) as running:
        await telegram.until(lambda: not telegram.inbox)
        assert (await running.store.counts())["chats"] == 0
    assert telegram.chats == {}


async def test_a_group_is_answered_and_no_row_is_kept_of_it(telegram: FakeTelegram, tmp_path: Path) -> None:
    script = {"in a group /help": failing, "in a group": in_a_group}
    for text in ("/start", "/start again", "/help"):
        await telegram.push(message=message_from(-7, "group", text=text))
    await telegram.say(1, "hello")
    async with serving(telegram, tmp_path, Scripted(script)) as running:
        await telegram.until(lambda: len(telegram.shown(-7)) == 3)
        await telegram.until(lambda: not telegram.inbox and len(telegram.shown(1)) == 1)
        await running.end()
    assert telegram.shown(-7) == ["to the private chat", "to the private chat", APOLOGY]
    assert len(everything_kept(tmp_path / "bot.db", 1)) > 0
    assert everything_kept(tmp_path / "bot.db", -7) == []


def in_a_group(memory: Memory, event: Event, now: datetime) -> Turn:
    del memory, event, now
    return Turn(None, (Message(Kind.ANSWER, "to the private chat"),), erase=True)


def everything_kept(file: Path, chat: int) -> list[object]:
    """Every row about a chat, in whatever table."""
    with sqlite3.connect(file) as connection:
        about = connection.execute(
            "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c "
            "WHERE m.type = 'table' AND c.name = 'chat'"
        ).fetchall()
        wanted = [f"SELECT * FROM {table} WHERE chat = ?" for (table,) in about]  # noqa: S608
        return [row for query in wanted for row in connection.execute(query, (chat,))]


async def test_an_update_that_is_handed_over_twice_is_worked_once(telegram: FakeTelegram, tmp_path: Path) -> None:
    number = await telegram.say(1, "once")
    async with serving(telegram, tmp_path, Scripted()):
        await telegram.until(lambda: not telegram.inbox)
    # The bot was ended before it could confirm, as far as Telegram knows.
    await telegram.push(update_id=number, message=message_from(1, text="once"))
    async with serving(telegram, tmp_path, Scripted()) as running:
        await telegram.say(1, "then")
        await telegram.until(lambda: telegram.shown(1)[-1:] == ["heard: then"])
        assert await session_of(running.store, 1) == ["once", "then"]
    assert telegram.shown(1) == ["heard: once", "heard: then"]


async def test_a_fault_parks_one_update_and_everybody_is_answered(telegram: FakeTelegram, tmp_path: Path) -> None:
    await telegram.say(1, "my leg")
    await telegram.say(2, "fine")
    async with serving(telegram, tmp_path, Scripted({"my leg": failing, "parked my leg": failing})) as running:
        await telegram.until(lambda: bool(telegram.shown(1) and telegram.shown(2)))
        assert telegram.shown(1) == [APOLOGY]
        assert telegram.shown(2) == ["heard: fine"]
        (parked,) = await running.store.parked()
        assert parked.chat == 1
        await telegram.say(1, "hello")
        await telegram.until(lambda: len(telegram.shown(1)) == 3)
        assert await session_of(running.store, 1) == ["parked None", "hello"]


async def test_a_parked_update_is_worked_again_when_an_operator_asks(telegram: FakeTelegram, tmp_path: Path) -> None:
    broken = Scripted({"my leg": failing})
    mended = Scripted()
    serves = broken
    async with serving(telegram, tmp_path, lambda: serves) as running:
        await telegram.say(1, "my leg")
        await telegram.until(lambda: telegram.shown(1) == ["heard: parked my leg"])
        serves = mended
        (parked,) = await running.store.parked()
        async with await SqliteStore.open(tmp_path / "bot.db") as beside:
            assert await beside.retry_parked(parked.id)
        # Any commit wakes the alarm; without one it looks by itself after some seconds.
        await telegram.say(2, "hello")
        await telegram.until(lambda: telegram.shown(1)[-1] == "heard: my leg")
        assert list(await running.store.parked()) == []


async def test_a_timer_becomes_an_event_when_it_is_due(telegram: FakeTelegram, tmp_path: Path) -> None:
    script = {"hold": timer_in(0.05, "hold", "step 2"), "timer": echo}
    async with serving(telegram, tmp_path, Scripted(script)) as running:
        await telegram.say(1, "hold")
        await telegram.until(lambda: telegram.shown(1) == ["heard: timer hold step 2"])
        assert (await running.store.counts())["timers"] == 0
        assert await session_of(running.store, 1) == ["hold", "timer hold step 2"]


async def test_a_timer_that_came_due_while_the_bot_was_off_fires_at_the_start(
    telegram: FakeTelegram, tmp_path: Path
) -> None:
    async with await SqliteStore.open(tmp_path / "bot.db") as store:
        due = SystemClock().now() - timedelta(hours=1)
        turn = Turn(None, timers=(SetTimer("hold", due, "p"),))
        work = ChatWork(chat=1, turns=(turn,), session=None, edition="first")
        await store.commit(Batch(bot=BOT_ID, now=due, work=(work,), apology=Message(Kind.ANSWER, APOLOGY)))
    async with serving(telegram, tmp_path, Scripted()) as running:
        await telegram.until(lambda: telegram.shown(1) == ["heard: timer hold p"])
        assert (await running.store.counts())["timers"] == 0


async def test_a_timer_that_fails_is_parked_and_told(telegram: FakeTelegram, tmp_path: Path) -> None:
    script = {"hold": timer_in(0, "hold"), "timer": failing}
    async with serving(telegram, tmp_path, Scripted(script)) as running:
        await telegram.say(1, "hold")
        await telegram.until(lambda: telegram.shown(1) == ["heard: parked None"])
        (parked,) = await running.store.parked()
        assert parked.content == '{"timer": "hold", "payload": "p"}'
        assert (await running.store.counts())["timers"] == 0


def step(text: str) -> Message:
    return Message(Kind.SCREEN, text, ((Button("Done", "1.d"),),), Slot.PRACTICE, technique="pump")


def forbid_and_show(memory: Memory, event: Event, now: datetime) -> Turn:
    del event, now
    return Turn(memory.model_copy(update={"allowed": False}).as_session(), (step("forbidden"),))


async def test_a_technique_that_may_not_be_shown_any_more_is_replaced_by_the_present_screen(
    telegram: FakeTelegram, tmp_path: Path
) -> None:
    conversation = Scripted({"go": forbid_and_show})
    async with serving(telegram, tmp_path, conversation) as running:
        await telegram.say(1, "go")
        await telegram.until(lambda: telegram.shown(1) == ["the present screen"])
        assert await session_of(running.store, 1) == ["go", "shown again"]
        assert (await running.store.counts())["outgoing_waiting"] == 0


async def test_a_conversation_that_contradicts_itself_is_not_asked_in_a_circle(
    telegram: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    conversation = Scripted({"go": forbid_and_show})
    asked = 0

    def show_again(session: str | None, chat: int, now: datetime) -> Turn:
        nonlocal asked
        asked += 1
        assert session is not None
        return Turn(Memory.model_validate_json(session).as_session(), (step("still forbidden"),))

    monkeypatch.setattr(conversation, "show_again", show_again)
    async with serving(telegram, tmp_path, conversation):
        await telegram.say(1, "go")
        await telegram.until(lambda: telegram.shown(1) == [APOLOGY])
    assert asked == 1
    assert "may not be shown either" in caplog.text


async def test_a_new_edition_serves_from_the_next_event_on(telegram: FakeTelegram, tmp_path: Path) -> None:
    serves = Scripted({"x": saying(Message(Kind.ANSWER, "old"))}, edition="old")
    async with serving(telegram, tmp_path, lambda: serves) as running:
        await telegram.say(1, "x")
        await telegram.until(lambda: telegram.shown(1) == ["old"])
        serves = Scripted({"x": saying(Message(Kind.ANSWER, "new"))}, edition="new")
        await telegram.say(1, "x")
        await telegram.until(lambda: telegram.shown(1) == ["old", "new"])
        rows = (await running.store.everything_about(1))["outgoing"]
        assert [row["edition"] for row in rows] == ["old", "new"]


async def test_forgetting_leaves_nothing_behind_its_last_words(telegram: FakeTelegram, tmp_path: Path) -> None:
    def forget(memory: Memory, event: Event, now: datetime) -> Turn:
        return Turn(None, (Message(Kind.ANSWER, "Everything is erased."),), erase=True)

    async with serving(telegram, tmp_path, Scripted({"/forget": forget})) as running:
        await telegram.say(1, "hello")
        await telegram.say(1, "/forget")
        await telegram.until(lambda: telegram.shown(1)[-1:] == ["Everything is erased."])
        await running.end()
        async with await SqliteStore.open(tmp_path / "bot.db") as store:
            assert not any((await store.everything_about(1)).values())


async def test_the_profile_is_registered_at_the_start(telegram: FakeTelegram, tmp_path: Path) -> None:
    async with serving(telegram, tmp_path, Scripted(), profiles=[Profile((("start", "Begin"),), "d", "s")]):
        await telegram.until(lambda: telegram.profile.get("short_description") == "s")


# Beginning and ending


async def test_the_end_leaves_nothing_in_hand(telegram: FakeTelegram, tmp_path: Path) -> None:
    arrived, released = asyncio.Event(), asyncio.Event()

    async def hold(call: Call) -> None:
        if call.method == "sendMessage":
            arrived.set()
            await released.wait()

    telegram.on_call = hold
    async with serving(telegram, tmp_path, Scripted()) as running:
        await telegram.say(1, "a")
        await arrived.wait()
        running.stopping.set()
        released.set()
        await running.running
        counts = await running.store.counts()
    assert (counts["outgoing_sending"], counts["outgoing_waiting"]) == (0, 0)
    assert telegram.shown(1) == ["heard: a"]


async def test_the_end_waits_for_presses_before_it_hangs_up(
    telegram: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    async with serving(telegram, tmp_path, Scripted()) as running:
        finish, hang_up = running.service._presses.finish, running.service._bot.shutdown

        async def noted_finish() -> None:
            order.append("presses")
            await finish()

        async def noted_hang_up() -> None:
            order.append("hang up")
            await hang_up()

        monkeypatch.setattr(running.service._presses, "finish", noted_finish)
        monkeypatch.setattr(FootguideBot, "shutdown", lambda bot: noted_hang_up())
        await running.end()
    assert order == ["presses", "hang up"]


async def test_a_signal_ends_it(telegram: FakeTelegram, tmp_path: Path) -> None:
    async with serving(telegram, tmp_path, Scripted()) as running:
        await telegram.until(lambda: bool(telegram.offsets))
        with end_on_signals(running.stopping):
            os.kill(os.getpid(), signal.SIGTERM)
            await running.running
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


async def test_a_refused_token_ends_it_in_words_without_the_token(telegram: FakeTelegram, tmp_path: Path) -> None:
    telegram.fail("getMe", status=401, description="Unauthorized")

    async def serve() -> None:
        async with serving(telegram, tmp_path, Scripted()) as running:
            await running.running

    with pytest.raises(TokenRefused, match="BOT_TOKEN") as raised:
        await serve()
    assert TOKEN not in everything_told(raised.value)


async def test_a_token_revoked_later_ends_it_too(telegram: FakeTelegram, tmp_path: Path) -> None:
    telegram.fail("getUpdates", status=401, description="Unauthorized")

    async def serve() -> None:
        async with serving(telegram, tmp_path, Scripted()) as running:
            await running.running

    with pytest.raises(TokenRefused, match="BOT_TOKEN"):
        await serve()


async def test_it_waits_for_a_telegram_that_cannot_be_reached_at_the_start(
    telegram: FakeTelegram, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.fail("getMe", status=502)
    await telegram.say(1, "a")
    async with serving(telegram, tmp_path, Scripted()):
        await telegram.until(lambda: telegram.shown(1) == ["heard: a"])
    assert "Telegram cannot be reached" in caplog.text


async def test_a_database_that_fails_for_good_ends_it_and_confirms_nothing(
    telegram: FakeTelegram, tmp_path: Path
) -> None:
    async def serve() -> None:
        async with serving(telegram, tmp_path, Scripted()) as running:
            await telegram.until(lambda: bool(telegram.offsets))
            await running.store._writer.read(lambda database: database.execute("PRAGMA query_only = ON").fetchall())
            await telegram.say(1, "a")
            await running.running

    with pytest.raises(StoreUnavailable, match="may only be read"):
        await serve()
    assert len(telegram.inbox) == 1


async def test_the_offset_is_kept_for_the_next_start(telegram: FakeTelegram, tmp_path: Path) -> None:
    number = await telegram.say(1, "a")
    async with serving(telegram, tmp_path, Scripted()) as running:
        await telegram.until(lambda: not telegram.inbox)
        now = running.service._clock.now()
        assert await running.store.poll_offset(BOT_ID, now) == number + 1
    telegram.offsets.clear()
    async with serving(telegram, tmp_path, Scripted()):
        await telegram.until(lambda: bool(telegram.offsets))
    assert telegram.offsets[0] == number + 1


# Health


async def ask(port: int, path: str) -> tuple[int, dict[str, object]]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}{path}") as response,
    ):
        return response.status, await response.json()


async def test_health_is_told_over_http(telegram: FakeTelegram, tmp_path: Path) -> None:
    telegram.fail("getUpdates", status=409, description="Conflict: terminated by other getUpdates request", times=1)
    async with serving(telegram, tmp_path, Scripted(), listen=("127.0.0.1", 0)) as running:
        assert running.service.health is not None
        port = running.service.health.port
        assert await ask(port, "/healthz") == (200, {"alive": True})
        status, found = await ask(port, "/readyz")
        assert status == 503
        assert found["ready"] is False
        assert found["troubles"]


async def test_it_is_ready_once_telegram_answers(
    telegram: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await telegram.say(1, "a")
    async with serving(telegram, tmp_path, Scripted(), listen=("127.0.0.1", 0)) as running:
        assert running.service.health is not None
        await telegram.until(lambda: bool(telegram.shown(1)))
        assert await ask(running.service.health.port, "/readyz") == (200, {"ready": True, "troubles": []})
        monkeypatch.setattr(SqliteStore, "trouble", "The disk is full.")
        assert await ask(running.service.health.port, "/readyz") == (
            503,
            {"ready": False, "troubles": ["The disk is full."]},
        )


async def test_an_address_in_use_is_named(telegram: FakeTelegram, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        async def serve() -> None:
            async with serving(telegram, tmp_path, Scripted(), listen=("127.0.0.1", port)):
                pass

        with pytest.raises(ListenFailed, match=f"Cannot listen at 127.0.0.1:{port}.*BOT_LISTEN"):
            await serve()


async def test_telegram_s_name_for_what_another_drawing_program_drew_is_not_used(
    telegram: FakeTelegram, tmp_path: Path
) -> None:
    conversation = Scripted({"step": saying(Message(Kind.ANSWER, "words", picture="pump"))})
    conversation.pictures["pump"] = b"<svg/>"
    for chat, drawn_by in ((1, "first"), (2, "first"), (3, "second")):
        async with serving(telegram, tmp_path, conversation, drawn_by=drawn_by):
            await telegram.say(chat, "step")
            await telegram.until(lambda chat=chat: telegram.shown(chat) == ["words"])  # type: ignore[misc]
            await telegram.until(lambda: not telegram.inbox)
    one, two, three = (telegram.chats[chat][0].photo for chat in (1, 2, 3))
    assert one == two != three
