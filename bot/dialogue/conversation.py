"""The front of the conversation: one pure function from a session and an event to a turn.

The way of an event: typed words are read for danger first; then locks; then commands; then the stage that is open.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.dialogue import (
    exporting,
    in_group,
    interview,
    typed,
    typed_answers,
    typed_checklist,
    typed_danger,
    unreadable,
)
from bot.dialogue.appointment import KIND as APPOINTMENT
from bot.dialogue.appointment import answer as answer_appointment
from bot.dialogue.appointment import ring as ring_appointment
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
    Unreadable,
)
from bot.dialogue.guard import Leave, leave
from bot.dialogue.jobs import DIARY, EXPORT
from bot.dialogue.keeping import KIND as KEEP
from bot.dialogue.keeping import answer as answer_before_erasing
from bot.dialogue.keeping import ring as ring_before_erasing
from bot.dialogue.keeping import watch
from bot.dialogue.materials import reading_materials
from bot.dialogue.next_day import KIND as NEXT_DAY
from bot.dialogue.numbers import numbers_in_words
from bot.dialogue.operating import desk
from bot.dialogue.operating.wishes import OPERATING
from bot.dialogue.picture_name import read_picture
from bot.dialogue.reminding import answering, asking, leaving, messages, ringing
from bot.dialogue.screen import Screen
from bot.dialogue.session import Session, StageName, idle, read_session
from bot.dialogue.stages import (
    after,
    home,
    hurting,
    learn,
    mistake,
    next_day,
    outcome,
    plan,
    practice,
    progress,
    question,
    reminder_time,
    reminders,
    review,
    setting_day,
    setting_language,
    setting_name,
    setting_sides,
    setting_ways,
    settings,
    silence,
    stopped,
    task,
    welcome,
    zone,
)
from bot.dialogue.turn import Message, Slot, TakeButtons, Turn
from bot.dialogue.turning import KEPT_DAYS, Turning
from bot.dialogue.unasked import PRESSES as UNASKED_PRESSES
from bot.dialogue.understanding import Understanding, understand
from bot.dialogue.weekly import KIND as WEEK
from bot.dialogue.weekly import answer as answer_week
from bot.dialogue.weekly import ring as ring_week
from bot.knowledge.book import Book
from bot.knowledge.models.drawing import Drawing
from bot.language.catalogues import Catalogues
from bot.language.danger.reader import DangerReader
from bot.language.likeness import Likeness

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
    "understood": (typed_answers.show, typed_answers.press),
    "checklist": (typed_checklist.show, typed_checklist.press),
    "reminder_offer": (reminder_time.show_offer, reminder_time.press_offer),
    "reminder_which": (reminder_time.show_which, reminder_time.press_which),
    "reminder_time": (reminder_time.show_time, reminder_time.press_time),
    "reminder_set": (reminder_time.show_set, reminder_time.press_set),
    "reminders": (reminders.show, reminders.press),
    "reminder": (reminders.show_one, reminders.press_one),
    "reminder_days": (reminders.show_days, reminders.press_days),
    "reminder_pause": (reminders.show_pause, reminders.press_pause),
    "quiet_time": (reminders.show_quiet, reminders.press_quiet),
    "settings": (settings.show, settings.press),
    "setting_wishes": (settings.show_wishes, settings.press_wishes),
    "setting_tone": (settings.show_tone, settings.press_tone),
    "setting_sides": (setting_sides.show, setting_sides.press),
    "setting_text": (setting_ways.show_text, setting_ways.press_text),
    "setting_sounds": (setting_ways.show_sounds, setting_ways.press_sounds),
    "setting_name": (setting_name.show, setting_name.press),
    "setting_name_right": (setting_name.show_right, setting_name.press_right),
    "setting_language": (setting_language.show, setting_language.press),
    "setting_day": (setting_day.show, setting_day.press),
    "silence": (silence.show, silence.press),
    "zone": (zone.show, zone.press),
    "zone_region": (zone.show_region, zone.press_region),
    "zone_city": (zone.show_city, zone.press_city),
    "progress": (progress.show, progress.press),
    "advised": (progress.show_advised, progress.press_advised),
    "next_day": (next_day.show, next_day.press),
    "review": (review.show, review.press),
    "task": (task.show, task.press),
    "task_rating": (task.show_rating, task.press_rating),
    "routine_rests": (next_day.show_resting, next_day.press_resting),
    "learn": (learn.show, learn.press),
    "learn_topic": (learn.show_topic, learn.press_topic),
    "learn_answer": (learn.show_answer, learn.press_answer),
    "learn_claims": (learn.show_claims, learn.press_claims),
}
"""What each stage shows and does."""

UNASKED: Mapping[str, tuple[Callable[[Turning, str], None], Press]] = {
    NEXT_DAY: (next_day.ring, next_day.answer),
    KEEP: (ring_before_erasing, answer_before_erasing),
    APPOINTMENT: (ring_appointment, answer_appointment),
    WEEK: (ring_week, answer_week),
}
"""What comes without being asked for: what its timer does, and what a press on it does."""

TYPED: Mapping[StageName, Callable[[Turning, str], bool]] = {
    "question": question.answer_typed,
    "setting_name": setting_name.typed_name,
    "task": task.typed,
    "task_rating": task.typed_rating,
    "reminder_offer": reminder_time.typed_time,
    "reminder_time": reminder_time.typed_time,
    "reminder_days": reminders.typed_days,
    "reminder_pause": reminders.typed_pause,
    "quiet_time": reminders.typed_quiet,
    "zone": zone.typed_place,
    "zone_region": zone.typed_place,
    "zone_city": zone.typed_place,
    "home": zone.typed_move,
    "reminders": zone.typed_move,
}
"""What takes typed words as an answer to the open screen; it returns whether it could."""

ALWAYS_OPEN: frozenset[StageName] = frozenset(
    {"stopped", "confirm", "mistake", "seen", "said", "too_early", "kept", "forget", "welcome", "question", "which",
     "line", "why", "settle", "child", "checklist", *learn.LEARNING}
)  # fmt: skip
"""Stages that a locked person may be in: none of them leads to a technique."""

PRACTISING: frozenset[StageName] = frozenset({"practice", "step_why"})
"""Stages whose screen shows a technique."""

VISIT = timedelta(hours=12)
"""After so long without a word, what was told about somebody else is forgotten."""

DOUBLE_TAP = timedelta(seconds=3)

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
            _show,
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
            typed.answer(turning, happening, TYPED)
        elif isinstance(happening, Pressed):
            _pressed(turning, happening)
        elif isinstance(happening, Sent):
            unreadable.answer(turning, happening.kind)
        elif isinstance(happening, Located):
            zone.located(turning, happening.zone)
        elif isinstance(happening, Document):
            _document(turning, happening)
        elif isinstance(happening, TimerDue):
            _timer(turning, happening)
        elif isinstance(happening, JobDone):
            _job_done(turning, happening)
        elif isinstance(happening, Parked):
            _parked(turning, happening)
        elif isinstance(happening, Membership):
            leaving.left(turning)
        if not isinstance(happening, TimerDue | JobDone):
            turning.change(last_at=turning.now)
            watch(turning)
        if turning.showing and turning.stage.name in PRACTISING:
            # Whatever led here, a step is shown only with leave.
            practice.may_go_on(turning)
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


def _pressed(turning: Turning, pressed: Pressed) -> None:
    number, _, code = pressed.data.partition(".")
    if number == messages.TIMER:
        answering.answer(turning, code)
        return
    if number == UNASKED_PRESSES:
        _answered_unasked(turning, code)
        return
    if number == desk.PRESSED and desk.is_operator(turning):
        desk.press(turning, code)
        return
    if code == "numbers":
        turning.tell_person(numbers_in_words(turning))
        turning.again()
        return
    if turning.session.consented is None and turning.stage.name not in {
        "welcome",
        "kept",
        "confirm",
        "stopped",
        "settle",
        "understood",
        "checklist",
        "which",
        "line",
        *learn.LEARNING,
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


def _answered_unasked(turning: Turning, pressed: str) -> None:
    """Takes a press on a message that nobody asked for; under a lock the stop comes in its place."""
    kind, _, code = pressed.partition(".")
    if turning.session.consented is None:
        turning.go("welcome")
    elif turning.session.owner.lock is not None or turning.person.lock is not None:
        turning.send(TakeButtons(Slot.FOLLOW_UP))
        if turning.person.lock is not None and turning.stage.name not in ALWAYS_OPEN:
            turning.go("stopped")
        else:
            turning.again()
    elif kind in UNASKED:
        UNASKED[kind][1](turning, code)


def _document(turning: Turning, document: Document) -> None:
    """A file is an edit of the book where an operator sends it; from anybody else only its words can be read."""
    if desk.is_operator(turning):
        if document.words and typed_danger.act_on(turning, typed_danger.read(turning, document.words)):
            return
        desk.take_file(turning, document)
    elif document.words:
        typed.answer(turning, Typed(document.words, under=Unreadable.FILE), TYPED)
    else:
        unreadable.answer(turning, Unreadable.FILE)


def _timer(turning: Turning, timer: TimerDue) -> None:
    if timer.name == practice.HOLD:
        practice.hold_over(turning, timer.payload)
    elif timer.name == interview.TIMER_WAITING:
        question.time_is_up(turning)
    elif timer.name.startswith(f"{messages.TIMER}:"):
        ringing.ring(turning, timer.name.partition(":")[2], timer.payload)
    elif timer.name.partition(":")[0] == messages.SNOOZE:
        ringing.ring_again(turning, timer.payload)
    elif timer.name == asking.QUESTION:
        asking.ask_whether_to_go_on(turning, timer.payload)
    elif timer.name == stopped.CHECK_IN:
        stopped.check_in(turning, timer.payload)
    elif timer.name in UNASKED:
        UNASKED[timer.name][0](turning, timer.payload)


def _job_done(turning: Turning, done: JobDone) -> None:
    if done.kind == DIARY:
        progress.diary_read(turning, done)
    elif done.kind == EXPORT:
        exporting.everything_read(turning, done)
    elif done.kind == OPERATING:
        desk.job_done(turning, done)


def _parked(turning: Turning, parked: Parked) -> None:
    """Something went wrong on our side: facts stay, nothing is shown before the life-threat list is answered anew."""
    life_threat = turning.book.screen.life_threat
    turning.change(unsettled=True)
    turning.change_facts(turning.person.facts.forget([life_threat]))
    if parked.text is not None and typed_danger.act_on(turning, typed_danger.read(turning, parked.text)):
        return
    turning.freshly()
    turning.go("stopped" if turning.person.lock is not None and not turning.person.lock.checking else "settle")
