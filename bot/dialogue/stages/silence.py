"""After /stop: whether the reminders stop as well. Paused, not deleted, so that nobody has to set them anew."""

from datetime import timedelta

from bot.dialogue.reminding.messages import snooze_of, timer_of
from bot.dialogue.reminding.ringing import set_next
from bot.dialogue.reminding.schedules import Schedule
from bot.dialogue.screen import Press, Screen
from bot.dialogue.stages.home import leave_aside
from bot.dialogue.turning import Turning

A_WEEK = timedelta(days=7)


def ringing_schedules(turning: Turning) -> tuple[Schedule, ...]:
    """Returns the reminders that would ring one day."""
    return tuple(schedule for schedule in turning.session.reminders.schedules if not schedule.paused)


def show(turning: Turning) -> Screen:
    """Asks whether the reminders stop too."""
    say = turning.say
    rows = (
        (Press(say("Stop all reminders"), "all"),),
        (Press(say("Silent for a week"), "week"),),
        (Press(say("No, keep them"), "keep"),),
    )
    return Screen(say("**Shall the reminders stop too?** /reminders brings them back at any time."), rows)


def press(turning: Turning, code: str) -> None:
    """Silences the reminders or keeps them, and leads back."""
    if code == "all":
        silence_all(turning)
    elif code == "week":
        _silence_for_a_week(turning)
    elif code != "keep":
        return
    leave_aside(turning)


def silence_all(turning: Turning) -> None:
    """Pauses every reminder without an end; a delay that was asked for is gone too."""
    _pause(turning, paused=True)
    turning.tell_person(turning.say("Done: no reminder comes any more. To have them back, open /reminders."))


def _silence_for_a_week(turning: Turning) -> None:
    _pause(turning, paused=False)
    turning.tell_person(turning.say("Done: no reminder comes for a week. Then they ring as before."))


def _pause(turning: Turning, *, paused: bool) -> None:
    reminders = turning.session.reminders
    today = turning.now.astimezone(reminders.place).date()
    until = None if paused else today + A_WEEK
    for schedule in ringing_schedules(turning):
        later = until
        if until is not None and schedule.paused_until is not None:
            later = max(until, schedule.paused_until)
        silent = schedule.model_copy(update={"paused": paused, "paused_until": later})
        reminders = reminders.with_schedule(silent)
        turning.cancel_timer(timer_of(schedule))
        turning.cancel_timer(snooze_of(schedule))
    turning.change(reminders=reminders.with_pause(today, until))
    for schedule in ringing_schedules(turning):
        set_next(turning, schedule)
