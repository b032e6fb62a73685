"""A person at the trial page in a browser: reads, taps, types."""

import re

from playwright.async_api import Locator, Page, expect

PATIENCE = 15_000
"""Milliseconds; the first picture of a bot takes a while on a busy machine."""


class Visitor:
    """Somebody at the page.

    Attributes:
        page: The page.
    """

    def __init__(self, page: Page) -> None:
        self.page = page

    async def begins(self) -> None:
        """Presses START in the empty chat."""
        await self.page.click("button[name=start]")

    async def taps(self, *labels: str) -> None:
        """Taps buttons, each as soon as it is there and the one before it has led on.

        Args:
            *labels: What they say; three dots at the end stand for any more.
        """
        for label in labels:
            button = self.button(label)
            data = await button.get_attribute("data-callback")
            number = await button.locator("xpath=ancestor::article").get_attribute("data-message-id")
            await button.click()
            same = self.message(number).locator(f'button[data-callback="{data}"]')
            # A tick stays where it is, with another label.
            await expect(same.filter(has_text=_words(label))).to_have_count(0, timeout=PATIENCE)

    def button(self, label: str) -> Locator:
        """Finds the newest button with a label."""
        return self.page.locator("article.bot button[data-callback]").filter(has_text=_words(label)).last

    def message(self, number: str | None) -> Locator:
        """Finds a message by its number, whatever it shows by then."""
        return self.page.locator(f'article[data-message-id="{number}"]')

    async def types(self, text: str) -> None:
        """Writes a message and waits until it stands in the chat."""
        own = self.page.locator("article.own")
        before = await own.count()
        await self.page.fill("textarea[name=message]", text)
        await self.page.click("button[name=send]")
        await expect(own).to_have_count(before + 1, timeout=PATIENCE)
        await expect(own.last.locator(".words")).to_have_text(text)

    async def is_answered(self) -> Locator:
        """Waits until the last message is one of the bot with buttons; gives it."""
        last = self.page.locator(".list > article.bot:last-child:has(button[data-callback])")
        await expect(last).to_be_visible(timeout=PATIENCE)
        return last

    async def reads(self, *texts: str) -> Locator:
        """Waits until one message of the bot holds all these words; gives it."""
        message = self.page.locator("article.bot")
        for text in texts:
            message = message.filter(has_text=text)
        await expect(message.last).to_be_visible(timeout=PATIENCE)
        return message.last

    async def has_buttons_on(self, messages: int) -> None:
        """Waits until so many messages have buttons, and no more."""
        with_buttons = self.page.locator("article.bot:has(button[data-callback])")
        await expect(with_buttons).to_have_count(messages, timeout=PATIENCE)


def _words(label: str) -> re.Pattern[str]:
    return re.compile(rf"^{re.escape(label.removesuffix('...'))}" + ("" if label.endswith("...") else "$"))
