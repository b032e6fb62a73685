"""`footguide understand`: show what typed words are taken to mean, by the very functions that the chat uses."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from bot.commands.choosing import Commands, add_folder_of_book, folder_of_book
from bot.dialogue.conversation import Conversation
from bot.dialogue.understanding import Understanding
from bot.knowledge.reading import read_book
from bot.language.catalogues import shipped_catalogues
from bot.language.likeness import likeness_where_installed
from bot.settings import read_settings


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("understand", help="show what typed words are taken to mean")
    parser.add_argument("text", nargs="*", help="messages; the lines of the standard input by default")
    parser.add_argument("--json", action="store_true", help="one object a line")
    add_folder_of_book(parser)
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Reads each message as a chat would that has just begun."""
    book = read_book(folder_of_book(options.knowledge))
    likeness = likeness_where_installed(book.danger_examples, read_settings().semantic)
    conversation = Conversation(book, shipped_catalogues(), likeness=likeness)
    for text in _messages(options.text, sys.stdin):
        understanding = conversation.understand(text, datetime.now(UTC))
        print(json.dumps(_as_object(understanding), ensure_ascii=False) if options.json else _in_words(understanding))
    return 0


def _messages(given: list[str], lines: Iterable[str]) -> Iterator[str]:
    yield from given or (line.rstrip("\n") for line in lines if line.strip())


def _as_object(understanding: Understanding) -> dict[str, object]:
    return {
        "text": understanding.text,
        "level": understanding.level,
        "facts": understanding.facts,
        "asks": list(understanding.asks),
        "faq": understanding.faq,
    }


def _in_words(understanding: Understanding) -> str:
    facts = ", ".join(f"{name} = {value}" for name, value in understanding.facts.items())
    return "\n".join(
        (
            understanding.text,
            f"    level  {understanding.level}",
            f"    facts  {facts or 'none'}",
            f"    asks   {', '.join(understanding.asks) or 'nothing'}",
            f"    faq    {understanding.faq or 'none'}",
        )
    )
