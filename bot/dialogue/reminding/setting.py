"""Sets a reminder and turns it off, with its occurrences and delays."""

from bot.dialogue.reminding.messages import snooze_of, timer_of
from bot.dialogue.reminding.ringing import set_next
from bot.dialogue.reminding.schedules import Schedule
from bot.dialogue.turning import Turning


def keep(turning: Turning, schedule: Schedule) -> None:
    """Keeps a schedule, sets its next occurrence and shows it back."""
    turning.cancel_timer(snooze_of(schedule))
    turning.change(reminders=turning.session.reminders.with_schedule(schedule))
    set_next(turning, schedule)
    turning.go("reminder_set", schedule=schedule.number)


def turn_off(turning: Turning, schedule: Schedule) -> None:
    """Takes a reminder away, with its delays."""
    turning.cancel_timer(timer_of(schedule))
    turning.cancel_timer(snooze_of(schedule))
    turning.change(reminders=turning.session.reminders.without(schedule.number))
