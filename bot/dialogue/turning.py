"""One turn while it is being made: the session as it stands, and what follows so far."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.dialogue.resting import limits_of
from bot.dialogue.screen import Screen
from bot.dialogue.session import Person, Session, Stage, StageName
from bot.dialogue.turn import (
    Button,
    CancelTimer,
    DiaryLine,
    Feedback,
    Job,
    Kind,
    Message,
    Outgoing,
    Remove,
    SetTimer,
    Slot,
    TakeButtons,
    Tally,
    Turn,
)
from bot.knowledge.book import Book
from bot.language.answers import AnswerReader
from bot.language.asked import QuestionFinder
from bot.language.catalogues import Catalogue, Catalogues
from bot.language.danger.reader import DangerReader
from bot.language.likeness import Likeness
from bot.safety.facts import Facts, Value
from bot.safety.known import Known
from bot.safety.limits import Limit
from bot.timetable.places import Places, shipped_places

Show = Callable[["Turning"], Screen]

KEPT_DAYS = 365
"""After so many days without a visit everything is erased, unless whoever runs the bot chose another number."""


@dataclass(frozen=True, slots=True)
class Materials:
    """What every turn of one edition shares.

    Attributes:
        book: The edition.
        danger: Reads typed words for danger signs.
        answers: Reads typed words for answers to ordinary questions.
        asked: Finds the question of the book that typed words ask.
        show: Makes the screen of a stage.
        contact: Who runs this bot; may be empty.
        likeness: Finds danger told in other words; None where the extra is not installed or turned off.
        places: The time zones by name.
        kept_days: After how many days without a visit everything about a person is erased.
        catalogues: The words of the code in all languages.
    """

    book: Book
    danger: DangerReader
    answers: AnswerReader
    asked: QuestionFinder
    show: Callable[["Turning"], Screen]
    contact: str = ""
    likeness: Likeness | None = None
    places: Places = field(default_factory=shipped_places)
    kept_days: int = KEPT_DAYS
    catalogues: Catalogues = field(default_factory=lambda: Catalogues({}))
    operators: frozenset[int] = frozenset()
    """The chats of those who keep the book."""


class Turning:
    """A turn in the making. Stages read and change it; `finish` makes it data."""

    def __init__(self, session: Session, materials: Materials, words: Catalogue, now: datetime) -> None:
        self.session = session
        self.materials = materials
        self.words = words
        self.now = now
        self.toast: str | None = None
        self._outgoing: list[Outgoing] = []
        self._timers: list[SetTimer | CancelTimer] = []
        self._diary: list[DiaryLine] = []
        self._jobs: list[Job] = []
        self._tallies: list[Tally] = []
        self._feedback: list[Feedback] = []
        self._stop = False
        self._erase = False
        self._showing = False
        self._fresh = False
        self._known: dict[bool, Known] = {}
        self._limits: tuple[Known, Person, tuple[Limit, ...]] | None = None

    # -- what there is ---------------------------------------------------------------------------------

    @property
    def book(self) -> Book:
        """The serving edition."""
        return self.materials.book

    @property
    def stage(self) -> Stage:
        """Where the conversation stands."""
        return self.session.stage

    @property
    def person(self) -> Person:
        """The person whom the facts are about just now."""
        return self.session.person

    def known(self, *, practising: bool = False) -> Known:
        """Returns the present person's facts through the present edition.

        Args:
            practising: Whether what is asked before every routine counts.
        """
        facts, since = self.person.facts, self.person.history.last_ended
        latest = self._known.get(practising)
        # What was worked out holds as long as nothing was told: facts are never changed in place.
        if latest is None or latest.facts is not facts or latest.practice_since != since:
            latest = Known(self.book, facts, self.now, practice_since=since, practising=practising)
            self._known[practising] = latest
        return latest

    def limits(self, known: Known) -> tuple[Limit, ...]:
        """Returns all the limits of the present person."""
        person = self.person
        if self._limits is None or self._limits[0] is not known or self._limits[1] is not person:
            self._limits = (known, person, limits_of(person, known, self.now))
        return self._limits[2]

    def say(self, message: str, /, **values: object) -> str:
        """Returns words of the code in the person's language."""
        return self.words.say(message, **values)

    def read(self, text: str) -> str:
        """Returns words of the book in the person's language."""
        return self.words.read(text)

    def speak(self, language: str) -> None:
        """Speaks another language from now on."""
        self.words = self.materials.catalogues.of(language)
        self.change(language=language)

    # -- what changes ----------------------------------------------------------------------------------

    def change(self, **fields: Any) -> None:
        """Changes fields of the session."""
        self.session = self.session.model_copy(update=fields)

    def change_person(self, **fields: Any) -> None:
        """Changes fields of the present person."""
        self.session = self.session.with_person(self.person.model_copy(update=fields))

    def change_facts(self, facts: Facts) -> None:
        """Replaces the present person's facts."""
        self.change_person(facts=facts)

    def tell(self, by: str, values: dict[str, Value]) -> None:
        """Notes answers to a question."""
        self.change_facts(self.person.facts.tell(by, self.now, values))

    def go(self, name: StageName, **fields: Any) -> None:
        """Goes to a stage, and shows it at the end of the turn."""
        self.change(stage=Stage(name=name, **fields), screen=self.session.screen + 1)
        self._showing = True

    def stay(self, **fields: Any) -> None:
        """Shows the present stage again at the end of the turn, its buttons as good as before."""
        self.change(stage=self.stage.model_copy(update=fields))
        self._showing = True

    @property
    def showing(self) -> bool:
        """Whether this turn ends with a screen."""
        return self._showing

    def freshly(self) -> None:
        """Makes the screen of this turn a new message at the bottom of the chat."""
        self._fresh = True

    def again(self) -> None:
        """Shows the present stage once more, as a new message; older buttons are dead."""
        self.change(screen=self.session.screen + 1)
        self._showing = True
        self._fresh = True

    def tell_person(self, text: str, *, kind: Kind = Kind.ANSWER, sound: bool = False) -> None:
        """Sends a message of its own, above the screen of this turn; it stays in the chat."""
        self._outgoing.append(Message(kind, text, sound=sound))
        self._fresh = True

    def send(self, outgoing: Outgoing) -> None:
        """Sends something as it is."""
        self._outgoing.append(outgoing)

    def stop_everything(self) -> None:
        """Makes this turn overtake everything that waits for this chat."""
        self._stop = True
        self._fresh = True

    def erase(self) -> None:
        """Erases everything about this chat."""
        self._erase = True

    def set_timer(self, name: str, after: timedelta, payload: str) -> None:
        """Asks to be woken."""
        self._timers.append(SetTimer(name, self.now + after, payload))

    def cancel_timer(self, name: str) -> None:
        """Takes a timer away."""
        self._timers.append(CancelTimer(name))

    def write_diary(self, line: DiaryLine) -> None:
        """Adds a line to the diary, or replaces the one of the same moment."""
        self._diary.append(line)

    def note_feedback(self, feedback: Feedback) -> None:
        """Notes what was said of a technique; of what somebody else feels nothing is kept."""
        if not self.session.about_other:
            self._feedback.append(feedback)

    def ask_for(self, job: Job) -> None:
        """Asks for work beside the bot; its end comes as a `JobDone`."""
        self._jobs.append(job)

    def tally(self, what: str, name: str) -> None:
        """Counts something over all chats; it names nobody."""
        self._tallies.append(Tally(what, name))

    # -- the end ---------------------------------------------------------------------------------------

    def finish(self) -> Turn:
        """Returns the turn as data, with the screen of the present stage if it is to be shown."""
        if self._erase:
            return Turn(None, tuple(self._outgoing), toast=self.toast, erase=True)
        if self._showing:
            self._show()
        return Turn(
            self.session,
            tuple(self._as_loud_as_wished(part) for part in self._outgoing),
            timers=tuple(self._timers),
            diary=tuple(self._diary),
            jobs=tuple(self._jobs),
            tallies=tuple(self._tallies),
            feedback=tuple(self._feedback),
            toast=self.toast,
            stop=self._stop,
        )

    def _as_loud_as_wished(self, part: Outgoing) -> Outgoing:
        """Takes the sound off the end of a hold or a reminder, where it is not wished; all else sounds as it did."""
        if not isinstance(part, Message) or self._stop:
            return part
        unwished = (part.slot is Slot.BELL and not self.session.bells) or (
            part.kind is Kind.NUDGE and not self.session.rings
        )
        return replace(part, sound=False) if unwished else part

    def _show(self) -> None:
        screen = self.materials.show(self)
        old = self.session.slot
        fresh = self._fresh or screen.fresh or self.session.stays or old is not screen.slot
        leaving: list[Outgoing] = []
        if old is not None and old is not screen.slot:
            stopped = self.say("**Stopped.**") if self._stop and old is Slot.PRACTICE else None
            leaving.append(TakeButtons(old, stopped))
        buttons = tuple(
            tuple(Button(press.label, f"{self.session.screen}.{press.code}", press.danger) for press in row)
            for row in screen.rows
        )
        message = Message(
            Kind.STOP if self._stop else Kind.SCREEN,
            screen.text,
            buttons,
            screen.slot,
            fresh=fresh,
            picture=screen.picture,
            chart=screen.chart,
            sound=screen.sound,
            technique=screen.technique,
        )
        if self._stop:
            # The first words of a stop go ahead of everything: of taking buttons away, and of a question behind them.
            said = [part for part in self._outgoing if isinstance(part, Message) and part.kind is Kind.STOP]
            rest = [part for part in self._outgoing if part not in said]
            self._outgoing = [*said, *leaving, *rest, message] if said else [message, *leaving, *rest]
        else:
            self._outgoing += [*leaving, message]
        self.change(slot=screen.slot, stays=screen.stays)

    def drop_bell(self) -> None:
        """Takes the line away that says that a hold is over."""
        self._outgoing.append(Remove(Slot.BELL))
