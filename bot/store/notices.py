"""What the operators were told: a notice and the mark that it was given are one transaction."""

import sqlite3
from collections.abc import Collection
from datetime import datetime

from bot.dialogue.events import ChatId
from bot.dialogue.turn import Message
from bot.store.encoding import form_of, moment_text, write_outgoing
from bot.store.records import NOTICE_HOLDS_FOR

_URGENCY = 1
"""As an answer: behind every stop."""


def notify(
    chats: Collection[ChatId], subject: str, notice: Message, now: datetime, connection: sqlite3.Connection
) -> bool:
    """Writes a notice to chats, unless one of the same subject was written within a day.

    Returns:
        Whether it was written.
    """
    marked = connection.execute(
        "INSERT INTO notice (subject, told_at) VALUES (?, ?) "
        "ON CONFLICT (subject) DO UPDATE SET told_at = excluded.told_at WHERE told_at <= ?",
        (subject, moment_text(now), moment_text(now - NOTICE_HOLDS_FOR)),
    )
    if marked.rowcount != 1:
        return False
    connection.executemany(
        "INSERT INTO outgoing (chat, urgency, kind, form, slot, content, edition, made_at) "
        "SELECT ?1, ?2, ?3, ?4, NULL, ?5, '', ?6 "
        "WHERE NOT EXISTS (SELECT 1 FROM chat WHERE chat = ?1 AND here = 0)",
        [
            (chat, _URGENCY, notice.kind.value, form_of(notice), write_outgoing(notice), moment_text(now))
            for chat in chats
        ],
    )
    return True
