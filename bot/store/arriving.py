"""What came in: which updates are done with, which were begun, and the commit of what they led to."""

import json
import logging
import sqlite3
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from bot.dialogue.events import ChatId
from bot.dialogue.turn import CancelTimer, DiaryLine, Kind, Message, Outgoing, SetTimer, Slot, TakeButtons, Turn
from bot.store.encoding import form_of, moment_text, read_moment, write_outgoing
from bot.store.erasing import erase, settle_erased
from bot.store.jobs import add_job
from bot.store.records import OFFSET_FOR, Arrival, Batch, ChatMemory, ChatWork, DueTimer, Known
from bot.store.trouble import explain

_log = logging.getLogger(__name__)

_STOP, _PRESENT, _NUDGE = 0, 1, 2


def known(bot: int, numbers: Collection[int], connection: sqlite3.Connection) -> Known:
    """Looks updates up among the seen and the begun."""
    wanted = json.dumps(list(numbers))
    seen = connection.execute(
        "SELECT number FROM seen_update WHERE bot = ? AND number IN (SELECT value FROM json_each(?))", (bot, wanted)
    )
    tried = connection.execute(
        "SELECT number, tries FROM attempt WHERE bot = ? AND number IN (SELECT value FROM json_each(?))",
        (bot, wanted),
    )
    return Known(frozenset(row["number"] for row in seen), {row["number"]: row["tries"] for row in tried})


def begin(
    bot: int, numbers: Collection[int], timers: Collection[DueTimer], now: datetime, connection: sqlite3.Connection
) -> None:
    """Counts one more attempt."""
    connection.executemany(
        "INSERT INTO attempt (bot, number, tries, begun_at) VALUES (?, ?, 1, ?) "
        "ON CONFLICT (bot, number) DO UPDATE SET tries = tries + 1, begun_at = excluded.begun_at",
        [(bot, number, moment_text(now)) for number in numbers],
    )
    connection.executemany(
        "UPDATE timer SET tries = tries + 1 WHERE chat = ? AND name = ? AND due = ?",
        [(timer.chat, timer.name, moment_text(timer.due)) for timer in timers],
    )


def poll_offset(bot: int, now: datetime, connection: sqlite3.Connection) -> int | None:
    """Reads the number to poll from, unless it is too old to hold."""
    row = connection.execute("SELECT number, moved_at FROM poll_offset WHERE bot = ?", (bot,)).fetchone()
    if row is None or now - read_moment(row["moved_at"]) > OFFSET_FOR:
        return None
    return int(row["number"])


def memories(chats: Collection[ChatId], connection: sqlite3.Connection) -> dict[ChatId, ChatMemory]:
    """Loads the sessions of chats."""
    found = {chat: ChatMemory() for chat in chats}
    rows = connection.execute(
        "SELECT chat.chat, content, unsettled FROM chat LEFT JOIN session USING (chat) "
        "WHERE chat.chat IN (SELECT value FROM json_each(?))",
        (json.dumps(list(chats)),),
    )
    for row in rows:
        found[row["chat"]] = ChatMemory(row["content"], bool(row["unsettled"]))
    return found


def commit(batch: Batch, file: Path, connection: sqlite3.Connection) -> frozenset[ChatId]:
    """Writes a batch; a chat that the database refuses is undone alone and parked."""
    refused = set()
    for work in batch.work:
        connection.execute("SAVEPOINT chat")
        try:
            _commit_chat(work, batch.now, connection)
        except (sqlite3.Error, ValueError, TypeError, OverflowError) as error:
            if isinstance(error, sqlite3.Error) and explain(error, file) is not None:
                raise
            connection.execute("ROLLBACK TO chat")
            # The error's own words may quote what a person wrote.
            _log.error(
                "The database refused the rows of chat %s (%s); its updates are parked",
                work.chat,
                type(error).__name__,
            )
            _park_refused(work, batch, connection)
            refused.add(work.chat)
        connection.execute("RELEASE chat")
    _mark_seen(batch, connection)
    return frozenset(refused)


def _mark_seen(batch: Batch, connection: sqlite3.Connection) -> None:
    worked = [arrival.number for work in batch.work for arrival in work.arrivals if arrival.number is not None]
    numbers = [(batch.bot, number) for number in (*worked, *batch.ignored)]
    now = moment_text(batch.now)
    connection.executemany(
        "INSERT INTO seen_update (bot, number, seen_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(*number, now) for number in numbers],
    )
    connection.executemany("DELETE FROM attempt WHERE bot = ? AND number = ?", numbers)
    if batch.offset is not None:
        connection.execute(
            "INSERT INTO poll_offset (bot, number, moved_at) VALUES (?, ?, ?) "
            "ON CONFLICT (bot) DO UPDATE SET number = excluded.number, moved_at = excluded.moved_at",
            (batch.bot, batch.offset, now),
        )


def _commit_chat(work: ChatWork, now: datetime, connection: sqlite3.Connection) -> None:
    if work.passing:
        # A group is no person: the answer goes out, and no row but that stands about it.
        for turn in work.turns:
            _take_turn(turn, work, now, connection, anew=False)
        return
    _finish(work, connection)
    _meet(work, now, connection)
    for arrival, reason in work.parked:
        _park(work.chat, arrival, reason, now, connection)
    if work.replaces is not None:
        connection.execute("DELETE FROM outgoing WHERE id = ?", (work.replaces,))
    anew = work.replaces is not None
    remembered = True
    for turn in work.turns:
        if turn.erase:
            erase(work.chat, connection, keep_slots={part.slot for part in turn.outgoing if part.slot is not None})
        elif not remembered:
            _meet(work, now, connection)
        remembered = not turn.erase
        _take_turn(turn, work, now, connection, anew=anew)
    if not remembered:
        settle_erased(work.chat, connection)
    elif work.session is None:
        connection.execute("DELETE FROM session WHERE chat = ?", (work.chat,))
    else:
        connection.execute(
            "INSERT INTO session (chat, content, changed_at) VALUES (?, ?, ?) "
            "ON CONFLICT (chat) DO UPDATE SET content = excluded.content, changed_at = excluded.changed_at",
            (work.chat, work.session, moment_text(now)),
        )


def _finish(work: ChatWork, connection: sqlite3.Connection) -> None:
    """Takes away what these turns answer, before the turns may set a timer of the same name anew."""
    connection.executemany(
        "DELETE FROM timer WHERE chat = ? AND name = ? AND due = ?",
        [(timer.chat, timer.name, moment_text(timer.due)) for timer in work.fired],
    )
    connection.executemany("DELETE FROM parked WHERE id = ?", [(number,) for number in work.retried])
    connection.executemany("DELETE FROM job WHERE id = ?", [(number,) for number in work.ended])


def _meet(work: ChatWork, now: datetime, connection: sqlite3.Connection) -> None:
    """Writes the chat's own row. Somebody who does something is here, whatever was noted before."""
    here = True if work.by_person and work.here is None else work.here
    connection.execute(
        "INSERT INTO chat (chat, here, unsettled, active_at) VALUES (:chat, coalesce(:here, 1), :unsettled, :now) "
        "ON CONFLICT (chat) DO UPDATE SET here = coalesce(:here, here), unsettled = :unsettled, "
        "active_at = CASE WHEN :active THEN :now ELSE active_at END",
        {
            "chat": work.chat,
            "here": here,
            "unsettled": work.unsettled,
            "now": moment_text(now),
            "active": work.by_person,
        },
    )
    if here is False:
        connection.execute("DELETE FROM outgoing WHERE chat = ? AND state = 'waiting'", (work.chat,))


def _take_turn(turn: Turn, work: ChatWork, now: datetime, connection: sqlite3.Connection, *, anew: bool) -> None:
    outgoing = list(turn.outgoing)
    if turn.stop:
        outgoing.extend(_slots_left(turn, work.chat, connection))
        # An earlier stop that is still on its way is as serious as this one, so it stays.
        connection.execute(
            "DELETE FROM outgoing WHERE chat = ? AND state != 'sent' AND urgency > ?", (work.chat, _STOP)
        )
    gone = connection.execute("SELECT 1 FROM chat WHERE chat = ? AND here = 0", (work.chat,)).fetchone()
    if gone is None:
        for part in outgoing:
            _put_out(part, turn, work, now, connection, anew=anew)
    if turn.erase:
        # Nothing may be left behind but the last words.
        return
    for timer in turn.timers:
        _change_timer(work.chat, timer, connection)
    for line in turn.diary:
        _write_diary(work.chat, line, connection)
    connection.executemany(
        "INSERT OR REPLACE INTO feedback (chat, technique, said, at) VALUES (?, ?, ?, ?)",
        [(work.chat, said.technique, said.said, moment_text(now)) for said in turn.feedback],
    )
    for job in turn.jobs:
        add_job(work.chat, job, now, connection)
    connection.executemany(
        "INSERT INTO tally (day, what, name, number) VALUES (?, ?, ?, 1) "
        "ON CONFLICT (day, what, name) DO UPDATE SET number = number + 1",
        [(now.date().isoformat(), tally.what, tally.name) for tally in turn.tallies],
    )


def _slots_left(turn: Turn, chat: ChatId, connection: sqlite3.Connection) -> list[Outgoing]:
    """Finds the screens that a stop does not name, so that none keeps its buttons beside it.

    A screen that is being sent at this moment is in the chat before the stop is, and its row is about to be deleted.
    """
    named = {part.slot.value for part in turn.outgoing if part.slot is not None}
    settled = {Slot.BELL.value, Slot.ANIMATION.value, *named}
    rows = connection.execute(
        "SELECT slot FROM slot WHERE chat = :chat UNION "
        "SELECT slot FROM outgoing WHERE chat = :chat AND state = 'sending' AND form = 'message' AND slot NOTNULL",
        {"chat": chat},
    )
    # A slot of an earlier program that this one does not know is left alone; a bell and an animation have no buttons.
    left = {slot.value for slot in Slot} - settled
    return [TakeButtons(Slot(row["slot"])) for row in rows if row["slot"] in left]


def _urgency(part: Outgoing, turn: Turn) -> int:
    if turn.stop or (isinstance(part, Message) and part.kind is Kind.STOP):
        return _STOP
    if isinstance(part, Message) and part.kind is Kind.NUDGE:
        return _NUDGE
    return _PRESENT


def _put_out(
    part: Outgoing, turn: Turn, work: ChatWork, now: datetime, connection: sqlite3.Connection, *, anew: bool
) -> None:
    connection.execute(
        "INSERT INTO outgoing (chat, urgency, kind, form, slot, content, edition, anew, made_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            work.chat,
            _urgency(part, turn),
            part.kind.value if isinstance(part, Message) else Kind.SCREEN.value,
            form_of(part),
            None if part.slot is None else part.slot.value,
            write_outgoing(part),
            work.edition,
            anew,
            moment_text(now),
        ),
    )


def _change_timer(chat: ChatId, timer: SetTimer | CancelTimer, connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM timer WHERE chat = ? AND name = ?", (chat, timer.name))
    if isinstance(timer, SetTimer):
        connection.execute(
            "INSERT INTO timer (chat, name, due, payload) VALUES (?, ?, ?, ?)",
            (chat, timer.name, moment_text(timer.due), timer.payload),
        )


def _write_diary(chat: ChatId, line: DiaryLine, connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO diary (chat, at, routine, minutes, techniques, pain_before, pain_after, effort) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            chat,
            moment_text(line.at),
            line.routine,
            line.minutes,
            json.dumps(line.techniques),
            line.pain_before,
            line.pain_after,
            line.effort,
        ),
    )


def _park(chat: ChatId, arrival: Arrival, reason: str, now: datetime, connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO parked (chat, content, reason, parked_at) VALUES (?, ?, ?, ?)",
        (chat, arrival.content, reason, moment_text(now)),
    )


def _park_refused(work: ChatWork, batch: Batch, connection: sqlite3.Connection) -> None:
    """Parks all that a refused chat's work began with, and leaves the apology in its place."""
    if work.passing:
        _take_turn(Turn(None, (batch.apology,), erase=True), work, batch.now, connection, anew=False)
        return
    refusal = ChatWork(
        chat=work.chat,
        turns=(),
        session=None,
        edition=work.edition,
        fired=work.fired,
        retried=work.retried,
        ended=work.ended,
        here=work.here,
        unsettled=True,
        by_person=work.by_person,
    )
    _finish(refusal, connection)
    _meet(refusal, batch.now, connection)
    for arrival in work.arrivals:
        _park(work.chat, arrival, "the database refused what it led to", batch.now, connection)
    apology = Turn(session=None, outgoing=(batch.apology,))
    _take_turn(apology, work, batch.now, connection, anew=False)
