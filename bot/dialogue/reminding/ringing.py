"""A reminder comes due: whether it rings, and when the next one is. What holds it back is asked last."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from bot.dialogue.reminding.asking import note_silence
from bot.dialogue.reminding.counting import good_moment
from bot.dialogue.reminding.fitting import still_fits
from bot.dialogue.reminding.messages import (
    LATE,
    enough_today,
    remind,
    say_it_fits_no_more,
    snooze_of,
    timer_of,
)
from bot.dialogue.reminding.schedules import DAYS_KEPT, Reminders, Schedule
from bot.dialogue.turning import Turning
from bot.timetable.rule import Occurrence, next_occurrence
from bot.timetable.wall_clock import instant_of, local_date

IN_TIME = timedelta(minutes=5)
"""Up to this late it still rings inside the quiet hours, because its time was chosen."""

NOT_AGAIN_WITHIN = timedelta(minutes=90)
"""Whoever finished a routine so shortly before is not reminded of it."""


def next_of(reminders: Reminders, schedule: Schedule, now: datetime) -> Occurrence | None:
    """Returns the next occurrence of a schedule; a paused one, or one without a zone, has none."""
    if schedule.paused or reminders.zone is None:
        return None
    return next_occurrence(schedule.rule(), reminders.place, now)


def set_next(turning: Turning, schedule: Schedule) -> None:
    """Asks to be woken for the next occurrence of a schedule, where it has one."""
    occurrence = next_of(turning.session.reminders, schedule, turning.now)
    if occurrence is None:
        turning.cancel_timer(timer_of(schedule))
    else:
        _wake(turning, schedule, occurrence)


def set_all(turning: Turning) -> None:
    """Works the next occurrence of every schedule out anew, such as in another zone."""
    for schedule in turning.session.reminders.schedules:
        set_next(turning, schedule)


def ring(turning: Turning, number: str, payload: str) -> None:
    """A timer of a schedule has ended.

    After a time in which nothing ran, only the latest missed occurrence counts, and only if it is less than two hours
    late and its hour is not quiet. What did not ring is noted, silently.

    Args:
        turning: The turn.
        number: The number of the schedule.
        payload: The occurrence that the timer was set for.
    """
    reminders = turning.session.reminders
    schedule = reminders.schedule(int(number)) if number.isdecimal() else None
    if schedule is None or schedule.paused or reminders.zone is None:
        return
    day, at = _read(payload)
    due = instant_of(day, at, reminders.place)
    if due is None or not schedule.rule().holds_on(day) or at not in schedule.times:
        # The rule was changed since; its own next occurrence counts.
        set_next(turning, schedule)
        return
    if due > turning.now:
        # The data about zones changed since the timer was set, or all timers were woken because it might have.
        _wake(turning, schedule, Occurrence(day, at, due))
        return
    *missed, latest = _due_by_now(schedule, reminders, Occurrence(day, at, due), turning)
    for earlier in missed[-DAYS_KEPT:]:
        if earlier.day != latest.day:
            _note_missed(turning, schedule, earlier.day)
    schedule = note_silence(turning, schedule, latest.day)
    if schedule.paused:
        return
    set_next(turning, schedule)
    if _may_ring(turning, schedule, latest):
        send(turning, schedule, latest.day, latest.at)


def ring_again(turning: Turning, payload: str) -> None:
    """The end of a delay: rings once more for the same day, unless that was answered meanwhile.

    Nobody chose this minute, so the quiet hours hold it back, as they are by now.
    """
    reminders = turning.session.reminders
    number, _, when = payload.partition(" ")
    schedule = reminders.schedule(int(number)) if number.isdecimal() else None
    day, at = _read(when)
    nudge = None if schedule is None else reminders.nudge_of(schedule.number)
    if schedule is None or nudge is None or nudge.answered or nudge.day != day:
        return
    if schedule.paused or (schedule.paused_until is not None and _today(turning) < schedule.paused_until):
        return
    moment = good_moment(turning)
    if moment > turning.now:
        turning.set_timer(snooze_of(schedule), moment - turning.now, payload)
    elif not _held_back(turning, schedule) and not _done_since(turning, schedule):
        send(turning, schedule, day, at)


def send(turning: Turning, schedule: Schedule, day: date, at: time) -> None:
    """Sends the reminder, or says once that its routine fits no more."""
    fits = still_fits(turning, schedule.routine)
    if fits == schedule.unfit:
        schedule = schedule.model_copy(update={"unfit": not fits})
        turning.change(reminders=turning.session.reminders.with_schedule(schedule))
        if not fits:
            say_it_fits_no_more(turning, schedule, day, at)
    if fits:
        remind(turning, schedule, day, at)


def _wake(turning: Turning, schedule: Schedule, occurrence: Occurrence) -> None:
    payload = f"{occurrence.day.isoformat()} {occurrence.at.isoformat('minutes')}"
    turning.set_timer(timer_of(schedule), occurrence.due - turning.now, payload)


def _read(payload: str) -> tuple[date, time]:
    day, _, at = payload.partition(" ")
    return date.fromisoformat(day), time.fromisoformat(at)


def _today(turning: Turning) -> date:
    return turning.now.astimezone(turning.session.reminders.place).date()


def _due_by_now(
    schedule: Schedule, reminders: Reminders, first: Occurrence, turning: Turning
) -> Iterator[Occurrence]:
    """Yields an occurrence that is due and those after it that are due by now too; the latest comes last."""
    occurrence = first
    while occurrence.due <= turning.now:
        yield occurrence
        occurrence = next_occurrence(schedule.rule(), reminders.place, occurrence.due)


def _note_missed(turning: Turning, schedule: Schedule, day: date) -> None:
    """Notes that a day did not ring, unless something was told about it."""
    reminders = turning.session.reminders
    if reminders.came_of(schedule.number, day) is None:
        turning.change(reminders=reminders.with_day(schedule.number, day, "missed"))


def _may_ring(turning: Turning, schedule: Schedule, occurrence: Occurrence) -> bool:
    """Asks everything that holds a reminder back, at the last moment."""
    reminders, now = turning.session.reminders, turning.now
    late = now - occurrence.due
    quiet = reminders.quiet.cover(now.astimezone(reminders.place).time())
    if late >= LATE or (late > IN_TIME and quiet):
        _note_missed(turning, schedule, occurrence.day)
        return False
    if _locked(turning):
        # A day that the bot itself held back counts neither for nor against anybody.
        turning.change(reminders=reminders.with_day(schedule.number, occurrence.day, "rest"))
        return False
    return not (_held_back(turning, schedule) or _done_already(turning, schedule, occurrence))


def _held_back(turning: Turning, schedule: Schedule) -> bool:
    """Whether a lock, a running practice, or too many messages today keep it back."""
    return _locked(turning) or _practising(turning) or enough_today(turning, schedule)


def _locked(turning: Turning) -> bool:
    return turning.session.owner.lock is not None or turning.person.lock is not None


def _practising(turning: Turning) -> bool:
    practice = turning.session.practice
    last = turning.session.last_at
    return practice is not None and last is not None and turning.now - last < NOT_AGAIN_WITHIN


def _done_already(turning: Turning, schedule: Schedule, occurrence: Occurrence) -> bool:
    """Whether the routine of this occurrence was done: on its day, or just before where there are several a day."""
    history, reminders = turning.session.owner.history, turning.session.reminders
    programme = history.programmes.get(schedule.routine)
    if programme is None:
        return False
    if len(schedule.times) > 1:
        return occurrence.due - programme.last < NOT_AGAIN_WITHIN
    return local_date(programme.last, reminders.place, reminders.day_begins) == occurrence.day


def _done_since(turning: Turning, schedule: Schedule) -> bool:
    """Whether the routine was done after its last message, without a tap on it."""
    programme = turning.session.owner.history.programmes.get(schedule.routine)
    nudge = turning.session.reminders.nudge_of(schedule.number)
    return programme is not None and nudge is not None and programme.last > nudge.sent
