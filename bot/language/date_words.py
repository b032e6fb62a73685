"""Reads dates and days of the week out of typed words: "two weeks", "until 3 May", "weekdays", "Monday to Friday"."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

_NUMBERS: Mapping[str, int] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_NUMBER = r"(?P<number>\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_LENGTH = re.compile(rf"\b(?:{_NUMBER}|next|the (?:whole|next)) (?P<unit>day|week|fortnight|month)s?\b")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH = "(?P<month>" + "|".join(f"{name}|{name[:3]}" for name in _MONTHS) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_YEAR = r"(?:,? (?P<year>20\d\d))?"
_DATES = (
    re.compile(rf"\b{_DAY} (?:of )?{_MONTH}{_YEAR}(?![\w])"),
    re.compile(rf"\b{_MONTH} (?:the )?{_DAY}{_YEAR}(?![\w])"),
)
_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ABBREVIATED = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
_OF_WEEK = r"(?:" + "|".join([*(f"{name}s?" for name in _WEEKDAYS), *_ABBREVIATED]) + ")"
_RANGE = re.compile(rf"\b({_OF_WEEK})\s*(?:to|till|until|through|-|–)\s*({_OF_WEEK})\b")
_ONE = re.compile(rf"\b({_OF_WEEK})\b")
_WEEK_DAYS = 7
_SOON_YEARS = 8
"""A leap day comes at least once in so many years."""


def date_in(text: str, today: date) -> date | None:
    """Returns the date that words name, counted from a day; None where they name none that lies after it.

    A date without a year is the next one; what could be two dates, such as 3/5, is none.

    Args:
        text: What was typed, in English; any length.
        today: The local date on which it was typed.
    """
    words = _plain(text)
    found = _length(words, today) or _calendar(words, today)
    if found is None and re.search(r"\btomorrow\b", words):
        found = today + timedelta(days=1)
    if found is None:
        named = _ONE.search(words)
        if named is not None:
            ahead = (_weekday(named[1]) - today.weekday() - 1) % _WEEK_DAYS + 1
            found = today + timedelta(days=ahead)
    return found if found is not None and found > today else None


def days_in(text: str) -> frozenset[int] | None:
    """Returns the days of the week that words name, Monday is 0; None where they name none.

    Args:
        text: What was typed, in English; any length.
    """
    words = _plain(text)
    if re.search(r"\b(every ?day|each day|daily|all days|any day)\b", words):
        return frozenset(range(_WEEK_DAYS))
    days: set[int] = set()
    if re.search(r"\b(week ?days?|work(ing)? ?days?)\b", words):
        days |= set(range(5))
    if re.search(r"\bweek ?ends?\b", words):
        days |= {5, 6}
    for first, last in _RANGE.findall(words):
        length = (_weekday(last) - _weekday(first)) % _WEEK_DAYS
        days |= {(_weekday(first) + step) % _WEEK_DAYS for step in range(length + 1)}
    days |= {_weekday(name) for name in _ONE.findall(words)}
    return frozenset(days) or None


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())[:200]


def _weekday(name: str) -> int:
    return _ABBREVIATED[name] if name in _ABBREVIATED else _WEEKDAYS.index(name.removesuffix("s"))


def _length(words: str, today: date) -> date | None:
    match = _LENGTH.search(words)
    if match is None:
        return None
    number = 1 if match["number"] is None else _NUMBERS.get(match["number"]) or int(match["number"])
    if match["unit"] == "month":
        return _months_later(today, number)
    return today + number * timedelta(days={"day": 1, "week": 7, "fortnight": 14}[match["unit"]])


def _months_later(today: date, number: int) -> date:
    month = today.month - 1 + number
    year, month = today.year + month // 12, month % 12 + 1
    for day in (today.day, 30, 29, 28):
        try:
            return date(year, month, min(day, today.day))
        except ValueError:
            continue
    return date(year, month, 28)


def _calendar(words: str, today: date) -> date | None:
    iso = _ISO.search(words)
    if iso is not None:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    for pattern in _DATES:
        match = pattern.search(words)
        if match is None:
            continue
        month = next(place for place, name in enumerate(_MONTHS, start=1) if match["month"] in {name, name[:3]})
        if match["year"]:
            return _date(int(match["year"]), month, int(match["day"]))
        coming = (_date(today.year + later, month, int(match["day"])) for later in range(_SOON_YEARS + 1))
        return next((day for day in coming if day is not None and day > today), None)
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
