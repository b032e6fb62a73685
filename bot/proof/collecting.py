"""Counts worlds and collects counter-examples while a piece runs, and says how long it took."""

from collections.abc import Callable
from contextlib import suppress
from time import perf_counter

from bot.proof.result import CounterExample, Piece

ENOUGH = 25
"""A piece that met so many counter-examples looks no further."""


class EnoughFound(Exception):
    """The piece met so many counter-examples that more would say nothing new."""


class Collecting:
    """What a piece has met so far."""

    def __init__(self) -> None:
        self.worlds = 0
        self.found: list[CounterExample] = []

    def world(self, count: int = 1) -> None:
        """Counts worlds that were gone through."""
        self.worlds += count

    def against(self, sentence: str, remedy: str, transcript: Callable[[], str] | None = None) -> None:
        """Notes a counter-example.

        Args:
            sentence: What happens to which person.
            remedy: What to look at.
            transcript: Makes the chat that shows it; only the first few are made, because chats take time.

        Raises:
            EnoughFound: There are so many that the piece stops.
        """
        made = transcript() if transcript is not None and len(self.found) < 3 else ""
        self.found.append(CounterExample(sentence, remedy, made))
        if len(self.found) >= ENOUGH:
            raise EnoughFound


def run_piece(name: str, code: str, work: Callable[[Collecting], None]) -> Piece:
    """Runs one piece.

    Args:
        name: Its name.
        code: The code of its faults.
        work: Goes through its worlds.
    """
    collecting = Collecting()
    began = perf_counter()
    # What was found is in `collecting.found`; the piece has failed either way.
    with suppress(EnoughFound):
        work(collecting)
    return Piece(name, code, collecting.worlds, tuple(collecting.found), perf_counter() - began)
