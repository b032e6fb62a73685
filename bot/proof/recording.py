"""A counter-example as a chat: what the person taps and what they then see."""

from datetime import datetime, timedelta

from bot.cases.chat import Chat
from bot.cases.player import play
from bot.dialogue.conversation import Conversation
from bot.dialogue.events import Event, Parked, Pressed, Sent, TimerDue, Typed
from bot.dialogue.session import Session
from bot.dialogue.turn import Button, Message, Turn
from bot.knowledge.book import Book
from bot.knowledge.models.case import Case
from bot.language.catalogues import shipped_catalogues
from bot.language.danger.reader import DangerReader, compile_lexicon
from bot.safety.facts import Facts, Value

LONGEST_LINE = 110
LAST_LINES = 30


class Recording(Conversation):
    """A conversation that writes down what happens in it."""

    def __init__(self, book: Book, danger: DangerReader | None = None) -> None:
        """Prepares an edition.

        Args:
            book: The edition.
            danger: A reader of its lexicon that is already compiled.
        """
        self.danger = danger or compile_lexicon(book.danger)
        super().__init__(book, shipped_catalogues(), self.danger)
        self.lines: list[str] = []
        self.last: Turn | None = None
        self.at: datetime | None = None
        self._labels: dict[str, str] = {}

    def respond(self, session: str | None, event: Event, now: datetime) -> Turn:
        """Answers one event, and writes both down."""
        if self.at is not None and now - self.at >= timedelta(minutes=2):
            self.lines.append(f"        ({_in_words(now - self.at)} later)")
        self.lines += self._what_happened(event)
        turn = super().respond(session, event, now)
        self.last, self.at = turn, now
        for part in turn.outgoing:
            if isinstance(part, Message):
                self._labels |= {button.data: button.label for row in part.buttons for button in row}
                what = f"[step: {part.technique}] " if part.technique is not None else ""
                self.lines.append(f"  sees  {what}{_short(part.text)}")
        if turn.toast:
            self.lines.append(f"  note  {_short(turn.toast)}")
        return turn

    def transcript(self) -> str:
        """Returns the end of the chat, a line an act."""
        left_away = len(self.lines) - LAST_LINES
        beginning = [f"        ({left_away} lines before)"] if left_away > 0 else []
        return "\n".join([*beginning, *self.lines[-LAST_LINES:]])

    def begin_again(self) -> None:
        """Forgets what was written down."""
        self.lines.clear()
        self.at = None

    def _what_happened(self, event: Event) -> list[str]:
        happening = event.happening
        if isinstance(happening, Pressed):
            return [f"  taps  {self._labels.get(happening.data, happening.data)}"]
        if isinstance(happening, Typed):
            return [f"  types {happening.text}" + (" (edited)" if happening.edited else "")]
        if isinstance(happening, TimerDue):
            return [f"        (the timer {happening.name} rings)"]
        if isinstance(happening, Parked):
            return ["        (an update fails and is put aside)"]
        return [f"  sends a {happening.kind.value}"] if isinstance(happening, Sent) else []


class Scene(Chat):
    """A chat that begins in the middle: with a session that is already stored."""

    def __init__(self, recording: Recording, session: Session, now: datetime) -> None:
        """Opens the chat where a session stands.

        Args:
            recording: The conversation.
            session: The session.
            now: This moment.
        """
        super().__init__(recording, now, chat=session.chat)
        recording.begin_again()
        self._stored = session.model_dump_json()
        self.recording = recording

    def shows_again(self) -> "Scene":
        """Shows the present screen, so that there are buttons to press."""
        turn = self.conversation.show_again(self._stored, self.number, self.now)
        self._stored = None if turn.session is None else turn.session.model_dump_json()
        self.seen += [part for part in turn.outgoing if isinstance(part, Message)]
        return self

    def tells(self, what: str, facts: Facts) -> None:
        """Puts other facts in the place of the person's, as if they had told something new."""
        session = self.session
        told = session.with_person(session.person.model_copy(update={"facts": facts}))
        self._stored = told.model_dump_json()
        self.recording.lines.append(f"        (tells of {what})")

    def live_buttons(self) -> list[Button]:
        """Returns the buttons of the last screen that has any."""
        for message in reversed(self.seen):
            if message.buttons:
                return [button for row in message.buttons for button in row]
        return []


def chat_of(recording: Recording, answers: dict[str, Value], technique: str | None = None) -> str:
    """Plays a person through the interview and, where there is a plan, up to a technique; returns the chat.

    Args:
        recording: The conversation.
        answers: What the person tells, by fact; everything else as a healthy person would.
        technique: The technique whose screen the chat ends with, or None for the first.
    """
    told = {fact: value for fact, value in answers.items() if fact != "who"}
    who = str(answers.get("who", "adult"))
    everything = tuple(recording.book.words.equipment)
    case = Case.model_validate(
        {"case": "a person of the proof", "who": who, "answers": told,
         "wants": {"minutes": 20, "equipment": everything}, "expect": {"never": ()}}
    )  # fmt: skip
    recording.begin_again()
    result = play(case, recording)
    if result.faults:
        recording.lines.append(f"        (the chat ends: {'; '.join(result.faults)})")
    session = None if recording.last is None else recording.last.session
    if session is None or session.plan is None or recording.at is None or session.stage.name != "plan":
        return recording.transcript()
    lines = list(recording.lines)
    scene = Scene(recording, session, recording.at).shows_again()
    recording.lines[:0] = lines
    recording.lines.append(f"        (the plan holds {', '.join(item.technique for item in session.plan.items)})")
    scene.presses_code(next(code for code in ("start", "start:both") if scene.offers(code)))
    for _ in range(60):
        shown = scene.shown_techniques()
        if not shown or technique is None or technique in shown or not scene.offers("start"):
            break
        scene.presses_code("skip")
    return recording.transcript()


def _short(text: str) -> str:
    line = text.replace("**", "").replace("\n", " / ")
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…"


def _in_words(time: timedelta) -> str:
    days, hours = time.days, time.seconds // 3600
    if days:
        return f"{days} day{'' if days == 1 else 's'}"
    return f"{hours} hour{'' if hours == 1 else 's'}" if hours else f"{time.seconds // 60} minutes"
