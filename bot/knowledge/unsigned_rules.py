"""With `BOT_REQUIRE_SIGNED` a safety rule that no clinician has signed keeps the book from being used."""

from collections import Counter
from collections.abc import Iterator

from bot.knowledge.book import Book
from bot.knowledge.explanations import rule_of
from bot.knowledge.fault import Fault
from bot.knowledge.positions import Positions
from bot.knowledge.signatures import KINDS, RULES


def unsigned_rules(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every safety rule that no clinician has signed as it stands.

    Args:
        book: The edition.
        positions: Where its entries stand.
    """
    for one in book.not_signed:
        if one.kind not in RULES:
            continue
        document, path = positions.where(one.entry)
        signed = one.entry.reviewed is not None
        line, column = document.position((*path, "reviewed") if signed else path, of_key=signed)
        wrong = f"the {KINDS[one.kind]} {one.name} is not signed"
        if one.entry.reviewed is not None:
            wrong = f"the {KINDS[one.kind]} {one.name} changed after {one.entry.reviewed.by} had signed it"
        remedy = f'have a clinician look at it, then: footguide sign {one} --by "NAME, PROFESSION" --due DATE'
        yield Fault(document.file, line, column, "unsigned", wrong, remedy).in_context(
            document.text, rule_of("unsigned")
        )


def refused_unsigned(book: Book) -> str | None:
    """Returns in words why a book with unsigned safety rules is not used, or None where all are signed.

    Args:
        book: The edition.
    """
    found = Counter(one.kind for one in book.not_signed if one.kind in RULES)
    if not found:
        return None
    kinds = ", ".join(f"{KINDS[kind]} ({count})" for kind, count in found.items())
    return (
        f"BOT_REQUIRE_SIGNED is yes, and {found.total()} safety rules of the book are not signed by a clinician: "
        f"{kinds}. `footguide sign --list` names them. Have them signed, or set BOT_REQUIRE_SIGNED=no."
    )
