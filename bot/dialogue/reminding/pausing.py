"""A pause: nothing rings until a date, its days count neither for nor against anybody, and it ends by itself."""

from collections.abc import Iterable
from datetime import date, timedelta

from bot.dialogue.reminding.counting import today
from bot.dialogue.reminding.messages import snooze_of
from bot.dialogue.reminding.ringing import next_of, set_next
from bot.dialogue.reminding.schedules import Schedule
from bot.dialogue.reminding.words import date_in_words
from bot.dialogue.turning import Turning

ONE_WEEK = timedelta(weeks=1)


def pause(turning: Turning, schedules: Iterable[Schedule], until: date) -> None:
    """Pauses schedules until a date; delays that were asked for are dropped.

    Args:
        turning: The turn.
        schedules: Which.
        until: The first local date on which they ring again.
    """
    for schedule in schedules:
        paused = schedule.going().model_copy(update={"paused_until": until, "back": True})
        turning.cancel_timer(snooze_of(schedule))
        turning.change(reminders=turning.session.reminders.with_schedule(paused))
        set_next(turning, paused)
    turning.change(reminders=turning.session.reminders.with_pause(today(turning), until))


def end_pause(turning: Turning, schedules: Iterable[Schedule]) -> None:
    """Ends the pause of schedules now, and what is left of it does not count as one."""
    for schedule in schedules:
        going = schedule.going()
        turning.change(reminders=turning.session.reminders.with_schedule(going))
        set_next(turning, going)
    turning.change(reminders=turning.session.reminders.with_pauses_ended(today(turning)))


def is_paused(turning: Turning, schedule: Schedule) -> bool:
    """Returns whether a schedule is silent by now."""
    until = schedule.paused_until
    return schedule.paused or (until is not None and until > today(turning))


def paused_in_words(turning: Turning, until: date) -> str:
    """Returns until when it is silent, and when the next message comes."""
    reminders, say = turning.session.reminders, turning.say
    following = [
        (occurrence.due, occurrence)
        for schedule in reminders.schedules
        if (occurrence := next_of(reminders, schedule, turning.now)) is not None
    ]
    text = say("**Paused until {date}.** I stay silent till then.", date=date_in_words(turning, until))
    if not following:
        return text
    first = min(following)[1]
    then = say(
        "The next message comes on {date} at {time}, {zone}.",
        date=date_in_words(turning, first.day), time=first.at.strftime("%H:%M"), zone=reminders.zone,
    )  # fmt: skip
    return f"{text} {then}"
