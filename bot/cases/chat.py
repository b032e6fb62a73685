"""One chat with the real conversation, in memory: what is typed and pressed, and what is then seen."""

import json
from dataclasses import asdict, replace
from datetime import datetime, timedelta

from bot.dialogue.conversation import Conversation
from bot.dialogue.events import Event, Happening, JobDone, Parked, Pressed, Sent, TimerDue, Typed, Unreadable
from bot.dialogue.jobs import DIARY, EXPORT, write_diary
from bot.dialogue.session import Session, read_session
from bot.dialogue.turn import Button, CancelTimer, DiaryLine, Job, Message, Remove, SetTimer, Slot, TakeButtons, Turn

BESIDE = (None, Slot.BELL, Slot.ANIMATION)
"""Where messages live that are no screens."""


class Chat:
    """A chat that stores and reloads its session at every step, as the store does.

    Attributes:
        number: Telegram's number of it.
        now: The moment; move it with `waits`.
        seen: Every message that was shown, in order, edits included.
        taps: How many presses and typed messages there were.
        toast: The small note of the last turn.
    """

    def __init__(self, conversation: Conversation, now: datetime, *, chat: int = 1) -> None:
        self.conversation = conversation
        self.now = now
        self.seen: list[Message] = []
        self.taps = 0
        self.toast: str | None = None
        self.turns: list[Turn] = []
        self.number = chat
        self._stored: str | None = None
        self._read: tuple[str, Session] | None = None
        self._slots: dict[Slot, Message] = {}
        self._timers: dict[str, SetTimer] = {}
        self._diary: dict[datetime, DiaryLine] = {}

    @property
    def session(self) -> Session:
        """The session as it was stored."""
        if self._stored is None:
            message = "nothing is stored about this chat"
            raise LookupError(message)
        if self._read is None or self._read[0] != self._stored:
            self._read = (self._stored, read_session(self._stored))
        return self._read[1]

    @property
    def stored(self) -> str | None:
        """The stored session as text; None where nothing is kept."""
        return self._stored

    @property
    def screen(self) -> Message:
        """The last screen with a place in the chat."""
        return next(message for message in reversed(self.seen) if message.slot not in BESIDE)

    @property
    def buttons(self) -> list[Button]:
        """The buttons of the live screen."""
        return [button for row in self.screen.buttons for button in row]

    def types(self, text: str, *, edited: bool = False) -> "Chat":
        """The person types."""
        self.taps += 1
        return self.happens(Typed(text, edited))

    def sends(self, kind: Unreadable) -> "Chat":
        """The person sends something that is not words."""
        return self.happens(Sent(kind))

    def taps_on(self, label: str) -> "Chat":
        """The person taps the button that says this, or begins with this.

        Raises:
            LookupError: There is no such button on the live screen.
        """
        exact = [button for button in self.buttons if button.label == label]
        found = exact or [button for button in self.buttons if button.label.startswith(label)]
        if not found:
            labels = [button.label for button in self.buttons]
            message = f"no button says {label!r}; there are {labels} under: {self.screen.text[:200]!r}"
            raise LookupError(message)
        return self.presses(found[0].data)

    def presses_code(self, code: str) -> "Chat":
        """The person presses the live button with this code.

        Raises:
            LookupError: There is no such button on the live screen.
        """
        for button in self.buttons:
            if button.data.partition(".")[2] == code:
                return self.presses(button.data)
        message = f"no button has the code {code!r}; there are {[button.data for button in self.buttons]}"
        raise LookupError(message)

    def offers(self, code: str) -> bool:
        """Returns whether the live screen has a button with this code."""
        return any(button.data.partition(".")[2] == code for button in self.buttons)

    def presses(self, data: str) -> "Chat":
        """The person presses a button by its data, which may be an old one."""
        self.taps += 1
        return self.happens(Pressed(data))

    def fails(self, text: str | None = None) -> "Chat":
        """An update of this chat was parked after a fault of ours."""
        return self.happens(Parked(text))

    def waits(self, time: timedelta) -> "Chat":
        """Time passes; timers that come due ring in order."""
        end = self.now + time
        while due := [timer for timer in self._timers.values() if timer.due <= end]:
            timer = min(due, key=lambda timer: timer.due)
            del self._timers[timer.name]
            self.now = max(self.now, timer.due)
            self.happens(TimerDue(timer.name, timer.payload))
        self.now = end
        return self

    def happens(self, happening: Happening) -> "Chat":
        """Something happens; the session is stored and read back."""
        self.now += timedelta(seconds=1)
        turn = self.conversation.respond(self._stored, Event(self.number, happening), self.now)
        self.turns.append(turn)
        self.toast = turn.toast
        self._stored = None if turn.session is None else turn.session.model_dump_json()
        for timer in turn.timers:
            if isinstance(timer, CancelTimer):
                self._timers.pop(timer.name, None)
            else:
                self._timers[timer.name] = timer
        for line in turn.diary:
            self._diary[line.at] = line
        if turn.erase:
            self._timers.clear()
            self._diary.clear()
        for outgoing in turn.outgoing:
            if isinstance(outgoing, Message):
                self.seen.append(outgoing)
                if outgoing.slot is not None:
                    self._slots[outgoing.slot] = outgoing
            elif isinstance(outgoing, TakeButtons) and outgoing.slot in self._slots:
                self._slots[outgoing.slot] = replace(self._slots[outgoing.slot], buttons=())
            elif isinstance(outgoing, Remove):
                self._slots.pop(outgoing.slot, None)
        if not turn.erase:
            for job in turn.jobs:
                self.happens(JobDone(job.kind, job.payload, self.works(job)))
        self.toast = turn.toast
        return self

    def works(self, job: Job) -> str | None:
        """Does a job as the service does, from what is in memory; a test may put failing work in its place."""
        if job.kind == DIARY:
            return write_diary(self.diary)
        return json.dumps(self.kept(), default=str) if job.kind == EXPORT else None

    @property
    def diary(self) -> tuple[DiaryLine, ...]:
        """The diary, the oldest line first."""
        return tuple(self._diary[at] for at in sorted(self._diary))

    def kept(self) -> dict[str, list[dict[str, object]]]:
        """Returns what is kept about this chat by table, as the store does."""
        return {
            "session": [] if self._stored is None else [{"chat": self.number, "content": self._stored}],
            "diary": [{"chat": self.number, **asdict(line)} for line in self.diary],
        }

    def branch(self) -> "Chat":
        """Returns a second chat that stands where this one stands; what happens there does not happen here."""
        other = Chat(self.conversation, self.now, chat=self.number)
        other.stands_like(self)
        return other

    def stands_like(self, other: "Chat") -> None:
        """Puts this chat where another one stands: the same was seen, and the same is kept."""
        for name, part in vars(other).items():
            setattr(self, name, part.copy() if isinstance(part, list | dict) else part)

    def shown_techniques(self, since: int = 0) -> list[str]:
        """Returns the techniques that were shown, from a place in `seen` on."""
        return [message.technique for message in self.seen[since:] if message.technique is not None]
