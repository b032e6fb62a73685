"""Every id that is named somewhere exists, with a suggestion where it is nearly right."""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from pydantic import BaseModel

from bot.knowledge.book import Book
from bot.knowledge.fault import Fault
from bot.knowledge.models.book_words import BookWords
from bot.knowledge.models.caution import Caution, Change
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.presentation import Presentation, RuledOut
from bot.knowledge.models.question import Choice, Line, Question
from bot.knowledge.models.red_flag import RedFlag, Where
from bot.knowledge.models.routine import Routine, RoutineStep
from bot.knowledge.models.screen import LockRule, Screen, StopRules, StopSign
from bot.knowledge.models.technique import Step, Technique, Variant
from bot.knowledge.positions import Positions

REFERENCES: Mapping[type[BaseModel], Mapping[str, str]] = {
    BookWords: {"equipment_at_first": "equipment"},
    Caution: {"forbid": "technique class", "hides_routines": "routine", "sources": "source"},
    Change: {"classes": "technique class"},
    Choice: {"means": "fact", "goals": "goal"},
    Condition: {"fact": "fact"},
    Line: {"leads_to": "fact"},
    LockRule: {"ask_again": "question"},
    Presentation: {"routines": "routine", "sources": "source"},
    Question: {"sources": "source", "picture": "picture"},
    RedFlag: {"sources": "source", "modifies": "red flag", "past_means": "fact"},
    Routine: {
        "presentations": "presentation",
        "goals": "goal",
        "substitutes": "technique",
        "sources": "source",
    },
    RoutineStep: {"technique": "technique"},
    RuledOut: {"classes": "technique class", "techniques": "technique", "routines": "routine"},
    Screen: {
        "life_threat": "question",
        "order": "question",
        "before_every_routine": "question",
        "cramp_path": "question",
        "cramp_technique": "technique",
        "gentle_routines": "routine",
        "look_technique": "technique",
        "acute": "question",
    },
    Step: {"classes": "technique class"},
    StopRules: {"unsure": "stop sign"},
    StopSign: {"flag": "red flag"},
    Technique: {
        "classes": "technique class",
        "goals": "goal",
        "equipment": "equipment",
        "ask_first": "fact",
        "evidence": "goal",
        "sources": "source",
        "picture": "picture",
    },
    Variant: {"use": "technique", "classes": "technique class"},
    Where: {"side_of": "fact"},
}
"""For each kind of entry, the keys that name something, and what they name."""


TOLD_BY_THE_CONVERSATION = frozenset(
    {"who", "cramp_now", "cleared_leg", "seen_by_clinician", "clinician_said", "sore_side"}
)
"""Facts that no question of the book asks: the conversation notes them at a consent, a lock or a start."""


def known_facts(book: Book) -> frozenset[str]:
    """Returns the ids of all facts that a question asks or a red flag tells, and of all terms."""
    return frozenset(book.asked_by) | frozenset(book.red_flags) | frozenset(book.terms) | TOLD_BY_THE_CONVERSATION


def check_references(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every name that leads nowhere."""
    known: dict[str, Collection[str]] = {
        "equipment": book.words.equipment,
        "fact": known_facts(book),
        "goal": book.words.goals,
        "picture": book.pictures,
        "question": book.questions,
        "red flag": book.red_flags,
        "routine": book.routines,
        "presentation": book.presentations,
        "source": book.sources,
        "stop sign": {sign.sign for sign in book.stop_rules.signs},
        "technique": book.techniques,
        "technique class": book.classes,
    }
    for entry in positions.entries():
        for key, kind in REFERENCES.get(type(entry), {}).items():
            for path, name in _names(key, getattr(entry, key)):
                if name in known[kind] or (kind == "technique class" and name == "everything"):
                    continue
                file, line, column = positions.of(entry, *path)
                near = get_close_matches(name, known[kind], n=1)
                remedy = f"did you mean {near[0]}?" if near else f"name a {kind} that there is, or add this one"
                yield Fault(file, line, column, "reference", f"there is no {kind} {name}", remedy)


def _names(key: str, value: object) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yields the names inside the value of a key, each with its path."""
    if isinstance(value, str):
        yield (key,), value
    elif isinstance(value, Mapping):
        for name, inside in value.items():
            yield (key, name), name
            if isinstance(inside, tuple):
                yield from (((key, name, index), part) for index, part in enumerate(inside))
    elif isinstance(value, tuple):
        yield from (((key, index), part) for index, part in enumerate(value))
