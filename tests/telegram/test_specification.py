"""Every call that the bot makes is one of the Bot API, where its description lies beside the checkout."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue.turn import Button, File, Kind, Message, Remove, Slot, TakeButtons
from bot.telegram.api import ALLOWED_UPDATES, FootguideBot
from bot.telegram.poller import Poller
from bot.telegram.presses import PressAnswers
from bot.telegram.profile import Profile, register
from tests.telegram.bench import running_bench
from tests.telegram.fake_telegram import Call, FakeTelegram
from tests.telegram.moved_clock import MovedClock

pytestmark = pytest.mark.reference

SPECIFICATION = Path(__file__).parents[2].parent / "shared" / "botapi" / "spec.json"


@pytest.fixture(scope="module")
def specification() -> dict[str, Any]:
    if not SPECIFICATION.is_file():
        pytest.skip("the machine-readable Bot API (shared/botapi/spec.json) does not lie beside the checkout")
    loaded: dict[str, Any] = json.loads(SPECIFICATION.read_text(encoding="utf-8"))
    return loaded


async def make_every_call(bot: FootguideBot, telegram: FakeTelegram, folder: Path, clock: MovedClock) -> list[Call]:
    made: list[Call] = []

    async def note(call: Call) -> None:
        made.append(call)

    telegram.on_call = note
    buttons = ((Button("Done", "1.d"), Button("STOP", "1.s", danger=True)),)
    words = Message(Kind.SCREEN, "**a**", buttons, Slot.INTERVIEW)
    photo = Message(Kind.SCREEN, "**a**", buttons, Slot.PRACTICE, picture="pump", sound=True)
    async with running_bench(bot, folder, clock) as bench:
        await bench.show(1, words)
        await bench.show(1, Message(Kind.SCREEN, "b", buttons, Slot.INTERVIEW))
        await bench.show(1, photo)
        await bench.show(2, photo)
        await bench.show(1, Message(Kind.SCREEN, "b", (), Slot.PRACTICE, picture="pull"))
        await bench.show(1, Message(Kind.SCREEN, "c", (), Slot.PRACTICE, picture="pump"))
        bench.screens.pictures["pump moving"] = b"<svg>moving</svg>"
        await bench.show(1, Message(Kind.SCREEN, "d", (), Slot.ANIMATION, picture="pump moving"))
        await bench.show(3, Message(Kind.ANSWER, "**a file**", file=File("a.txt", "all")))
        await bench.show(2, TakeButtons(Slot.PRACTICE, "done"), TakeButtons(Slot.INTERVIEW))
        await bench.show(1, TakeButtons(Slot.PRACTICE), Remove(Slot.INTERVIEW))
    await register(bot, [Profile((("start", "Begin"),), "d", "s", name="n"), Profile((), "x", "y", "de")])
    presses = PressAnswers(bot)
    presses.answer("p", "note")
    await presses.finish()
    stopping = asyncio.Event()

    async def take(updates: object, offset: int) -> None:
        stopping.set()

    await telegram.say(1, "hello")
    await Poller(bot, take, clock, offset=3).run(stopping)
    return made


def misfits(call: Call, specification: dict[str, Any]) -> list[str]:
    """What in a call the Bot API does not know, and what it misses."""
    types = specification["types"]
    fields = specification["methods"][call.method]["fields"]
    given = set(call.params) | set(call.files)
    found = [f"{call.method} has no {name}" for name in call.params if name not in fields]
    found += [
        f"{call.method} needs {name}" for name, (_, needed, *_) in fields.items() if needed and name not in given
    ]
    for row in (call.params.get("reply_markup") or {}).get("inline_keyboard", []):
        for button in row:
            known = types["InlineKeyboardButton"]["fields"]
            found += [f"a button has no {name}" for name in button if name not in known]
    known = types["InputMediaPhoto"]["fields"]
    return found + [f"a photo has no {name}" for name in call.params.get("media", {}) if name not in known]


async def test_every_call_is_one_of_the_bot_api(
    specification: dict[str, Any], bot: FootguideBot, telegram: FakeTelegram, tmp_path: Path, clock: MovedClock
) -> None:
    calls = await make_every_call(bot, telegram, tmp_path, clock)
    assert {call.method for call in calls} == {
        "getUpdates",
        "sendMessage",
        "sendPhoto",
        "sendAnimation",
        "sendDocument",
        "editMessageText",
        "editMessageCaption",
        "editMessageMedia",
        "editMessageReplyMarkup",
        "deleteMessage",
        "answerCallbackQuery",
        "getMyCommands",
        "setMyCommands",
        "getMyDescription",
        "setMyDescription",
        "getMyShortDescription",
        "setMyShortDescription",
        "getMyName",
        "setMyName",
        "getChatMenuButton",
        "setChatMenuButton",
    }
    assert [misfit for call in calls for misfit in misfits(call, specification)] == []


def test_the_updates_asked_for_are_kinds_of_update(specification: dict[str, Any]) -> None:
    assert set(ALLOWED_UPDATES) <= set(specification["types"]["Update"]["fields"])
