"""`footguide rollback`: let an earlier edition serve again, in one step."""

import argparse

from bot.commands.at_the_desk import at_the_desk, whoever_types
from bot.commands.choosing import Commands
from bot.commands.refusal import Refusal
from bot.editions.desk import Desk, NotDone


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("rollback", help="let an earlier edition of the book serve again")
    parser.add_argument("edition", nargs="?", help="the edition; the one before by default")
    parser.add_argument("--why", default="", help="the reason, for the trail of what was done")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Rolls back.

    Raises:
        Refusal: There is no such edition, or somebody else was quicker.
    """

    async def roll_back(desk: Desk) -> str:
        try:
            serving = await desk.roll_back(options.edition, who=whoever_types(), why=options.why)
        except NotDone as refusal:
            raise Refusal(str(refusal)) from refusal
        return serving.edition

    edition = at_the_desk(roll_back)
    print(f"Edition {edition} serves again. A running bot follows within seconds.")
    print("A folder that holds the edition that served so far is not proposed again before it is edited.")
    return 0
