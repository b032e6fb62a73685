"""What goes out: claiming rows in the right order, and what becomes of each."""

import json
import logging
import sqlite3
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from pydantic import ValidationError

from bot.dialogue.events import ChatId
from bot.dialogue.turn import Kind, Message, Slot
from bot.store.encoding import moment_text, read_outgoing, write_outgoing
from bot.store.erasing import settle_erased
from bot.store.records import HeldMessage, LastLook, OutgoingRow, SlotHeld

_log = logging.getLogger(__name__)

_REPLACEABLE = (Kind.SCREEN.value, Kind.NUDGE.value)


def claim(limit: int, skip: Collection[ChatId], connection: sqlite3.Connection) -> tuple[OutgoingRow, ...]:
    """Marks the next row of each of the most urgent chats as being sent."""
    urgent = connection.execute(
        "SELECT chat FROM outgoing WHERE state = 'waiting' AND chat NOT IN (SELECT value FROM json_each(?)) "
        "ORDER BY urgency, id LIMIT ?",
        (json.dumps(list(skip)), limit),
    )
    # A chat may come up with several rows; dict keeps the first and the order.
    chats = dict.fromkeys(row["chat"] for row in urgent)
    claimed = (_claim_next(chat, connection) for chat in chats)
    return tuple(row for row in claimed if row is not None)


def _claim_next(chat: ChatId, connection: sqlite3.Connection) -> OutgoingRow | None:
    rows = connection.execute(
        "SELECT id, kind, form, slot, content, anew, tries, edition FROM outgoing "
        "WHERE chat = ? AND state = 'waiting' ORDER BY id",
        (chat,),
    ).fetchall()
    fresh_slots: set[str] = set()
    for place, row in enumerate(rows):
        if _is_replaced(row, rows[place + 1 :]):
            if _is_fresh(row):
                fresh_slots.add(row["slot"])
            connection.execute("DELETE FROM outgoing WHERE id = ?", (row["id"],))
            continue
        try:
            content = read_outgoing(row["form"], row["content"])
        except ValidationError:
            _log.error(
                "Outgoing row %s of chat %s was written by a program this one cannot read; it is dropped",
                row["id"],
                chat,
            )
            connection.execute("DELETE FROM outgoing WHERE id = ?", (row["id"],))
            continue
        if isinstance(content, Message) and row["slot"] in fresh_slots and not content.fresh:
            # The screen that it replaces was to stand below what the person wrote; so must this one.
            content = replace(content, fresh=True)
            connection.execute("UPDATE outgoing SET content = ? WHERE id = ?", (write_outgoing(content), row["id"]))
        connection.execute("UPDATE outgoing SET state = 'sending', tries = tries + 1 WHERE id = ?", (row["id"],))
        return OutgoingRow(
            id=row["id"],
            chat=chat,
            content=content,
            nudge=row["kind"] == Kind.NUDGE.value,
            anew=bool(row["anew"]),
            tries=row["tries"] + 1,
            edition=row["edition"],
        )
    return None


def _is_replaced(row: sqlite3.Row, later: list[sqlite3.Row]) -> bool:
    """Tells whether the next thing that happens to a screen's slot is another screen."""
    if row["slot"] is None or row["form"] != "message" or row["kind"] not in _REPLACEABLE:
        return False
    following = next((other for other in later if other["slot"] == row["slot"]), None)
    return following is not None and following["form"] == "message"


def _is_fresh(row: sqlite3.Row) -> bool:
    return bool(json.loads(row["content"]).get("fresh", False))


def last_look(row: int, connection: sqlite3.Connection) -> LastLook | None:
    """Reads what holds just before a row is sent."""
    found = connection.execute(
        "SELECT outgoing.chat, kind, form, slot, session.content AS session, coalesce(unsettled, 0) AS unsettled "
        "FROM outgoing LEFT JOIN chat USING (chat) LEFT JOIN session USING (chat) "
        "WHERE outgoing.id = ? AND state = 'sending'",
        (row,),
    ).fetchone()
    if found is None:
        return None
    later = connection.execute(
        "SELECT form, slot FROM outgoing WHERE chat = ? AND id > ? AND state = 'waiting' ORDER BY id",
        (found["chat"], row),
    ).fetchall()
    return LastLook(found["session"], bool(found["unsettled"]), overtaken=_is_replaced(found, later))


def held(chat: ChatId, slot: Slot, connection: sqlite3.Connection) -> SlotHeld | None:
    """Reads which message lives in a slot."""
    row = connection.execute(
        "SELECT message, photo, content FROM slot WHERE chat = ? AND slot = ?", (chat, slot.value)
    ).fetchone()
    return None if row is None else SlotHeld(row["message"], bool(row["photo"]), row["content"])


def sent(  # noqa: PLR0917  `partial` fills all but the last
    row: int,
    chat: ChatId,
    now: datetime,
    slot: Slot | None,
    message: HeldMessage | None,
    connection: sqlite3.Connection,
) -> None:
    """Marks a row as sent together with the slot that it filled or emptied."""
    connection.execute(
        "UPDATE outgoing SET state = 'sent', content = NULL, sent_at = ? WHERE id = ?", (moment_text(now), row)
    )
    if slot is not None and message is None:
        connection.execute("DELETE FROM slot WHERE chat = ? AND slot = ?", (chat, slot.value))
    elif slot is not None and message is not None:
        connection.execute(
            "INSERT OR REPLACE INTO slot (chat, slot, message, photo, content) VALUES (?, ?, ?, ?, ?)",
            (chat, slot.value, message.message, message.photo, message.content),
        )
    settle_erased(chat, connection)


def release(row: int, connection: sqlite3.Connection) -> None:
    """Puts a row back among the waiting."""
    connection.execute("UPDATE outgoing SET state = 'waiting' WHERE id = ? AND state = 'sending'", (row,))


def drop(row: int, chat: ChatId, connection: sqlite3.Connection) -> None:
    """Takes a row away unsent."""
    connection.execute("DELETE FROM outgoing WHERE id = ?", (row,))
    settle_erased(chat, connection)


def recover(now: datetime, connection: sqlite3.Connection) -> int:
    """Settles what a dead process left: a nudge counts as sent, everything else goes again."""
    left = connection.execute(
        "SELECT DISTINCT chat FROM outgoing WHERE state = 'sending' AND kind = ?", (Kind.NUDGE.value,)
    ).fetchall()
    connection.execute(
        "UPDATE outgoing SET state = 'sent', content = NULL, sent_at = ? WHERE state = 'sending' AND kind = ?",
        (moment_text(now), Kind.NUDGE.value),
    )
    for row in left:
        _log.warning(
            "A reminder was on its way to chat %s when the bot last ended; it may not have arrived, and goes no more",
            row["chat"],
        )
        settle_erased(row["chat"], connection)
    return connection.execute("UPDATE outgoing SET state = 'waiting' WHERE state = 'sending'").rowcount


def gone(chat: ChatId, connection: sqlite3.Connection) -> None:
    """Notes that a chat cannot be written to."""
    connection.execute("UPDATE chat SET here = 0 WHERE chat = ?", (chat,))
    connection.execute("DELETE FROM outgoing WHERE chat = ? AND state != 'sent'", (chat,))
    settle_erased(chat, connection)
