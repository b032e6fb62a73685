"""A reminder typed for the next minute, with `footguide run` killed before, during and after it: once, and never lost unseen."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.telegram.failpoints import Point
from tests.walks.phone import Phone, open_phone
from tests.walks.program import LONGEST_SECONDS, Footguide
from tests.walks.running import Installation
from tests.walks.ways import HEEL_PAIN

pytestmark = pytest.mark.processes

REMINDER = "Time for your stretch."
MORNING = datetime(2026, 11, 23, 10, 15, 20, tzinfo=UTC)
"""When they sit down to set it: a Monday."""


class Moved:
    """The program with a clock that is moved, started again and again on one database."""

    def __init__(self, installation: Installation, phone: Phone) -> None:
        self.installation = installation
        self.phone = phone
        self._clock = installation.folder / "clock"
        self.it_is(MORNING)

    def it_is(self, moment: datetime) -> None:
        """Puts the program's clock forward or back; it runs on from there."""
        ahead = (moment - datetime.now(UTC)).total_seconds()
        following = self._clock.with_suffix(".new")
        following.write_text(repr(ahead), encoding="utf-8")
        following.replace(self._clock)

    def dies_at(self, point: Point | None) -> None:
        """Names the failpoint at which it ends like in a power cut, from now on."""
        file = self.installation.folder / "die at"
        if point is None:
            file.unlink(missing_ok=True)
        else:
            file.write_text(point.value, encoding="utf-8")

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[Footguide]:
        """Runs the process; it serves when this begins."""
        async with MovedFootguide(self.installation.folder, settings=self.installation.settings()) as footguide:
            await footguide.prints("Serving as")
            yield footguide

    async def sets_it_for_the_next_minute(self) -> None:
        """Did a routine the day before; types a time for the next minute and the town."""
        phone = self.phone
        self.it_is(MORNING - timedelta(days=1, hours=1))
        await phone.writes("/start")
        await phone.taps(*HEEL_PAIN, "Start: both are sore", "Start timer...")
        await phone.reads("Step 1 of", "is running")
        await phone.taps("Finish now", "3", "Fine", "No, thanks")
        await phone.reads("Hello again.")
        self.it_is(MORNING)
        await phone.reads("One question about the last time.")
        await phone.taps("Not sore")
        await self.everything_worked()
        await phone.writes("/reminders")
        await phone.taps("New reminder")
        await phone.reads("What time?")
        await phone.writes("every day at 10:17")
        await phone.reads("Which town are you near?")
        await phone.writes("London")
        await phone.reads("Set: every day at 10:17, Europe/London.")

    async def everything_worked(self) -> None:
        """Waits until whatever was due is done: the bot works in order, so an answer comes after all of it."""
        since = len(self.phone.news)
        await self.phone.writes("/about")
        # The open screen comes below the answer.
        await self.phone.until(
            lambda: any("Edition" in text for text in self.phone.arrived(since)[:-1]), "the answer to /about"
        )

    async def nothing_is_on_its_way(self) -> None:
        """Waits until the bot knows of all that it sent that it arrived."""
        async with asyncio.timeout(LONGEST_SECONDS):
            while self.installation.waits_to_be_sent():  # noqa: ASYNC110  another process's rows ring no event
                await asyncio.sleep(0.02)

    @property
    def rang(self) -> int:
        """How often the phone got the reminder."""
        return self.phone.arrived().count(REMINDER)


class MovedFootguide(Footguide):
    """`footguide run` with the moved clock."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        super().__init__(folder, settings=settings)
        command = self._command
        self._command = (command[0], "-m", "tests.walks.moved_run")


@pytest.fixture
async def moved(installation: Installation) -> AsyncIterator[Moved]:
    async with open_phone(installation.telegram, 44) as phone:
        yield Moved(installation, phone)


async def test_it_rings_once_in_its_minute_and_the_next_day_again(moved: Moved) -> None:
    async with moved.serving() as footguide:
        await moved.sets_it_for_the_next_minute()
        moved.it_is(MORNING.replace(minute=16, second=57))
        await moved.phone.reads(REMINDER)
        await moved.everything_worked()
        assert moved.rang == 1
        assert (await moved.phone.reads(REMINDER)).sounds
        moved.it_is(MORNING + timedelta(hours=9))
        await moved.everything_worked()
        assert moved.rang == 1
        assert await footguide.stopped() == 0
    moved.it_is(MORNING + timedelta(days=1, minutes=1))
    async with moved.serving() as footguide:
        await moved.everything_worked()
        assert moved.rang == 1
        moved.it_is(MORNING + timedelta(days=1, minutes=2))
        await moved.phone.until(lambda: moved.rang == 2, "the reminder of the second day")
        assert await footguide.stopped() == 0
    assert moved.installation.in_hand() == []


async def test_killed_before_it_rings_a_little_late(moved: Moved) -> None:
    async with moved.serving() as footguide:
        await moved.sets_it_for_the_next_minute()
        footguide.kill()
        await footguide.was_killed()
    moved.it_is(MORNING + timedelta(minutes=40))
    async with moved.serving() as footguide:
        await moved.phone.reads(REMINDER)
        await moved.everything_worked()
        assert await footguide.stopped() == 0
    assert moved.rang == 1


async def test_killed_before_and_started_much_later_the_day_is_noted_and_nothing_rings(moved: Moved) -> None:
    async with moved.serving() as footguide:
        await moved.sets_it_for_the_next_minute()
        footguide.kill()
        await footguide.was_killed()
    moved.it_is(MORNING + timedelta(hours=5))
    async with moved.serving() as footguide:
        await moved.everything_worked()
        assert moved.rang == 0
        await moved.phone.writes("/start")
        await moved.phone.reads("Hello again.", "I did not come through with your reminder for 10:17")
        assert await footguide.stopped() == 0


KILLED_AT = (
    (Point.WORKED, Point.COMMITTED, Point.CLAIMED, Point.CALLED)
    if os.environ.get("FOOTGUIDE_SOAK") == "1"
    else (Point.COMMITTED, Point.CALLED)
)
"""Where it dies: on both sides of the message, and in a long run at every point."""


@pytest.mark.parametrize("point", KILLED_AT)
async def test_killed_while_it_rings(moved: Moved, point: Point) -> None:
    async with moved.serving() as footguide:
        await moved.sets_it_for_the_next_minute()
        await moved.everything_worked()
        await moved.nothing_is_on_its_way()
        moved.dies_at(point)
        moved.it_is(MORNING.replace(minute=17, second=1))
        await footguide.was_killed()
    moved.dies_at(None)
    went = moved.rang
    assert went == (point is Point.CALLED)
    async with moved.serving() as footguide:
        await moved.everything_worked()
        if point in {Point.WORKED, Point.COMMITTED}:
            await moved.phone.reads(REMINDER)
        await moved.everything_worked()
        if point is Point.CLAIMED:
            # Nobody can know whether Telegram got it; it does not come twice, and it is not lost unseen.
            assert any("may not have arrived" in line for line in footguide.lines), footguide.output
            await moved.phone.writes("/start")
            await moved.phone.reads("Hello again.", "Your reminder of 10:17 today is still open.")
        assert await footguide.stopped() == 0
    assert moved.rang == (0 if point is Point.CLAIMED else 1)
    assert moved.installation.in_hand() == []


async def test_killed_after_it_arrived_it_does_not_come_again_and_its_buttons_work(moved: Moved) -> None:
    async with moved.serving() as footguide:
        await moved.sets_it_for_the_next_minute()
        moved.phone.at_the_arrival_of(REMINDER, footguide.kill)
        moved.it_is(MORNING.replace(minute=17, second=1))
        await footguide.was_killed()
    async with moved.serving() as footguide:
        await moved.everything_worked()
        assert moved.rang == 1
        await moved.phone.taps("Done already")
        await moved.everything_worked()
        assert await footguide.stopped() == 0
    assert moved.rang == 1
