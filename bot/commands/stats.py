"""`footguide stats`: the counts that operators see with /stats; numbers only, no person."""

import argparse
import json
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from bot.commands.choosing import Commands
from bot.commands.database import with_database

if TYPE_CHECKING:
    from bot.store import SqliteStore
    from bot.store.records import Statistics

COUNTED_FOR = 30
"""Days back from today that are counted unless another number is named, as with /stats."""


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("stats", help="count people, practices, outcomes and feedback; names no person")
    parser.add_argument("--days", type=int, default=COUNTED_FOR, metavar="N", help="days back (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Prints the counts.

    Args:
        options: The command line.
    """
    since = (datetime.now(UTC) - timedelta(days=max(0, options.days))).date()

    async def count(store: "SqliteStore") -> "Statistics":
        return await store.statistics(since)

    found = with_database(count)
    if options.json:
        counted = [{"what": what, "name": name, "number": number} for what, name, number in found.tallies]
        print(json.dumps({"now": dict(found.now), "since": found.since.isoformat(), "tallies": counted}))
        return 0
    for name, number in found.now.items():
        print(f"{name}: {number}")
    print(f"\nSince {found.since.isoformat()} (feedback: what each chat said last, whenever it was):")
    for what, group in groupby(found.tallies, key=lambda tally: tally[0]):
        tallies = list(group)
        print(f"{what}: {sum(number for _, _, number in tallies)}")
        for _, name, number in tallies:
            print(f"  {name}: {number}")
    if not found.tallies:
        print("nothing was counted")
    return 0
