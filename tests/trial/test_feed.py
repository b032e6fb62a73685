"""News reach every reader once and in order, also over a broken connection."""

from bot.trial.feed import Feed, News


def _feed() -> Feed:
    return Feed(lambda: {"messages": ["all"]})


async def _read(feed: Feed, after: str | None, count: int) -> list[News]:
    read: list[News] = []
    async for item in feed.read(after):
        assert item is not None
        read.append(item)
        if len(read) == count:
            break
    return read


async def test_a_new_reader_gets_the_whole_chat_and_then_what_follows() -> None:
    feed = _feed()
    feed.tell("message", number=1)
    reader = feed.read(None)
    first = await anext(reader)
    assert first is not None
    assert first.body == {"kind": "snapshot", "messages": ["all"]}
    feed.tell("message", number=2)
    second = await anext(reader)
    assert second is not None
    assert second.body == {"kind": "message", "number": 2}


async def test_a_reader_that_comes_back_gets_what_it_missed() -> None:
    feed = _feed()
    [begin] = await _read(feed, None, 1)
    feed.tell("message", number=1)
    feed.tell("edit", number=2)
    missed = await _read(feed, begin.id, 2)
    assert [item.body for item in missed] == [{"kind": "message", "number": 1}, {"kind": "edit", "number": 2}]
    feed.tell("delete", number=3)
    assert [item.body["kind"] for item in await _read(feed, missed[-1].id, 1)] == ["delete"]


async def test_a_reader_that_was_away_too_long_gets_the_whole_chat() -> None:
    feed = _feed()
    [begin] = await _read(feed, None, 1)
    for number in range(501):
        feed.tell("message", number=number)
    assert [item.body["kind"] for item in await _read(feed, begin.id, 1)] == ["snapshot"]


async def test_a_reader_of_another_life_gets_the_whole_chat() -> None:
    feed, other = _feed(), _feed()
    feed.tell("message")
    [begin] = await _read(other, None, 1)
    for after in (begin.id, "nonsense", begin.id.partition("-")[0] + "-99"):
        assert [item.body["kind"] for item in await _read(feed, after, 1)] == ["snapshot"]


async def test_closing_ends_the_reading() -> None:
    feed = _feed()
    reader = feed.read(None)
    await anext(reader)
    feed.close()
    assert [item async for item in reader] == []
