"""Reminders in words: times, days of the week, the next date."""

from datetime import date, datetime, timedelta

from bot.dialogue.reminding.schedules import Schedule
from bot.dialogue.turning import Turning
from bot.timetable.places import city

WEEKEND = frozenset({5, 6})
ALL = frozenset(range(7))


def day_name(turning: Turning, weekday: int) -> str:
    """Returns the name of a day of the week; Monday is 0."""
    say = turning.say
    return (
        say("Monday"), say("Tuesday"), say("Wednesday"), say("Thursday"), say("Friday"), say("Saturday"),
        say("Sunday"),
    )[weekday]  # fmt: skip


def date_in_words(turning: Turning, day: date) -> str:
    """Returns a date with its day of the week, such as 'Monday 14 December'."""
    say = turning.say
    months = (
        say("January"), say("February"), say("March"), say("April"), say("May"), say("June"), say("July"),
        say("August"), say("September"), say("October"), say("November"), say("December"),
    )  # fmt: skip
    return say(
        "{weekday} {day} {month}", weekday=day_name(turning, day.weekday()), day=day.day, month=months[day.month - 1]
    )


def near_date_in_words(turning: Turning, day: date, now: datetime) -> str:
    """Returns 'today', 'tomorrow, Monday' or the date; `now` is in the person's zone."""
    if day == now.date():
        return turning.say("today")
    if day == now.date() + timedelta(days=1):
        return turning.say("tomorrow, {weekday}", weekday=day_name(turning, day.weekday()))
    return date_in_words(turning, day)


def clock_of(turning: Turning, moment: datetime) -> str:
    """Returns the time of an instant where the owner is, with whose clock it is, such as '08:00 (London)'."""
    place = turning.session.reminders.place
    return turning.say("{time} ({place})", time=moment.astimezone(place).strftime("%H:%M"), place=city(place.key))


def schedule_in_words(turning: Turning, schedule: Schedule) -> str:
    """Returns when a schedule rings, such as 'every day at 07:00'."""
    say = turning.say
    *most, last = [at.strftime("%H:%M") for at in sorted(schedule.times)]
    times = say("{times} and {last}", times=", ".join(most), last=last) if most else last
    days = frozenset(schedule.days)
    if days == ALL:
        return say("every day at {times}", times=times)
    if days == ALL - WEEKEND:
        return say("on working days at {times}", times=times)
    names = ", ".join(day_name(turning, day) for day in sorted(days))
    return say("{days} at {times}", days=names, times=times)
