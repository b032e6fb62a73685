"""The front of the conversation: one pure function from a session and an event to a turn.

The way of an event: to the file of its kind in `happenings`, then to the open stage (`stages/table.py`).
"""

from datetime import datetime, timedelta

from bot.dialogue.events import (
    Document,
    Event,
    InGroup,
    JobDone,
    Located,
    Membership,
    Parked,
    Pressed,
    Sent,
    TimerDue,
    Typed,
)
from bot.dialogue.guard import PRACTISING, may_be_sent
from bot.dialogue.happenings import by_itself, document, in_group, pressed, typed, unreadable
from bot.dialogue.keeping import watch
from bot.dialogue.materials import reading_materials
from bot.dialogue.picture_name import read_picture
from bot.dialogue.reminding import leaving
from bot.dialogue.session import Session, idle, read_session
from bot.dialogue.stages import home, table, welcome, zone
from bot.dialogue.stages.practice import walking
from bot.dialogue.turn import Message, Turn
from bot.dialogue.turning import KEPT_DAYS, Turning
from bot.dialogue.understanding import Understanding, understand
from bot.knowledge.book import Book
from bot.knowledge.models.drawing import Drawing
from bot.language.catalogues import Catalogues
from bot.language.danger.reader import DangerReader
from bot.language.likeness import Likeness

VISIT = timedelta(hours=12)
"""After so long without a word, what was told about somebody else is forgotten."""

FIRST_PERSON = 0
"""Telegram numbers people upwards from here, and groups downwards."""


class Conversation:
    """One edition of the book in conversation. It keeps nothing: sessions come in and go out."""

    def __init__(
        self, book: Book, catalogues: Catalogues, danger: DangerReader | None = None, contact: str = "",
        likeness: Likeness | None = None, *, kept_days: int = KEPT_DAYS, operators: frozenset[int] = frozenset(),
    ) -> None:  # fmt: skip
        """Prepares an edition.

        Args:
            book: The edition.
            catalogues: The words of the code in all languages.
            danger: A reader of its lexicon that is already compiled.
            contact: Who runs this bot, for /about; may be empty.
            likeness: Finds danger told in other words, where its extra is installed.
            kept_days: After how many days without a visit everything is erased, for /privacy.
            operators: The chats of those who keep the book.
        """
        self.book = book
        self.edition = book.edition
        self._catalogues = catalogues
        self._materials = reading_materials(
            book,
            table.show,
            danger=danger,
            contact=contact,
            likeness=likeness,
            kept_days=kept_days,
            catalogues=catalogues,
            operators=operators,
        )

    def respond(self, session: str | None, event: Event, now: datetime) -> Turn:
        """Answers one event. The same session, event, edition and moment always give the same turn.

        Args:
            session: The stored session, or None for a new chat.
            event: What happened.
            now: This moment, aware.
        """
        happening = event.happening
        if isinstance(happening, InGroup) or event.chat < FIRST_PERSON:
            return self._in_group(event, now)
        turning = self._turning(session, event.chat, now, event.language)
        _come_back(turning)
        if isinstance(happening, Typed):
            typed.answer(turning, happening)
        elif isinstance(happening, Pressed):
            pressed.answer(turning, happening)
        elif isinstance(happening, Sent):
            unreadable.answer(turning, happening.kind)
        elif isinstance(happening, Located):
            zone.located(turning, happening.zone)
        elif isinstance(happening, Document):
            document.answer(turning, happening)
        elif isinstance(happening, TimerDue):
            by_itself.timer_due(turning, happening)
        elif isinstance(happening, JobDone):
            by_itself.job_done(turning, happening)
        elif isinstance(happening, Parked):
            by_itself.parked(turning, happening)
        elif isinstance(happening, Membership):
            leaving.left(turning)
        if not isinstance(happening, TimerDue | JobDone):
            turning.change(last_at=turning.now)
            watch(turning)
        if turning.showing and turning.stage.name in PRACTISING:
            # Whatever led here, a step is shown only with leave.
            walking.may_go_on(turning)
        return turning.finish()

    def understand(self, text: str, now: datetime) -> Understanding:
        """Returns what words alone are taken to mean by a chat that has just begun.

        Args:
            text: The words.
            now: This moment, aware.
        """
        return understand(self._materials, text, now)

    def may_show(self, session: str | None, message: Message, now: datetime) -> bool:
        """Returns whether a message may still go out: asked just before a technique is sent.

        Args:
            session: The stored session as it now stands.
            message: The message.
            now: This moment, aware.
        """
        if message.technique is None:
            return True
        if session is None:
            return False
        return may_be_sent(read_session(session), message.technique, self.book, now)

    def show_again(self, session: str | None, chat: int, now: datetime) -> Turn:
        """Returns a turn that makes the present screen anew, after one was held back by the guard.

        Args:
            session: The stored session as it now stands.
            chat: The chat.
            now: This moment, aware.
        """
        turning = self._turning(session, chat, now, "")
        if turning.person.lock is not None:
            turning.go("stopped")
        elif turning.session.practice is not None and turning.stage.name in PRACTISING:
            if walking.may_go_on(turning):
                turning.again()
        else:
            turning.again()
        return turning.finish()

    def picture(self, name: str) -> bytes | None:
        """Returns what the drawing kit needs for a picture of the book, or None where there is none of that name.

        Args:
            name: What a message calls it: with the side and the tone of skin.
        """
        wanted = read_picture(name)
        scene = self.book.pictures.get(wanted.name)
        if scene is None or (wanted.moving and scene.moves is None):
            return None
        drawing = Drawing.of(
            wanted.name, scene, self.book.parts, tone=wanted.tone, side=wanted.side, moving=wanted.moving
        )
        return drawing.as_bytes()

    def _in_group(self, event: Event, now: datetime) -> Turn:
        """A group is no person: words for the bot get a kind answer, and nothing is read or kept."""
        turning = self._turning(None, event.chat, now, event.language)
        if isinstance(event.happening, InGroup):
            in_group.answer(turning, event.happening)
        else:
            turning.erase()
        return turning.finish()

    def _turning(self, stored: str | None, chat: int, now: datetime, language: str) -> Turning:
        session = Session(chat=chat, language=language) if stored is None else read_session(stored)
        return Turning(session, self._materials, self._catalogues.of(session.language or language), now)


def _come_back(turning: Turning) -> None:
    """What time alone changes: a visit about somebody else ends, and a profile too long unused is asked anew."""
    session = turning.session
    away = timedelta(seconds=idle(session, turning.now))
    if session.about_other and away > VISIT:
        turning.change(about_other=False, guest=None, plan=None, practice=None, trail=())
        home.leave_aside(turning)
    if away > turning.book.screen.unused:
        old = [name for name in turning.book.questions if name != welcome.WHO]
        turning.change_facts(turning.person.facts.forget(old))
