"""`footguide check`: read a book, list every fault in it, and prove that it is safe."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.commands.choosing import Commands, folder_of_book
from bot.editions.examination import Proved
from bot.editions.memory import Memory, memory_folders
from bot.knowledge.book_files import files_in
from bot.knowledge.counting import counts_of, in_words
from bot.knowledge.explanations import rule_of
from bot.knowledge.fault import Fault
from bot.knowledge.reading import read_files

if TYPE_CHECKING:
    from bot.proof.result import Proof


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("check", help="read a book and list every fault in it")
    parser.add_argument("folder", nargs="?", type=Path, help="folder of the book; the one in use by default")
    parser.add_argument("--format", choices=("text", "json", "github"), default="text")
    parser.add_argument("--require-signed", action="store_true", help="an unsigned safety rule is a fault too")
    parser.add_argument("--anew", action="store_true", help="prove it although the same was proved before")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Lists all faults of a folder; 1 where there are any."""
    files = files_in(folder_of_book(options.folder))
    book, faults = read_files(files, require_signed=options.require_signed)
    memory = Memory(memory_folders())
    before = None if options.anew or book is None or faults else memory.recall(files.fingerprint, Proved)
    proof: Proof | None = None
    # A book with other faults is not proved: what it says may not be what is meant.
    if book is not None and not faults and before is None:
        # The whole conversation is loaded only where it is proved: an unchanged book is checked in a moment.
        from bot.editions.proving_once import summary_of  # noqa: PLC0415
        from bot.proof.proving import prove  # noqa: PLC0415

        proof = prove(book, side_by_side=True)
        faults = [fault.in_context("", rule_of(fault.code)) for fault in proof.faults()]
        if not faults:
            memory.remember(files.fingerprint, summary_of(proof))
    if options.format == "json":
        found = {"edition": book.edition if book else None, "faults": [_as_object(f) for f in faults]}
        proved = before.as_object() if before is not None else None if proof is None else proof.as_object()
        print(json.dumps({**found, "proof": proved}))
    elif options.format == "github":
        for fault in faults:
            place = f"file={fault.file},line={fault.line},col={fault.column}"
            print(f"::error {place},title={fault.code}::{_escaped(f'{fault.wrong}; {fault.remedy}')}")
    else:
        for fault in faults:
            print(fault.in_full())
    if options.format == "text" and proof is not None:
        print(proof.in_words())
    if options.format == "text" and before is not None:
        when = f"{before.at:%Y-%m-%d %H:%M} UTC"
        print(f"proof: {before.worlds:,} worlds, proved before, at {when}; book and program are unchanged since")
        print("(`footguide check --anew` proves it again)")
    if faults or book is None:
        if options.format == "text":
            print(f"{len(faults)} fault{'' if len(faults) == 1 else 's'}. Nothing was taken.")
            codes = ", ".join(sorted({fault.code for fault in faults}))
            print(f"`footguide explain CODE` tells why a rule is there, with an example: {codes}.")
        return 1
    if options.format == "text":
        print(f"No faults. Edition {book.edition}: {in_words(counts_of(book))}. Unsigned: {book.unsigned}.")
    return 0


def _as_object(fault: Fault) -> dict[str, Any]:
    return {
        "file": fault.file, "line": fault.line, "column": fault.column, "code": fault.code,
        "wrong": fault.wrong, "remedy": fault.remedy, "rule": fault.rule, "snippet": fault.snippet,
    }  # fmt: skip


def _escaped(text: str) -> str:
    """Returns words as GitHub's annotations want them, a line each."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
