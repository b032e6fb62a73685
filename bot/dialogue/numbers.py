"""Emergency numbers: all of them always, the one of the person's own time zone first where the book knows it."""

from bot.dialogue.turning import Turning


def numbers_in_words(turning: Turning) -> str:
    """Returns the emergency numbers, never one alone; their order alone hangs on the clock that the person set."""
    words = turning.book.words
    heading, *lines = turning.read(words.emergency_numbers).split("\n")
    first = _first_number(turning)
    lines.sort(key=lambda line: first is None or not line.startswith(f"{first} "))
    return "\n".join((heading, *lines))


def _first_number(turning: Turning) -> str | None:
    """Returns the number of the time zone, by the longest beginning that fits; None where nothing is known."""
    zone = turning.session.reminders.zone or ""
    fitting = [
        (len(begins), number)
        for number, beginnings in turning.book.words.number_first.items()
        for begins in beginnings
        if zone == begins or (begins.endswith("/") and zone.startswith(begins))
    ]
    return max(fitting)[1] if fitting else None
