"""How long the event loop stands still with 200 waiting chats while charts are drawn: `python -m tests.benchmarks.stall`.

The whole service serves people in another process, who write again as soon as they have their answer, while others look
at their charts. The same run is made with nobody there, without charts, and with charts drawn in the worker process (as
footguide does), in a thread, and in the loop itself; the last run lets the garbage collector look at the whole book,
which footguide does not. Ratios are of one run; seconds depend on the machine.
"""

import argparse
import asyncio
import gc
import logging
import os
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from bot.cases.chat import Chat
from bot.dialogue.conversation import Conversation
from bot.dialogue.turn import DiaryLine
from bot.knowledge.reading import read_book
from bot.language.catalogues import shipped_catalogues
from bot.pictures.drawing import draw
from bot.pictures.renderer import Renderer
from bot.service import Rates, Service
from bot.service.lasting_memory import spare_what_lasts
from bot.shipped_book import shipped_book_folder
from bot.store import SqliteStore
from bot.telegram.api import FootguideBot
from tests.benchmarks.crowd import FIRST_ASKER, Asks, Waited, crowd
from tests.conversations.walking import finished_after_one_step
from tests.store.working import commit, turn, work
from tests.telegram.fake_telegram import TOKEN

WAITING, ROUNDS = 200, 4
ASKERS, TIMES = 10, 2
DAYS = 84
IDLE_SECONDS = 3.0
_STEP = 0.001
BASE = "no charts"

Draw = Callable[[bytes], Awaitable[bytes]]


@dataclass(frozen=True)
class Measured:
    """What came of one run.

    Attributes:
        stalls: How long the loop came late each time, in seconds.
        waited: How long people waited.
    """

    stalls: Sequence[float]
    waited: Waited


async def draw_in_thread(svg: bytes) -> bytes:
    """Draws a chart in a thread of the bot's process."""
    return await asyncio.to_thread(draw, svg, 800)


async def draw_in_loop(svg: bytes) -> bytes:
    """Draws a chart in the loop itself."""
    return draw(svg, 800)


async def remember(store: SqliteStore, conversation: Conversation) -> None:
    """Gives everybody who looks at charts a diary of twelve weeks."""
    now = datetime.now(UTC)
    for chat in range(FIRST_ASKER, FIRST_ASKER + ASKERS):
        walked = finished_after_one_step(Chat(conversation, now - timedelta(days=DAYS), chat=chat))
        (first,) = walked.diary
        more = tuple(
            DiaryLine(
                first.at + timedelta(days=day), first.routine, 9, first.techniques, 6 - day // 20, 5 - day // 20
            )
            for day in range(1, DAYS)
        )
        await commit(store, work(chat, turn(diary=(first, *more)), session=walked.stored), now=now)


async def watch(stopping: asyncio.Event) -> list[float]:
    """Gives how late the loop came to its work, again and again until it is told to stop."""
    late = []
    while not stopping.is_set():
        begun = perf_counter()
        await asyncio.sleep(_STEP)
        late.append(max(0.0, perf_counter() - begun - _STEP))
    return late


async def measure(conversation: Conversation, asks: Asks, draw_chart: Draw) -> Measured:
    """Serves people until all have what they asked for."""
    with tempfile.TemporaryDirectory() as folder, crowd(asks) as people:
        async with await SqliteStore.open(Path(folder) / "bot.db", serving=True) as store:
            await remember(store, conversation)
            service = Service(
                FootguideBot(TOKEN, people.url),
                store,
                lambda: conversation,
                render=draw_chart,
                apology="Something went wrong.",
                rates=Rates(0, 0),
            )
            stopping, enough = asyncio.Event(), asyncio.Event()
            running = asyncio.create_task(service.run(stopping))
            watching = asyncio.create_task(watch(enough))
            if asks.waiting + asks.askers:
                waited = await people.waits()
            else:
                waited = Waited((), ())
                await asyncio.sleep(IDLE_SECONDS)
            enough.set()
            stalls = await watching
            stopping.set()
            await running
    return Measured(stalls, waited)


async def measure_all(rounds: int) -> dict[str, list[Measured]]:
    """Makes every kind of run in turn, so many times, so that what else the machine does falls on all alike."""
    conversation = Conversation(read_book(shipped_book_folder()), shipped_catalogues())
    without, with_charts = Asks(WAITING, ROUNDS, 0, 0), Asks(WAITING, ROUNDS, ASKERS, TIMES)
    found: dict[str, list[Measured]] = {}
    async with AsyncExitStack() as stack:
        renderer = await stack.enter_async_context(Renderer(seconds=60))
        await renderer.png(b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>')  # the worker is there
        for _ in range(rounds):
            for name, asks, draw_chart, spared in (
                ("nobody there", Asks(0, 0, 0, 0), draw_in_loop, True),
                (BASE, without, draw_in_loop, True),
                ("charts in the worker", with_charts, renderer.png, True),
                ("charts in a thread", with_charts, draw_in_thread, True),
                ("charts in the loop", with_charts, draw_in_loop, True),
                ("worker, book not spared", with_charts, renderer.png, False),
            ):
                if spared:
                    spare_what_lasts()
                else:
                    gc.unfreeze()
                found.setdefault(name, []).append(await measure(conversation, asks, draw_chart))
    return found


def report(found: dict[str, list[Measured]]) -> str:
    """Returns what was measured as a table, in milliseconds, with the ratios to the runs without charts."""
    base = _typical_worst(found[BASE])
    rounds = len(found[BASE])
    lines = [
        f"Stalls of the event loop with {WAITING} waiting chats and {ASKERS * (1 + 4 * TIMES)} charts of {DAYS} days",
        f"{rounds} rounds; 'typical' is the median of the worst of each round, and the ratio is to that without charts",
        f"{'':24}{'typical worst':>14}{'ratio':>7}{'worst':>10}{'99 of 100':>11}{'answer':>10}{'chart':>10}",
    ]
    for name, runs in found.items():
        typical, worst = _typical_worst(runs), max(max(run.stalls) for run in runs)
        all_stalls = [stall for run in runs for stall in run.stalls]
        words = [wait for run in runs for wait in run.waited.words]
        charts = [wait for run in runs for wait in run.waited.charts]
        lines.append(
            f"{name:24}{typical * 1000:11.1f} ms{typical / base:7.2f}{worst * 1000:7.1f} ms"
            f"{quantiles(all_stalls, n=100)[-1] * 1000:8.1f} ms{_median(words):>10}{_median(charts):>10}"
        )
    load, processors = os.getloadavg()[0], os.cpu_count()
    lines.append(
        f"answer, chart: median wait. Load {load:.1f} on {processors} processors: with more load than processors the "
        "seconds say little, and the ratios less."
    )
    return "\n".join(lines)


def _typical_worst(runs: Sequence[Measured]) -> float:
    return median(max(run.stalls) for run in runs)


def _median(waits: Sequence[float]) -> str:
    return f"{median(waits) * 1000:.0f} ms" if waits else "-"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Worst stalls of the event loop while charts are drawn.")
    parser.add_argument("--rounds", type=int, default=3, help="how often every kind of run is made")
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)
    print(report(asyncio.run(measure_all(chosen.rounds))))  # noqa: T201
