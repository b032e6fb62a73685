"""Reads a time of day or a length of time out of typed words: "7:30", "half past seven", "in the morning"."""

import re
from collections.abc import Mapping
from datetime import time

_NUMBERS: Mapping[str, int] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
_NUMBER = r"(?:\d{1,2}|" + "|".join(_NUMBERS) + ")"
_HALF = r"(?P<half>a\.?m\.?|p\.?m\.?|in the morning|in the afternoon|in the evening|at night)?"
_DIGITS = re.compile(rf"\b(?P<hour>\d{{1,2}})\s*(?:[:.h]|\s)\s*(?P<minute>[0-5]\d)\s*{_HALF}")
_PAST = re.compile(rf"\b(?P<part>half|quarter|{_NUMBER}) (?P<way>past|to) (?P<hour>{_NUMBER})\s*{_HALF}")
_ALONE = re.compile(rf"\b(?:at |around |about )?(?P<hour>{_NUMBER})\s*(?:o'?clock)?\s*{_HALF}(?!\w)")
_AND = re.compile(r",|;|&|\+|\band\b")
_TO = re.compile(r"\s*(?:\bto\b|\btill\b|\buntil\b|-|–)\s*")
_PARTS: Mapping[str, time] = {
    "noon": time(12), "midday": time(12), "midnight": time(0), "morning": time(7), "afternoon": time(14),
    "evening": time(19), "night": time(20, 30), "bedtime": time(21), "lunch": time(12, 30), "breakfast": time(7, 30),
}  # fmt: skip


def time_in(text: str) -> time | None:
    """Returns the time of day that words name, or None where they name none or more than one could be meant.

    Args:
        text: What was typed, in English; any length.
    """
    words = " ".join(text.casefold().replace("’", "'").split())[:200]
    match = _DIGITS.search(words)
    if match is not None:
        return _made(int(match["hour"]), int(match["minute"]), match["half"])
    match = _PAST.search(words)
    if match is not None:
        minutes = {"half": 30, "quarter": 15}.get(match["part"]) or _number(match["part"])
        hour = _number(match["hour"])
        if match["way"] == "to":
            hour, minutes = (hour - 1) % 24, 60 - minutes
        return _made(hour, minutes, match["half"])
    match = _ALONE.search(words)
    if match is not None:
        return _made(_number(match["hour"]), 0, match["half"])
    return next((at for part, at in _PARTS.items() if re.search(rf"\b{part}\b", words)), None)


def times_in(text: str) -> tuple[time, ...]:
    """Returns all the times of day that words name, in their order; none where a part of the list names none.

    Args:
        text: What was typed, such as "7:00, 13:00 and 20:00"; any length.
    """
    parts = [part for part in _AND.split(text.casefold()[:200]) if part.strip()]
    found = [time_in(part) for part in parts]
    listed = tuple(dict.fromkeys(at for at in found if at is not None))
    if len(parts) > 1 and None not in found:
        return listed
    alone = time_in(text)
    return () if alone is None else (alone,)


def span_in(text: str) -> tuple[time, time] | None:
    """Returns the two times of day that words like "from 10 pm to 6:30" name, or None.

    Args:
        text: What was typed, in English; any length.
    """
    begin, _, end = _TO.sub("|", text.casefold()[:200], count=1).partition("|")
    first, last = time_in(begin), time_in(end)
    return None if first is None or last is None else (first, last)


def _number(word: str) -> int:
    return _NUMBERS.get(word) or int(word)


def _made(hour: int, minute: int, half: str | None) -> time | None:
    afternoon = half is not None and (
        half.startswith("p") or "afternoon" in half or "evening" in half or "night" in half
    )
    morning = half is not None and not afternoon
    if afternoon and hour < 12:
        hour += 12
    elif morning and hour == 12:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None
