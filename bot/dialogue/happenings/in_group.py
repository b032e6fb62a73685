"""In a group: a kind sentence and the way to the private chat, and the emergency line at any danger sign."""

from bot.dialogue import typed_danger
from bot.dialogue.events import InGroup
from bot.dialogue.screen import paragraphs
from bot.dialogue.stages.welcome import emergency_line
from bot.dialogue.turn import Kind, Message
from bot.dialogue.turning import Turning
from bot.knowledge.models.base import Level
from bot.language.danger.reading import Reading


def answer(turning: Turning, said: InGroup) -> None:
    """Answers words in a group, and forgets them.

    Args:
        turning: A turn that begins with nothing; whatever a group says belongs to no person.
        said: What was said.
    """
    say = turning.say
    reading = turning.materials.danger.read(said.text[: typed_danger.LONGEST_READ])
    urgent = _what_to_do(turning, said.text, reading)
    invitation = (
        say("Hello, I help with sore, tired or stiff feet. Health is private, so I only talk in private.")
        if not urgent else say("I can't ask you more here. In private I can.")
    )  # fmt: skip
    where = say("Here I am: {link}", link=said.link) if said.link else say("Tap my name, then Message.")
    text = paragraphs(urgent, f"{invitation} {where}", say("I keep nothing that is said in this group."))
    turning.send(Message(Kind.STOP if urgent else Kind.ANSWER, text))
    turning.erase()


def _what_to_do(turning: Turning, text: str, reading: Reading) -> str:
    """Returns what to do at once where the words may tell of danger, or nothing.

    What a private chat would ask about first cannot be asked here, so the careful side is taken.
    """
    book = turning.book
    asks = typed_danger.to_ask(book, reading)
    alike = typed_danger.to_ask_by_likeness(book, turning.materials.likeness, text, reading)
    told = turning.materials.answers.read(text)
    if not (asks or alike or told.worrying or not reading.covered):
        return ""
    level = typed_danger.level_of(book, reading, turning.now)
    if level is Level.URGENT:
        words = book.words.levels[level]
        return paragraphs(turning.read(words.say), turning.read(words.then))
    if level is Level.EMERGENCY:
        return turning.read(book.words.levels[level].say)
    return emergency_line(turning)
