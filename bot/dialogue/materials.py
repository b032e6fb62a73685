"""Puts together what reads typed words in one edition: done once an edition, outside of turns."""

from collections.abc import Callable, Mapping, Sequence

from bot.dialogue.screen import Screen
from bot.dialogue.turning import KEPT_DAYS, Materials, Turning
from bot.knowledge.book import Book
from bot.language.answers import AnswerReader
from bot.language.asked import QuestionFinder
from bot.language.catalogues import Catalogues
from bot.language.danger.reader import DangerReader, compile_lexicon
from bot.language.likeness import Likeness


def reading_materials(
    book: Book, show: Callable[[Turning], Screen], *,
    danger: DangerReader | None = None, contact: str = "", likeness: Likeness | None = None,
    kept_days: int = KEPT_DAYS, catalogues: Catalogues | None = None,
    operators: frozenset[int] = frozenset(),
) -> Materials:  # fmt: skip
    """Returns what every turn of an edition shares.

    Args:
        book: The edition.
        show: Makes the screen of a stage.
        danger: A reader of its danger lexicon that is already compiled.
        contact: Who runs this bot.
        likeness: Finds danger told in other words, where its extra is installed.
        kept_days: After how many days without a visit everything is erased.
        catalogues: The words of the code in all languages.
        operators: The chats of those who keep the book.
    """
    danger = danger or compile_lexicon(book.danger)
    return Materials(
        book,
        danger,
        AnswerReader(book.answers, book.danger, danger),
        QuestionFinder(asked_ways(book)),
        show,
        contact,
        likeness,
        kept_days=kept_days,
        catalogues=catalogues or Catalogues({}),
        operators=operators,
    )


def asked_ways(book: Book) -> Mapping[str, Sequence[str]]:
    """Returns for each question of the book the ways in which people ask it."""
    return {name: (entry.question, entry.short, *entry.phrases) for name, entry in book.faq.items()}
