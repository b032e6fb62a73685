"""What typed words told beside danger: kept until it is confirmed, then told as answers to their questions."""

from collections.abc import Iterator
from datetime import datetime

from bot.dialogue.session import Understood
from bot.dialogue.turning import Turning
from bot.knowledge.book import Book
from bot.knowledge.models.question import Question
from bot.language.answers import Told
from bot.safety.facts import Facts, Value
from bot.safety.known import Known, leaf_facts

COMPLAINT = "complaint"
LEAST_MINUTES, MOST_MINUTES = 5, 30


def tellable(book: Book, name: str) -> Question | None:
    """Returns a question that typed words may answer, or None: never one that is about safety.

    It is one that the lexicon of answers names, or one that no red flag and no caution reads.

    Args:
        book: The edition.
        name: Id of the question.
    """
    question = book.questions.get(name)
    if question is None or question.kind not in {"choice", "number"} or question.check is not None:
        return None
    if question.could_be_emergency or question.narrows or question.each_practice or question.only_if_wanted:
        return None
    words = book.answers
    if name in {*words.answers, words.durations.question, words.scores.question}:
        return question
    return None if _about_safety(book, question) else question


def _about_safety(book: Book, question: Question) -> bool:
    """Returns whether a red flag or a caution reads an answer to a question."""
    rules = [rule.when for flag in book.red_flags.values() for rule in flag.levels]
    rules += [caution.when for caution in book.cautions.values()]
    read = {fact for rule in rules for fact in leaf_facts(book, rule.reads())}
    return bool(read.intersection(question.facts()))


def kept(book: Book, told: Told, now: datetime) -> Understood | None:
    """Returns what of a message can be used, or None where nothing can.

    An answer to a question that the other answers rule out is let go.

    Args:
        book: The edition.
        told: What the message tells.
        now: This moment.
    """
    asked = {
        name: question
        for name, value in told.answers.items()
        if (question := tellable(book, name)) is not None and _is_answer(question, value)
    }
    facts = Facts()
    for name, question in asked.items():
        facts = facts.tell(name, now, question.settled_by(told.answers[name]))
    known = Known(book, facts, now)
    answers = {name: told.answers[name] for name, question in asked.items() if known.applies(question)}
    equipment = tuple(thing for thing in told.wishes.equipment if thing in book.words.equipment)
    minutes = told.wishes.minutes
    if minutes is not None:
        minutes = min(max(minutes, LEAST_MINUTES), MOST_MINUTES)
    if not answers and minutes is None and not equipment and not (told.trouble and told.about != "me"):
        return None
    return Understood(answers=answers, about=told.about, minutes=minutes, equipment=equipment)


def tell_understood(turning: Turning) -> None:
    """Tells what was confirmed, each answer as that of its own question, and forgets what was only understood.

    An answer to a question that does not concern this person is let go.
    """
    understood = turning.session.understood
    turning.change(understood=None)
    if understood is None or not understood.confirmed:
        return
    # What bothers the person comes first: it decides which other questions there are.
    for name in sorted(understood.answers, key=lambda name: (name != COMPLAINT, name != "relax_for", name)):
        question = tellable(turning.book, name)
        value = understood.answers[name]
        if question is not None and _is_answer(question, value) and turning.known().truth(question.when).fires:
            turning.change_facts(turning.person.facts.forget([name]))
            turning.tell(name, question.settled_by(value))
    wants = turning.person.wants
    if understood.minutes is not None:
        wants = wants.model_copy(update={"minutes": understood.minutes})
    if understood.equipment:
        have = wants.equipment or turning.book.words.equipment_at_first
        wants = wants.model_copy(update={"equipment": tuple(dict.fromkeys((*have, *understood.equipment)))})
    turning.change_person(wants=wants)


def in_words(turning: Turning, understood: Understood) -> Iterator[str]:
    """Yields what was understood, a line each, in the words of the book's own answers."""
    say, book = turning.say, turning.book
    for name in sorted(understood.answers, key=lambda name: (name != COMPLAINT, name)):
        question, value = book.questions[name], understood.answers[name]
        if question.kind == "number":
            yield say("Pain now: {number} of 10", number=value)
        elif name == "how_long":
            yield say("For how long: {answer}", answer=_label(turning, question, value))
        else:
            yield _label(turning, question, value)
    if understood.minutes is not None:
        yield turning.words.count("About {number} minute", "About {number} minutes", understood.minutes)
    if understood.equipment:
        things = ", ".join(turning.read(book.words.equipment[thing]) for thing in understood.equipment)
        yield say("You have: {things}", things=things)


def _label(turning: Turning, question: Question, value: Value) -> str:
    return turning.read(next(choice.label for choice in question.choices if choice.choice == value))


def _is_answer(question: Question, value: Value) -> bool:
    if question.kind == "number":
        return isinstance(value, int) and 0 <= value <= 10
    return value in {choice.choice for choice in question.choices if not choice.about_somebody_else}
