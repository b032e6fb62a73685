"""A new reminder: offered after a routine, its time tapped or typed, and shown back once it is set."""

from datetime import time

from bot.dialogue.reminding.ringing import next_of, set_next, timer_of
from bot.dialogue.reminding.schedules import Schedule
from bot.dialogue.reminding.words import near_date_in_words, schedule_in_words
from bot.dialogue.screen import Press, Screen, in_rows, paragraphs
from bot.dialogue.stages.home import leave_aside
from bot.dialogue.turning import Turning
from bot.language.clock_words import time_in

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

AT_FIRST = {"morning": ("06:30", "07:00", "07:30"), "evening": ("18:00", "19:00", "20:00")}
"""The times that are proposed first, by the time of day of the routine."""

CLOCK = (
    "06:00", "06:30", "07:00", "07:30", "08:00", "09:00", "12:30", "14:00", "17:00", "18:00", "19:00", "20:00",
    "20:30", "21:00", "21:30",
)  # fmt: skip


def may_offer(turning: Turning) -> bool:
    """Returns whether a reminder is offered after this routine: once, to the owner of the chat, who has none yet."""
    session = turning.session
    routine = session.owner.history.last_routine
    return (
        not session.about_other
        and not session.reminders.offered
        and not session.reminders.schedules
        and routine in turning.book.routines
    )


def show_offer(turning: Turning) -> Screen:
    """Offers a reminder."""
    say = turning.say
    times = AT_FIRST["evening" if turning.person.wants.time_of_day == "evening" else "morning"]
    text = paragraphs(
        say("**Shall I remind you of the next one?** The message will only say: Time for your stretch."),
        say("Some days are enough. A missed day is fine."),
    )
    rows = (
        tuple(Press(at, f"t:{at}") for at in times),
        (Press(say("Other time"), "other"), Press(say("No, thanks"), "no")),
    )
    return Screen(text, rows)


def press_offer(turning: Turning, code: str) -> None:
    """Takes the time, or leads on."""
    turning.change(reminders=turning.session.reminders.model_copy(update={"offered": True}))
    if code == "no":
        turning.go("home")
    elif code == "other":
        begin(turning)
    else:
        _take(turning, _new(turning), code)


def begin(turning: Turning) -> None:
    """Begins a new reminder for the routine that was done last."""
    turning.go("reminder_time", draft=_new(turning))


def show_time(turning: Turning) -> Screen:
    """Asks for the time."""
    say = turning.say
    text = say("**What time?** Tap one, or type it: 7:30, half past seven, in the evening.")
    buttons = [Press(at, f"t:{at}") for at in CLOCK]
    return Screen(text, (*in_rows(buttons, 5), (Press(say("Back"), "back"),)))


def press_time(turning: Turning, code: str) -> None:
    """Takes the time."""
    draft = turning.stage.draft
    if code == "back" or draft is None:
        turning.go("reminders" if turning.session.reminders.schedules else "home")
    else:
        _take(turning, draft, code)


def typed_time(turning: Turning, text: str) -> bool:
    """Takes a typed time; returns whether the words held one."""
    at, draft = time_in(text), turning.stage.draft
    if at is None or draft is None:
        return False
    turning.freshly()
    _settle(turning, draft.model_copy(update={"times": (at,)}))
    return True


def keep(turning: Turning, schedule: Schedule) -> None:
    """Keeps a schedule, sets its next occurrence and shows it back."""
    turning.change(reminders=turning.session.reminders.with_schedule(schedule))
    set_next(turning, schedule)
    turning.go("reminder_set", schedule=schedule.number)


def show_set(turning: Turning) -> Screen:
    """Shows a reminder as it is set: when, in which zone, and when the first one comes."""
    say, reminders = turning.say, turning.session.reminders
    schedule = reminders.schedule(turning.stage.schedule or 0)
    if schedule is None:
        return Screen(say("This reminder is off."), ((Press(say("Go on"), "fine"),),))
    occurrence = next_of(reminders, schedule, turning.now)
    here = turning.now.astimezone(reminders.place)
    first = "" if occurrence is None else near_date_in_words(turning, occurrence.day, here)
    quiet = reminders.quiet
    inside = any(quiet.cover(at) for at in schedule.times)
    text = paragraphs(
        say("**Set: {when}, {zone}.**", when=schedule_in_words(turning, schedule), zone=reminders.zone),
        say("First one {day}. I follow summer time.", day=first) if first else "",
        say(
            "That lies in your quiet time ({begin} to {end}). It rings all the same, because you chose it.",
            begin=quiet.begin.strftime("%H:%M"), end=quiet.end.strftime("%H:%M"),
        ) if inside else "",
        say("Change it at any time: /reminders."),
    )  # fmt: skip
    rows: list[tuple[Press, ...]] = [(Press(say("Change the time"), "time"), Press(say("Turn off"), "off"))]
    if inside:
        rows.append((Press(say("Change my quiet time"), "quiet"),))
    return Screen(text, (*rows, (Press(say("Go on"), "fine"),)), stays=True)


def press_set(turning: Turning, code: str) -> None:
    """Leads on, or changes what was set."""
    reminders = turning.session.reminders
    schedule = reminders.schedule(turning.stage.schedule or 0)
    if code == "time" and schedule is not None:
        turning.go("reminder_time", draft=schedule)
    elif code == "quiet":
        turning.go("quiet_time")
    elif code == "off" and schedule is not None:
        turning.cancel_timer(timer_of(schedule))
        turning.change(reminders=reminders.without(schedule.number))
        turning.tell_person(turning.say("This reminder is off. /reminders sets a new one at any time."))
        leave_aside(turning)
    elif code == "fine":
        leave_aside(turning)


def _new(turning: Turning) -> Schedule:
    reminders = turning.session.reminders
    routine = str(turning.session.owner.history.last_routine)
    numbers = [schedule.number for schedule in reminders.schedules]
    proposed = turning.book.routines[routine].reminder
    days = tuple(WEEKDAYS.index(day) for day in proposed.days) if proposed is not None else tuple(range(7))
    return Schedule(number=max(numbers, default=0) + 1, routine=routine, times=(time(7),), days=days)


def _take(turning: Turning, draft: Schedule, code: str) -> None:
    kind, _, at = code.partition(":")
    if kind == "t" and at in {*CLOCK, *(at for times in AT_FIRST.values() for at in times)}:
        _settle(turning, draft.model_copy(update={"times": (time.fromisoformat(at),)}))


def _settle(turning: Turning, draft: Schedule) -> None:
    """Keeps the draft, or asks for the zone first."""
    if turning.session.reminders.zone is None:
        turning.go("zone", draft=draft)
    else:
        keep(turning, draft)
