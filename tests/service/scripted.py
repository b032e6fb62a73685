"""A conversation that does what the words of each event ask for, so that a test can say what a turn does."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import cast

from pydantic import BaseModel, ConfigDict

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
from bot.dialogue.session import Session
from bot.dialogue.turn import Job, Kind, Message, SetTimer, Slot, Turn

APOLOGY = "Something went wrong on my side. In an emergency call 112."

Answer = Callable[["Memory", Event, datetime], Turn]


class Memory(BaseModel):
    """Everything that happened in a chat, as the scripted conversation remembers it."""

    model_config = ConfigDict(frozen=True)

    heard: tuple[str, ...] = ()
    allowed: bool = True

    def hear(self, what: str) -> "Memory":
        return self.model_copy(update={"heard": (*self.heard, what)})

    def as_session(self) -> Session:
        """Passes for a session: all that the service asks of one is its JSON."""
        return cast("Session", self)


def what_happened(event: Event) -> str:
    match event.happening:
        case Typed(text=text, edited=edited):
            return f"edited {text}" if edited else text
        case Pressed(data=data):
            return f"pressed {data}"
        case Sent(kind=kind):
            return f"sent {kind.value}"
        case Located(zone=zone):
            return f"located {zone}"
        case Document(name=name, words=words):
            return f"file {name} {words}"
        case TimerDue(name=name, payload=payload):
            return f"timer {name} {payload}"
        case JobDone(kind=kind, payload=payload, result=result):
            return f"job {kind} {payload} {result}"
        case Parked(text=text):
            return f"parked {text}"
        case Membership(here=here):
            return f"here {here}"
        case InGroup(text=text):
            return f"in a group {text}"


class Scripted:
    """Echoes each event as an answer, unless the script has something better for it."""

    def __init__(self, script: Mapping[str, Answer] | None = None, edition: str = "first") -> None:
        self._script = dict(script or {})
        self._edition = edition
        self.pictures: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.made_anew = 0

    @property
    def edition(self) -> str:
        return self._edition

    def respond(self, session: str | None, event: Event, now: datetime) -> Turn:
        memory = Memory() if session is None else Memory.model_validate_json(session)
        what = what_happened(event)
        self.asked.append(what)
        for begin, answer in self._script.items():
            if what.startswith(begin):
                return answer(memory.hear(what), event, now)
        return echo(memory.hear(what), event, now)

    def may_show(self, session: str | None, message: Message, now: datetime) -> bool:
        return session is not None and Memory.model_validate_json(session).allowed

    def show_again(self, session: str | None, chat: int, now: datetime) -> Turn:
        self.made_anew += 1
        memory = Memory() if session is None else Memory.model_validate_json(session)
        return Turn(
            memory.hear("shown again").as_session(),
            (Message(Kind.SCREEN, "the present screen", slot=Slot.PRACTICE, fresh=True),),
        )

    def picture(self, name: str) -> bytes | None:
        return self.pictures.get(name)


def echo(memory: Memory, event: Event, now: datetime) -> Turn:
    """Answers with what was heard."""
    del event, now
    return Turn(memory.as_session(), (Message(Kind.ANSWER, f"heard: {memory.heard[-1]}"),))


def saying(*messages: Message, **more: object) -> Answer:
    """Answers with fixed messages."""

    def answer(memory: Memory, event: Event, now: datetime) -> Turn:
        del event, now
        return Turn(memory.as_session(), messages, **more)  # type: ignore[arg-type]

    return answer


def failing(memory: Memory, event: Event, now: datetime) -> Turn:
    """Fails as a program with a fault would, with the person's words in the exception."""
    raise LookupError(memory.heard[-1])


def timer_in(seconds: float, name: str = "reminder", payload: str = "p") -> Answer:
    """Sets a timer."""

    def answer(memory: Memory, event: Event, now: datetime) -> Turn:
        del event
        return Turn(memory.as_session(), timers=(SetTimer(name, now + timedelta(seconds=seconds), payload),))

    return answer


def asking_for(*jobs: Job) -> Answer:
    """Asks for work beside the bot."""

    def answer(memory: Memory, event: Event, now: datetime) -> Turn:
        del event, now
        return Turn(memory.as_session(), jobs=jobs)

    return answer


def heard(session: str | None) -> list[str]:
    """What a stored session remembers."""
    return [] if session is None else list(json.loads(session)["heard"])
