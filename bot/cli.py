"""The front door: the command `footguide`, which leads to one file of `commands` for each of its words."""

import argparse
import sys
from collections.abc import Sequence

from bot.commands import (
    backup,
    book,
    cases,
    check,
    coverage,
    difference,
    editions,
    explain,
    new,
    pages,
    parked,
    pictures,
    publish,
    record,
    rollback,
    run,
    schema,
    sign,
    stats,
    trial,
    understand,
)
from bot.commands.refusal import Refusal
from bot.knowledge.fault import BookUnusable
from bot.settings import SettingsUnusable

COMMANDS = (
    run, trial, check, explain, new, cases, record, difference, publish, editions, rollback,
    book, coverage, pages, pictures, schema, sign, understand, stats, parked, backup,
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command.

    Args:
        arguments: The words after `footguide`; those of the process when None.

    Returns:
        The exit code: 0 when all is well, 1 when something was refused or failed, 2 for a wrong command line.
    """
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except (Refusal, BookUnusable, SettingsUnusable) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="footguide", description="A Telegram bot that guides people with sore feet, safely."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return parser
