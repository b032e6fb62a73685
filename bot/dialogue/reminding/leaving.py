"""The chat was left or come back to: nothing rings any more, and who comes back is greeted as new to the chat."""

from bot.dialogue import interview, next_day
from bot.dialogue.reminding.messages import snooze_of, timer_of
from bot.dialogue.session import Stage
from bot.dialogue.turning import Turning


def left(turning: Turning) -> None:
    """Silences everything when a person blocks the bot, and again when they let it in.

    Consent ends with it; what was told is kept, and so is a lock. The reminders stay set and silent, and nothing of
    before the block fires. Nothing is said: the next word is the person's.
    """
    reminders = turning.session.reminders
    for schedule in reminders.schedules:
        turning.cancel_timer(timer_of(schedule))
        turning.cancel_timer(snooze_of(schedule))
        reminders = reminders.with_schedule(schedule.going().model_copy(update={"paused": True}))
    turning.cancel_timer(interview.TIMER_CHECK_IN)
    turning.cancel_timer(next_day.KIND)
    interview.end_practice_quietly(turning)
    turning.change(
        reminders=reminders.model_copy(update={"nudge": None, "earlier": ()}),
        consented=None, about_other=False, guest=None, plan=None, stage=Stage(), left=None, slot=None, confused=0,
    )  # fmt: skip
