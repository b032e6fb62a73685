"""Editions of the book in the database: their files, which one serves, what waits, and who did what."""

import hashlib
import sqlite3
from collections.abc import Mapping
from datetime import datetime

from bot.store.edition_records import (
    EDITIONS_KEPT,
    PROPOSAL_FOR,
    Action,
    KeptEdition,
    KeptFiles,
    KeptProposal,
    Move,
    Serving,
)
from bot.store.encoding import moment_text, read_moment


def serving_edition(connection: sqlite3.Connection) -> Serving | None:
    """Reads the pointer."""
    row = connection.execute("SELECT edition, since FROM serving_edition").fetchone()
    return None if row is None else Serving(row["edition"], read_moment(row["since"]))


def edition_files(edition: str, connection: sqlite3.Connection) -> Mapping[str, bytes] | None:
    """Reads the files of an edition by name."""
    if connection.execute("SELECT 1 FROM edition WHERE edition = ?", (edition,)).fetchone() is None:
        return None
    rows = connection.execute(
        "SELECT name, content FROM edition_file JOIN book_file USING (hash) WHERE edition = ? ORDER BY name",
        (edition,),
    )
    return {row["name"]: row["content"] for row in rows}


def editions(connection: sqlite3.Connection) -> tuple[KeptEdition, ...]:
    """Lists the published editions, the latest first."""
    rows = connection.execute(
        "SELECT edition, fingerprint, published_at, "
        "(SELECT count(*) FROM edition_file WHERE edition_file.edition = edition.edition) AS files, "
        "EXISTS (SELECT 1 FROM serving_edition WHERE serving_edition.edition = edition.edition) AS serves "
        "FROM edition WHERE published_at IS NOT NULL ORDER BY published_at DESC"
    )
    return tuple(
        KeptEdition(
            row["edition"], row["fingerprint"], read_moment(row["published_at"]), row["files"], bool(row["serves"])
        )
        for row in rows
    )


def keep_proposal(files: KeptFiles, proposal: KeptProposal, action: Action, connection: sqlite3.Connection) -> int:
    """Keeps a sound edition until somebody publishes or discards it; one that waits already is replaced."""
    connection.execute("DELETE FROM proposal WHERE edition = ?", (proposal.edition,))
    _keep(files, proposal.made_at, connection)
    added = connection.execute(
        "INSERT INTO proposal (edition, compared_with, who, made_at, examination) VALUES (?, ?, ?, ?, ?)",
        (
            proposal.edition,
            proposal.compared_with,
            proposal.who,
            moment_text(proposal.made_at),
            proposal.examination,
        ),
    )
    note_action(action, connection)
    _prune(proposal.made_at, connection)
    return int(added.lastrowid or 0)


def proposals(connection: sqlite3.Connection) -> tuple[KeptProposal, ...]:
    """Lists what waits, the oldest first."""
    return tuple(
        KeptProposal(
            row["id"],
            row["edition"],
            row["compared_with"],
            row["who"],
            read_moment(row["made_at"]),
            row["examination"],
        )
        for row in connection.execute("SELECT * FROM proposal ORDER BY id")
    )


def discard_proposal(number: int, action: Action, connection: sqlite3.Connection) -> bool:
    """Takes a proposal away and sets its content aside; False where it is not there."""
    row = connection.execute(
        "SELECT edition, fingerprint FROM proposal JOIN edition USING (edition) WHERE id = ?", (number,)
    ).fetchone()
    if row is None:
        return False
    connection.execute("DELETE FROM proposal WHERE id = ?", (number,))
    set_aside(row["fingerprint"], action.what, action.at, connection)
    note_action(action, connection)
    _prune(action.at, connection)
    return True


def move_pointer(move: Move, connection: sqlite3.Connection) -> bool:
    """Lets an edition serve from now on, unless another one serves than was expected.

    Returns:
        Whether it was done: not where the pointer stands elsewhere, nor where the edition is not kept.
    """
    now = serving_edition(connection)
    if (None if now is None else now.edition) != move.expected:
        return False
    if move.files is not None:
        _keep(move.files, move.action.at, connection)
    moment = moment_text(move.action.at)
    left = connection.execute("SELECT fingerprint FROM edition WHERE edition = ?", (move.expected,)).fetchone()
    if connection.execute("UPDATE edition SET published_at = ? WHERE edition = ?", (moment, move.to)).rowcount != 1:
        return False
    connection.execute(
        "INSERT INTO serving_edition (one, edition, since) VALUES (1, ?, ?) "
        "ON CONFLICT (one) DO UPDATE SET edition = excluded.edition, since = excluded.since",
        (move.to, moment),
    )
    connection.execute("DELETE FROM proposal WHERE edition = ?", (move.to,))
    if move.back and left is not None:
        set_aside(left["fingerprint"], move.action.what, move.action.at, connection)
    # What is put in place on purpose is set aside no longer.
    connection.execute(
        "DELETE FROM set_aside WHERE fingerprint = (SELECT fingerprint FROM edition WHERE edition = ?)", (move.to,)
    )
    note_action(move.action, connection)
    _prune(move.action.at, connection)
    return True


def set_aside(fingerprint: str, why: str, at: datetime, connection: sqlite3.Connection) -> None:
    """Notes that a content is not to be proposed again by itself."""
    connection.execute(
        "INSERT INTO set_aside (fingerprint, at, why) VALUES (?, ?, ?) "
        "ON CONFLICT (fingerprint) DO UPDATE SET at = excluded.at, why = excluded.why",
        (fingerprint, moment_text(at), why),
    )


def why_set_aside(fingerprint: str, connection: sqlite3.Connection) -> str | None:
    """Reads why a content is not proposed again by itself; None where it may be."""
    row = connection.execute("SELECT why FROM set_aside WHERE fingerprint = ?", (fingerprint,)).fetchone()
    return None if row is None else str(row["why"])


def note_action(action: Action, connection: sqlite3.Connection) -> None:
    """Writes an operator's action down."""
    connection.execute(
        "INSERT INTO operator_action (at, who, what, why, from_edition, to_edition) VALUES (?, ?, ?, ?, ?, ?)",
        (moment_text(action.at), action.who, action.what, action.why, action.from_edition, action.to_edition),
    )


def actions(limit: int, connection: sqlite3.Connection) -> tuple[Action, ...]:
    """Lists what was done, the latest first."""
    rows = connection.execute("SELECT * FROM operator_action ORDER BY id DESC LIMIT ?", (limit,))
    return tuple(
        Action(read_moment(row["at"]), row["who"], row["what"], row["why"], row["from_edition"], row["to_edition"])
        for row in rows
    )


def _keep(files: KeptFiles, now: datetime, connection: sqlite3.Connection) -> None:
    known = connection.execute("SELECT fingerprint FROM edition WHERE edition = ?", (files.edition,)).fetchone()
    if known is not None:
        if known["fingerprint"] != files.fingerprint:
            message = f"two different books have the edition id {files.edition}; change any file a little"
            raise ValueError(message)
        return
    connection.execute(
        "INSERT INTO edition (edition, fingerprint, kept_at) VALUES (?, ?, ?)",
        (files.edition, files.fingerprint, moment_text(now)),
    )
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.contents.items()}
    connection.executemany(
        "INSERT INTO book_file (hash, content) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(hashes[name], content) for name, content in files.contents.items()],
    )
    connection.executemany(
        "INSERT INTO edition_file (edition, name, hash) VALUES (?, ?, ?)",
        [(files.edition, name, hashed) for name, hashed in hashes.items()],
    )


def _prune(now: datetime, connection: sqlite3.Connection) -> None:
    """Takes away what nobody can come back to: old editions, old proposals, and files that no edition holds."""
    connection.execute("DELETE FROM proposal WHERE made_at < ?", (moment_text(now - PROPOSAL_FOR),))
    connection.execute(
        "DELETE FROM edition WHERE edition NOT IN (SELECT edition FROM serving_edition) "
        "AND edition NOT IN (SELECT edition FROM proposal) AND edition NOT IN "
        "(SELECT edition FROM edition WHERE published_at IS NOT NULL ORDER BY published_at DESC LIMIT ?)",
        (EDITIONS_KEPT,),
    )
    connection.execute("DELETE FROM book_file WHERE hash NOT IN (SELECT hash FROM edition_file)")
