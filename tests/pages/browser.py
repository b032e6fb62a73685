"""A window on pages in a folder; it notes whatever should not happen."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Page, async_playwright

from tests.trial.browser import FLAGS, Colours


@asynccontextmanager
async def started() -> AsyncIterator[Browser]:
    """Starts a browser."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed; install it to look at the pages")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        await browser.close()


@asynccontextmanager
async def opened(browser: Browser, size: tuple[int, int], colours: Colours = "light") -> AsyncIterator[Page]:
    """Opens a window; at the end nothing was complained of and nothing was asked of anybody."""
    width, height = size
    context = await browser.new_context(viewport={"width": width, "height": height}, color_scheme=colours)
    page = await context.new_page()
    complaints: list[str] = []
    outside: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None,
    )
    page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
    page.on(
        "request",
        lambda request: outside.append(request.url) if not request.url.startswith(("file:", "data:")) else None,
    )
    yield page
    await context.close()
    assert complaints == []
    assert outside == []
