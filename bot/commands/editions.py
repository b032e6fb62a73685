"""`footguide editions`: what serves, what can be rolled back to, what waits, and who did what."""

import argparse

from bot.commands.at_the_desk import at_the_desk
from bot.commands.choosing import Commands
from bot.editions.desk import Desk

MOST_ACTIONS = 20


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("editions", help="list the editions of the book, and who did what")
    parser.set_defaults(command=run)


def run(_: argparse.Namespace) -> int:
    """Lists editions, proposals and the last actions."""

    async def listed(desk: Desk) -> list[str]:
        lines = []
        for one in await desk.editions():
            mark = "serves " if one.serves else "       "
            lines.append(f"{mark}{one.edition}  published {one.published_at:%Y-%m-%d %H:%M} UTC, {one.files} files")
        if not lines:
            lines.append("No edition serves yet: the first start of the bot makes one.")
        for waiting in await desk.proposals():
            looser = len(waiting.examination.looser)
            what = f"loosens {looser} safety rule{'' if looser == 1 else 's'}" if looser else "loosens nothing"
            lines.append(f"waits  {waiting.edition}  proposal {waiting.number} by {waiting.who}, {what}")
        lines.append("")
        for act in await desk.actions(MOST_ACTIONS):
            moved = f" {act.from_edition or 'nothing'} -> {act.to_edition or 'nothing'}" if act.to_edition else ""
            reason = f" ({act.why})" if act.why else ""
            lines.append(f"{act.at:%Y-%m-%d %H:%M} UTC  {act.who}: {act.what}{moved}{reason}")
        return lines

    print("\n".join(at_the_desk(listed)).rstrip())
    return 0
