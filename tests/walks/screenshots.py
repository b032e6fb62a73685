"""Makes the pictures of docs/pictures anew from the real bot at the real page: `python -m tests.walks.screenshots`."""

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from playwright.async_api import expect

from bot.cases.chat import Chat
from bot.dialogue.conversation import Conversation
from bot.knowledge.reading import read_book
from bot.language.catalogues import shipped_catalogues
from bot.store import SqliteStore
from bot.trial.server import PERSON_ID
from tests.conftest import ROOT
from tests.conversations.walking import finished_after_one_step
from tests.screenshot_files import FOLDER, write_screenshot
from tests.store.working import commit, turn, work
from tests.trial.browser import DESKTOP, PHONE, Colours, open_page
from tests.walks.clock import SUNDAY_MORNING, WalkClock
from tests.walks.serving import bot_at_the_page
from tests.walks.visitor import Visitor
from tests.walks.ways import CHEST_PAIN, HEEL_PAIN, SWOLLEN_CALF


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture.

    Attributes:
        name: Its file, without the ending.
        walk: Walks to what it shows.
        size: Width and height of the window.
        colours: What the person prefers.
        weeks: How many weeks of practice are in the diary before.
    """

    name: str
    walk: Callable[[Visitor], Awaitable[None]]
    size: tuple[int, int] = PHONE
    colours: Colours = "light"
    weeks: int = 0


async def _practice(visitor: Visitor) -> None:
    await visitor.taps(*HEEL_PAIN, "Start: left is sore")
    await visitor.reads("Step 1 of")


async def _today(visitor: Visitor) -> None:
    await visitor.taps(*SWOLLEN_CALF)
    await visitor.reads("This needs a medical check today.")


async def _emergency(visitor: Visitor) -> None:
    await visitor.taps(*HEEL_PAIN, "Start: left is sore", "Start timer...")
    await visitor.reads("Step 1 of", "is running")
    await visitor.types(CHEST_PAIN)
    await visitor.reads("Is this happening now?")


async def _plan(visitor: Visitor) -> None:
    await visitor.taps(*HEEL_PAIN)
    await visitor.reads("Your plan")


async def _check(visitor: Visitor) -> None:
    await visitor.taps("I agree: me, 18 or older", "Tired, swollen", "None of these", "None of these")
    await visitor.reads("Safety check 3 of 6.")
    await visitor.taps("7 Itch, rash")


async def _foot_map(visitor: Visitor) -> None:
    await visitor.taps("I agree: me, 18 or older", "Show me a foot map")
    await visitor.reads("Where is it?")
    await visitor.reads("What would you like help with?")


def _progress(*labels: str) -> Callable[[Visitor], Awaitable[None]]:
    async def walk(visitor: Visitor) -> None:
        await visitor.types("/progress")
        await visitor.reads("Your pain, day by day.")
        await visitor.taps(*labels)
        await visitor.reads({"My week": "Your week.", "My routine": "week by week."}[labels[-1]])

    return walk


PICTURES = (
    Picture("practice-phone", _practice),
    Picture("today-phone", _today),
    Picture("emergency-phone", _emergency),
    Picture("plan-desktop", _plan, size=DESKTOP),
    Picture("check-phone-dark", _check, colours="dark"),
    Picture("map-phone", _foot_map),
    Picture("week-phone", _progress("My week"), weeks=4),
    Picture("week-phone-dark", _progress("My week"), colours="dark", weeks=4),
    Picture("routine-phone-dark", _progress("My routine"), colours="dark", weeks=4),
)

_PAIN = (5, 5, 4, 3)
"""Before the routine, week by week."""


async def remember(weeks: int, conversation: Conversation, database: Path) -> None:
    """Fills the diary of the person at the page: six days of every seven.

    Args:
        weeks: How many weeks until now; at most four.
        conversation: The conversation.
        database: The folder of the database.
    """
    begun = SUNDAY_MORNING - timedelta(weeks=weeks) + timedelta(days=1)
    chat = finished_after_one_step(Chat(conversation, begun, chat=PERSON_ID))
    (first,) = chat.diary
    lines = [
        replace(
            first,
            at=first.at + timedelta(days=day),
            minutes=9 + day % 3,
            pain_before=_PAIN[day // 7],
            pain_after=_PAIN[day // 7] - 1,
        )
        for day in range(7 * weeks - 1)
        if day % 7 != 3
    ]
    async with await SqliteStore.open(database / "trial.db") as store:
        await commit(store, work(PERSON_ID, turn(diary=tuple(lines)), session=chat.stored), now=SUNDAY_MORNING)


async def take(picture: Picture, conversation: Conversation, folder: Path) -> Path:
    """Takes one picture.

    Args:
        picture: What to show.
        conversation: The conversation.
        folder: Where the file goes.

    Returns:
        The file.

    Raises:
        ValueError: The file would be too large.
    """
    with tempfile.TemporaryDirectory() as database:
        if picture.weeks:
            await remember(picture.weeks, conversation, Path(database))
        async with (
            bot_at_the_page(conversation, Path(database), WalkClock()) as server,
            open_page(server.page_url, size=picture.size, colours=picture.colours) as page,
        ):
            await page.clock.set_fixed_time(SUNDAY_MORNING)
            visitor = Visitor(page)
            await visitor.begins()
            await picture.walk(visitor)
            await visitor.is_answered()
            # No note over the chat, nothing that still slides in, no button under the mouse.
            await expect(page.locator(".toast")).to_have_count(0)
            await page.emulate_media(reduced_motion="reduce", color_scheme=picture.colours)
            await page.mouse.move(0, 0)
            for image in await page.locator("article img").all():
                await image.evaluate("image => image.decode()")
            content = await page.screenshot()
    return write_screenshot(folder, picture.name, content)


async def take_all(folder: Path) -> None:
    """Takes all pictures.

    Args:
        folder: Where the files go.
    """
    conversation = Conversation(read_book(ROOT / "knowledge"), shipped_catalogues())
    for picture in PICTURES:
        await take(picture, conversation, folder)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    asyncio.run(take_all(FOLDER if len(sys.argv) == 1 else Path(sys.argv[1])))
