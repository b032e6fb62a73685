"""Tells the operators in their own chats what only they can mend, once a day for each subject."""

import logging
from collections.abc import Callable, Collection

from bot.dialogue.events import ChatId
from bot.dialogue.turn import Kind, Message
from bot.store import Store
from bot.telegram.clock import Clock

_log = logging.getLogger(__name__)

_HEADING = "**For the operators of this bot.**"


class OperatorNotices:
    """Writes notices as ordinary silent messages; what became of one is the sender's business.

    An operator who never wrote to the bot, or who blocked it, cannot be written to: the sender drops the notice.
    The log has it in any case.
    """

    def __init__(
        self, store: Store, operators: Collection[int], *, clock: Clock, written: Callable[[], None]
    ) -> None:
        """Sets it up.

        Args:
            store: The database.
            operators: Telegram user ids, which are the ids of their private chats; may be empty.
            clock: Time.
            written: Called when there is something to send.
        """
        self._store = store
        self._operators = frozenset(operators)
        self._clock = clock
        self._written = written

    async def tell(self, subject: str, sentence: str) -> None:
        """Tells all operators, unless they were told of the subject within a day, by whichever process.

        Args:
            subject: What it is about, such as `picture toe_pull`; of two notices of one subject a day the first goes.
            sentence: What happened and what to do, in plain words. It is data of the book or of the program: it never
                names a person and never quotes a message.

        Raises:
            StoreUnavailable: The database cannot be used.
        """
        await self._write(self._operators, subject, sentence)

    async def tell_others(self, operator: ChatId, sentence: str) -> int:
        """Tells all operators but the one who did it, at once and each time.

        Args:
            operator: The one who knows already.
            sentence: What was done and why.

        Returns:
            How many were told.

        Raises:
            StoreUnavailable: The database cannot be used.
        """
        others = self._operators - {operator}
        await self._write(others, f"done by {operator} at {self._clock.now().isoformat()}", sentence)
        return len(others)

    async def _write(self, operators: frozenset[ChatId], subject: str, sentence: str) -> None:
        notice = Message(Kind.ANSWER, f"{_HEADING}\n\n{sentence}")
        if await self._store.notify(operators, subject, notice, self._clock.now()):
            _log.warning("For the operators: %s", sentence)
            self._written()
