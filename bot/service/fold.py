"""Leads the events of one chat through the conversation, in order, and settles what happens when that fails.

Whatever fails, no question counts as answered: the conversation is told by a `Parked` event, and where it cannot even
take that, the chat stays marked as unsettled until it can.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dialogue.events import Event, InGroup, Located, Membership, Parked, Pressed, Sent, Typed
from bot.dialogue.turn import Message, Turn
from bot.logs import whereabouts
from bot.service.conversation import Conversation
from bot.store import Arrival, ChatMemory, ChatWork, DueTimer
from bot.telegram.updates import words_of

_log = logging.getLogger(__name__)

_PARK_AFTER = 2
"""An update that was begun twice and never finished has ended the process twice; it is not worked a third time."""

_DIED = "the process ended twice while this was worked"
_FAILED = "the conversation failed on it"
_UNREAD = "it could not be read"


@dataclass(frozen=True, slots=True)
class Arrived:
    """One event with where it came from.

    Attributes:
        event: The event.
        arrival: What to keep if it has to be parked.
        tries: How often a process began to work it before.
        timer: The timer that it comes from, or None.
        job: The number of the job whose end it is, or None.
        parked: The parked row that it comes from, or None.
        unread: Whether it stands for an update that could not be read.
    """

    event: Event
    arrival: Arrival
    tries: int = 0
    timer: DueTimer | None = None
    job: int | None = None
    parked: int | None = None
    unread: bool = False


@dataclass(frozen=True, slots=True)
class PressAnswer:
    """How a press is answered.

    Attributes:
        press: Telegram's id of the press.
        toast: A small note over the chat, or None.
    """

    press: str
    toast: str | None


@dataclass(frozen=True, slots=True)
class Folded:
    """What the events of one chat led to.

    Attributes:
        work: What to commit.
        answers: Presses to answer once that is done.
    """

    work: ChatWork
    answers: tuple[PressAnswer, ...]


def fold(
    memory: ChatMemory, arrived: Sequence[Arrived], conversation: Conversation, now: datetime, apology: Message
) -> Folded:
    """Works the events of one chat, each with the session that the one before left.

    Args:
        memory: What is held about the chat.
        arrived: Its events, in order; at least one.
        conversation: The serving edition.
        now: The moment.
        apology: What the chat is told where the conversation fails altogether.
    """
    folding = _Folding(arrived[0].event.chat, memory, conversation, now, apology)
    answers = []
    for one in arrived:
        turn = folding.work(one)
        happening = one.event.happening
        if isinstance(happening, Pressed) and happening.answer_to is not None:
            answers.append(PressAnswer(happening.answer_to, None if turn is None else turn.toast))
    return Folded(folding.finish(arrived), tuple(answers))


def fold_again(
    memory: ChatMemory,
    chat: int,
    conversation: Conversation,
    now: datetime,
    apology: Message,
    *,
    replaces: int,
    again: bool,
) -> ChatWork:
    """Makes the present screen of a chat anew, in the place of a row that may not be shown.

    Args:
        memory: What is held about the chat.
        chat: The chat.
        conversation: The serving edition.
        now: The moment.
        apology: What the chat is told where the conversation fails altogether.
        replaces: The row.
        again: Whether the row was made anew itself. The conversation then contradicts itself; instead of asking it in
            a circle, the chat is told that something went wrong.
    """
    folding = _Folding(chat, memory, conversation, now, apology)
    if again:
        folding.apologise()
    else:
        folding.show_again()
    return folding.finish((), replaces)


class _Folding:
    """The fold of one chat while it is under way."""

    def __init__(
        self, chat: int, memory: ChatMemory, conversation: Conversation, now: datetime, apology: Message
    ) -> None:
        self._chat = chat
        self._session = memory.session
        self._unsettled = memory.unsettled
        self._conversation = conversation
        self._now = now
        self._apology = apology
        self._turns: list[Turn] = []
        self._parked: list[tuple[Arrival, str]] = []

    def work(self, one: Arrived) -> Turn | None:
        """Works one event; gives its turn, or None where it had to be parked."""
        if isinstance(one.event.happening, InGroup):
            return self._work_group(one)
        if self._unsettled and not self._tell_of_failure(one.event.language, None):
            self._park(one, _FAILED)
            self.apologise()
            return None
        if one.unread:
            self._park(one, _UNREAD)
            self._settle(one, words_of(one.event.happening))
            return None
        if one.tries >= _PARK_AFTER:
            self._work_deadly(one)
            return None
        turn = self._respond(one.event)
        if turn is None:
            self._park(one, _FAILED)
            self._settle(one, words_of(one.event.happening))
        return turn

    def show_again(self) -> None:
        """Makes the present screen anew."""
        if self._unsettled:
            if not self._tell_of_failure("", None):
                self.apologise()
            return
        if self._attempt(lambda: self._conversation.show_again(self._session, self._chat, self._now)) is None:
            self._settle(None, None)

    def finish(self, arrived: Sequence[Arrived], replaces: int | None = None) -> ChatWork:
        """Gives what there is to commit."""
        here = None
        for one in arrived:
            if isinstance(one.event.happening, Membership):
                here = one.event.happening.here
            elif _by_person(one):
                here = True
        return ChatWork(
            chat=self._chat,
            turns=tuple(self._turns),
            session=self._session,
            edition=self._conversation.edition,
            arrivals=tuple(one.arrival for one in arrived),
            fired=tuple(one.timer for one in arrived if one.timer is not None),
            ended=tuple(one.job for one in arrived if one.job is not None),
            parked=tuple(self._parked),
            here=here,
            unsettled=self._unsettled,
            by_person=any(_by_person(one) for one in arrived),
            replaces=replaces,
            retried=tuple(one.parked for one in arrived if one.parked is not None),
            passing=bool(arrived) and all(isinstance(one.event.happening, InGroup) for one in arrived),
        )

    def _work_group(self, one: Arrived) -> Turn | None:
        """Works what was said in a group. Where that fails it is not parked: nothing of a group is kept."""
        turn = self._respond(one.event) if one.tries < _PARK_AFTER else None
        if turn is None:
            self._turns.append(Turn(session=None, outgoing=(self._apology,), erase=True))
        return turn

    def _work_deadly(self, one: Arrived) -> None:
        """Parks what the process died on. Its words may be the deadly part, so they are read only once more."""
        self._park(one, _DIED)
        if one.tries == _PARK_AFTER:
            self._settle(one, words_of(one.event.happening))
        elif one.tries == _PARK_AFTER + 1:
            self._settle(one, None)
        else:
            self._unsettled = True
            self.apologise()

    def _settle(self, one: Arrived | None, words: str | None) -> None:
        if not self._tell_of_failure("" if one is None else one.event.language, words):
            self.apologise()

    def _tell_of_failure(self, language: str, words: str | None) -> bool:
        """Tells the conversation that something could not be worked; gives whether it took that."""
        told = self._respond(Event(self._chat, Parked(words), language)) is not None
        self._unsettled = not told
        return told

    def _respond(self, event: Event) -> Turn | None:
        return self._attempt(lambda: self._conversation.respond(self._session, event, self._now))

    def _attempt(self, make: Callable[[], Turn]) -> Turn | None:
        try:
            turn = make()
            session = None if turn.session is None else turn.session.model_dump_json()
        except Exception as error:  # noqa: BLE001  every caller settles a None
            # Only where it happened: the words of the exception may quote the person.
            _log.error("The conversation failed for chat %s: %s", self._chat, whereabouts(error))
            return None
        self._session = session
        self._turns.append(turn)
        return turn

    def _park(self, one: Arrived, reason: str) -> None:
        _log.error("Something from chat %s is parked: %s", self._chat, reason)
        self._parked.append((one.arrival, reason))

    def apologise(self) -> None:
        """Says that something went wrong, with no help from the conversation."""
        # The session of this turn is not read; the one before the failure stays.
        self._turns.append(Turn(session=None, outgoing=(self._apology,)))


def _by_person(one: Arrived) -> bool:
    return one.unread or isinstance(one.event.happening, Typed | Pressed | Sent | Located)
