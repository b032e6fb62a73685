"""The real service with a scripted conversation, as a process that a test can kill at a chosen moment."""

import asyncio
import logging
import os
import signal
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.dialogue.events import Event
from bot.dialogue.turn import File, Job, Kind, Message, Slot, Turn
from bot.logs import set_up
from bot.service import Rates, Service, end_on_signals
from bot.store import SqliteStore
from bot.telegram.api import FootguideBot
from bot.telegram.failpoints import Point
from tests.service.scripted import APOLOGY, Memory, Scripted, asking_for, saying, timer_in
from tests.telegram.fake_telegram import TOKEN

REMINDER = "time to stretch"


def die(*_: object) -> None:
    """Ends this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def deadly(memory: Memory, event: Event, now: datetime) -> Turn:
    """Ends the process in the midst of a turn."""
    die(memory, event, now)
    return Turn(None)


SCRIPT = {
    "remind": timer_in(0),
    "timer reminder": saying(Message(Kind.NUDGE, REMINDER, slot=Slot.REMINDER)),
    "export": asking_for(Job("count", "files")),
    "job count files": saying(
        Message(Kind.ANSWER, "to read", file=File("data.html", "all of it")),
        Message(Kind.ANSWER, "for programs", file=File("data.json", "{}")),
    ),
    "work": asking_for(Job("count", "sheep")),
    "ask for deadly work": asking_for(Job("deadly")),
    "deadly": deadly,
    "poisoned words": deadly,
    "parked poisoned words": deadly,
    "screen": lambda memory, event, now: Turn(
        memory.as_session(), (Message(Kind.SCREEN, f"screen {len(memory.heard)}", slot=Slot.INTERVIEW),)
    ),
}


async def count(chat: int, payload: str) -> str:
    """A job that is soon done."""
    return f"{chat} {payload}"


async def deadly_work(chat: int, payload: str) -> str:
    """A job that ends the process."""
    die(chat, payload)
    return ""


def dying_at(point: Point | None, times: int) -> Callable[[Point], None]:
    """Makes what ends the process when it reaches a point for the `times`th time."""
    left = times

    def reach(reached: Point) -> None:
        nonlocal left
        if reached is point:
            left -= 1
            if left == 0:
                die()

    return reach


def serve(url: str, folder: Path, point: Point | None, times: int) -> None:
    """Serves until SIGTERM, or until the point is reached."""
    with (folder / "log.txt").open("a", encoding="utf-8") as log:
        set_up(token=TOKEN, level=logging.INFO, stream=log)
        asyncio.run(_serve(url, folder, point, times))


async def _serve(url: str, folder: Path, point: Point | None, times: int) -> None:
    conversation = Scripted(SCRIPT)
    stopping = asyncio.Event()
    async with await SqliteStore.open(folder / "bot.db", serving=True) as store:
        with end_on_signals(stopping):
            await Service(
                FootguideBot(TOKEN, url),
                store,
                lambda: conversation,
                render=_draw,
                apology=APOLOGY,
                rates=Rates(0, 0),
                poll_seconds=5,
                works={"count": count, "deadly": deadly_work},
                reach=dying_at(point, times),
            ).run(stopping)


async def _draw(svg: bytes) -> bytes:
    return svg
