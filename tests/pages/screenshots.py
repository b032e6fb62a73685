"""Makes the pictures of the reviewers' pages in docs/pictures anew: `python -m tests.pages.screenshots`."""

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.reading import read_book
from bot.language.catalogues import shipped_catalogues
from bot.pages.site import make_pages
from bot.pages.writing import write_pages
from tests.conftest import ROOT
from tests.pages.browser import opened, started
from tests.screenshot_files import FOLDER, write_screenshot
from tests.trial.browser import DESKTOP, PHONE


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its file, the page with the place that it shows, and the window."""

    name: str
    page: str
    anchor: str
    size: tuple[int, int]


PICTURES = (
    Picture("pages-phone", "techniques.html", "#petrissage_foot", PHONE),
    Picture("pages-desktop", "screen.html", "#short", (DESKTOP[0], 720)),
)


async def take(picture: Picture, site: Path, folder: Path) -> Path:
    """Takes one picture.

    Args:
        picture: What to show.
        site: The pages.
        folder: Where the file goes.

    Returns:
        The file.

    Raises:
        ValueError: The file would be too large.
    """
    async with started() as browser, opened(browser, picture.size) as page:
        await page.goto((site / picture.page).as_uri())
        # Scrolled to rather than linked to: a target is marked with a colour.
        await page.locator(picture.anchor).evaluate("place => place.scrollIntoView()")
        content = await page.screenshot()
    return write_screenshot(folder, picture.name, content)


async def take_all(folder: Path) -> None:
    """Takes all pictures.

    Args:
        folder: Where the files go.
    """
    with tempfile.TemporaryDirectory() as work:
        site = Path(work) / "site"
        write_pages(make_pages(read_book(ROOT / "knowledge"), shipped_catalogues()), site)
        for picture in PICTURES:
            await take(picture, site, folder)


if __name__ == "__main__":
    asyncio.run(take_all(FOLDER))
