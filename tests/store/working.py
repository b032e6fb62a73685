"""Short ways to write the work of a chat in store tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.dialogue.turn import Kind, Message, Outgoing, Slot, Turn
from bot.store import Arrival, Batch, ChatWork, OutgoingRow, Store

BOT = 7
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
APOLOGY = Message(Kind.ANSWER, "sorry")


def after(**how_long: float) -> datetime:
    return NOW + timedelta(**how_long)


def turn(*outgoing: Outgoing, **more: Any) -> Turn:
    return Turn(None, outgoing, **more)


def screen(text: str, slot: Slot | None = Slot.INTERVIEW, **more: Any) -> Message:
    return Message(Kind.SCREEN, text, slot=slot, **more)


def nudge(text: str) -> Message:
    return Message(Kind.NUDGE, text, slot=Slot.REMINDER)


def stop(text: str) -> Message:
    return Message(Kind.STOP, text)


def work(chat: int, *turns: Turn, session: str | None = "{}", **more: Any) -> ChatWork:
    return ChatWork(chat=chat, turns=turns, session=session, edition="e1", by_person=True, **more)


def arrivals(*numbers: int) -> tuple[Arrival, ...]:
    return tuple(Arrival(f'{{"update_id": {number}}}', number) for number in numbers)


async def commit(store: Store, *works: ChatWork, now: datetime = NOW, **more: Any) -> frozenset[int]:
    return await store.commit(Batch(bot=BOT, now=now, work=works, apology=APOLOGY, **more))


async def show(store: Store, chat: int, *outgoing: Outgoing, **more: Any) -> None:
    """Commits one turn that shows things."""
    await commit(store, work(chat, turn(*outgoing, **more)))


async def claim(store: Store, limit: int = 10, skip: tuple[int, ...] = ()) -> list[OutgoingRow]:
    return list(await store.claim(limit, skip))


async def deliver_all(store: Store) -> list[tuple[int, Outgoing]]:
    """Sends everything that waits; gives it in the order in which it went."""
    went = []
    while rows := await store.claim(10, ()):
        for row in rows:
            went.append((row.chat, row.content))
            await store.sent(row.id, row.chat, NOW)
    return went


def texts(went: list[tuple[int, Outgoing]]) -> list[str]:
    return [part.text if isinstance(part, Message) else type(part).__name__ for _, part in went]
