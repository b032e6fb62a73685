"""`footguide sign`: write a clinician's signature under entries of the book, or list what is not signed."""

import argparse
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError

from bot.commands.choosing import Commands, add_folder_of_book, folder_of_book
from bot.commands.refusal import Refusal
from bot.knowledge.book import Book
from bot.knowledge.book_files import files_in
from bot.knowledge.fault import BookUnusable
from bot.knowledge.models.base import Reviewed
from bot.knowledge.positions import Positions
from bot.knowledge.reading import read_with_positions
from bot.knowledge.signatures import KINDS, RULES, SignableEntry, Signature
from bot.knowledge.signing import CannotBeWritten, with_signatures
from bot.knowledge.yaml_reading import Document

OPEN = frozenset({Signature.MISSING, Signature.CHANGED})
"""What `BOT_REQUIRE_SIGNED` does not accept."""


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("sign", help="sign entries for a clinician, or list what is not signed")
    parser.add_argument("entries", nargs="*", metavar="ENTRY", help="such as technique/ankle_pumps, or its name")
    parser.add_argument("--by", metavar="NAME", help="name and profession of the clinician")
    parser.add_argument("--due", metavar="DATE", help="the day by which it is looked at again, such as 2027-11-22")
    parser.add_argument("--list", action="store_true", help="list what is unsigned, changed or due again")
    add_folder_of_book(parser)
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Signs entries, or lists what waits for a signature.

    Args:
        options: The command line.

    Raises:
        Refusal: Something is missing or wrong on the command line, or the file cannot be written.
        BookUnusable: The book has faults: what is signed must be what is meant.
    """
    wanted = options.list or (options.entries and (options.by or "").strip() and options.due)
    if not wanted:
        message = (
            "Name what is signed, by whom and until when: "
            'footguide sign technique/ankle_pumps --by "NAME, PROFESSION" --due 2027-11-22; '
            "`footguide sign --list` names what is not signed."
        )
        raise Refusal(message)
    folder = folder_of_book(options.knowledge)
    book, faults, positions = read_with_positions(files_in(folder))
    if book is None or faults:
        raise BookUnusable(faults)
    today = datetime.now(UTC).date()
    if options.list:
        _list(book, positions, today)
        return 0
    # All names are looked at before the first file is written.
    chosen = {str(one): one for one in (_found(book.to_sign, name) for name in options.entries)}
    _sign(folder, positions, tuple(chosen.values()), _signature(options.by.strip(), options.due, today))
    return 0


def _signature(by: str, due: str, today: date) -> Reviewed:
    try:
        return Reviewed.model_validate({"by": by, "on": today, "due": due, "of": ""})
    except ValidationError as error:
        reason = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        example = today.replace(year=today.year + 1, day=min(today.day, 28))
        message = f"--due {due}: {reason}. Write a day after {today} as year-month-day, such as {example}."
        raise Refusal(message) from None


def _sign(folder: Path, positions: Positions, chosen: Sequence[SignableEntry], signature: Reviewed) -> None:
    documents: dict[str, Document] = {}
    wanted: dict[str, dict[tuple[str | int, ...], Reviewed]] = {}
    for one in chosen:
        document, path = positions.where(one.entry)
        documents[document.file] = document
        wanted.setdefault(document.file, {})[path] = signature.model_copy(update={"of": one.content_hash()})
    try:
        changed = {file: with_signatures(documents[file], signatures) for file, signatures in wanted.items()}
    except CannotBeWritten as reason:
        message = f"{reason} Nothing was signed."
        raise Refusal(message) from None
    for name, text in changed.items():
        file = folder / name
        try:
            replace_text(file, text)
        except OSError as error:
            message = f"{file} cannot be written ({error.strerror or type(error).__name__}); it is not signed."
            raise Refusal(message) from error
    for one in chosen:
        file_name = positions.where(one.entry)[0].file
        print(f"Signed {one} in {file_name}: {signature.by}, to be looked at again by {signature.due}.")


def replace_text(file: Path, text: str) -> None:
    """Writes a file anew in one step, so that nobody reads half of it; its permissions stay.

    Args:
        file: The file.
        text: Its new text, with its line ends as they shall be.

    Raises:
        OSError: It cannot be written; the old file is untouched.
    """
    beside = file.with_name(f".{file.name}.new")
    try:
        beside.write_bytes(text.encode())
        beside.chmod(file.stat().st_mode)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _found(entries: Sequence[SignableEntry], name: str) -> SignableEntry:
    """Returns the entry of a name, with or without its kind.

    Raises:
        Refusal: There is none, or there are several.
    """
    named = {str(entry): entry for entry in entries}
    found = [named[name]] if name in named else [entry for entry in entries if entry.name == name]
    if len(found) == 1:
        return found[0]
    if found:
        message = f"{name} is the name of several entries; write one of: {', '.join(map(str, found))}."
        raise Refusal(message)
    near = get_close_matches(name, [*named, *(entry.name for entry in entries)], n=1)
    kind = name.partition("/")[0]
    if near:
        hint = f"did you mean {near[0]}?"
    elif "/" in name and kind not in KINDS:
        hint = f"the kinds are {', '.join(KINDS)}."
    else:
        hint = "`footguide sign --list` names them all."
    message = f"There is no entry {name} to sign; {hint}"
    raise Refusal(message)


def _list(book: Book, positions: Positions, today: date) -> None:
    found = [(one, one.signature(today)) for one in book.to_sign]
    for one, signature in found:
        if signature is Signature.VALID:
            continue
        document, path = positions.where(one.entry)
        words = signature.value
        reviewed = one.entry.reviewed
        if reviewed is not None:
            day = reviewed.due if signature is Signature.OVERDUE else reviewed.on
            words += f" ({reviewed.by}, {day})"
        print(f"{document.file}:{document.position(path)[0]}: {one}: {words}")
    counts = Counter(signature for _, signature in found)
    told = ", ".join(f"{counts[signature]} {signature.value}" for signature in Signature)
    rules = sum(one.kind in RULES and signature in OPEN for one, signature in found)
    print(f"{len(found)} entries: {told}. {rules} of the safety rules wait for a signature.")
