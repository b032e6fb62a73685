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
            message = button.locator("xpath=ancestor::article")
            number, data = await message.get_attribute("data-message-id"), await button.get_attribute("data-callback")
            await button.click()
            same = self.page.locator(f'article[data-message-id="{number}"] button[data-callback="{data}"]')
            # A tick stays where it is, with another label.
            await expect(same.filter(has_text=_words(label))).to_have_count(0, timeout=PATIENCE)

    def button(self, label: str) -> Locator:
        """Finds the newest button with a label."""
        return self.page.locator("article.bot button[data-callback]").filter(has_text=_words(label)).last

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

    async def presses_all_that_is_old(self) -> int:
        """Presses every button but those of the newest message; gives how many there were."""
        old = await self.page.locator("article.bot:has(button[data-callback])").all()
        places = [
            (await article.get_attribute("data-message-id"), await button.get_attribute("data-callback"))
            for article in old[:-1]
            for button in await article.locator("button[data-callback]").all()
        ]
        for number, data in places:
            button = self.page.locator(f'article[data-message-id="{number}"] button[data-callback="{data}"]')
            # An answer to the one before may have taken this one away.
            if await button.count():
                await button.click()
                await expect(self.page.locator("button.waiting")).to_have_count(0, timeout=PATIENCE)
        return len(places)


def _words(label: str) -> re.Pattern[str]:
    return re.compile(rf"^{re.escape(label.removesuffix('...'))}" + ("" if label.endswith("...") else "$"))
