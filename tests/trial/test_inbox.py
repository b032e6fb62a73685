"""The queue of updates waits, confirms and conflicts as Telegram's does."""

import asyncio

import pytest

from bot.trial.inbox import Inbox
from bot.trial.refusal import Refusal


async def _ids(inbox: Inbox, offset: int | None = None, limit: int = 100, seconds: int = 0) -> list[object]:
    return [update["update_id"] for update in await inbox.take(offset, limit, seconds, None)]


def _filled(count: int) -> Inbox:
    inbox = Inbox(10)
    for number in range(count):
        inbox.add("message", {"number": number})
    return inbox


async def test_updates_stay_until_a_higher_offset_confirms_them() -> None:
    inbox = _filled(3)
    assert await _ids(inbox) == [10, 11, 12]
    assert await _ids(inbox) == [10, 11, 12]
    assert await _ids(inbox, offset=12) == [12]
    assert await _ids(inbox, offset=13) == []
    assert len(inbox) == 0


async def test_an_offset_below_zero_counts_from_the_end_and_forgets_the_rest() -> None:
    inbox = _filled(3)
    assert await _ids(inbox, offset=-1) == [12]
    assert await _ids(inbox) == [12]


async def test_limit_holds_and_is_at_least_one() -> None:
    inbox = _filled(3)
    assert await _ids(inbox, limit=2) == [10, 11]
    assert await _ids(inbox, limit=0) == [10]


async def test_a_poll_waits_for_the_next_update() -> None:
    inbox = Inbox(10)
    poll = asyncio.create_task(_ids(inbox, seconds=30))
    await asyncio.sleep(0)
    assert not poll.done()
    inbox.add("message", {})
    assert await poll == [10]


async def test_a_second_poll_ends_the_first_with_a_conflict() -> None:
    inbox = Inbox(10)
    first = asyncio.create_task(_ids(inbox, seconds=30))
    await asyncio.sleep(0)
    second = asyncio.create_task(_ids(inbox, seconds=30))
    with pytest.raises(Refusal) as refused:
        await first
    assert refused.value.code == 409
    inbox.add("message", {})
    assert await second == [10]


async def test_only_kinds_that_are_allowed_are_kept_and_the_wish_lasts() -> None:
    inbox = Inbox(10)
    await inbox.take(None, 100, 0, frozenset({"message"}))
    inbox.add("edited_message", {})
    inbox.add("message", {})
    assert [set(update) for update in await inbox.take(None, 100, 0, None)] == [{"update_id", "message"}]
    await inbox.take(None, 100, 0, frozenset())
    inbox.add("edited_message", {})
    assert len(inbox) == 2


async def test_closing_ends_the_waiting() -> None:
    inbox = Inbox(10)
    poll = asyncio.create_task(_ids(inbox, seconds=30))
    await asyncio.sleep(0)
    inbox.close()
    assert await poll == []
    assert await _ids(inbox, seconds=30) == []
