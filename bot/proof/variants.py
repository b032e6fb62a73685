"""Piece 3b: what a step shows: no easier or harder way and no optional part slips past a limit, or drops a change.

What is gone through: every technique with an easier or harder way or with steps of their own classes, for a person
with a caution that forbids and one that changes what the way or the part adds; in the whole conversation.

The cut: of the cautions that do the same (forbid, or change) to a way or a part, the first that lets the technique
itself into a plan is tried.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.dialogue.session import Person, Practice, Session, Stage, Wants
from bot.dialogue.turn import Slot
from bot.knowledge.book import Book
from bot.knowledge.models.base import Side
from bot.proof.collecting import Collecting
from bot.proof.persons import A_MINUTE_AGO, Persons
from bot.proof.plain_reading import Cells, Matrix, Told, forbidden_cells, where_it_holds
from bot.proof.recording import Recording, Scene
from bot.proof.worlds import NOW
from bot.safety.known import Known
from bot.safety.limits import limits, open_rules
from bot.safety.permissions import permission_each_side
from bot.safety.plan import Item, Plan
from bot.safety.triage import triage


@dataclass(frozen=True, slots=True)
class _Part:
    """Something that a step adds to its technique.

    Attributes:
        technique: The technique of the step.
        press: The button that leads to it, or empty where it stands on the step.
        shows: The technique whose screen it is on.
        classes: The classes that it adds.
        words: The words by which it is known on the screen; empty for a technique of its own.
    """

    technique: str
    press: str
    shows: str
    classes: frozenset[str]
    words: str


def prove_variants(collecting: Collecting, book: Book, recording: Recording) -> None:
    """Goes through every easier and harder way and every optional part.

    Args:
        collecting: Takes what is found.
        book: The edition.
        recording: Shows a counter-example as a chat.
    """
    going = _Variants(collecting, book, recording)
    for part in _parts(book):
        going.forbidden(part)
        going.changed(part)


def _parts(book: Book) -> Iterator[_Part]:
    for name, technique in book.techniques.items():
        for step in technique.steps:
            if step.classes:
                yield _Part(name, "", name, frozenset(step.classes), step.do)
        for press, variant in (("easier", technique.easier), ("harder", technique.harder)):
            if variant is None:
                continue
            if variant.use is None:
                if variant.classes:
                    yield _Part(name, press, name, frozenset(variant.classes), variant.say)
                continue
            other = book.techniques[variant.use]
            classes = frozenset(other.classes) | frozenset(variant.classes)
            yield _Part(name, press, variant.use, classes, "")
            for step in other.steps:
                if step.classes:
                    yield _Part(name, press, variant.use, frozenset(step.classes), step.do)


class _Variants:
    def __init__(self, collecting: Collecting, book: Book, recording: Recording) -> None:
        self._collecting = collecting
        self._book = book
        self._recording = recording
        self._persons = Persons(book)
        self._matrix = Matrix(book.classes)
        self._people = {name: self._person(name) for name in book.cautions}

    def _person(self, caution: str) -> dict[str, Told] | None:
        """Returns what a person tells who has a caution and whom nothing stops, or None where there is nobody."""
        for way in self._persons.ways(self._book.cautions[caution].when):
            answers = self._persons.with_gates(way)
            if answers is None:
                continue
            known = Known(self._book, self._persons.told(answers), NOW, practising=True)
            if not triage(known).stops and not open_rules(known):
                return answers
        return None

    def forbidden(self, part: _Part) -> None:
        """A way or a part whose class is forbidden is not shown."""
        needs = self._needs(part)
        for caution in self._book.cautions:
            if not needs & forbidden_cells(self._book, self._matrix, caution, None):
                continue
            scene = self._shown(part, caution)
            if scene is None:
                continue
            self._collecting.world()
            if self._seen(part, scene):
                self._collecting.against(
                    f"a person with {caution} who does {part.technique}"
                    f"{' and taps ' + part.press if part.press else ''} is shown {part.words or part.shows!r}, which"
                    " is forbidden for them",
                    "an easier or harder way and a part with its own classes need leave as any technique does",
                    self._recording.transcript,
                )
            return

    def changed(self, part: _Part) -> None:
        """A way or a part whose class is changed says what changes."""
        needs = self._needs(part)
        for caution, entry in self._book.cautions.items():
            for change in entry.change:
                cells = self._matrix.cells(change.classes, *where_it_holds(entry.where, None))
                if not needs & cells:
                    continue
                scene = self._shown(part, caution)
                if scene is None or not self._seen(part, scene):
                    continue
                self._collecting.world()
                if change.say not in scene.screen.text:
                    self._collecting.against(
                        f"a person with {caution} who does {part.technique}"
                        f"{' and taps ' + part.press if part.press else ''} is shown {part.words or part.shows!r}"
                        f" without being told: {change.say}",
                        "what is changed for a person stands on every screen that shows what is changed",
                        self._recording.transcript,
                    )
                return

    def _needs(self, part: _Part) -> Cells:
        places = self._book.techniques[part.shows].places
        return self._matrix.cells(part.classes, (None, *places), tuple(Side))

    def _seen(self, part: _Part, scene: Scene) -> bool:
        shown = scene.screen
        return shown.technique == part.shows and part.words in shown.text

    def _shown(self, part: _Part, caution: str) -> Scene | None:
        """Returns the chat after the press, or None where the technique itself is not in a plan."""
        answers = self._people[caution]
        if answers is None:
            return None
        facts = self._persons.told(answers)
        known = Known(self._book, facts, NOW, practising=True)
        technique = self._book.techniques[part.technique]
        left = permission_each_side(part.technique, technique, limits(known))
        sides = tuple(side for side in Side if left[side].allowed)
        if not sides:
            return None
        one = left[sides[0]]
        item = Item(
            technique=part.technique, sides=sides[:1] if technique.dose.sides == "each" else (),
            seconds=60,
            pressure=one.pressure, says=one.says, barred=tuple(sorted(one.barred)),
        )  # fmt: skip
        plan = Plan(routine=next(iter(self._book.routines)), items=(item,), asked_minutes=5)
        everything = Wants(equipment=tuple(self._book.words.equipment))
        session = Session(
            chat=1, consented=NOW, owner=Person(facts=facts, wants=everything), stage=Stage(name="practice"),
            screen=5, slot=Slot.PRACTICE, plan=plan, practice=Practice(plan=plan, started=NOW - A_MINUTE_AGO),
        )  # fmt: skip
        scene = Scene(self._recording, session, NOW).shows_again()
        if not scene.shown_techniques():
            return None
        if part.press and scene.offers(part.press):
            scene.presses_code(part.press)
        return scene
