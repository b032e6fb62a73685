"""What a picture costs the first time and ever after: `python -m tests.benchmarks.pictures`, `--each` for every one.

Every picture of the book is sent to a fake Telegram in four ways: drawn and uploaded; again, by Telegram's own name for
it; uploaded from the disk, as after a restart with another bot; and drawn alone. Ratios are of one run.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from telegram import Message

from bot.dialogue.conversation import Conversation
from bot.knowledge.reading import read_book
from bot.language.catalogues import shipped_catalogues
from bot.pictures.kept import KeptPictures
from bot.pictures.renderer import Renderer
from bot.shipped_book import shipped_book_folder
from bot.store import SqliteStore
from bot.telegram.api import FootguideBot
from bot.telegram.photos import Photos
from tests.telegram.fake_telegram import TOKEN, FakeTelegram

DRAWN, DISK, NAMED, ALONE = "cold: drawn, uploaded", "from disk, uploaded", "cached: by its name", "drawn alone"
CHAT = 1


@dataclass
class Costs:
    """What one picture costs.

    Attributes:
        seconds: How long each way takes.
        size: How many bytes go to Telegram where they go.
    """

    seconds: dict[str, float]
    size: int


async def measure() -> Mapping[str, Costs]:
    """Sends every picture of the book in every way."""
    conversation = Conversation(read_book(shipped_book_folder()), shipped_catalogues())
    drawings = {name: conversation.picture(name) or b"" for name in conversation.book.pictures}
    with tempfile.TemporaryDirectory() as folder:
        async with (
            FakeTelegram() as telegram,
            FootguideBot(TOKEN, telegram.url) as bot,
            await SqliteStore.open(Path(folder) / "bot.db") as store,
            await SqliteStore.open(Path(folder) / "restarted.db") as empty,
            Renderer() as renderer,
        ):

            async def put(photo: str | bytes) -> Message:
                return await bot.send_photo(CHAT, photo)

            await renderer.png(b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>')  # worker is there
            kept = KeptPictures(Path(folder) / "pictures", renderer.picture, "benchmark").picture
            photos, restarted = Photos(bot, store, kept), Photos(bot, empty, kept)
            found = {}
            for name, drawing in drawings.items():
                seconds = {}
                for way, sending in (
                    (DRAWN, lambda drawing=drawing: photos.send(drawing, put)),
                    (NAMED, lambda drawing=drawing: photos.send(drawing, put)),
                    (DISK, lambda drawing=drawing: restarted.send(drawing, put)),
                    (ALONE, lambda drawing=drawing: renderer.picture(drawing)),
                ):
                    begun = perf_counter()
                    await sending()
                    seconds[way] = perf_counter() - begun
                found[name] = Costs(seconds, len(await kept(drawing)))
    return found


def report(found: Mapping[str, Costs], *, each: bool) -> str:
    """Returns what was measured as a table, in milliseconds and kilobytes."""
    sizes = sorted(costs.size for costs in found.values())
    base = median(costs.seconds[DRAWN] for costs in found.values())
    lines = [
        f"{len(found)} pictures at 800 by 800",
        f"{'':24}{'median':>11}{'worst':>11}{'ratio':>8}   worst picture",
    ]
    for way in (DRAWN, ALONE, DISK, NAMED):
        times = {name: costs.seconds[way] for name, costs in found.items()}
        worst = max(times, key=lambda name: times[name])
        middle = median(times.values())
        lines.append(f"{way:24}{middle * 1000:8.1f} ms{times[worst] * 1000:8.1f} ms{middle / base:8.2f}   {worst}")
    lines.append(
        f"bytes: median {median(sizes) / 1000:.0f} kB, worst {sizes[-1] / 1000:.0f} kB, all {sum(sizes) / 1e6:.1f} MB; "
        "by its name none"
    )
    lines.append("ratio: of the medians, to a picture that is drawn and uploaded, in this run")
    if each:
        for name, costs in found.items():
            times_of = "".join(f"{costs.seconds[way] * 1000:8.1f} ms" for way in (DRAWN, ALONE, DISK, NAMED))
            lines.append(f"{name:32}{times_of}{costs.size / 1000:8.1f} kB")
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Time and bytes of every picture, cold and cached.")
    parser.add_argument("--each", action="store_true", help="print every picture")
    chosen = parser.parse_args()
    print(report(asyncio.run(measure()), each=chosen.each))  # noqa: T201
