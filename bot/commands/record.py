"""`footguide record`: makes a patient case out of a chat that was tried."""

import argparse
import asyncio
from datetime import UTC, datetime
from pathlib import Path

from bot.commands.choosing import Commands
from bot.commands.refusal import Refusal
from bot.dialogue.session import Session, read_session
from bot.knowledge.reading import read_book
from bot.settings import read_settings


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("record", help="make a patient case out of a trial chat")
    parser.add_argument("chat", type=int, help="number of the chat; the trial page opens 1001")
    parser.add_argument("file", type=Path, help="where the case goes: added at the end where the file is there")
    parser.add_argument("--name", default="", help="what the case is called")
    parser.add_argument("--knowledge", type=Path, help="folder of the book that the chat was held with")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Records the case and plays it once."""
    # The conversation is loaded only where it is used: `check` must be quick.
    from bot.cases.recording import NothingToRecord, differences, recorded_case, written  # noqa: PLC0415
    from bot.dialogue.conversation import Conversation  # noqa: PLC0415
    from bot.language.catalogues import shipped_catalogues  # noqa: PLC0415

    settings = read_settings()
    book = read_book(options.knowledge or settings.knowledge)
    if not settings.trial_database.exists():
        message = f"There is no database {settings.trial_database}: chat first, with footguide try."
        raise Refusal(message)
    session = asyncio.run(_stored(settings.trial_database, options.chat))
    now = session.last_at or datetime.now(UTC)
    name = options.name or f"recorded on {now:%Y-%m-%d} at {now:%H:%M}"
    try:
        case = recorded_case(session, book, now, name)
    except NothingToRecord as nothing:
        message = f"Chat {options.chat}: {nothing}."
        raise Refusal(message) from None
    text = written(case)
    _append(options.file, text)
    print(text, end="")
    print(f"Added to {options.file}. What was typed is not kept, so the case tells facts instead.")
    found = differences(case, Conversation(book, shipped_catalogues()))
    for difference in found:
        print(f"Played anew it comes out otherwise: {difference}")
    return 1 if found else 0


async def _stored(database: Path, chat: int) -> Session:
    from bot.store import SqliteStore  # noqa: PLC0415

    async with await SqliteStore.open(database) as store:
        memory = (await store.memories([chat]))[chat]
    if memory.session is None:
        message = f"Nothing is kept about chat {chat} in {database}; the trial page opens chat 1001."
        raise Refusal(message)
    return read_session(memory.session)


def _append(file: Path, text: str) -> None:
    try:
        old = file.read_text("utf-8") if file.exists() else ""
        file.write_text(f"{old.rstrip()}\n\n{text}" if old.strip() else text, "utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{file} cannot be written: {error}."
        raise Refusal(message) from None
