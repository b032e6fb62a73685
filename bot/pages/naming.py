"""What a reviewer reads in place of the id of a fact: the words by which a person tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.knowledge.book import Book
from bot.knowledge.models.question import Question

Kind = Literal["sign", "choice", "number", "side", "term"]


@dataclass(frozen=True, slots=True)
class FactName:
    """One fact in words.

    Attributes:
        words: The words by which it is told; for a choice or a number the question.
        kind: `sign` is told with yes, no and not sure; `term` is a named condition.
        answers: For a choice: the words of each answer by its id.
        link: Page and anchor where it is explained, or empty.
    """

    words: str
    kind: Kind = "sign"
    answers: Mapping[str, str] = field(default_factory=dict)
    link: str = ""


class FactNames:
    """The words for all facts and terms of one book."""

    def __init__(self, book: Book) -> None:
        """Collects them.

        Args:
            book: The edition.
        """
        self._names: dict[str, FactName] = {}
        for question in book.questions.values():
            self._learn_lines(question)
            self._learn_answers(question)
        for flag in book.red_flags.values():
            # A line that means several flags names none of them well; the flag's own words do.
            self._names.setdefault(flag.flag, FactName(flag.because, link=f"flags.html#{flag.flag}"))
        for question in book.questions.values():
            self._learn_meanings(question)
        for term in book.terms:
            self._names[term] = FactName(as_words(term), "term", link=f"questions.html#term-{term}")

    def of(self, fact: str) -> FactName:
        """Returns the words for a fact; its id in plain letters where nothing asks for it."""
        return self._names.get(fact) or FactName(as_words(fact))

    def _learn_lines(self, question: Question) -> None:
        for line in question.lines:
            self._names.setdefault(line.line, FactName(line.text, link=_link(question)))

    def _learn_answers(self, question: Question) -> None:
        if question.fact is None:
            return
        kinds: Mapping[str, Kind] = {"choice": "choice", "number": "number", "side": "side"}
        answers = {choice.choice: choice.label for choice in question.choices}
        name = FactName(question.ask, kinds.get(question.kind, "sign"), answers, _link(question))
        self._names.setdefault(question.fact, name)

    def _learn_meanings(self, question: Question) -> None:
        for line in question.lines:
            for fact in line.means:
                self._names.setdefault(fact, FactName(line.text, link=_link(question)))
        for choice in question.choices:
            for fact in choice.means:
                self._names.setdefault(fact, FactName(f"{question.ask} {choice.label}", link=_link(question)))


def as_words(name: str) -> str:
    """Returns an id in plain letters."""
    return name.replace("_", " ")


def _link(question: Question) -> str:
    return f"questions.html#{question.question}"
