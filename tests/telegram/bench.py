"""A sender at work on a real store, against the fake Telegram, with time in the hands of the test."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot.dialogue.turn import Message, Outgoing
from bot.store import OutgoingRow, SqliteStore
from bot.telegram.api import FootguideBot
from bot.telegram.delivery import Delivery
from bot.telegram.failpoints import pass_by
from bot.telegram.outbox import Row
from bot.telegram.pacing import Pacing
from bot.telegram.photos import Photos
from bot.telegram.sender import Sender
from tests.store.working import commit, turn, work
from tests.telegram.moved_clock import MovedClock


class BenchScreens:
    """A conversation as the sender sees it."""

    edition = "e1"

    def __init__(self) -> None:
        self.pictures: dict[str, bytes] = {"pump": b"<svg>pump</svg>", "pull": b"<svg>pull</svg>"}
        self.allowed = True
        self.asked: list[str | None] = []

    def may_show(self, session: str | None, message: Message, now: datetime) -> bool:
        self.asked.append(session)
        return self.allowed

    def picture(self, name: str) -> bytes | None:
        return self.pictures[name]


class Bench:
    def __init__(
        self, bot: FootguideBot, store: SqliteStore, clock: MovedClock, *, pacing: Pacing, width: int
    ) -> None:
        self.store = store
        self.clock = clock
        self.screens = BenchScreens()
        self.drawn: list[bytes] = []
        self.drawing_fails = False
        self.made_anew: list[Row] = []
        self.told_operators: list[tuple[str, str]] = []
        self.stopping = asyncio.Event()
        self.sender = Sender(
            store,
            Delivery(
                bot,
                store,
                Photos(bot, store, self._draw),
                screens=lambda: self.screens,
                charts=lambda chart: f"<svg>{type(chart).__name__}</svg>".encode(),
                tell=self._tell,
                clock=clock,
                reach=pass_by,
            ),
            pacing,
            anew=self._anew,
            clock=clock,
            reach=pass_by,
            width=width,
            jitter=lambda: 1.0,
        )

    async def show(self, chat: int, *outgoing: Outgoing, stop: bool = False, session: str = "{}") -> None:
        """Commits a turn and lets the sender send it."""
        await commit(self.store, work(chat, turn(*outgoing, stop=stop), session=session), now=self.clock.now())
        self.sender.wake()
        await self.settle()

    async def after(self, seconds: float) -> None:
        """Lets time pass, and the sender do what it then may."""
        self.clock.move(seconds)
        await self.settle()

    async def settle(self) -> None:
        """Returns once the sender waits for time to pass and for nothing else."""
        async with asyncio.timeout(20):
            # Nothing tells that somebody begins to wait, so it is looked at again and again.
            while not self.sender.at_rest or self.clock.next_waking is None:  # noqa: ASYNC110
                await asyncio.sleep(0.001)

    async def rows(self, chat: int) -> list[object]:
        """The states of the rows of a chat."""
        return [row["state"] for row in (await self.store.everything_about(chat))["outgoing"]]

    async def _draw(self, svg: bytes) -> bytes:
        self.drawn.append(svg)
        if self.drawing_fails:
            message = "the drawing program fell over"
            raise RuntimeError(message)
        return b"PNG of " + svg

    async def _tell(self, subject: str, sentence: str) -> None:
        self.told_operators.append((subject, sentence))

    async def _anew(self, row: Row) -> None:
        assert isinstance(row, OutgoingRow)
        self.made_anew.append(row)
        await self.store.drop(row.id, row.chat)


@asynccontextmanager
async def running_bench(
    bot: FootguideBot,
    folder: Path,
    clock: MovedClock,
    *,
    overall: float = 0,
    chat: float = 0,
    width: int = 32,
) -> AsyncIterator[Bench]:
    logging.getLogger("bot.telegram").setLevel(logging.INFO)
    async with await SqliteStore.open(folder / "bot.db") as store:
        bench = Bench(bot, store, clock, pacing=Pacing(overall, chat, clock), width=width)
        running = asyncio.create_task(bench.sender.run(bench.stopping))
        try:
            yield bench
        finally:
            bench.stopping.set()
            await running
