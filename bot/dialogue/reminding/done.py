"""A routine that was done after its reminder counts for the day of the reminder, also where midnight lay between."""

from datetime import datetime, timedelta

from bot.dialogue.turning import Turning

BELONGS = timedelta(hours=12)
"""A routine that began so long after a message, or sooner, is an answer to it."""


def note_done(turning: Turning, routine: str, started: datetime) -> None:
    """Notes the day of a reminder as done, and its message as answered.

    Args:
        turning: The turn.
        routine: What was done.
        started: When it began.
    """
    reminders = turning.session.reminders
    for schedule in reminders.schedules:
        nudge = reminders.nudge_of(schedule.number)
        if schedule.routine == routine and nudge is not None and timedelta(0) <= started - nudge.sent < BELONGS:
            answered = nudge.model_copy(update={"answered": True})
            reminders = reminders.with_day(schedule.number, nudge.day, "done").with_nudge(answered)
    turning.change(reminders=reminders)
