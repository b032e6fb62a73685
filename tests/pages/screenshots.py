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
from tests.trial.browser import DESKTOP, PHONE
from tests.walks.screenshots import FOLDER, LARGEST_BYTES


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
    if len(content) > LARGEST_BYTES:
        message = f"{picture.name}.png would have {len(content)} bytes; {LARGEST_BYTES} are the most"
        raise ValueError(message)
    file = folder / f"{picture.name}.png"
    file.write_bytes(content)
    return file


async def take_all(folder: Path) -> None:
    """Takes all pictures.

    Args:
        folder: Where the files go.
    """
    with tempfile.TemporaryDirectory() as work:
        site = Path(work) / "site"
        write_pages(make_pages(read_book(ROOT / "knowledge"), shipped_catalogues()), site)
        for picture in PICTURES:
            file = await take(picture, site, folder)
            print(f"{file.name}: {file.stat().st_size} bytes")  # noqa: T201  whoever runs it wants to see that it goes on


if __name__ == "__main__":
    asyncio.run(take_all(FOLDER))
