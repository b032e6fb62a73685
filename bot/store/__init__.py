"""Whole operations over the database, one transaction each.

`contract.Store` says what a store can do; `sqlite.SqliteStore` does it in one file.
"""

from bot.store.contract import Store
from bot.store.edition_records import Action, KeptEdition, KeptFiles, KeptProposal, Move, Serving
from bot.store.records import (
    Arrival,
    Batch,
    ChatMemory,
    ChatWork,
    DueJob,
    DueTimer,
    LastLook,
    OutgoingRow,
    ParkedUpdate,
    SlotHeld,
    Statistics,
)
from bot.store.sqlite import SqliteStore
from bot.store.trouble import StoreUnavailable

__all__ = [
    "Action",
    "Arrival",
    "Batch",
    "ChatMemory",
    "ChatWork",
    "DueJob",
    "DueTimer",
    "KeptEdition",
    "KeptFiles",
    "KeptProposal",
    "LastLook",
    "Move",
    "OutgoingRow",
    "ParkedUpdate",
    "Serving",
    "SlotHeld",
    "SqliteStore",
    "Statistics",
    "Store",
    "StoreUnavailable",
]
