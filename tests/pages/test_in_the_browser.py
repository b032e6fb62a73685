"""The pages in a browser, straight from the folder: on a phone's width and a desktop's, light and dark."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from bot.pages.site import PAGES
from bot.pages.writing import write_pages
from tests.pages.browser import opened, started
from tests.trial.browser import COLOURS, DESKTOP, PHONE, Colours

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, site: dict[str, bytes]) -> Path:
    """The site as a reviewer has it."""
    folder = tmp_path_factory.mktemp("pages") / "site"
    write_pages(site, folder)
    return folder


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with started() as browser:
        yield browser


@pytest.mark.parametrize(("size", "colours"), [(PHONE, "light"), (DESKTOP, "light"), (PHONE, "dark")])
async def test_every_page_fits_its_window(
    browser: Browser, folder: Path, size: tuple[int, int], colours: Colours
) -> None:
    async with opened(browser, size, colours) as page:
        for one in PAGES:
            await page.goto((folder / one.file).as_uri())
            width = await page.evaluate("document.documentElement.scrollWidth")
            assert width <= size[0], f"{one.file} is {width} wide"
            assert await page.locator("h1").inner_text() == one.title
            broken = await page.evaluate(
                "[...document.images].filter(image => !image.complete || !image.naturalWidth).map(image => image.src)"
            )
            assert broken == []


async def test_the_matrix_scrolls_in_a_box_of_its_own_with_its_heads_in_place(browser: Browser, folder: Path) -> None:
    async with opened(browser, PHONE) as page:
        await page.goto((folder / "matrix.html").as_uri())
        box = page.locator(".matrix")
        row, column = box.locator("tbody tr:last-child > th").last, box.locator("thead th").nth(1)
        await box.evaluate("box => { box.scrollLeft = 300; box.scrollTop = 600; }")
        edges = await box.bounding_box()
        at_left, on_top = await row.bounding_box(), await column.bounding_box()
        assert edges is not None
        assert at_left is not None
        assert on_top is not None
        assert abs(at_left["x"] - edges["x"]) <= 2
        assert abs(on_top["y"] - edges["y"]) <= 2


async def test_the_keyboard_skips_to_the_page_and_scrolls_the_tables(browser: Browser, folder: Path) -> None:
    async with opened(browser, DESKTOP) as page:
        await page.goto((folder / "matrix.html").as_uri())
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.textContent") == "Skip to the page"
        await page.keyboard.press("Enter")
        assert await page.evaluate("document.activeElement.id") == "main"
        assert await page.locator(".scroll:not([tabindex='0'])").count() == 0


async def test_words_stand_out_from_the_paper(browser: Browser, folder: Path) -> None:
    """The colours of words and levels have a contrast of 4.5 or more, in the light and in the dark."""
    for colours in COLOURS:
        async with opened(browser, DESKTOP, colours) as page:
            for one in ("index.html", "flags.html", "matrix.html", "screen.html"):
                await page.goto((folder / one).as_uri())
                pairs = await page.evaluate(COLOURS_OF_WORDS)
                assert len(pairs) >= 4
                weak = [pair for pair in pairs if contrast(pair[0], pair[1]) < 4.5]
                assert weak == [], f"{one} in the {colours}"


COLOURS_OF_WORDS = """
() => {
  const behind = element => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (colour !== 'rgba(0, 0, 0, 0)') return colour;
    }
    return getComputedStyle(document.documentElement).backgroundColor;
  };
  const found = new Set();
  for (const element of document.querySelectorAll('body *')) {
    const words = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (words && !element.closest('.unseen, .skip'))
      found.add(getComputedStyle(element).color + '|' + behind(element));
  }
  return [...found].map(pair => pair.split('|').map(colour => colour.match(/\\d+/g).slice(0, 3).map(Number)));
}
"""


def contrast(one: list[int], other: list[int]) -> float:
    """Returns the ratio of the luminances of two colours, as the accessibility guidelines reckon it."""

    def luminance(colour: list[int]) -> float:
        parts = [part / 255 for part in colour]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


async def test_it_prints(browser: Browser, folder: Path) -> None:
    """On paper there is no list of pages, and the matrix asks for a sheet that lies."""
    async with opened(browser, DESKTOP) as page:
        await page.goto((folder / "matrix.html").as_uri())
        await page.emulate_media(media="print")
        assert not await page.locator("nav").is_visible()
        assert await page.locator(".matrix").evaluate("box => getComputedStyle(box).overflow") == "visible"
        printed = await page.pdf(prefer_css_page_size=True)
        assert printed.startswith(b"%PDF")
        # A3 lying: 1190 by 842 points.
        assert b"/MediaBox [0 0 1191" in printed or b"/MediaBox [0 0 1190" in printed
