"""/export: all that is kept about a chat, as one file to read and one for programs."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.dialogue.events import JobDone
from bot.dialogue.readable_export import readable
from bot.dialogue.screen import paragraphs
from bot.dialogue.turn import File, Kind, Message
from bot.dialogue.turning import Turning

Tables = Mapping[str, Sequence[Mapping[str, Any]]]
"""Every row about the chat, by table."""

NAME = "footguide-data"

FORMAT = 1
"""The version of the file for programs."""

_SHOWS_AGAIN = frozenset({"kept", "forget"})
"""Screens whose button asked for it: they come again below the files."""


def everything_read(turning: Turning, done: JobDone) -> None:
    """Sends both files, or says that it could not be done."""
    say = turning.say
    if done.result is None:
        turning.tell_person(say("Sorry, I could not put your data together just now. Please try /export later."))
        return
    tables = opened(json.loads(done.result))
    caption = paragraphs(
        say("**Here is all I know about you.** Open this file to read it."),
        say("It is health information: think before you forward it."),
    )
    for_programs = say("The same for programs, complete.")
    page = readable(turning, tables)
    turning.send(Message(Kind.ANSWER, caption, file=File(f"{NAME}.html", page)))
    turning.send(Message(Kind.ANSWER, for_programs, file=File(f"{NAME}.json", _for_programs(turning, tables))))
    if turning.stage.name in _SHOWS_AGAIN:
        turning.again()


def opened(tables: Tables) -> Tables:
    """Returns the tables with text that holds JSON opened, so that nothing is written in code within code."""
    return {
        table: [{column: _opened(value) for column, value in row.items()} for row in rows]
        for table, rows in tables.items()
    }


def _opened(value: object) -> object:
    if not isinstance(value, str) or not value.startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _for_programs(turning: Turning, tables: Tables) -> str:
    content = {
        "format": FORMAT,
        "made_at": turning.now.isoformat(),
        "edition_of_the_book": turning.book.edition,
        "tables": tables,
    }
    return json.dumps(content, ensure_ascii=False, indent=2)
