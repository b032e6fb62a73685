"""What a screen says fits into Telegram's limits, with all that the program puts around the words of the book.

The sums are never below what the screens really hold (a test shows both), and may be a little above.
"""

from collections.abc import Callable, Iterable, Iterator

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.models.base import Level
from bot.knowledge.models.question import Question
from bot.knowledge.models.routine import Routine
from bot.knowledge.models.technique import Technique
from bot.knowledge.positions import Positions

MESSAGE = 4096
CAPTION = 1024

FRAME = 260
"""Letters that the program itself puts around a text of the book: heading, progress, dose, timer."""

PLAN_FRAME = 700
"""The same for a plan: its heading, what is needed, why it is shorter, what is new today."""

PLAN_STEP = 45
"""Letters beside the name of a step: its number, its time and its sides."""

MOST_REASONS = 4
"""How many reasons an outcome names."""


def check_text_limits(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every text that is too long for its place."""
    for question in book.questions.values():
        if (length := longest_question(question)) > MESSAGE:
            yield _fault(positions.of(question), f"the question has about {length} letters on the screen", MESSAGE)
    for name, technique in book.techniques.items():
        if (length := longest_caption(technique)) > CAPTION:
            wrong = f"{name} has about {length} letters under its picture, with what the program adds"
            yield _fault(positions.of(technique), wrong, CAPTION)
        if (length := longest_practice(book, technique)) > MESSAGE:
            wrong = f"{name} has about {length} letters with all the changes that cautions can add"
            yield _fault(positions.of(technique), wrong, MESSAGE)
    for name, routine in book.routines.items():
        if (length := longest_plan(book, routine)) > MESSAGE:
            yield _fault(positions.of(routine), f"the plan of {name} can have about {length} letters", MESSAGE)
        if (length := longest_reasons(book, routine)) > MESSAGE:
            wrong = f"'Why these?' of {name} can have about {length} letters"
            yield _fault(positions.of(routine), wrong, MESSAGE)
    for flag in book.red_flags.values():
        if (length := longest_outcome(book, flag.because, flag.why, flag.first_aid)) > MESSAGE:
            yield _fault(positions.of(flag), f"the outcome of {flag.flag} can have about {length} letters", MESSAGE)
    for name, faq in book.faq.items():
        if (length := FRAME + len(faq.question) + len(faq.answer)) > MESSAGE:
            yield _fault(positions.of(faq, "answer"), f"the answer {name} has about {length} letters", MESSAGE)


def longest_question(question: Question) -> int:
    """Returns the most letters that a question has on the screen."""
    asked = max(len(question.ask), len(question.about_other))
    return FRAME + asked + len(question.hint) + sum(len(line.text) + 5 for line in question.lines)


def longest_caption(technique: Technique) -> int:
    """Returns the most letters that a technique has under its picture, where nothing is changed for the person."""
    texts = [technique.name, technique.position, technique.feel, technique.stop_if]
    texts += [step.do for step in technique.steps]
    texts.append(max((v.say for v in (technique.easier, technique.harder) if v is not None), key=len, default=""))
    return FRAME + _length(texts)


def longest_practice(book: Book, technique: Technique) -> int:
    """Returns the most letters of a technique for somebody with every condition that changes it."""
    says = {
        change.say
        for caution in book.cautions.values()
        for change in caution.change
        if set(change.classes) & set(technique.classes)
    }
    return longest_caption(technique) + _length(says)


def longest_plan(book: Book, routine: Routine) -> int:
    """Returns the most letters of a plan: its longest variant with the longest names that can stand in it."""
    longest = max(_of_variants(book, routine, lambda technique: len(technique.name) + PLAN_STEP))
    looking = book.screen.look_technique
    looks = 0 if looking is None else 2 * (len(book.techniques[looking].name) + PLAN_STEP)
    things = _length(f"{label}, " for label in book.words.equipment.values())
    rules = max(len(book.stop_rules.at_every_start), len(book.stop_rules.when_numb))
    words = book.words
    signed = max(map(len, (words.unsigned, words.partly_signed, words.signed, words.overdue)))
    return PLAN_FRAME + longest + looks + things + rules + signed + _length([routine.name, routine.intro])


def longest_reasons(book: Book, routine: Routine) -> int:
    """Returns the most letters of the answer to 'Why these?'."""
    longest = max(_of_variants(book, routine, lambda technique: len(technique.name) + len(technique.why) + 12))
    looking = book.screen.look_technique
    looks = 0 if looking is None else len(book.techniques[looking].why) + PLAN_STEP
    return FRAME + longest + looks + len(routine.expect)


def longest_outcome(book: Book, because: str, why: str, first_aid: str) -> int:
    """Returns the most letters of the outcome that a red flag leads to, beside the other reasons."""
    words = book.words
    levels = [
        len(words.levels[level].say) + len(words.levels[level].then) for level in Level if level in words.levels
    ]
    calls = (words.maternity_call, words.prescriber_call, words.treatment_team_call, words.crisis_call)
    reasons = sorted((len(flag.because) + 5 for flag in book.red_flags.values()), reverse=True)[:MOST_REASONS]
    call = max(len(call) for call in calls)
    return FRAME + max(levels) + call + sum(reasons) + _length([because, why, first_aid])


def _of_variants(book: Book, routine: Routine, length: Callable[[Technique], int]) -> Iterator[int]:
    for steps in (routine.variants.short, routine.variants.standard, routine.variants.long):
        yield sum(
            max(
                length(book.techniques[name])
                for name in (step.technique, *routine.substitutes.get(step.technique, ()))
            )
            for step in steps
        )


def _length(texts: Iterable[str]) -> int:
    return sum(len(text) + 1 for text in texts)


def _fault(place: tuple[str, int, int], wrong: str, most: int) -> Fault:
    return Fault(*place, "text_limit", wrong, f"use {most} at most")


CHECK = Check(
    Explanation(
        "text_limit",
        rule="What a screen says fits into Telegram's limits: 4096 letters a message, 1024 under a picture.",
        why=(
            "Telegram refuses a message that is longer. The sums count what the program adds, the longest names that "
            "can stand in a plan, and every change that cautions can add to a step."
        ),
        wrong="feel: (a thousand letters)",
        right="feel: A firm pull in the calf, never a sharp pain.",
    ),
    check_text_limits,
)
