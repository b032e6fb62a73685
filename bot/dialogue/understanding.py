"""What typed words are taken to mean, without a chat: for `footguide understand`, the golden file and the measure.

It asks the very functions that the chat asks.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.dialogue import typed_danger
from bot.dialogue.turning import Materials
from bot.dialogue.understood import kept
from bot.safety.facts import Value


@dataclass(frozen=True, slots=True)
class Understanding:
    """What one message alone is taken to mean by a chat that has just begun.

    Attributes:
        text: The message.
        level: The most serious level that the words may mean, or `none`; a mere checklist is `none`.
        facts: What would be told, by fact: danger as `unsure` until it is confirmed, answers as they were said.
        asks: The facts that would be asked about, or the life-threat list where only the checklist would be asked.
        faq: The question of the book that would be answered, or None.
        alike: Whether the questions come from sentence likeness alone.
    """

    text: str
    level: str
    facts: dict[str, Value]
    asks: tuple[str, ...]
    faq: str | None
    alike: bool = False


def understand(materials: Materials, text: str, now: datetime) -> Understanding:
    """Returns what a message is taken to mean.

    Args:
        materials: What reads words in this edition.
        text: The message.
        now: This moment.
    """
    book = materials.book
    reading = materials.danger.read(text[: typed_danger.LONGEST_READ])
    asks = typed_danger.to_ask(book, reading)
    alike = () if asks else typed_danger.to_ask_by_likeness(book, materials.likeness, text, reading)
    level = typed_danger.level_of(book, reading, now)
    told = materials.answers.read(text)
    facts: dict[str, Value] = dict.fromkeys(typed_danger.past_conditions(book, reading), "yes")
    facts |= {name: "unsure" for name in asks if name in reading.now}
    understood = kept(book, told, now)
    if understood is not None:
        for name, value in understood.answers.items():
            facts |= book.questions[name].settled_by(value)
        if understood.about != "me":
            facts["who"] = "child" if understood.about == "child" else "other_adult"
    faq = None if asks or alike else materials.asked.find(text)
    if faq is not None and understood is not None and not told.asks:
        faq = None
    checklist = not asks and not alike and faq is None and (told.worrying or not reading.covered)
    return Understanding(
        text,
        "none" if level is None else level.value,
        facts,
        (book.screen.life_threat,) if checklist else asks or alike,
        faq,
        bool(alike),
    )
