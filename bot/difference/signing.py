"""Which changed entries no clinician has signed as they now are."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.difference.both import Both, as_words
from bot.difference.change import Change, Kind
from bot.difference.fields import Subject
from bot.knowledge.book import Book


def signable(book: Book) -> Iterator[tuple[str, Any]]:
    """Yields everything that a clinician signs, by its kind and id."""
    kinds: tuple[tuple[str, Mapping[str, Any]], ...] = (
        ("question", book.questions),
        ("red flag", book.red_flags),
        ("caution", book.cautions),
        ("technique", book.techniques),
        ("routine", book.routines),
        ("pattern", book.presentations),
        ("answer", book.faq),
        ("claim", book.coverage),
        ("scale", book.scales),
        ("advice", book.advice),
        ("ruling", book.rulings),
        ("open question", book.open_questions),
    )
    for kind, entries in kinds:
        for name, entry in entries.items():
            yield f"{kind} {name}", entry


def unsigned(both: Both) -> tuple[str, ...]:
    """Returns the changed and new entries that stand without a signature, or with one of before the change."""
    old = dict(signable(both.old))
    found = []
    for name, entry in signable(both.new):
        before = old.get(name)
        if before is None or _content(before) != _content(entry):
            signed_anew = entry.reviewed is not None and (before is None or before.reviewed != entry.reviewed)
            if not signed_anew:
                found.append(name)
    return tuple(found)


def compare_signatures(both: Both) -> Iterator[Change]:
    """Yields the signatures that were given, taken away, or that a change has left behind."""
    old = dict(signable(both.old))
    for name, entry in signable(both.new):
        before = old.get(name)
        was = None if before is None else before.reviewed
        subject = Subject(name, as_words(name).capitalize())
        if entry.reviewed != was:
            if entry.reviewed is None:
                yield subject.other(Kind.SIGN_OFF, "the signature is gone.", old=was.by if was else "")
            else:
                yield subject.other(Kind.SIGN_OFF, f"signed by {entry.reviewed.by}.", new=entry.reviewed.by)
        elif entry.reviewed is not None and before is not None and _content(before) != _content(entry):
            yield subject.other(Kind.SIGN_OFF, "changed after it was signed, so the signature no longer holds.")


def _content(entry: Any) -> Any:
    return entry.model_copy(update={"reviewed": None})
