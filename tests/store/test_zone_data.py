"""New data about time zones: what was worked out with older data comes due, and is worked out anew."""

from datetime import timedelta

from bot.dialogue.turn import SetTimer
from bot.store import SqliteStore
from bot.timetable.zone_data import zone_data_edition
from tests.store.working import NOW, after, commit, turn, work


async def test_other_data_about_zones_wakes_the_timers_of_reminders_once(store: SqliteStore) -> None:
    timers = (
        SetTimer("remind:1", after(days=1)),
        SetTimer("remind:2", after(days=2)),
        SetTimer("hold", after(days=1)),
    )
    await commit(store, work(1, turn(timers=timers)))
    assert await store.zone_data("first", "remind:", NOW) == 2
    assert [timer.name for timer in await store.due_timers(NOW, 9)] == ["remind:1", "remind:2"]
    assert await store.zone_data("first", "remind:", NOW + timedelta(hours=1)) == 0
    assert await store.zone_data("second", "remind:", NOW) == 2


def test_the_data_have_one_name_as_long_as_they_are_the_same() -> None:
    assert zone_data_edition() == zone_data_edition()
    assert len(zone_data_edition()) == 16
