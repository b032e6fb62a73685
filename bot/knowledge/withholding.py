"""A book from which nobody is offered a technique, and which asks and tells danger signs as before."""

from dataclasses import replace
from types import MappingProxyType

from bot.knowledge.book import Book
from bot.knowledge.models.caution import Caution
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.red_flag import Where

NOT_PROVED = "not_proved"
"""The id of the caution that leaves everything out."""

_ALWAYS = Condition.model_construct(all=())
"""True of everybody. Operators have no way to write it: a condition of no parts."""


def withheld(book: Book, say: str) -> Book:
    """Returns the same edition with one caution more, which leaves out everything but looking for everybody.

    Args:
        book: The edition.
        say: Why, as the person reads it.
    """
    caution = Caution.model_construct(
        caution=NOT_PROVED, name=say, when=_ALWAYS, where=Where(whole_body=True), forbid="everything", say=say
    )
    return replace(book, cautions=MappingProxyType({NOT_PROVED: caution, **book.cautions}))


def as_written(book: Book) -> Book:
    """Returns an edition as its files say it, whether it is withheld or not.

    Args:
        book: The edition, as it serves.
    """
    if NOT_PROVED not in book.cautions:
        return book
    written = {name: caution for name, caution in book.cautions.items() if name != NOT_PROVED}
    return replace(book, cautions=MappingProxyType(written))
