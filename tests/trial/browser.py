"""A headless Chromium that the trial page is driven with; it notes whatever should not happen."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page, async_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Colours = Literal["light", "dark"]
COLOURS: tuple[Colours, ...] = ("light", "dark")
PHONE = (390, 844)
DESKTOP = (1280, 800)


@dataclass
class Noted:
    """What the page did besides showing the chat."""

    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


@asynccontextmanager
async def open_page(
    address: str,
    *,
    size: tuple[int, int] = PHONE,
    colours: Colours = "light",
    expected_errors: tuple[str, ...] = (),
) -> AsyncIterator[Page]:
    """Open the page; at the end, no error was written and nothing was asked of another host.

    Args:
        address: Address of the page.
        size: Width and height of the window.
        colours: What the person prefers.
        expected_errors: Parts of errors in the console that belong to the test.
    """
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed; install it to drive the trial page")
    noted = Noted()
    width, height = size
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        context = await browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=colours, locale="en-GB"
        )
        page = await context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: noted.errors.append(str(error)))
        page.on(
            "console",
            lambda message: noted.errors.append(message.text) if message.type in {"error", "warning"} else None,
        )
        page.on(
            "request",
            lambda request: (
                noted.outside.append(request.url) if urlsplit(request.url).hostname != "127.0.0.1" else None
            ),
        )
        await page.goto(address)
        yield page
        await browser.close()
    surprises = [error for error in noted.errors if not any(part in error for part in expected_errors)]
    assert surprises == []
    assert noted.outside == []
