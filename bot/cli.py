"""The front door: the command `footguide` and what each of its words starts."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.cases.player import CaseResult, play
from bot.dialogue.conversation import Conversation
from bot.knowledge.book import Book
from bot.knowledge.fault import BookUnusable, Fault
from bot.knowledge.models.case import Case
from bot.knowledge.reading import read_book, read_cases, read_with_faults
from bot.language.catalogues import shipped_catalogues
from bot.settings import Settings, SettingsUnusable, read_settings
from bot.shipped_book import shipped_book_folder


class Refusal(Exception):
    """A command cannot be done. Its text is the one sentence that says why and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command.

    Args:
        arguments: The words after `footguide`; those of the process when None.

    Returns:
        The exit code: 0 when all is well, 1 when something was refused or failed, 2 for a wrong command line.
    """
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except (Refusal, BookUnusable, SettingsUnusable) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="footguide", description="A Telegram bot that guides people with sore feet, safely."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="chat on Telegram; needs BOT_TOKEN")
    run.set_defaults(command=_run)

    trial = commands.add_parser("try", help="chat without Telegram, in a browser on this machine")
    trial.add_argument("--terminal", action="store_true", help="chat in this terminal instead")
    trial.add_argument("--port", type=int, default=0, help="port of the page on 127.0.0.1; any free one by default")
    trial.add_argument("--knowledge", type=Path, help="folder of the book to try")
    trial.set_defaults(command=_try)

    check = commands.add_parser("check", help="read a book and list every fault in it")
    check.add_argument("folder", nargs="?", type=Path, help="folder of the book; the one in use by default")
    check.add_argument("--format", choices=("text", "json", "github"), default="text")
    check.set_defaults(command=_check)

    cases = commands.add_parser("cases", help="play patient cases through the real conversation")
    cases.add_argument("files", nargs="*", type=Path, help="files of cases; those of the book by default")
    cases.add_argument("--json", action="store_true", help="one object a case")
    cases.add_argument("--knowledge", type=Path, help="folder of the book")
    cases.set_defaults(command=_cases)

    book = commands.add_parser("book", help="say what the book holds")
    book.add_argument("--json", action="store_true", help="as one object")
    book.set_defaults(command=_book)
    return parser


def _run(_: argparse.Namespace) -> int:
    settings = read_settings()
    if settings.token is None:
        message = (
            "BOT_TOKEN is not set. Get a token from @BotFather on Telegram and put BOT_TOKEN=... into .env, "
            "or chat without Telegram: footguide try"
        )
        raise Refusal(message)
    book = read_book(settings.knowledge)
    if settings.require_signed and book.unsigned:
        message = (
            f"BOT_REQUIRE_SIGNED is yes, and {book.unsigned} entries of the book are not signed by a clinician. "
            "Have them signed, or set BOT_REQUIRE_SIGNED=no."
        )
        raise Refusal(message)
    # Telegram and the web are loaded only where they are used: `check` must be quick.
    from bot.running import run_bot  # noqa: PLC0415

    return run_bot(settings, book)


def _try(options: argparse.Namespace) -> int:
    settings = read_settings()
    folder = options.knowledge or settings.knowledge
    from bot.running import run_trial  # noqa: PLC0415 - as above

    return run_trial(settings, read_book(folder), port=options.port, terminal=options.terminal)


def _folder(given: Path | None) -> Path:
    return given if given is not None else shipped_book_folder()


def _check(options: argparse.Namespace) -> int:
    book, faults = read_with_faults(_folder(options.folder))
    if options.format == "json":
        print(json.dumps({"edition": book.edition if book else None, "faults": [_as_object(f) for f in faults]}))
    elif options.format == "github":
        for fault in faults:
            place = f"file={fault.file},line={fault.line},col={fault.column}"
            print(f"::error {place},title={fault.code}::{fault.wrong}; {fault.remedy}")
    else:
        for fault in faults:
            print(fault)
    if faults or book is None:
        if options.format == "text":
            print(f"{len(faults)} fault{'' if len(faults) == 1 else 's'}. Nothing was taken.")
        return 1
    if options.format == "text":
        print(f"No faults. Edition {book.edition}: {_in_words(_counts(book))}. Unsigned: {book.unsigned}.")
    return 0


def _as_object(fault: Fault) -> dict[str, Any]:
    return {
        "file": fault.file, "line": fault.line, "column": fault.column, "code": fault.code,
        "wrong": fault.wrong, "remedy": fault.remedy,
    }  # fmt: skip


def _cases(options: argparse.Namespace) -> int:
    book = read_book(_folder(options.knowledge))
    conversation = Conversation(book, shipped_catalogues())
    cases: list[Case] = list(book.cases)
    if options.files:
        cases = [case for file in options.files for case in read_cases(file)]
    results = [play(case, conversation) for case in cases]
    for result in results:
        if options.json:
            print(json.dumps(_case_object(result), ensure_ascii=False))
        elif not result.passed:
            print(f"FAILED {result.case}")
            for fault in (*result.faults, *(fault for visit in result.visits for fault in visit.faults)):
                print(f"    {fault}")
    failed = sum(not result.passed for result in results)
    if not options.json:
        print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


def _case_object(result: CaseResult) -> dict[str, Any]:
    visits = [{**vars(visit), "faults": list(visit.faults)} for visit in result.visits]
    return {"case": result.case, "passed": result.passed, "visits": visits, "faults": list(result.faults)}


def _book(options: argparse.Namespace) -> int:
    settings: Settings = read_settings()
    book = read_book(settings.knowledge)
    counts = _counts(book)
    if options.json:
        print(json.dumps({"edition": book.edition, "counts": counts, "unsigned": book.unsigned}))
    else:
        print(f"Edition {book.edition}: {_in_words(counts)}. Unsigned: {book.unsigned}.")
    return 0


def _counts(book: Book) -> dict[str, int]:
    return {
        "techniques": len(book.techniques), "routines": len(book.routines), "presentations": len(book.presentations),
        "questions": len(book.questions), "red_flags": len(book.red_flags), "cautions": len(book.cautions),
        "faq": 0, "sources": len(book.sources), "cases": len(book.cases), "pictures": len(book.pictures),
    }  # fmt: skip


def _in_words(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
