"""A process follows the pointer: at once when told, else within seconds, and never to an edition it cannot read."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from bot.dialogue.turn import Kind, Message, Slot, Turn
from bot.service import Switching
from bot.store import Action, Batch, ChatWork, KeptFiles, Move, SqliteStore
from tests.service.scripted import Scripted
from tests.service.serving import serving
from tests.telegram.fake_telegram import BOT_ID, FakeTelegram
from tests.telegram.moved_clock import NOON, MovedClock


def build(contents: Mapping[str, bytes]) -> Scripted:
    name = contents["book.yaml"].decode()
    if name == "broken":
        message = "this program cannot read it"
        raise ValueError(message)
    return Scripted(edition=name)


async def publish(store: SqliteStore, name: str) -> None:
    now = await store.serving_edition()
    files = KeptFiles(name, name, {"book.yaml": name.encode()})
    moved = await store.move_pointer(
        Move(name, None if now is None else now.edition, Action(NOON, "operator 1", "published"), files)
    )
    assert moved


class Told:
    def __init__(self) -> None:
        self.sentences: list[str] = []

    async def __call__(self, subject: str, sentence: str) -> None:
        self.sentences.append(sentence)


async def test_the_pointer_is_followed_and_a_broken_edition_is_not(tmp_path: Path) -> None:
    tell = Told()
    async with await SqliteStore.open(tmp_path / "bot.db") as store:
        switching = Switching(store, build, Scripted(edition="one"), clock=MovedClock())
        assert not await switching.follow(tell)
        await publish(store, "one")
        assert not await switching.follow(tell)
        await publish(store, "two")
        assert await switching.follow(tell)
        assert switching.conversation().edition == "two"
        await publish(store, "broken")
        for _ in range(3):
            assert not await switching.follow(tell)
        assert switching.conversation().edition == "two"
        assert len(tell.sentences) == 1
        assert (
            "Edition broken was published, and this program cannot read it. Edition two serves on"
            in tell.sentences[0]
        )
        await publish(store, "three")
        assert await switching.follow(tell)
        assert switching.conversation().edition == "three"


async def test_a_move_by_a_command_is_noticed_and_one_that_is_told_is_followed_at_once(tmp_path: Path) -> None:
    clock, stopping = MovedClock(), asyncio.Event()
    async with (
        await SqliteStore.open(tmp_path / "bot.db") as store,
        await SqliteStore.open(tmp_path / "bot.db") as command,
        asyncio.timeout(30),
    ):
        switching = Switching(store, build, Scripted(edition="one"), clock=clock)
        running = asyncio.create_task(switching.run(stopping, Told()))
        await publish(command, "two")
        while switching.conversation().edition != "two":
            clock.move(1)
            await asyncio.sleep(0)
        await publish(command, "three")
        switching.wake()
        while switching.conversation().edition != "three":  # noqa: ASYNC110  no time passes here
            await asyncio.sleep(0)
        stopping.set()
        await running


async def test_a_chat_goes_on_over_two_editions(telegram: FakeTelegram, tmp_path: Path) -> None:
    now: list[Scripted] = [Scripted(edition="one")]
    async with serving(telegram, tmp_path, lambda: now[0]) as running:
        await telegram.say(1, "hello")
        await telegram.until(lambda: telegram.shown(1) == ["heard: hello"])
        now[0] = Scripted(edition="two")
        await telegram.say(1, "still here")
        await telegram.until(lambda: telegram.shown(1)[-1] == "heard: still here")
        assert '"hello"' in str((await running.store.memories([1]))[1].session)


async def test_a_step_that_an_earlier_edition_made_is_made_anew_before_it_goes_out(
    telegram: FakeTelegram, tmp_path: Path
) -> None:
    step = Message(Kind.SCREEN, "twenty times", slot=Slot.PRACTICE, technique="pumps")
    question = Message(Kind.SCREEN, "how are you", slot=Slot.INTERVIEW)
    async with await SqliteStore.open(tmp_path / "bot.db") as store:
        for chat, shown in ((1, step), (2, question)):
            work = ChatWork(chat=chat, turns=(Turn(None, (shown,)),), session="{}", edition="one", by_person=True)
            await store.commit(Batch(bot=BOT_ID, now=NOON, work=(work,), apology=step))
    present = Scripted(edition="two")
    async with serving(telegram, tmp_path, present):
        await telegram.until(lambda: bool(telegram.shown(1)) and bool(telegram.shown(2)))
    assert present.made_anew == 1
    assert "twenty times" not in telegram.shown(1)
    assert telegram.shown(2) == ["how are you"]


async def test_the_serving_edition_is_talked_with_in_another_way_only_while_it_serves(tmp_path: Path) -> None:
    async with await SqliteStore.open(tmp_path / "bot.db") as store:
        await publish(store, "one")
        first = Scripted(edition="one")
        switching = Switching(store, build, first, clock=MovedClock())
        assert await switching.instead("one", build)
        careful = switching.conversation()
        assert careful is not first
        # The pointer names it still, so nothing takes it away.
        assert not await switching.follow(Told())
        assert switching.conversation() is careful
        await publish(store, "two")
        assert await switching.follow(Told())
        assert not await switching.instead("one", build)
        assert switching.conversation().edition == "two"
