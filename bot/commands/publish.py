"""`footguide publish`: prove a folder, tell what it changes for people, and let the bot serve it."""

import argparse
from pathlib import Path

from bot.commands.at_the_desk import at_the_desk, whoever_types
from bot.commands.choosing import Commands
from bot.commands.refusal import Refusal
from bot.editions.desk import Desk, NotDone, Obstacle
from bot.editions.examination import Examination
from bot.knowledge.book_files import files_in
from bot.knowledge.counting import in_words
from bot.settings import read_settings

LOOSER = 3
"""Exit code where a safety rule is loosened and nobody said that this is meant."""


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("publish", help="prove a folder and let the bot serve it, without a restart")
    parser.add_argument("folder", type=Path, help="folder of the book")
    parser.add_argument("--accept-looser", action="store_true", help="publish it although it loosens safety rules")
    parser.add_argument("--why", default="", help="the reason, for the trail of what was done")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Publishes; 1 where it is refused, 3 where it loosens a safety rule and that was not accepted."""

    async def publish(desk: Desk) -> int:
        try:
            return await _publish(desk, options)
        except NotDone as refusal:
            if refusal.obstacle is Obstacle.SAME:
                print(refusal)
                return 0
            raise Refusal(str(refusal)) from refusal

    return at_the_desk(publish, begins=True)


async def _publish(desk: Desk, options: argparse.Namespace) -> int:
    who = whoever_types()
    proposal = await desk.propose(files_in(options.folder), who=who, why=options.why)
    found = proposal.examination
    for fault in found.faults:
        print(fault.in_full())
    if proposal.number is None:
        print(f"{len(found.faults)} fault{'' if len(found.faults) == 1 else 's'}. Nothing was published.")
        return 1
    print(told(found))
    if found.against is None:
        print(f"It is the first edition in {read_settings().database}, so it is compared with none.")
    if found.loosens and not options.accept_looser:
        print(f"Edition {found.edition} loosens safety rules and was not published. It waits as proposal "
              f"{proposal.number}. To publish it: footguide publish {options.folder} --accept-looser")  # fmt: skip
        return LOOSER
    await desk.publish(proposal.number, who=who, why=options.why, accept_looser=options.accept_looser)
    print(f"Edition {found.edition} serves now. A running bot follows within seconds.")
    return 0


def told(found: Examination) -> str:
    """Returns what was found about a sound edition, in words.

    Args:
        found: The examination.
    """
    lines = [f"Edition {found.edition}: {in_words(found.counts)}. Unsigned: {found.unsigned}."]
    if found.proof is not None:
        lines.append(f"Proved over {found.proof.worlds:,} worlds, at {found.proof.at:%Y-%m-%d %H:%M} UTC.")
    if found.cases is not None:
        lines.append(f"{found.cases.cases} patient cases come out as they must.")
    if found.against is not None:
        lines.append(found.in_full.rstrip())
    return "\n".join(lines)
