"""Every id that is named somewhere exists, with a suggestion where it is nearly right."""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from pydantic import BaseModel

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.models.book_words import BookWords
from bot.knowledge.models.case import Case, Expectation, Visit, Wants
from bot.knowledge.models.caution import Caution, Change
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.coverage import CoverageRow, CoveredBy
from bot.knowledge.models.faq import Faq
from bot.knowledge.models.presentation import Presentation, RuledOut
from bot.knowledge.models.question import Choice, Line, Question
from bot.knowledge.models.red_flag import RedFlag, Where
from bot.knowledge.models.routine import Routine, RoutineStep
from bot.knowledge.models.scale import Advice, Scale
from bot.knowledge.models.screen import LockRule, Screen, StopRules, StopSign
from bot.knowledge.models.technique import Step, Technique, Variant
from bot.knowledge.positions import Positions
from bot.knowledge.worlds import TOLD_BY_THE_CONVERSATION

REFERENCES: Mapping[type[BaseModel], Mapping[str, str]] = {
    Advice: {"sources": "source"},
    BookWords: {"equipment_at_first": "equipment"},
    Case: {"answers": "answer"},
    Caution: {"forbid": "technique class", "hides_routines": "routine", "sources": "source"},
    Change: {"classes": "technique class"},
    Choice: {"means": "fact", "goals": "goal"},
    Condition: {"fact": "fact"},
    CoverageRow: {"told_in": "page of claims", "sources": "source"},
    CoveredBy: {
        "techniques": "technique",
        "routines": "routine",
        "presentations": "presentation",
        "faq": "question of the FAQ",
        "advice": "advice",
        "pictures": "picture",
    },
    Expectation: {
        "presentation": "presentation",
        "never": "technique",
        "offers": "technique",
        "lock": "red flag",
        "decided_by": "rule",
        "asked": "fact",
        "not_asked": "fact",
    },
    Faq: {"topic": "topic", "sources": "source"},
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
    Scale: {"sources": "source"},
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
    Visit: {"answers": "answer"},
    Wants: {"goal": "goal", "equipment": "equipment"},
    Where: {"side_of": "fact"},
}
"""For each kind of entry, the keys that name something, and what they name."""


OF_CLASSES, OF_CASES = "everything", "none"
"""Words that stand in place of a name: every class at once, and what must not come of a case."""

AFTER_A_ROUTINE = frozenset({"pain_after", "effort"})
"""What a case answers when its routine is over."""


def known_facts(book: Book) -> frozenset[str]:
    """Returns the ids of all facts that a question asks or a red flag tells, and of all terms."""
    return frozenset(book.asked_by) | frozenset(book.red_flags) | frozenset(book.terms) | TOLD_BY_THE_CONVERSATION


def known_names(book: Book) -> Mapping[str, Collection[str]]:
    """Returns every name that there is, by what it names."""
    return {
        "advice": book.advice,
        "answer": known_facts(book) | AFTER_A_ROUTINE,
        "equipment": book.words.equipment,
        "fact": known_facts(book),
        "goal": book.words.goals,
        "page of claims": book.claim_pages,
        "picture": book.pictures,
        "question": book.questions,
        "question of the FAQ": book.faq,
        "red flag": book.red_flags,
        "routine": book.routines,
        "rule": {*book.red_flags, *book.cautions, *book.presentations},
        "presentation": book.presentations,
        "source": book.sources,
        "stop sign": {sign.sign for sign in book.stop_rules.signs},
        "technique": book.techniques,
        "technique class": book.classes,
        "topic": book.topics,
    }


def check_references(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every name that leads nowhere."""
    known = known_names(book)
    for entry in positions.entries():
        for key, kind in REFERENCES.get(type(entry), {}).items():
            for path, name in _names(key, getattr(entry, key)):
                if name in known[kind] or _stands_for_others(entry, kind, name):
                    continue
                by_name = path[-1] == name
                file, line, column = positions.of_key(entry, *path) if by_name else positions.of(entry, *path)
                near = get_close_matches(name, known[kind], n=1)
                there = "name one that there is, or add it"
                remedy = f"did you mean {near[0]}? If not, {there}" if near else there
                yield Fault(file, line, column, "reference", f"there is no {kind} {name}", remedy)


def _stands_for_others(entry: BaseModel, kind: str, name: str) -> bool:
    if isinstance(entry, Expectation):
        return name == OF_CASES
    return isinstance(entry, Caution) and kind == "technique class" and name == OF_CLASSES


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


CHECK = Check(
    Explanation(
        "reference",
        rule="Every id that is named somewhere exists.",
        why=(
            "A rule about a class that is misspelt would forbid nothing, and a routine would hold a step that nobody "
            "can show. While names lead nowhere, the other checks wait, for they would only say the same again."
        ),
        wrong="classes: [strech]",
        right="classes: [stretch]",
    ),
    check_references,
)
