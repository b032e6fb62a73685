"""What is counted over all chats for whoever keeps the book: numbers only, no person."""

import sqlite3
from datetime import date

from bot.store.records import Statistics

_NOW = {
    "people": "SELECT count(*) FROM chat WHERE here = 1",
    "in an interview": "SELECT count(*) FROM session "
    "WHERE json_extract(content, '$.stage.name') IN ('question', 'which', 'line', 'why')",
    "in a practice": "SELECT count(*) FROM session "
    "WHERE json_extract(content, '$.practice.started') NOTNULL AND json_extract(content, '$.practice.ended') ISNULL",
    "locked": "SELECT count(*) FROM session WHERE json_extract(content, '$.owner.lock.flag') NOTNULL",
    "reminders set": "SELECT coalesce(sum(json_array_length(content, '$.reminders.schedules')), 0) FROM session",
    "parked": "SELECT count(*) FROM parked",
}


def statistics(since: date, connection: sqlite3.Connection) -> Statistics:
    """Counts what holds now, and what happened since a day.

    Args:
        since: The first day that counts, in UTC.
        connection: The database.
    """
    tallies = connection.execute(
        "SELECT what, name, sum(number) AS number FROM tally WHERE day >= ? "
        "GROUP BY what, name ORDER BY what, number DESC, name",
        (since.isoformat(),),
    )
    # What a chat said last of a technique counts, whenever it was said.
    said = connection.execute(
        "SELECT technique || ': ' || replace(said, '_', ' ') AS name, count(*) AS number FROM feedback "
        "GROUP BY technique, said ORDER BY number DESC, name"
    )
    feedback = [("feedback", row["name"], int(row["number"])) for row in said]
    return Statistics(
        now={name: int(connection.execute(question).fetchone()[0]) for name, question in _NOW.items()},
        since=since,
        tallies=(*((row["what"], row["name"], int(row["number"])) for row in tallies), *feedback),
    )
