"""`footguide cases`: play patient cases through the real conversation."""

import argparse
import json
from pathlib import Path
from typing import Any

from bot.cases.all_cases import play_all
from bot.cases.player import CaseResult
from bot.cases.report import Group, report
from bot.commands.choosing import Commands, add_folder_of_book, folder_of_book
from bot.dialogue.conversation import Conversation
from bot.knowledge.reading import read_book, read_cases
from bot.language.catalogues import shipped_catalogues


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("cases", help="play patient cases through the real conversation")
    parser.add_argument("files", nargs="*", type=Path, help="files of cases; those of the book by default")
    parser.add_argument("--json", action="store_true", help="one object a case")
    add_folder_of_book(parser)
    parser.add_argument("--report", type=Path, metavar="FILE", help="also write a page for readers")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Plays the cases; 1 where one does not come out as it must."""
    folder = folder_of_book(options.knowledge)
    book = read_book(folder)
    conversation = Conversation(book, shipped_catalogues())
    files: list[Path] = options.files or sorted((folder / "cases").glob("*.yaml"))
    cases = [read_cases(file) for file in files]
    played = iter(play_all([case for group in cases for case in group], conversation))
    groups = [
        Group(file.stem, [(case, next(played)) for case in group]) for file, group in zip(files, cases, strict=True)
    ]
    if options.report is not None:
        options.report.write_text(report(groups, book), encoding="utf-8")
    results = [result for group in groups for _, result in group.played]
    for result in results:
        if options.json:
            print(json.dumps(_as_object(result), ensure_ascii=False))
        elif not result.passed:
            print(f"FAILED {result.case}")
            for fault in (*result.faults, *(fault for visit in result.visits for fault in visit.faults)):
                print(f"    {fault}")
    failed = sum(not result.passed for result in results)
    if not options.json:
        print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


def _as_object(result: CaseResult) -> dict[str, Any]:
    visits = [{**vars(visit), "faults": list(visit.faults)} for visit in result.visits]
    return {"case": result.case, "passed": result.passed, "visits": visits, "faults": list(result.faults)}
