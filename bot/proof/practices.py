"""Piece 4b: no path reaches a technique while a question is open, a stop holds or a fault of ours is unsettled.

What is gone through, over the real `leave` and the whole conversation: a person in a practice of whom each question
that concerns them is open, or was answered too long ago; each red flag that stops, told in the middle of a
practice; each block of a clinician; a lock of each kind, from which every offered button, every old button, commands
and harmless words are tried two deep; an update that failed; the path for a cramp.

The cut: the screens of a lock look at its level, at whom it says to call and at what unlocks it, so one lock of each
such kind is tried in the chat; that every red flag locks is gone through without the chat.
"""

from collections.abc import Iterator
from datetime import timedelta

from bot.dialogue import guard
from bot.dialogue.session import Hold, Lock, Person, Practice, Session, Stage
from bot.dialogue.turn import Slot
from bot.knowledge.book import Book
from bot.knowledge.models.base import Side
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.question import Question
from bot.knowledge.models.red_flag import RedFlag
from bot.proof.collecting import Collecting
from bot.proof.levels import STOPS
from bot.proof.persons import A_MINUTE_AGO, Persons, in_words
from bot.proof.plain_reading import LEFT_BY_A_CLINICIAN, Told, healthy_world, holds, world_of
from bot.proof.recording import Recording, Scene
from bot.proof.worlds import A_MOMENT, NOW, values_of
from bot.safety.facts import Facts
from bot.safety.known import Known
from bot.safety.permissions import permission
from bot.safety.plan import Item, Plan
from bot.safety.triage import triage

LONG_AGO = timedelta(days=4000)

HARMLESS = ("/start", "/routine", "it is gone now", "no chest pain any more")

REMEDY = "look at guard.leave, at open_rules and at the stage that showed it"


def prove_practices(collecting: Collecting, book: Book, recording: Recording) -> None:
    """Goes through the ways to a technique.

    Args:
        collecting: Takes what is found.
        book: The edition.
        recording: Shows a counter-example as a chat.
    """
    paths = _Paths(collecting, book, recording)
    paths.a_healthy_person_is_shown_the_step()
    for question in book.questions.values():
        if not question.only_if_wanted:
            paths.open_or_old(question)
    for flag in book.red_flags.values():
        paths.stopping(flag)
        paths.blocked(flag)
    paths.locks()
    paths.after_a_fault()
    paths.cramp()


class _Paths:
    def __init__(self, collecting: Collecting, book: Book, recording: Recording) -> None:
        self._collecting = collecting
        self._book = book
        self._recording = recording
        self._persons = Persons(book)
        self._healthy = healthy_world(book)
        self._reading: dict[str, list[Condition]] = {}
        for condition in dict.fromkeys(book.rules):
            for fact in self._persons.reads(condition):
                self._reading.setdefault(fact, []).append(condition)
        self._states = values_of(book)
        self._gentle = self._gentle_technique()

    def a_healthy_person_is_shown_the_step(self) -> None:
        """The proof would be empty if nobody were shown anything."""
        session = self._practising(self._persons.told({}))
        self._collecting.world()
        if self._leave(session) is not guard.Leave.YES:
            self._collecting.against("a healthy person is shown no step at all", REMEDY)

    def open_or_old(self, question: Question) -> None:
        """A question that concerns a person and is open or too old keeps every step back, where a rule needs it."""
        persons = self._persons
        answers: dict[str, Told] = {}
        if question.when is not None:
            opened = (persons.with_gates(way) for way in persons.ways(question.when))
            answers = next((way for way in opened if way is not None), {})
        facts = persons.told(answers)
        needed = self._needed(question, answers)
        if not needed:
            return
        states = {"has not answered": facts.forget([question.question])}
        states["answered long ago"] = persons.grown_old(facts, question, LONG_AGO)
        for how, left in states.items():
            session = self._practising(left)
            self._collecting.world()
            person = f"a person with {in_words(answers) or 'nothing unusual'} who {how} {question.question}"
            if self._leave(session) is guard.Leave.YES:
                self._collecting.against(
                    f"{person} is offered {self._gentle}, although {needed} hangs on it",
                    REMEDY,
                    lambda session=session: self._go_on(session),  # type: ignore[misc]
                )
        if not answers:
            scene = Scene(self._recording, self._practising(states["answered long ago"]), NOW).shows_again()
            scene.types("/routine")
            self._collecting.world()
            if scene.shown_techniques():
                self._collecting.against(
                    f"a person who answered {question.question} long ago is shown a step when they go on",
                    REMEDY,
                    self._recording.transcript,
                )

    def stopping(self, flag: RedFlag) -> None:
        """A red flag that stops, told in the middle of a practice, ends it."""
        persons = self._persons
        for rule in flag.levels:
            if rule.level.value not in STOPS:
                continue
            opened = (persons.with_gates(way) for way in persons.ways(rule.when))
            answers = next((way for way in opened if way is not None), None)
            if answers is None:
                continue
            session = self._practising(persons.told(answers))
            self._collecting.world()
            if self._leave(session) is not guard.Leave.STOP:
                self._collecting.against(
                    f"a person with {in_words(answers)} is not stopped in the middle of a practice by {flag.flag}",
                    REMEDY,
                    lambda session=session: self._go_on(session),  # type: ignore[misc]
                )
            scene = Scene(self._recording, session, NOW).shows_again()
            # The screen that was there before still has its buttons.
            scene.seen.clear()
            scene.presses(f"{session.screen}.next")
            self._collecting.world()
            lock = scene.session.person.lock
            if scene.shown_techniques() or (lock is None and scene.session.stage.name != "question"):
                self._collecting.against(
                    f"a person with {in_words(answers)} who taps Next is not stopped by {flag.flag}",
                    "levels are taken again after the last condition is known, and before every step",
                    self._recording.transcript,
                )

    def blocked(self, flag: RedFlag) -> None:
        """The block of an earlier clinician outcome holds in the guard as well."""
        session = self._practising(self._persons.told({}))
        held = session.with_person(session.person.model_copy(update={"holds": (Hold(flag=flag.flag, since=NOW),)}))
        for name, technique in self._book.techniques.items():
            if set(technique.classes) <= LEFT_BY_A_CLINICIAN:
                continue
            self._collecting.world()
            if (
                permission(name, technique, frozenset(Side), ()).allowed
                and self._leave(held, name) is guard.Leave.YES
            ):
                self._collecting.against(
                    f"a person whose {flag.flag} no clinician has looked at yet is offered {name}",
                    "the blocks of clinician outcomes are limits like any other",
                    lambda name=name: self._go_on(held, name),  # type: ignore[misc]
                )
            break

    def locks(self) -> None:
        """Two presses, commands or words from a lock of each kind, no step is shown."""
        kinds: dict[tuple[object, ...], Lock] = {}
        for flag in self._book.red_flags.values():
            for rule in flag.levels:
                if rule.level.value in STOPS:
                    lock = Lock(flag=flag.flag, level=rule.level, since=NOW - timedelta(days=2))
                    kinds.setdefault((rule.level, flag.unlock), lock)
        for lock in kinds.values():
            flag = self._book.red_flags[lock.flag]
            rule = next(rule for rule in flag.levels if rule.level is lock.level)
            opened = (self._persons.with_gates(way) for way in self._persons.ways(rule.when))
            answers = next((way for way in opened if way is not None), {})
            person = Person(facts=self._persons.told(answers), lock=lock)
            session = Session(
                chat=1, consented=NOW, owner=person, stage=Stage(name="stopped"), screen=9, slot=Slot.INTERVIEW,
            )  # fmt: skip
            for acts in self._two_deep(session):
                scene = Scene(self._recording, session, NOW).shows_again()
                for act in acts:
                    scene.presses(act) if not act.startswith("say:") else scene.types(act[4:])
                    if scene.stored is None:
                        break
                self._collecting.world()
                if scene.shown_techniques():
                    self._collecting.against(
                        f"a person who is locked by {lock.flag} is shown {scene.shown_techniques()[0]}",
                        "nothing may show a step while a lock is there",
                        self._recording.transcript,
                    )
                elif acts[-1].startswith("say:") and len(acts) == 1 and scene.session.person.lock is None:
                    self._collecting.against(
                        f"the lock of {lock.flag} is gone after a person types {acts[-1][4:]!r}",
                        "only the unlock rule, or a fresh No once, takes a lock off",
                        self._recording.transcript,
                    )

    def _two_deep(self, session: Session) -> Iterator[tuple[str, ...]]:
        """Yields single acts and pairs of acts: offered and old buttons, commands, words."""
        first = [f"say:{words}" for words in HARMLESS] + [f"{session.screen - 3}.next", f"{session.screen - 3}.start"]
        scene = Scene(self._recording, session, NOW).shows_again()
        first += [button.data for button in scene.live_buttons()]
        for act in first:
            yield (act,)
            scene = Scene(self._recording, session, NOW).shows_again()
            scene.presses(act) if not act.startswith("say:") else scene.types(act[4:])
            if scene.stored is not None:
                for button in scene.live_buttons()[:5]:
                    yield (act, button.data)

    def after_a_fault(self) -> None:
        """After a fault of ours no step is shown before the life-threat list was answered anew."""
        session = self._practising(self._persons.told({}))
        acts = ("say:/routine", "say:/start", f"{session.screen}.next", f"{session.screen}.start", "say:hello")
        for first in acts:
            scene = Scene(self._recording, session, NOW).shows_again()
            before = len(scene.seen)
            scene.fails()
            for act in (first, "say:/routine"):
                scene.types(act[4:]) if act.startswith("say:") else scene.presses(act)
            scene.waits(timedelta(minutes=10))
            self._collecting.world()
            if scene.shown_techniques(before) or not scene.session.unsettled:
                self._collecting.against(
                    "a person whose update failed is shown a step before the first safety question came again",
                    "an update that was put aside leaves the chat unsettled",
                    self._recording.transcript,
                )

    def cramp(self) -> None:
        """Before the stretch for a cramp come the life-threat list and every question that a cramp opens."""
        book = self._book
        session = Session(
            chat=1, consented=NOW, stage=Stage(name="home"), screen=5, slot=Slot.INTERVIEW,
            owner=Person(facts=self._persons.told({})),
        )  # fmt: skip
        must = {book.screen.life_threat} | {
            question.question
            for question in book.questions.values()
            if question.when is not None and "cramp_now" in set(question.when.reads())
        }
        scene = Scene(self._recording, session, NOW).shows_again()
        scene.presses_code("cramp")
        asked: set[str] = set()
        for _ in range(12):
            if scene.shown_techniques() or scene.session.stage.name != "question":
                break
            asked.add(str(scene.session.stage.question))
            scene.presses_code("none" if scene.offers("none") else "c:no")
        self._collecting.world()
        if scene.shown_techniques() and not must <= asked:
            left_out = ", ".join(sorted(must - asked))
            self._collecting.against(
                f"a person with a cramp is shown {scene.shown_techniques()[0]} without being asked {left_out}",
                "the path of a cramp holds the life-threat list and the question about one calf",
                self._recording.transcript,
            )

    # -- persons in a practice ---------------------------------------------------------------------------

    def _practising(self, facts: Facts, technique: str | None = None) -> Session:
        name = technique or self._gentle
        routine = next(iter(self._book.routines))
        plan = Plan(routine=routine, items=(Item(technique=name, seconds=60),) * 2, asked_minutes=5)
        practice = Practice(plan=plan, started=NOW - A_MINUTE_AGO)
        return Session(
            chat=1, consented=NOW, owner=Person(facts=facts), stage=Stage(name="practice"), screen=5,
            slot=Slot.PRACTICE, plan=plan, practice=practice,
        )  # fmt: skip

    def _gentle_technique(self) -> str:
        """Returns a technique that nearly everybody may do, so that what keeps it back is not a limit."""
        by_classes = sorted(
            self._book.techniques,
            key=lambda name: (self._book.techniques[name].classes != ("paced_breathing",), name),
        )
        return by_classes[0]

    def _leave(self, session: Session, technique: str | None = None) -> guard.Leave:
        practice = session.practice
        if practice is None:
            message = "a person of this piece is in a practice"
            raise RuntimeError(message)
        return guard.leave(session, practice, technique or self._gentle, self._book, NOW + A_MOMENT)

    def _go_on(self, session: Session, technique: str | None = None) -> str:
        shown = session if technique is None else self._practising(session.person.facts, technique)
        scene = Scene(self._recording, shown.with_person(session.person), NOW).shows_again()
        scene.presses(f"{scene.session.screen}.next")
        return self._recording.transcript()

    def _needed(self, question: Question, answers: dict[str, Told]) -> str:
        """Returns a rule that one answer to a question would make true, or nothing."""
        persons, book = self._persons, self._book
        if triage(Known(book, persons.told(answers), NOW, practising=True)).stops:
            return ""
        facts = [fact for fact in dict.fromkeys(question.facts()) if len(book.asked_by[fact]) == 1]
        before = world_of(book, self._healthy, answers)
        for fact in facts:
            for state in self._states.of_facts.get(fact, ()):
                if not isinstance(state.told, Told):
                    continue
                world = world_of(book, self._healthy, {**answers, fact: state.told})
                for rule in self._reading.get(fact, ()):
                    if holds(rule, world) and not holds(rule, before):
                        return f"a rule about {fact} {state.told.value}"
        return ""
