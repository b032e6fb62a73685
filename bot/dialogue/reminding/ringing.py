"""A reminder comes due: whether it rings, and when the next one is. Caps and quiet hours are asked last."""

from datetime import date, datetime, time, timedelta

from bot.dialogue.reminding.schedules import Nudge, Reminders, Schedule
from bot.dialogue.turn import Button, Kind, Message, Slot
from bot.dialogue.turning import Turning
from bot.timetable.rule import Occurrence, next_occurrence
from bot.timetable.wall_clock import instant_of, local_date

TIMER = "remind"
SNOOZE = "snooze"

LATE = timedelta(hours=2)
"""A reminder that is later than this is not sent any more; the day counts as missed."""

IN_TIME = timedelta(minutes=5)
"""Up to this late it still rings inside the quiet hours, because its time was chosen."""

MOST_A_DAY = 6
MOST_OF_ONE_ROUTINE = 3
"""The most reminders on one day: in all, and of one routine (`clinical` techniques 4.2)."""

THIN_AFTER = 2
ASK_AFTER = 7
"""Whole days without any answer after which it rings every other day, and after which it asks and then pauses."""

NOT_AGAIN_WITHIN = timedelta(minutes=90)
"""Whoever finished a routine so shortly before is not reminded of it."""


def timer_of(schedule: Schedule) -> str:
    """Returns the name of the timer of a schedule."""
    return f"{TIMER}:{schedule.number}"


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
        # The zone's data changed since the timer was set.
        _wake(turning, schedule, Occurrence(day, at, due))
        return
    latest = _latest(schedule, reminders, Occurrence(day, at, due), turning.now)
    schedule = _note_silence(turning, schedule, latest.day)
    if schedule.paused:
        return
    set_next(turning, schedule)
    if _may_ring(turning, schedule, latest):
        send(turning, schedule, latest.day, latest.at)


def ring_again(turning: Turning, payload: str) -> None:
    """The end of a delay: rings once more for the same day, unless that was answered meanwhile."""
    reminders = turning.session.reminders
    number, _, when = payload.partition(" ")
    schedule = reminders.schedule(int(number)) if number.isdecimal() else None
    nudge = reminders.nudge
    day, at = _read(when)
    if schedule is None or nudge is None or nudge.answered or (nudge.schedule, nudge.day) != (schedule.number, day):
        return
    if not _held_back(turning, schedule):
        send(turning, schedule, day, at)


def send(turning: Turning, schedule: Schedule, day: date, at: time) -> None:
    """Sends the reminder; its first line names no condition."""
    reminders = turning.session.reminders
    today = turning.now.astimezone(reminders.place).date()
    sent = (*_sent_today(turning), schedule.routine)
    nudge = Nudge(schedule=schedule.number, day=day, at=at, sent=turning.now)
    turning.change(reminders=reminders.model_copy(update={"nudge": nudge, "sent_on": today, "sent": sent}))
    say = turning.say

    def button(label: str, code: str) -> Button:
        return Button(label, press_data(code, schedule.number, day))

    delays = (button(say("10 min"), "ten"), button(say("1 hour"), "hour"), button(say("Tonight"), "tonight"))
    rows = (
        (button(say("Start"), "start"),),
        # A delay that could not ring again is not offered.
        *(() if _enough(sent, schedule) else (delays,)),
        (button(say("Skip today"), "skip"), button(say("Done already"), "done")),
    )
    turning.send(
        Message(
            Kind.NUDGE, say("Time for your stretch."), rows, Slot.REMINDER, fresh=True, sound=True,
            not_after=turning.now + LATE,
        )
    )  # fmt: skip


def press_data(code: str, number: int, day: date) -> str:
    """Returns the data of a button of a reminder: it names its day, and holds whatever screen is open."""
    return f"{TIMER}.{code}.{number}.{day.isoformat()}"


def _wake(turning: Turning, schedule: Schedule, occurrence: Occurrence) -> None:
    payload = f"{occurrence.day.isoformat()} {occurrence.at.isoformat('minutes')}"
    turning.set_timer(timer_of(schedule), occurrence.due - turning.now, payload)


def _read(payload: str) -> tuple[date, time]:
    day, _, at = payload.partition(" ")
    return date.fromisoformat(day), time.fromisoformat(at)


def _latest(schedule: Schedule, reminders: Reminders, first: Occurrence, now: datetime) -> Occurrence:
    """Returns the last occurrence that is due by now."""
    latest = first
    while True:
        later = next_occurrence(schedule.rule(), reminders.place, latest.due)
        if later.due > now:
            return latest
        latest = later


def _note_silence(turning: Turning, schedule: Schedule, day: date) -> Schedule:
    """Counts a whole day without any answer, and lets the schedule ring less; after a week it asks, then pauses."""
    reminders = turning.session.reminders
    nudge = reminders.nudge
    if nudge is None or nudge.schedule != schedule.number or nudge.answered or nudge.day >= day:
        return schedule
    silent = schedule.unanswered + 1
    changes: dict[str, object] = {"unanswered": silent}
    if silent >= THIN_AFTER and schedule.every_other_since is None:
        changes["every_other_since"] = day
    if silent >= ASK_AFTER:
        changes["paused"] = True
    schedule = schedule.model_copy(update=changes)
    reminders = reminders.with_day(schedule.number, nudge.day, "unanswered").with_schedule(schedule)
    if schedule.paused:
        reminders = reminders.with_pause(day)
    turning.change(reminders=reminders)
    if schedule.paused:
        _ask_whether_to_go_on(turning, schedule, nudge.day)
    return schedule


def _ask_whether_to_go_on(turning: Turning, schedule: Schedule, day: date) -> None:
    say = turning.say
    turning.cancel_timer(timer_of(schedule))

    def button(label: str, code: str) -> Button:
        return Button(label, press_data(code, schedule.number, day))

    rows = (
        (button(say("Go on"), "go_on"), button(say("Change"), "change")),
        (button(say("Stop reminders"), "end"),),
    )
    text = say("I've been quiet company lately. Shall I go on? Until you answer I stay silent.")
    turning.send(Message(Kind.NUDGE, text, rows, Slot.REMINDER, fresh=True, not_after=turning.now + LATE))


def _may_ring(turning: Turning, schedule: Schedule, occurrence: Occurrence) -> bool:
    """Asks everything that holds a reminder back, at the last moment."""
    reminders, now = turning.session.reminders, turning.now
    late = now - occurrence.due
    quiet = reminders.quiet.cover(now.astimezone(reminders.place).time())
    if late >= LATE or (late > IN_TIME and quiet):
        turning.change(reminders=reminders.with_day(schedule.number, occurrence.day, "missed"))
        return False
    return not (_held_back(turning, schedule) or _done_already(turning, schedule, occurrence))


def _held_back(turning: Turning, schedule: Schedule) -> bool:
    """Whether a lock, a running practice, a routine that is gone, or too many reminders today keep it back."""
    return (
        turning.session.owner.lock is not None
        or turning.person.lock is not None
        or _practising(turning)
        or schedule.routine not in turning.book.routines
        or _enough(_sent_today(turning), schedule)
    )


def _sent_today(turning: Turning) -> tuple[str, ...]:
    """Returns the routine of each reminder that was sent on the present day of the person."""
    reminders = turning.session.reminders
    today = turning.now.astimezone(reminders.place).date()
    return reminders.sent if reminders.sent_on == today else ()


def _enough(sent: tuple[str, ...], schedule: Schedule) -> bool:
    return len(sent) >= MOST_A_DAY or sent.count(schedule.routine) >= MOST_OF_ONE_ROUTINE


def _practising(turning: Turning) -> bool:
    practice = turning.session.practice
    last = turning.session.last_at
    return practice is not None and last is not None and turning.now - last < NOT_AGAIN_WITHIN


def _done_already(turning: Turning, schedule: Schedule, occurrence: Occurrence) -> bool:
    """Whether the routine of this occurrence was done: on its day, or just before where there are several a day."""
    history, reminders = turning.session.owner.history, turning.session.reminders
    ended = history.last_ended
    if ended is None or history.last_routine != schedule.routine:
        return False
    if len(schedule.times) > 1:
        return occurrence.due - ended < NOT_AGAIN_WITHIN
    return local_date(ended, reminders.place, reminders.day_begins) == occurrence.day
