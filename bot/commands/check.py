"""`footguide check`: read a book, list every fault in it, and prove that it is safe."""

import argparse
import json
from pathlib import Path
from typing import Any

from bot.commands.choosing import Commands, folder_of_book
from bot.knowledge.counting import counts_of, in_words
from bot.knowledge.explanations import rule_of
from bot.knowledge.fault import Fault
from bot.knowledge.reading import read_with_faults
from bot.proof.proving import prove


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("check", help="read a book and list every fault in it")
    parser.add_argument("folder", nargs="?", type=Path, help="folder of the book; the one in use by default")
    parser.add_argument("--format", choices=("text", "json", "github"), default="text")
    parser.add_argument("--require-signed", action="store_true", help="an unsigned safety rule is a fault too")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Lists all faults of a folder; 1 where there are any."""
    book, faults = read_with_faults(folder_of_book(options.folder), require_signed=options.require_signed)
    # A book with other faults is not proved: what it says may not be what is meant.
    proof = prove(book, side_by_side=True) if book is not None and not faults else None
    proved = proof.faults() if proof is not None else ()
    faults = [*faults, *(fault.in_context("", rule_of(fault.code)) for fault in proved)]
    if options.format == "json":
        found = {"edition": book.edition if book else None, "faults": [_as_object(f) for f in faults]}
        print(json.dumps({**found, "proof": None if proof is None else proof.as_object()}))
    elif options.format == "github":
        for fault in faults:
            place = f"file={fault.file},line={fault.line},col={fault.column}"
            print(f"::error {place},title={fault.code}::{_escaped(f'{fault.wrong}; {fault.remedy}')}")
    else:
        for fault in faults:
            print(fault.in_full())
    if options.format == "text" and proof is not None:
        print(proof.in_words())
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
