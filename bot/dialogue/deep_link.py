"""Links such as t.me/the_bot?start=heel: they lead to a complaint, and skip neither consent nor a safety question."""

from collections.abc import Mapping

from bot.dialogue.session import Understood
from bot.dialogue.stages import learn, question
from bot.dialogue.stages.welcome import COMPLAINT
from bot.dialogue.turning import Turning
from bot.knowledge.book import Book

LEARN = "learn"
"""The payload that opens the questions and answers."""


def complaint_of(book: Book, payload: str) -> str | None:
    """Returns the complaint that a link names: by its id in the book, or by words that mean it alone.

    Args:
        book: The edition.
        payload: What stands behind `start=`; a hyphen or an underscore is a space.
    """
    complaint = book.questions[COMPLAINT]
    named = payload.strip().casefold().replace("-", "_")
    if named in {choice.choice for choice in complaint.choices}:
        return named
    return question.choice_of_words(complaint, named.replace("_", " "))


def payloads(book: Book) -> Mapping[str, str]:
    """Returns every link of one word or several that leads to a complaint, with the complaint, for the docs."""
    complaint = book.questions[COMPLAINT]
    words = {word.casefold().replace(" ", "-") for choice in complaint.choices for word in choice.words}
    named = {choice.choice for choice in complaint.choices}
    found = {payload: complaint_of(book, payload) for payload in sorted(words | named)}
    return {payload: choice for payload, choice in found.items() if choice is not None}


def follow(turning: Turning, payload: str) -> None:
    """Leads somebody who is known and not locked where a link says, after a yes; a running routine is never lost.

    Args:
        turning: The turn.
        payload: What stands behind `start=`.
    """
    choice = complaint_of(turning.book, payload)
    practice = turning.session.practice
    if payload.strip().casefold() == LEARN:
        learn.open_topics(turning)
    elif choice is None or turning.session.about_other or (practice is not None and practice.ended is None):
        turning.go("home")
    else:
        turning.change(understood=Understood(answers={COMPLAINT: choice}))
        turning.go("understood")
