"""The messages of a reminder that come unasked. Their first line names no condition; each is answered in one tap."""

from datetime import date, time, timedelta

from bot.dialogue.reminding.counting import note_sent, room_today, sent_today
from bot.dialogue.reminding.schedules import Nudge, Schedule
from bot.dialogue.turn import Button, Kind, Message, Rows, Slot
from bot.dialogue.turning import Turning

TIMER = "remind"
SNOOZE = "snooze"

LATE = timedelta(hours=2)
"""A reminder that is later than this is not sent any more; the day counts as missed."""

MOST_OF_ONE_ROUTINE = 3
"""The most reminders of one routine on one day (`clinical` techniques 4.2)."""


def timer_of(schedule: Schedule) -> str:
    """Returns the name of the timer of a schedule."""
    return f"{TIMER}:{schedule.number}"


def snooze_of(schedule: Schedule) -> str:
    """Returns the name of the timer of a delay of a schedule."""
    return f"{SNOOZE}:{schedule.number}"


def press_data(code: str, number: int, day: date) -> str:
    """Returns the data of a button of a reminder: it names its day, and holds whatever screen is open."""
    return f"{TIMER}.{code}.{number}.{day.isoformat()}"


def button(label: str, code: str, schedule: Schedule, day: date) -> Button:
    """Returns a button of a reminder."""
    return Button(label, press_data(code, schedule.number, day))


def enough_today(turning: Turning, schedule: Schedule) -> bool:
    """Returns whether the day holds no more messages about a schedule."""
    return not room_today(turning) or sent_today(turning).count(schedule.routine) >= MOST_OF_ONE_ROUTINE


def remind(turning: Turning, schedule: Schedule, day: date, at: time) -> None:
    """Sends the reminder of an occurrence; after a pause it asks whether to go on."""
    say = turning.say
    _note(turning, schedule, day, at)
    turning.tally("reminder", "sent")
    if schedule.back:
        turning.change(reminders=turning.session.reminders.with_schedule(schedule.model_copy(update={"back": False})))
        text = say("Good to see you. Your pause is over. Shall we go on?")
        rows: Rows = (
            (button(say("Start"), "start", schedule, day),),
            (button(say("1 more week"), "week", schedule, day), button(say("Stop it"), "end", schedule, day)),
            (button(say("Skip today"), "skip", schedule, day),),
        )
    else:
        text = say("Time for your stretch.")
        delays = (
            button(say("10 min"), "ten", schedule, day), button(say("1 hour"), "hour", schedule, day),
            button(say("Tonight"), "tonight", schedule, day),
        )  # fmt: skip
        rows = (
            (button(say("Start"), "start", schedule, day),),
            # A delay that could not ring again is not offered.
            *(() if enough_today(turning, schedule) else (delays,)),
            (button(say("Skip today"), "skip", schedule, day), button(say("Done already"), "done", schedule, day)),
            (button(say("Pause"), "pause", schedule, day),),
        )
    _send(turning, text, rows, sound=True)


def ask_to_go_on(turning: Turning, schedule: Schedule, day: date) -> None:
    """Asks, after a week without any answer, whether to go on. Until it is answered nothing rings."""
    say = turning.say
    rows = (
        (button(say("Go on"), "go_on", schedule, day), button(say("Change"), "change", schedule, day)),
        (button(say("Stop reminders"), "end", schedule, day),),
    )
    text = say("I've been quiet company lately. Shall I go on? Until you answer I stay silent.")
    _send(turning, text, rows, sound=False)


def say_it_fits_no_more(turning: Turning, schedule: Schedule, day: date, at: time) -> None:
    """Says once that the routine of a reminder no longer fits, and offers what does."""
    say = turning.say
    _note(turning, schedule, day, at)
    if schedule.routine in turning.book.routines:
        text = say("Your routine no longer fits what you told me, so I stop reminding you of it. Nothing is lost.")
    else:
        text = say("I no longer have the routine of your reminder, so I stop reminding you of it. Nothing is lost.")
    rows = (
        (button(say("Show what fits me now"), "fits", schedule, day),),
        (button(say("Change"), "change", schedule, day), button(say("Turn off"), "end", schedule, day)),
    )
    _send(turning, text, rows, sound=False)


def _note(turning: Turning, schedule: Schedule, day: date, at: time) -> None:
    note_sent(turning, schedule.routine)
    nudge = Nudge(schedule=schedule.number, day=day, at=at, sent=turning.now)
    turning.change(reminders=turning.session.reminders.with_nudge(nudge))


def _send(turning: Turning, text: str, rows: Rows, *, sound: bool) -> None:
    turning.send(
        Message(
            Kind.NUDGE, text, rows, Slot.REMINDER, fresh=True, sound=sound, not_after=turning.now + LATE,
        )
    )  # fmt: skip
