"""Work that turns asked for: which is due, how often it was begun, and what it reads."""

import json
import sqlite3
from collections.abc import Collection
from datetime import datetime

from bot.dialogue.events import ChatId
from bot.dialogue.turn import DiaryLine, Job
from bot.store.encoding import moment_text, read_moment
from bot.store.records import DueJob


def add_job(chat: ChatId, job: Job, now: datetime, connection: sqlite3.Connection) -> None:
    """Writes a job; one that waits already stays the one it is."""
    connection.execute(
        "INSERT INTO job (chat, kind, payload, due) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (chat, job.kind, job.payload, moment_text(now)),
    )


def due_jobs(
    now: datetime, limit: int, skip: Collection[int], without: Collection[str], connection: sqlite3.Connection
) -> tuple[DueJob, ...]:
    """Reads the jobs whose moment has come, but for those that are in hand and those of some kinds."""
    rows = connection.execute(
        "SELECT id, chat, kind, payload, tries FROM job WHERE due <= ? "
        "AND id NOT IN (SELECT value FROM json_each(?)) AND kind NOT IN (SELECT value FROM json_each(?)) "
        "ORDER BY due, id LIMIT ?",
        (moment_text(now), json.dumps(list(skip)), json.dumps(list(without)), limit),
    )
    return tuple(DueJob(row["id"], row["chat"], row["kind"], row["payload"], row["tries"]) for row in rows)


def next_job_due(skip: Collection[int], without: Collection[str], connection: sqlite3.Connection) -> datetime | None:
    """Reads the moment of the next job, but for those that are in hand and those of some kinds."""
    row = connection.execute(
        "SELECT min(due) AS due FROM job WHERE id NOT IN (SELECT value FROM json_each(?)) "
        "AND kind NOT IN (SELECT value FROM json_each(?))",
        (json.dumps(list(skip)), json.dumps(list(without))),
    ).fetchone()
    return None if row["due"] is None else read_moment(row["due"])


def begin_job(job: int, connection: sqlite3.Connection) -> bool:
    """Counts one more attempt; tells whether the job is still wanted."""
    return connection.execute("UPDATE job SET tries = tries + 1 WHERE id = ?", (job,)).rowcount == 1


def put_off_job(job: int, until: datetime, connection: sqlite3.Connection) -> None:
    """Lets a job wait until a moment."""
    connection.execute("UPDATE job SET due = ? WHERE id = ?", (moment_text(until), job))


def job_waits(job: int, connection: sqlite3.Connection) -> bool:
    """Tells whether a job is still wanted."""
    return connection.execute("SELECT 1 FROM job WHERE id = ?", (job,)).fetchone() is not None


def diary(chat: ChatId, connection: sqlite3.Connection) -> tuple[DiaryLine, ...]:
    """Reads the diary of a chat, the oldest line first."""
    rows = connection.execute("SELECT * FROM diary WHERE chat = ? ORDER BY at", (chat,))
    return tuple(
        DiaryLine(
            at=read_moment(row["at"]),
            routine=row["routine"],
            minutes=row["minutes"],
            techniques=tuple(json.loads(row["techniques"])),
            pain_before=row["pain_before"],
            pain_after=row["pain_after"],
            effort=row["effort"],
        )
        for row in rows
    )
