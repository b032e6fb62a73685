"""Piece 3b: what a step shows: no easier or harder way and no optional part slips past a limit, or drops a change.

What is gone through: every technique with an easier or harder way or with steps of their own classes, for a person
with a caution that forbids and one that changes what the way or the part adds; in the whole conversation. Each easier
and harder way is also taken first, by somebody who has told nothing, who tells of such a caution only then; so is a
harder way with a pressure of its own, against every cap of a caution on its technique.

The cut: of the cautions that do the same (forbid, change, or cap the pressure) to a way or a part, the first that
lets the technique itself into a plan is tried. For a way that is taken first, only those do the same that forbid the
same classes at the same places. What a red flag or a pattern forbids comes to the screen as the limits of a caution
do (pieces 1b and 2).
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
from bot.safety.facts import Facts
from bot.safety.known import Known
from bot.safety.limits import Limit, limits, open_rules
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
        pressure: The pressure of a harder way; None where it has none of its own.
    """

    technique: str
    press: str
    shows: str
    classes: frozenset[str]
    words: str
    pressure: int | None = None


@dataclass(frozen=True, slots=True)
class _Teller:
    """A person who tells of a caution, and whom nothing stops.

    Attributes:
        answers: What they tell.
        facts: The same as facts, with healthy answers to everything else.
        limits: What follows.
    """

    answers: dict[str, Told]
    facts: Facts
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class _Does:
    """What a caution does to a way.

    Attributes:
        forbids: What it forbids of what the way adds.
        says: What it says of what the way adds.
        most: A most pressure that is less than the way's own.
    """

    forbids: Cells
    says: tuple[str, ...]
    most: int | None

    @property
    def kind(self) -> tuple[object, ...] | None:
        """What two cautions that do the same have in common; None for one that does nothing."""
        if self.forbids:
            return (self.forbids,)
        return (bool(self.says), self.most) if self.says or self.most is not None else None

    def wrong_on(self, text: str) -> str:
        """Returns what is wrong with a screen that shows the way; empty where nothing is."""
        if self.forbids:
            return "which is forbidden for them"
        if self.most is not None:
            return f"although {self.most} is the most pressure for them"
        lost = next((say for say in self.says if say not in text), "")
        return f"without being told: {lost}" if lost else ""


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
        if part.press:
            going.taken_first(part)


def _parts(book: Book) -> Iterator[_Part]:
    for name, technique in book.techniques.items():
        for step in technique.steps:
            if step.classes:
                yield _Part(name, "", name, frozenset(step.classes), step.do)
        for press, variant in (("easier", technique.easier), ("harder", technique.harder)):
            if variant is None:
                continue
            pressure = variant.pressure if press == "harder" else None
            if variant.use is None:
                if variant.classes or pressure is not None:
                    yield _Part(name, press, name, frozenset(variant.classes), variant.say, pressure)
                continue
            other = book.techniques[variant.use]
            classes = frozenset(other.classes) | frozenset(variant.classes)
            yield _Part(name, press, variant.use, classes, "", pressure)
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
        self._healthy = _Teller({}, self._persons.told({}), ())
        self._taken: dict[tuple[str, str, Side], tuple[Session, tuple[str, ...]] | None] = {}

    def _person(self, caution: str) -> _Teller | None:
        """Returns a person who has a caution and whom nothing stops, or None where there is nobody."""
        for way in self._persons.ways(self._book.cautions[caution].when):
            answers = self._persons.with_gates(way)
            if answers is None:
                continue
            facts = self._persons.told(answers)
            known = Known(self._book, facts, NOW, practising=True)
            if not triage(known).stops and not open_rules(known):
                return _Teller(answers, facts, limits(known))
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

    def taken_first(self, part: _Part) -> None:
        """A way that was taken before a caution was told is left where that forbids it, or says what changes."""
        tried: set[tuple[object, ...]] = set()
        for caution, teller in self._people.items():
            side = None if teller is None else self._side(part, teller)
            if teller is None or side is None:
                continue
            does = self._does(part, caution, teller, side)
            if does.kind is None or does.kind in tried:
                continue
            scene = self._told_after(part, caution, teller, side)
            if scene is None:
                continue
            tried.add(does.kind)
            self._collecting.world()
            wrong = does.wrong_on(scene.screen.text) if self._seen(part, scene) else ""
            if wrong:
                self._collecting.against(
                    f"a person who does {part.technique}, taps {part.press} and only then tells of {caution} is still"
                    f" shown {part.words or part.shows!r}, {wrong}",
                    "a way that was taken is looked at again wherever leave is given for its step",
                    self._recording.transcript,
                )

    def _does(self, part: _Part, caution: str, teller: _Teller, side: Side) -> _Does:
        entry, technique = self._book.cautions[caution], self._book.techniques[part.technique]
        told = teller.answers.get(entry.where.side_of or "")
        told_side = None if told is None else told.value
        sides = (side,) if technique.dose.sides == "each" else tuple(Side)
        where = where_it_holds(entry.where, told_side)
        places = (None, *self._book.techniques[part.shows].places)
        way = self._matrix.cells(part.classes, places, sides)
        always = self._matrix.cells(technique.classes, (None, *technique.places), sides)
        forbids = way & forbidden_cells(self._book, self._matrix, caution, told_side)
        says: list[str] = []
        caps: list[int] = []
        for change in entry.change:
            cells = self._matrix.cells(change.classes, *where)
            if way & cells:
                says.append(change.say)
            if always & cells and change.pressure is not None:
                caps.append(change.pressure)
        most = min(caps, default=None)
        too_much = part.pressure is not None and most is not None and most < part.pressure
        return _Does(forbids, tuple(says), most if too_much else None)

    def _needs(self, part: _Part) -> Cells:
        places = self._book.techniques[part.shows].places
        return self._matrix.cells(part.classes, (None, *places), tuple(Side))

    def _seen(self, part: _Part, scene: Scene) -> bool:
        shown = scene.screen
        return shown.technique == part.shows and part.words in shown.text

    def _side(self, part: _Part, teller: _Teller) -> Side | None:
        """Returns a side on which the technique itself may be in a plan; None where it may not."""
        left = permission_each_side(part.technique, self._book.techniques[part.technique], teller.limits)
        return next((side for side in Side if left[side].allowed), None)

    def _shown(self, part: _Part, caution: str) -> Scene | None:
        """Returns the chat after the press, or None where the technique itself is not in a plan."""
        teller = self._people[caution]
        side = None if teller is None else self._side(part, teller)
        return None if teller is None or side is None else self._pressed(part, teller, side)

    def _pressed(self, part: _Part, teller: _Teller, side: Side) -> Scene | None:
        scene = Scene(self._recording, self._practising(part.technique, teller, side), NOW).shows_again()
        if not scene.shown_techniques():
            return None
        if part.press and scene.offers(part.press):
            scene.presses_code(part.press)
        return scene

    def _told_after(self, part: _Part, caution: str, teller: _Teller, side: Side) -> Scene | None:
        """Returns the chat after a press by somebody who tells of a caution only then; None without such a press."""
        key = (part.technique, part.press, side)
        if key not in self._taken:
            first = self._pressed(part, self._healthy, side)
            self._taken[key] = None if first is None else (first.session, tuple(self._recording.lines))
        taken = self._taken[key]
        if taken is None or taken[0].practice is None or taken[0].practice.variant != part.press:
            return None
        scene = Scene(self._recording, taken[0], NOW)
        self._recording.lines += taken[1]
        scene.tells(caution, teller.facts)
        scene.types("/routine")
        return scene

    def _practising(self, name: str, teller: _Teller, side: Side) -> Session:
        technique = self._book.techniques[name]
        one = permission_each_side(name, technique, teller.limits)[side]
        item = Item(
            technique=name, sides=(side,) if technique.dose.sides == "each" else (), seconds=60,
            pressure=one.pressure, says=one.says, barred=tuple(sorted(one.barred)),
        )  # fmt: skip
        plan = Plan(routine=next(iter(self._book.routines)), items=(item,), asked_minutes=5)
        everything = Wants(equipment=tuple(self._book.words.equipment))
        return Session(
            chat=1, consented=NOW, owner=Person(facts=teller.facts, wants=everything), stage=Stage(name="practice"),
            screen=5, slot=Slot.PRACTICE, plan=plan, practice=Practice(plan=plan, started=NOW - A_MINUTE_AGO),
        )  # fmt: skip
