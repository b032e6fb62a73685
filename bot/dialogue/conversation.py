"""The front of the conversation: one pure function from a session and an event to a turn.

The way of an event: typed words are read for danger first; then locks; then commands; then the stage that is open.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.dialogue import commands, interview, typed_danger
from bot.dialogue.events import Event, Membership, Parked, Pressed, Sent, TimerDue, Typed, Unreadable
from bot.dialogue.guard import Leave, leave
from bot.dialogue.screen import Screen
from bot.dialogue.session import Session, StageName, idle, read_session
from bot.dialogue.stages import after, home, hurting, mistake, outcome, plan, practice, question, stopped, welcome
from bot.dialogue.turn import Message, Turn
from bot.dialogue.turning import Materials, Turning
from bot.knowledge.book import Book
from bot.language.catalogues import Catalogues
from bot.language.danger.reader import DangerReader, compile_lexicon

Press = Callable[[Turning, str], None]
Show = Callable[[Turning], Screen]

STAGES: Mapping[StageName, tuple[Show, Press]] = {
    "welcome": (welcome.show, welcome.press),
    "kept": (welcome.show_kept, welcome.press_kept),
    "question": (question.show, question.press),
    "which": (question.show_which, question.press),
    "line": (question.show_line, question.press_line),
    "why": (question.show_why, question.press),
    "stopped": (stopped.show, stopped.press),
    "confirm": (typed_danger.show_confirm, typed_danger.press_confirm),
    "mistake": (mistake.show, mistake.press),
    "seen": (stopped.show_seen, stopped.press_seen),
    "said": (stopped.show_said, stopped.press_said),
    "too_early": (stopped.show_too_early, stopped.press_too_early),
    "clinician": (outcome.show_clinician, outcome.press_clinician),
    "preferences": (outcome.show_preferences, outcome.press_preferences),
    "child": (outcome.show_child, outcome.press_child),
    "nothing_left": (outcome.show_nothing_left, outcome.press_nothing_left),
    "plan": (plan.show, plan.press),
    "change": (plan.show_change, plan.press_change),
    "practice": (practice.show, practice.press),
    "step_why": (practice.show_why, practice.press_why),
    "hurts": (hurting.show, hurting.press),
    "eased": (hurting.show_eased, hurting.press_eased),
    "pain_after": (after.show_pain, after.press_pain),
    "effort": (after.show_effort, after.press_effort),
    "cramp_done": (after.show_cramp_done, after.press_cramp_done),
    "home": (home.show, home.press),
    "answers": (home.show_answers, home.press_answers),
    "forget": (home.show_forget, home.press_forget),
    "settle": (home.show_settle, home.press_settle),
}
"""What each stage shows and does."""

ALWAYS_OPEN: frozenset[StageName] = frozenset(
    {"stopped", "confirm", "mistake", "seen", "said", "too_early", "kept", "forget", "welcome", "question", "which",
     "line", "why", "settle", "child"}
)  # fmt: skip
"""Stages that a locked person may be in: none of them leads to a technique."""

PRACTISING: frozenset[StageName] = frozenset({"practice", "step_why"})
"""Stages whose screen shows a technique."""

VISIT = timedelta(hours=12)
"""After so long without a word, what was told about somebody else is forgotten."""

DOUBLE_TAP = timedelta(seconds=3)


class Conversation:
    """One edition of the book in conversation. It keeps nothing: sessions come in and go out."""

    def __init__(
        self, book: Book, catalogues: Catalogues, danger: DangerReader | None = None, contact: str = ""
    ) -> None:
        """Prepares an edition.

        Args:
            book: The edition.
            catalogues: The words of the code in all languages.
            danger: A reader of its lexicon that is already compiled.
            contact: Who runs this bot, for /about; may be empty.
        """
        self.book = book
        self.edition = book.edition
        self._catalogues = catalogues
        self._materials = Materials(book, danger or compile_lexicon(book.danger), _show, contact)

    def respond(self, session: str | None, event: Event, now: datetime) -> Turn:
        """Answers one event. The same session, event, edition and moment always give the same turn.

        Args:
            session: The stored session, or None for a new chat.
            event: What happened.
            now: This moment, aware.
        """
        turning = self._turning(session, event.chat, now, event.language)
        _come_back(turning)
        happening = event.happening
        if isinstance(happening, Typed):
            _typed(turning, happening)
        elif isinstance(happening, Pressed):
            _pressed(turning, happening)
        elif isinstance(happening, Sent):
            _sent(turning, happening)
        elif isinstance(happening, TimerDue):
            _timer(turning, happening)
        elif isinstance(happening, Parked):
            _parked(turning, happening)
        elif isinstance(happening, Membership):
            turning.change(confused=0)
        if turning.showing and turning.stage.name in PRACTISING:
            # Whatever led here, a step is shown only with leave.
            practice.may_go_on(turning)
        return turning.finish()

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
        present = read_session(session)
        running = present.practice
        if running is None or running.ended is not None or present.stage.name not in PRACTISING:
            return False
        planned = running.plan.items[running.step].technique
        entry = self.book.techniques.get(planned)
        variants = {planned}
        if entry is not None:
            variants |= {v.use for v in (entry.easier, entry.harder) if v is not None and v.use is not None}
        if message.technique not in variants:
            return False
        return leave(present, running, message.technique, self.book, now) is Leave.YES

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
            if practice.may_go_on(turning):
                turning.again()
        else:
            turning.again()
        return turning.finish()

    def picture(self, name: str) -> bytes | None:
        """Returns the SVG of a picture of the book, or None where there is none of that name."""
        return self.book.pictures.get(name)

    def _turning(self, stored: str | None, chat: int, now: datetime, language: str) -> Turning:
        session = Session(chat=chat, language=language) if stored is None else read_session(stored)
        return Turning(session, self._materials, self._catalogues.of(session.language or language), now)


def _show(turning: Turning) -> Screen:
    return STAGES[turning.stage.name][0](turning)


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


def _typed(turning: Turning, typed: Typed) -> None:
    reading = typed_danger.read(turning, typed.text)
    if typed_danger.act_on(turning, reading):
        return
    turning.freshly()
    text = typed.text.strip()
    if text.startswith("/"):
        commands.obey(turning, text)
    elif typed.edited:
        turning.tell_person(turning.say("I read what you changed. To change an answer, tap My answers or Back."))
        turning.again()
    elif turning.person.lock is not None and turning.stage.name in {"stopped", "too_early"}:
        stopped.insist(turning)
    elif turning.session.consented is None:
        _first_words(turning, text)
    elif turning.stage.name == "question" and question.answer_typed(turning, text):
        turning.change(confused=0)
    elif not reading.covered:
        turning.tell_person(
            turning.say("I can't read these words. Please use the buttons, so that nothing is missed.")
        )
        turning.again()
    else:
        _not_understood(turning)


def _first_words(turning: Turning, text: str) -> None:
    """Words before consent: what they are about is remembered as one word, and used only after a yes."""
    complaint = turning.book.questions[welcome.COMPLAINT]
    choice = question.choice_of_words(complaint, text)
    turning.change(first_words=choice or turning.session.first_words)
    turning.go("welcome")


def _not_understood(turning: Turning) -> None:
    confused = turning.session.confused + 1
    turning.change(confused=confused)
    if turning.stage.name in {"question", "which", "line", "why"}:
        text = turning.say("For safety questions I need your tap, so that we're both sure. Please read and tap.")
    elif confused > 1:
        text = turning.say("I still don't understand, sorry. /start begins again, /help shows what I know.")
    else:
        text = turning.say("I didn't understand that. You can tap a button, or write what hurts in a few words.")
    turning.tell_person(text)
    turning.again()


def _pressed(turning: Turning, pressed: Pressed) -> None:
    number, _, code = pressed.data.partition(".")
    if code == "numbers":
        turning.tell_person(turning.read(turning.book.words.emergency_numbers))
        turning.again()
        return
    if turning.session.consented is None and turning.stage.name not in {
        "welcome",
        "kept",
        "confirm",
        "stopped",
        "settle",
    }:
        turning.go("welcome")
    if not number.isdecimal() or int(number) != turning.session.screen:
        last = turning.session.last_at
        twice = number.isdecimal() and int(number) == turning.session.screen - 1
        if not (twice and last is not None and turning.now - last < DOUBLE_TAP):
            turning.toast = turning.say("That button is from an earlier step. To change an answer, tap My answers.")
            turning.again()
        return
    if turning.person.lock is not None and turning.stage.name not in ALWAYS_OPEN:
        turning.go("stopped")
        return
    turning.change(confused=0)
    STAGES[turning.stage.name][1](turning, code)


def _sent(turning: Turning, sent: Sent) -> None:
    say = turning.say
    if sent.kind is Unreadable.VOICE:
        text = say(
            "I can't listen to voice messages, so I don't know what you said. "
            "**If it was about chest pain, breathing, a face that droops, or a leg that went cold, numb or very "
            "swollen: call your local emergency number (112 / 911 / 999).** "
            "Otherwise please type it in a few words, or tap below."
        )
    elif sent.kind is Unreadable.PHOTO:
        text = say(
            "I can't judge photos, and a photo can't rule anything out. If something looks wrong to you, "
            "tick it in the safety check, or ask a clinician."
        )
    elif sent.kind is Unreadable.STICKER:
        text = say("I can't read stickers, but thank you. Here is where we were.")
    else:
        text = say("I can only read words and buttons. Here is where we were.")
    turning.tell_person(text)
    turning.again()


def _timer(turning: Turning, timer: TimerDue) -> None:
    if timer.name == practice.HOLD:
        practice.hold_over(turning, timer.payload)
    elif timer.name == interview.TIMER_WAITING and timer.payload == str(turning.session.screen):
        question.time_is_up(turning)
    elif timer.name == stopped.CHECK_IN:
        stopped.check_in(turning)


def _parked(turning: Turning, parked: Parked) -> None:
    """Something went wrong on our side: facts stay, nothing is shown before the life-threat list is answered anew."""
    life_threat = turning.book.screen.life_threat
    turning.change(unsettled=True)
    turning.change_facts(turning.person.facts.forget([life_threat]))
    if parked.text is not None and typed_danger.act_on(turning, typed_danger.read(turning, parked.text)):
        return
    turning.freshly()
    turning.go("stopped" if turning.person.lock is not None and not turning.person.lock.checking else "settle")
