"""What is forgotten, when, and how: every table has a rule here, and a test fails for one that has none."""

import sqlite3
from collections.abc import Collection
from datetime import datetime, timedelta

from bot.dialogue.events import ChatId
from bot.dialogue.keeping import KIND, warned_before
from bot.dialogue.turn import Slot
from bot.store.encoding import moment_text
from bot.store.records import NOTICE_HOLDS_FOR, PARKED_TEXT_FOR, SEEN_FOR

TABLES_ABOUT_A_CHAT = ("session", "timer", "job", "diary", "feedback", "parked", "slot", "outgoing", "chat")
"""Tables whose column `chat` says whom a row is about; erased in this order."""

TABLES_ABOUT_NOBODY = {
    "seen_update": "numbers of updates; names no chat",
    "attempt": "numbers of updates; names no chat",
    "poll_offset": "one number for each bot",
    "picture_file": "Telegram's names for pictures of the book",
    "book_file": "files of the book",
    "edition": "editions of the book",
    "edition_file": "which edition has which file",
    "serving_edition": "which edition serves",
    "proposal": "editions that wait for an operator; names the operator who proposed it",
    "operator_action": "what operators did to the book; they answer for it, so their names stay",
    "set_aside": "hashes of books",
    "tally": "how often something happened on a day over all chats; names nobody",
    "zone_data": "which data about time zones the timers were worked out with",
    "notice": "subjects that operators were told of; they name no person",
}
"""Tables that hold nothing about a chat, each with the reason."""

_SENT_KEPT_FOR = timedelta(hours=48)
_PARKED_ROW_FOR = timedelta(days=90)


def erase(chat: ChatId, connection: sqlite3.Connection, keep_slots: Collection[Slot] = ()) -> None:
    """Takes every row about a chat away.

    Args:
        chat: The chat.
        connection: Inside a transaction.
        keep_slots: Slots that rows which are about to be written still need; `settle_erased` takes them.
    """
    kept = [slot.value for slot in keep_slots]
    for table in TABLES_ABOUT_A_CHAT:
        if table == "slot" and kept:
            marks = ", ".join("?" * len(kept))
            connection.execute(f"DELETE FROM slot WHERE chat = ? AND slot NOT IN ({marks})", (chat, *kept))  # noqa: S608
        else:
            connection.execute(f"DELETE FROM {table} WHERE chat = ?", (chat,))  # noqa: S608


def settle_erased(chat: ChatId, connection: sqlite3.Connection) -> None:
    """Takes the last traces of an erased chat once its last words are out; nothing for a chat that is remembered."""
    if connection.execute("SELECT 1 FROM chat WHERE chat = ?", (chat,)).fetchone() is not None:
        return
    connection.execute("DELETE FROM outgoing WHERE chat = ? AND state = 'sent'", (chat,))
    if connection.execute("SELECT 1 FROM outgoing WHERE chat = ?", (chat,)).fetchone() is None:
        connection.execute("DELETE FROM slot WHERE chat = ?", (chat,))


def everything_about(chat: ChatId, connection: sqlite3.Connection) -> dict[str, list[dict[str, object]]]:
    """Gives every row about a chat, by table."""
    return {
        table: [dict(row) for row in connection.execute(f"SELECT * FROM {table} WHERE chat = ?", (chat,))]  # noqa: S608
        for table in TABLES_ABOUT_A_CHAT
    }


def purge(now: datetime, idle_for: timedelta, connection: sqlite3.Connection) -> None:
    """Forgets what is past its time.

    Args:
        now: The moment.
        idle_for: How long a chat may be idle before all about it is erased.
        connection: Inside a transaction.
    """
    for statement, age in (
        ("DELETE FROM seen_update WHERE seen_at < ?", SEEN_FOR),
        ("DELETE FROM attempt WHERE begun_at < ?", SEEN_FOR),
        ("DELETE FROM outgoing WHERE state = 'sent' AND sent_at < ?", _SENT_KEPT_FOR),
        ("UPDATE parked SET content = NULL, again = 0 WHERE content IS NOT NULL AND parked_at < ?", PARKED_TEXT_FOR),
        ("DELETE FROM parked WHERE parked_at < ?", _PARKED_ROW_FOR),
        ("DELETE FROM notice WHERE told_at < ?", NOTICE_HOLDS_FOR),
    ):
        connection.execute(statement, (moment_text(now - age),))
    idle = connection.execute(_IDLE, (KIND, moment_text(now - idle_for))).fetchall()
    for row in idle:
        if not _still_waits(row, now, idle_for):
            erase(row["chat"], connection)


_IDLE = """
    SELECT chat.chat, chat.here, EXISTS (SELECT 1 FROM timer WHERE timer.chat = chat.chat AND name = ?) AS owed,
        json_extract(content, '$.owner.lock.flag') AS lock, json_extract(content, '$.warned') AS warned
    FROM chat LEFT JOIN session USING (chat) WHERE active_at < ?
"""


def _still_waits(row: sqlite3.Row, now: datetime, idle_for: timedelta) -> bool:
    """Whether somebody was not warned, or not long enough ago, because the bot was down when it was due.

    Whoever blocked the bot or is under a lock is never warned, and so not waited for.
    """
    if not row["here"] or row["lock"] is not None:
        return False
    if row["warned"] is not None:
        return now < datetime.fromisoformat(row["warned"]) + warned_before(idle_for)
    return bool(row["owed"])
