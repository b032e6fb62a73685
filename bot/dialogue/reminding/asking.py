"""Silence: a whole day without any answer is counted; the schedule then rings less, asks once, and pauses."""

from datetime import date, timedelta

from bot.dialogue.reminding.counting import may_come_now
from bot.dialogue.reminding.messages import ask_to_go_on, timer_of
from bot.dialogue.reminding.schedules import Schedule
from bot.dialogue.turning import Turning

QUESTION = "go_on"
"""The timer of the question whether to go on."""

THIN_AFTER = 2
ASK_AFTER = 7
"""Whole days without any answer after which it rings every other day, and after which it asks and then pauses."""


def note_silence(turning: Turning, schedule: Schedule, day: date) -> Schedule:
    """Counts the day of the last message where nothing was heard since, and lets the schedule ring less.

    Any sign of life since that message, of whatever kind, is an answer: who talks with the bot is not silent.

    Args:
        turning: The turn.
        schedule: The schedule that comes due.
        day: The day that it comes due for.

    Returns:
        The schedule as it then is; paused where the question comes.
    """
    reminders = turning.session.reminders
    nudge = reminders.nudge_of(schedule.number)
    if nudge is None or nudge.answered or nudge.day >= day:
        return schedule
    last = turning.session.last_at
    changes: dict[str, object]
    if last is not None and last > nudge.sent:
        changes = {"unanswered": 0, "every_other_since": None}
    else:
        silent = schedule.unanswered + 1
        changes = {"unanswered": silent}
        if silent >= THIN_AFTER and schedule.every_other_since is None:
            changes["every_other_since"] = day
        if silent >= ASK_AFTER:
            changes["paused"] = True
    schedule = schedule.model_copy(update=changes)
    if reminders.came_of(schedule.number, nudge.day) is None:
        reminders = reminders.with_day(schedule.number, nudge.day, "unanswered")
    reminders = reminders.with_schedule(schedule)
    # Counted once: the same message is not silence again at the next occurrence.
    reminders = reminders.with_nudge(nudge.model_copy(update={"answered": True}))
    if schedule.paused:
        reminders = reminders.with_pause(day)
    turning.change(reminders=reminders)
    if schedule.paused:
        turning.cancel_timer(timer_of(schedule))
        turning.set_timer(QUESTION, timedelta(0), f"{schedule.number} {nudge.day.isoformat()}")
    return schedule


def ask_whether_to_go_on(turning: Turning, payload: str) -> None:
    """Asks the one question, unless the schedule was changed. Nobody chose its hour, so it waits for a good one.

    Args:
        turning: The turn.
        payload: The number of the schedule, and the day of the last message about it.
    """
    number, _, day = payload.partition(" ")
    reminders = turning.session.reminders
    schedule = reminders.schedule(int(number))
    nudge = reminders.nudge_of(int(number))
    if schedule is None or nudge is None or not schedule.paused or nudge.day.isoformat() != day:
        return
    if turning.session.owner.lock is not None or not may_come_now(turning, QUESTION, payload):
        return
    turning.change(reminders=turning.session.reminders.with_nudge(nudge.model_copy(update={"answered": False})))
    ask_to_go_on(turning, schedule, nudge.day)
