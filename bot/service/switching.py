"""Follows the pointer to the serving edition: a batch is worked with one object, and swapping it is one step."""

import asyncio
import gc
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Generic, TypeVar

from bot.service.conversation import Conversation
from bot.store import Serving, Store
from bot.telegram.clock import Clock, wait_for

_log = logging.getLogger(__name__)

_LOOK_AGAIN = 2.0
"""Seconds; a command beside the bot moves the pointer too, and cannot wake anybody."""

GIVEN_SECONDS = 0.01
"""How long whoever builds an edition waits after each file: some three times as long as a file takes."""

Talks = TypeVar("Talks", bound=Conversation)

Build = Callable[[Mapping[str, bytes]], Talks]
"""Makes the conversation of an edition from its files; raises what the reader raises where it cannot be read."""

Tell = Callable[[str, str], Awaitable[None]]
"""Tells the operators something: the subject, and a sentence."""


class Switching(Generic[Talks]):
    """The conversation with the serving edition, as far as this process has followed."""

    def __init__(self, store: Store, build: Build[Talks], first: Talks, *, clock: Clock) -> None:
        """Begins with an edition that was built already.

        Args:
            store: The database.
            build: Makes a conversation.
            first: The conversation to begin with.
            clock: Time.
        """
        self._store = store
        self._build = build
        self._serving = first
        self._clock = clock
        self._woken = asyncio.Event()
        self._unusable: str | None = None

    def conversation(self) -> Talks:
        """Returns the conversation that serves at this moment."""
        return self._serving

    def wake(self) -> None:
        """Says that the pointer was moved."""
        self._woken.set()

    async def run(self, stopping: asyncio.Event, tell: Tell) -> None:
        """Follows the pointer until `stopping` is set.

        Args:
            stopping: Set by whoever wants the service to end.
            tell: Tells the operators what went wrong.
        """
        stop = asyncio.create_task(self._wake_at(stopping))
        try:
            while not stopping.is_set():
                self._woken.clear()
                await self.follow(tell)
                await wait_for(self._woken, _LOOK_AGAIN, self._clock)
        finally:
            stop.cancel()
            await asyncio.gather(stop, return_exceptions=True)

    async def follow(self, tell: Tell) -> bool:
        """Looks at the pointer once and takes the edition that it names.

        Args:
            tell: Tells the operators what went wrong.

        Returns:
            Whether another edition serves now.
        """
        pointer = await self._store.serving_edition()
        if pointer is None or pointer.edition in {self._serving.edition, self._unusable}:
            return False
        contents = await self._store.edition_files(pointer.edition)
        try:
            if contents is None:
                raise LookupError(pointer.edition)
            taken = await asyncio.to_thread(_built_at_rest, self._build, contents)
        except Exception as error:  # noqa: BLE001  whatever is wrong with it, what serves now serves on
            await self._refuse(pointer, error, tell)
            return False
        left, self._serving, self._unusable = [self._serving], taken, None
        _log.info("Edition %s serves now", taken.edition)
        del taken
        # Letting go of a whole book takes a while, which need not be the loop's.
        await asyncio.to_thread(left.clear)
        return True

    async def instead(self, edition: str, build: Build[Talks]) -> bool:
        """Lets an edition that serves be talked with in another way.

        Args:
            edition: The edition.
            build: Makes the conversation; it may not fail.

        Returns:
            Whether it serves still.
        """
        contents = await self._store.edition_files(edition)
        if contents is None or self._serving.edition != edition:
            return False
        taken = await asyncio.to_thread(_built_at_rest, build, contents)
        if self._serving.edition != edition:
            return False
        left, self._serving = [self._serving], taken
        del taken
        await asyncio.to_thread(left.clear)
        return True

    async def _wake_at(self, stopping: asyncio.Event) -> None:
        await stopping.wait()
        self.wake()

    async def _refuse(self, pointer: Serving, error: Exception, tell: Tell) -> None:
        self._unusable = pointer.edition
        _log.error("Edition %s cannot be used by this program: %s", pointer.edition, error)
        await tell(
            f"edition {pointer.edition} unusable",
            f"Edition {pointer.edition} was published, and this program cannot read it. Edition "
            f"{self._serving.edition} serves on. Roll back, or start the program that it was published with.",
        )


def give_way() -> None:
    """Lets everybody else go first for a moment: called again and again by a thread that builds beside the chats.

    Threads of Python share one processor by turns; without this each answer would take twice as long meanwhile.
    """
    time.sleep(GIVEN_SECONDS)


def _built_at_rest(build: Build[Talks], contents: Mapping[str, bytes]) -> Talks:
    """Builds a conversation while the garbage collector rests, and keeps it off what was built.

    A round of the collector over a whole book stops every chat for a tenth of a second. A book has no cycles, so what
    was frozen is freed like everything else once nobody holds it.
    """
    working = gc.isenabled()
    gc.disable()
    try:
        built = build(contents)
        gc.freeze()
    finally:
        if working:
            gc.enable()
    return built
