"""The kinds of job that the conversation asks for: how each is asked for, and the form in which its end comes."""

from collections.abc import Sequence

from pydantic import TypeAdapter

from bot.dialogue.turn import DiaryLine, Job
from bot.dialogue.turning import Turning

DIARY = "diary"
"""Reads the diary of the chat; the payload says what it is wanted for."""

EXPORT = "export"
"""Reads everything that is kept about the chat, as JSON: rows by table."""

FIRST_LOOK = "first"
AFTER_PRACTICE = "after"
WEEKLY = "weekly"
"""What the diary is read for, beside one way to look at it."""

_DIARY: TypeAdapter[tuple[DiaryLine, ...]] = TypeAdapter(tuple[DiaryLine, ...])


def write_diary(lines: Sequence[DiaryLine]) -> str:
    """Writes a diary as the end of its job tells it."""
    return _DIARY.dump_json(tuple(lines)).decode()


def read_diary(result: str) -> tuple[DiaryLine, ...]:
    """Reads a diary back, the oldest line first."""
    return _DIARY.validate_json(result)


def ask_for_look(turning: Turning, view: str = FIRST_LOOK) -> None:
    """Asks for the diary, to look at it in one way.

    Args:
        turning: The turn.
        view: The way; by default pain where there are numbers of it, else the days.
    """
    turning.ask_for(Job(DIARY, f"{view} {turning.session.screen}"))


def ask_after_practice(turning: Turning) -> None:
    """Asks for the diary after a practice, to see whether somebody else should look at the foot."""
    if not turning.session.about_other:
        turning.ask_for(Job(DIARY, f"{AFTER_PRACTICE} {turning.session.screen}"))


def ask_for_export(turning: Turning) -> None:
    """Asks for everything that is kept, to be sent as files."""
    turning.ask_for(Job(EXPORT))
