"""Which changed entries no clinician has signed as they now are."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from bot.difference.both import Both
from bot.difference.change import Change, Kind
from bot.difference.fields import Subject
from bot.knowledge.book import Book
from bot.knowledge.signatures import KINDS, SignableEntry


def unsigned(both: Both) -> tuple[str, ...]:
    """Returns the changed and new entries that nobody signed as they now stand, as `footguide sign` names them.

    Args:
        both: The editions.
    """
    old = _by_name(both.old)
    return tuple(
        name for name, one in _by_name(both.new).items() if _changed(old.get(name), one) and not one.is_signed()
    )


def compare_signatures(both: Both) -> Iterator[Change]:
    """Yields the signatures that were given, taken away, or that a change has left behind.

    Args:
        both: The editions.
    """
    old = _by_name(both.old)
    for name, one in _by_name(both.new).items():
        before = old.get(name)
        was, now = None if before is None else before.entry.reviewed, one.entry.reviewed
        subject = Subject(f"{KINDS[one.kind]} {one.name}", f"{KINDS[one.kind].capitalize()} {one.name}")
        if now is None and was is not None:
            yield subject.other(Kind.SIGN_OFF, "the signature is gone.", old=was.by)
        elif now is not None and not one.is_signed():
            if now != was or (before is not None and before.is_signed()):
                yield subject.other(
                    Kind.SIGN_OFF, f"changed after {now.by} signed it, so the signature no longer holds."
                )
        elif now is not None and now != was:
            yield subject.other(Kind.SIGN_OFF, f"signed by {now.by}.")


def content_of(entry: Any) -> Any:
    """Returns what an entry says itself: without its signature, and a pattern without the questions it stands with.

    Args:
        entry: An entry of any kind.
    """
    if not isinstance(entry, BaseModel):
        return entry
    beside = {"reviewed": None, "questions": ()}
    return entry.model_copy(update={name: one for name, one in beside.items() if name in type(entry).model_fields})


def _by_name(book: Book) -> Mapping[str, SignableEntry]:
    return {str(one): one for one in book.to_sign}


def _changed(before: SignableEntry | None, now: SignableEntry) -> bool:
    """Returns whether an entry says something else than before; its signature does not count."""
    if before is None:
        return True
    return before.entry != now.entry and before.content_hash() != now.content_hash()
